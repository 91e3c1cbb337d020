#include "engine/embedded/hidden_information.h"

#include <string>
#include <utility>
#include <vector>

#include "engine/embedded/adapter/information_schema.h"
#include "engine/embedded/names.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

constexpr const char* kShown[] = {"table_catalog", "table_schema",     "table_name",
                                  "column_name",   "ordinal_position", "column_default",
                                  "is_nullable",   "data_type"};
constexpr size_t kQualifiedParts = 3;  // catalog, schema, table

bool IsColumnsTable(const sql::Relation& relation) {
  if (const auto* aliased = std::get_if<sql::AliasedRelation>(&relation.node)) {
    return aliased->columns.empty() && IsColumnsTable(*aliased->relation);
  }
  const auto* table = std::get_if<sql::Table>(&relation.node);
  if (table == nullptr || table->name.parts.size() != kQualifiedParts) return false;
  const std::string schema = table->name.parts[1].Canonical();
  return (schema == kInformationSchema || schema == kMemoryInformationSchema) &&
         table->name.parts[2].Canonical() == "columns";
}

class Hider : public sql::TreeRewriter {
 public:
  using sql::TreeRewriter::Rewrite;
  void Rewrite(sql::QueryBody& body) override {
    auto* select = body.As<sql::Select>();
    if (select == nullptr || select->from.size() != 1 || !IsColumnsTable(select->from.front())) {
      return;
    }
    std::vector<sql::SelectItem> items;
    for (sql::SelectItem& item : select->items) {
      const auto* all = std::get_if<sql::AllColumns>(&item);
      if (all == nullptr || !all->aliases.empty()) {
        items.push_back(std::move(item));
        continue;
      }
      for (const char* name : kShown) {
        sql::Expression column(sql::ColumnReference{{name, false, {}}});
        items.emplace_back(sql::SingleColumn{std::move(column), {}, {}});
      }
    }
    select->items = std::move(items);
  }
};

}  // namespace

void HideInformation(sql::Statement& statement) {
  Hider hider;
  sql::Rewrite(statement, hider);
}

}  // namespace tarn::engine::embedded

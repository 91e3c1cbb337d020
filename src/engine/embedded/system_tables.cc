#include "engine/embedded/system_tables.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/embedded/names.h"
#include "engine/embedded/runtime_queries.h"
#include "engine/embedded/system_catalog.h"
#include "sql/parser.h"
#include "sql/printer.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

void ReplaceAll(std::string& text, std::string_view what, std::string_view by) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

// A table's query over all catalogs: what it reads of the lake's information_schema is read of
// each.
std::string OverCatalogs(std::string query, const OtherCatalogs& others) {
  std::string catalogs;
  for (const std::string& name : others.AllNames()) {
    catalogs += (catalogs.empty() ? "" : ", ") + sql::QuoteString(name);
  }
  ReplaceAll(query, "$catalogs", catalogs);
  for (const char* view : {"columns", "schemata", "tables", "table_comments"}) {
    const std::string lake = std::string("iceberg.information_schema.") + view;
    const std::string columns = std::string_view(view) == "columns" ? kColumnsOfInformation : "*";
    const std::string next = " UNION ALL SELECT " + columns + " FROM ";
    std::string all = "(" + SystemInformationSchemaSql(view) + next + lake;
    for (const std::string& name : others.Names()) {
      all += next + name + ".information_schema." + view;
    }
    ReplaceAll(query, lake, all + ")");
  }
  return query;
}

// A table's rows in its own types.
std::string TableSql(const SystemTable& table, const OtherCatalogs& others,
                     const query::QueryTracker* queries) {
  std::string query(table.query);
  if (table.schema == kInformationSchema) query = SystemInformationSchemaSql(table.name);
  if (table.schema == "runtime" && table.name == "queries") query = RuntimeQueriesSql(queries);
  if (table.schema == "runtime" && table.name == "transactions") {
    query = RuntimeTransactionsSql(queries);
  }
  std::string columns;
  for (const SystemColumn& column : ColumnsOf(table)) {
    columns += fmt::format("{}CAST({} AS {}) AS {}", columns.empty() ? "" : ", ",
                           query.empty() ? "NULL" : column.name, column.type, column.name);
  }
  if (query.empty()) return "SELECT " + columns + " WHERE false";
  return "SELECT " + columns + " FROM (" + OverCatalogs(std::move(query), others) + ")";
}

class Replacer : public sql::TreeRewriter {
 public:
  Replacer(const NameScope& scope, const query::QueryTracker* queries)
      : scope_(scope), queries_(queries) {}
  using sql::TreeRewriter::Enter;
  using sql::TreeRewriter::Rewrite;
  // "runtime.nodes.state": the table has only its own name once it is a query.
  void Rewrite(sql::Expression& expression) override {
    if (!expression.Is<sql::Dereference>()) return;
    const auto name = sql::ToQualifiedName(expression);
    if (!name || name->parts.size() < 3 || name->parts.size() > 4) return;
    const auto& parts = name->parts;
    const size_t table = parts.size() - 2;
    const std::string catalog = parts.size() == 4 ? parts[0].Canonical() : scope_.catalog;
    if (catalog != kSystemCatalog) return;
    for (const SystemTable& known : SystemCatalogTables()) {
      if (parts[table - 1].Canonical() != known.schema) continue;
      if (parts[table].Canonical() != known.name) continue;
      const sql::Location location = expression.location;
      sql::Expression base(sql::ColumnReference{parts[table]}, location);
      expression = sql::Expression(sql::Dereference{std::move(base), parts.back()}, location);
      return;
    }
  }
  bool Enter(sql::QueryBody& body) override {
    const auto* table = body.As<sql::TableQuery>();
    if (table != nullptr && IsReplaced(table->name)) SelectFromTable(body);
    return true;
  }
  void Rewrite(sql::Relation& relation) override {
    if (auto* alias = std::get_if<sql::AliasedRelation>(&relation.node)) {
      // A name of its own takes the place of the one given below.
      if (auto* below = std::get_if<sql::AliasedRelation>(&alias->relation->node)) {
        sql::Relation named = *below->relation;
        alias->relation = std::move(named);
      }
      return;
    }
    const auto* table = std::get_if<sql::Table>(&relation.node);
    if (table == nullptr || table->branch || table->period) return;
    const auto& parts = table->name.parts;
    if (CatalogOf(table->name) != kSystemCatalog || parts.size() > 3) return;
    const std::string schema = SchemaOf(table->name);
    for (const SystemTable& known : SystemCatalogTables()) {
      if (schema != known.schema || parts.back().Canonical() != known.name) continue;
      // Under the table's own name, so that its columns may be qualified by it.
      sql::Statement query = sql::ParseStatement(TableSql(known, scope_.others, queries_));
      const sql::Location location = relation.location;
      const sql::Identifier alias = parts.back();
      sql::Relation subquery{
          sql::TableSubquery{std::move(std::get<sql::QueryStatement>(query.node).query)}, location};
      relation = sql::Relation{sql::AliasedRelation{std::move(subquery), alias, {}}, location};
      return;
    }
  }

 private:
  std::string CatalogOf(const sql::QualifiedName& name) const {
    return name.parts.size() == 3 ? name.parts[0].Canonical() : scope_.catalog;
  }
  std::string SchemaOf(const sql::QualifiedName& name) const {
    const auto& parts = name.parts;
    return parts.size() > 1 ? parts[parts.size() - 2].Canonical() : scope_.schema;
  }
  // What TABLE cannot stay of: a query takes the table's place, or `*` leaves out columns.
  bool IsReplaced(const sql::QualifiedName& name) const {
    return CatalogOf(name) == kSystemCatalog || SchemaOf(name) == kInformationSchema;
  }

  const NameScope& scope_;
  const query::QueryTracker* queries_;
};

}  // namespace

void ReplaceSystemTables(sql::Statement& statement, const NameScope& scope,
                         const query::QueryTracker* queries) {
  Replacer replacer(scope, queries);
  sql::Rewrite(statement, replacer);
}

std::vector<std::string> SystemSchemas() {
  std::set<std::string> schemas;
  for (const SystemTable& table : SystemCatalogTables()) schemas.emplace(table.schema);
  return {schemas.begin(), schemas.end()};
}

std::vector<std::string> SystemTables(std::string_view schema) {
  std::set<std::string> names;
  for (const SystemTable& table : SystemCatalogTables()) {
    if (table.schema == schema) names.emplace(table.name);
  }
  return {names.begin(), names.end()};
}

}  // namespace tarn::engine::embedded

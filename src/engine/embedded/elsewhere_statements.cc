// Statements about catalogs beside the lake: descriptions, and what a read-only catalog refuses.
#include <algorithm>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "base/suggest.h"
#include "engine/embedded/adapter/information_schema.h"
#include "engine/embedded/session.h"
#include "engine/embedded/shown_text.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/system_tables.h"
#include "engine/embedded/table_definition.h"
#include "engine/type_display.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

std::optional<std::string> EmbeddedSession::OtherCatalogOf(const sql::Statement& statement) const {
  if (const auto* show = statement.As<sql::ShowSchemas>()) {
    std::string catalog = show->catalog ? show->catalog->Canonical() : options_.catalog;
    if (others_.Has(catalog)) return catalog;
    return std::nullopt;
  }
  const StatementTarget target = TargetOf(statement);
  if (target.name == nullptr && statement.As<sql::ShowTables>() == nullptr) return std::nullopt;
  std::string catalog = CatalogOf(target, scope());
  if (others_.Has(catalog)) return catalog;
  return std::nullopt;
}

EmbeddedSession::Result EmbeddedSession::RunElsewhere(const std::string& catalog,
                                                      const sql::Statement& statement) {
  if (const auto* show = statement.As<sql::ShowSchemas>()) return ShowElsewhere(catalog, *show);
  if (const auto* show = statement.As<sql::ShowTables>()) return ShowElsewhere(catalog, *show);
  if (const auto* show = statement.As<sql::ShowColumns>()) return ShowElsewhere(catalog, *show);
  if (const auto* show = statement.As<sql::ShowCreate>()) return ShowElsewhere(catalog, *show);
  if (const auto* show = statement.As<sql::ShowStats>()) return ShowElsewhere(catalog, *show);
  if (catalog == kMemoryCatalog) return RunInMemory(statement);
  if (const auto* drop = statement.As<sql::DropTable>()) {
    const OtherTable table = ResolveOther(drop->name, scope());
    if (!Ready().FindTable(table.catalog, table.schema, table.name)) {
      if (drop->if_exists) return Updated("DROP TABLE");
      throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kTableNotFound, {},
                    fmt::format("Table '{}' does not exist", table.ToString()), source_);
    }
  }
  if (const auto* drop = statement.As<sql::DropSchema>()) {
    const std::string schema = drop->name.last().Canonical();
    const bool there = Ready().HasSchema(catalog, schema);
    if (!there && drop->if_exists) return Updated("DROP SCHEMA");
    if (!there) ThrowNoSchema(catalog, schema);
    throw ErrorAt(ErrorKind::kFailedPrecondition, base::StandardError::kSchemaNotEmpty, {},
                  fmt::format("Cannot drop non-empty schema '{}'", schema), source_);
  }
  ThrowNotSupportedBy(statement);
}

void EmbeddedSession::ThrowNoSchema(const std::string& catalog, const std::string& schema) const {
  throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kSchemaNotFound, {},
                fmt::format("Schema '{}.{}' does not exist", catalog, schema), source_);
}

ListedTable EmbeddedSession::FindElsewhere(const sql::QualifiedName& name,
                                           const sql::Location& location) {
  const OtherTable table = ResolveOther(name, scope());
  if (auto found = Ready().FindTable(table.catalog, table.schema, table.name)) return *found;
  if (!Ready().HasSchema(table.catalog, table.schema)) {
    throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kSchemaNotFound, location,
                  fmt::format("Schema '{}' does not exist", table.schema), source_);
  }
  std::vector<std::string> names;
  for (const ListedTable& other : Ready().TablesOf(table.catalog, table.schema)) {
    names.push_back(other.name);
  }
  throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kTableNotFound, location,
                fmt::format("Table '{}' does not exist{}", table.ToString(),
                            base::DidYouMean(table.name, names)),
                source_);
}

EmbeddedSession::Result EmbeddedSession::ShowElsewhere(const std::string& catalog,
                                                       const sql::ShowSchemas& show) {
  std::vector<std::string> names = Ready().SchemasOf(catalog);
  names.emplace_back(kInformationSchema);
  std::sort(names.begin(), names.end());
  return TextRows({"Schema"}, MatchingRows(names, show.like));
}

EmbeddedSession::Result EmbeddedSession::ShowElsewhere(const std::string& catalog,
                                                       const sql::ShowTables& show) {
  const std::string schema = show.schema ? show.schema->last().Canonical() : options_.schema;
  if (schema.empty()) {
    throw base::Error(ErrorKind::kInvalidArgument,
                      "line 1:1: Schema must be specified when session schema is not set",
                      "SHOW TABLES FROM schema");
  }
  std::vector<std::string> names;
  if (schema == kInformationSchema) {
    names.assign(std::begin(kInformationSchemaViews), std::end(kInformationSchemaViews));
  } else if (!Ready().HasSchema(catalog, schema)) {
    throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kSchemaNotFound, {},
                  fmt::format("Schema '{}' does not exist", schema), source_);
  } else {
    for (const ListedTable& table : Ready().TablesOf(catalog, schema)) names.push_back(table.name);
  }
  return TextRows({"Table"}, MatchingRows(names, show.like));
}

EmbeddedSession::Result EmbeddedSession::ShowElsewhere(const std::string&,
                                                       const sql::ShowColumns& show) {
  const ListedTable table = FindElsewhere(show.table, {});
  std::vector<std::vector<std::optional<std::string>>> rows;
  for (const ListedColumn& column : table.columns) {
    if (MatchingRows({column.name}, show.like).empty()) continue;
    rows.push_back({column.name, DisplayName(column.type), "", column.comment.value_or("")});
  }
  return TextRows({"Column", "Type", "Extra", "Comment"}, std::move(rows));
}

EmbeddedSession::Result EmbeddedSession::ShowElsewhere(const std::string& catalog,
                                                       const sql::ShowCreate& show) {
  if (show.kind == sql::ShowCreateKind::kSchema) {
    const std::string schema = show.name.last().Canonical();
    if (!Ready().HasSchema(catalog, schema)) ThrowNoSchema(catalog, schema);
    return TextRows({"Create Schema"},
                    {{fmt::format("CREATE SCHEMA {}.{}", catalog, NameText(schema))}});
  }
  const bool view = show.kind == sql::ShowCreateKind::kView;
  const ListedTable table = FindElsewhere(show.name, {});
  if (table.is_view != view) {
    throw ErrorAt(
        ErrorKind::kUnsupported, {},
        fmt::format("Relation '{}' is a {}, not a {}", ResolveOther(show.name, scope()).ToString(),
                    view ? "table" : "view", view ? "view" : "table"),
        source_);
  }
  if (!view) return TextRows({"Create Table"}, {{CreateTableText(catalog, table)}});
  ShownView shown{catalog, table.schema, table.name, std::nullopt, false};
  if (table.note) shown.comment = table.note->comment;
  shown.invoker = table.note && table.note->invoker;
  return TextRows({"Create View"}, {{CreateViewText(shown, table.view_text)}});
}

// Rows in all, and that no column of TPC-H is ever null.
EmbeddedSession::Result EmbeddedSession::ShowElsewhere(const std::string& catalog,
                                                       const sql::ShowStats& show) {
  const auto& name = std::get<sql::QualifiedName>(show.subject);
  const ListedTable table = FindElsewhere(name, {});
  const auto counted =
      Ready().QueryText("SELECT count(*) FROM " + ResolveOther(name, scope()).Quoted());
  std::vector<std::vector<Value>> rows;
  for (const ListedColumn& column : table.columns) {
    rows.push_back({Value{column.name}, Value{}, Value{},
                    catalog == kTpchCatalog ? Value{0.0} : Value{}, Value{}, Value{}, Value{}});
  }
  const double count = std::stod(counted.at(0).at(0).value_or("0"));
  rows.push_back({Value{}, Value{}, Value{}, Value{}, Value{count}, Value{}, Value{}});
  return StatsRows(std::move(rows));
}

}  // namespace tarn::engine::embedded

#include "engine/embedded/adapter/information_schema.h"

#include <optional>
#include <vector>

#include "engine/embedded/adapter/duck_catalog.h"
#include "engine/embedded/adapter/materialized_view.h"
#include "engine/embedded/adapter/types.h"

namespace tarn::engine::embedded {
namespace {

using Row = std::vector<std::optional<std::string>>;

constexpr const char* kCatalog = "iceberg";

std::string Literal(const std::optional<std::string>& value) {
  return value ? duckdb::KeywordHelper::WriteQuoted(*value, '\'') : "NULL";
}

// A query that gives the rows. Names ending in '#' are bigint, others varchar.
std::string ValuesQuery(const std::vector<std::string>& columns, const std::vector<Row>& rows) {
  std::string list;
  std::string names;
  for (const std::string& column : columns) {
    const bool number = column.back() == '#';
    const std::string name = number ? column.substr(0, column.size() - 1) : column;
    names += (names.empty() ? "" : ", ") + name;
    list += (list.empty() ? "" : ", ") + std::string("CAST(") + name + " AS " +
            (number ? "BIGINT" : "VARCHAR") + ") AS " + name;
  }
  std::string values;
  for (const Row& row : rows) {
    values += values.empty() ? "(" : ", (";
    for (size_t i = 0; i < row.size(); ++i) values += (i > 0 ? ", " : "") + Literal(row[i]);
    values += ")";
  }
  if (rows.empty()) {
    for (size_t i = 0; i < columns.size(); ++i) values += i == 0 ? "(NULL" : ", NULL";
    values += ")";
  }
  return "SELECT " + list + " FROM (VALUES " + values + ") AS t(" + names + ")" +
         (rows.empty() ? " WHERE false" : "");
}

std::string SchemataQuery(LakeTransaction& lake) {
  std::vector<Row> rows = {{kCatalog, kInformationSchemaName}};
  for (const catalog::Namespace& ns : lake.Namespaces()) {
    rows.push_back({kCatalog, SchemaName(ns)});
  }
  return ValuesQuery({"catalog_name", "schema_name"}, rows);
}

std::string TablesQuery(LakeTransaction& lake) {
  std::vector<Row> rows;
  for (const catalog::Namespace& ns : lake.Namespaces()) {
    for (const LakeEntry& entry : lake.List(ns)) {
      if (IsStorageName(entry.name)) continue;
      rows.push_back({kCatalog, SchemaName(ns), entry.name,
                      entry.kind == catalog::ContentKind::kView ? "VIEW" : "BASE TABLE"});
    }
  }
  for (const char* name : kInformationSchemaViews) {
    rows.push_back({kCatalog, kInformationSchemaName, name, "BASE TABLE"});
  }
  return ValuesQuery({"table_catalog", "table_schema", "table_name", "table_type"}, rows);
}

std::string ColumnsQuery(LakeTransaction& lake) {
  std::vector<Row> rows;
  for (const catalog::Namespace& ns : lake.Namespaces()) {
    for (const LakeEntry& entry : lake.List(ns)) {
      if (IsStorageName(entry.name)) continue;
      const catalog::TableIdentifier id{ns, entry.name};
      const iceberg::Schema schema = entry.kind == catalog::ContentKind::kView
                                         ? lake.View(id)->current_schema()
                                         : lake.Table(id).metadata->current_schema();
      int64_t position = 0;
      for (const iceberg::NestedField& field : schema.fields) {
        rows.push_back({kCatalog, SchemaName(ns), entry.name, field.name,
                        std::to_string(++position), std::nullopt, field.required ? "NO" : "YES",
                        ToEngineType(ToDuckType(field.type)).ToString(),
                        field.doc.empty() ? std::nullopt : std::optional(field.doc), std::nullopt});
      }
    }
  }
  return ValuesQuery(
      {"table_catalog", "table_schema", "table_name", "column_name", "ordinal_position#",
       "column_default", "is_nullable", "data_type", "comment", "extra_info"},
      rows);
}

std::string ViewsQuery(LakeTransaction& lake) {
  std::vector<Row> rows;
  for (const catalog::Namespace& ns : lake.Namespaces()) {
    for (const LakeEntry& entry : lake.List(ns)) {
      if (IsStorageName(entry.name)) continue;
      if (entry.kind != catalog::ContentKind::kView) continue;
      const auto view = lake.View({ns, entry.name});
      const auto* text = view->current_version().FindDialect("trino");
      rows.push_back(
          {kCatalog, SchemaName(ns), entry.name, text ? std::optional(text->sql) : std::nullopt});
    }
  }
  return ValuesQuery({"table_catalog", "table_schema", "table_name", "view_definition"}, rows);
}

}  // namespace

std::string InformationSchemaQuery(LakeTransaction& lake, const std::string& view) {
  if (view == "schemata") return SchemataQuery(lake);
  if (view == "tables") return TablesQuery(lake);
  if (view == "columns") return ColumnsQuery(lake);
  if (view == "views") return ViewsQuery(lake);
  // Nobody was granted anything: rights are not Tarn's yet.
  if (view == "table_privileges") {
    return ValuesQuery(
        {"grantor", "grantor_type", "grantee", "grantee_type", "table_catalog", "table_schema",
         "table_name", "privilege_type", "is_grantable", "with_hierarchy"},
        {});
  }
  if (view == "roles" || view == "enabled_roles") return ValuesQuery({"role_name"}, {});
  if (view == "applicable_roles") {
    return ValuesQuery({"grantee", "grantee_type", "role_name", "is_grantable"}, {});
  }
  return {};
}

}  // namespace tarn::engine::embedded

#include "engine/embedded/adapter/information_schema.h"

#include <optional>
#include <vector>

#include "engine/embedded/adapter/duck_catalog.h"
#include "engine/embedded/adapter/materialized_view.h"
#include "engine/embedded/adapter/types.h"
#include "engine/type_display.h"

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

std::string SchemataQuery(const CatalogContents& contents) {
  std::vector<Row> rows = {{contents.catalog, kInformationSchemaName}};
  for (const std::string& schema : contents.schemas) rows.push_back({contents.catalog, schema});
  return ValuesQuery({"catalog_name", "schema_name"}, rows);
}

std::string TablesQuery(const CatalogContents& contents) {
  std::vector<Row> rows;
  for (const ListedTable& table : contents.tables) {
    // A materialized view is a table to Trino, here.
    const bool is_view = table.is_view && table.storage_table.empty();
    rows.push_back({contents.catalog, table.schema, table.name, is_view ? "VIEW" : "BASE TABLE"});
  }
  for (const char* name : kInformationSchemaViews) {
    rows.push_back({contents.catalog, kInformationSchemaName, name, "BASE TABLE"});
  }
  return ValuesQuery({"table_catalog", "table_schema", "table_name", "table_type"}, rows);
}

// The columns of information_schema's own tables, as Trino lists them; '#': bigint.
struct OwnTable {
  const char* name;
  std::vector<const char*> columns;
};
const std::vector<OwnTable>& OwnTables() {
  static const std::vector<OwnTable> tables = {
      {"applicable_roles", {"grantee", "grantee_type", "role_name", "is_grantable"}},
      {"columns",
       {"table_catalog", "table_schema", "table_name", "column_name", "ordinal_position#",
        "column_default", "is_nullable", "data_type"}},
      {"enabled_roles", {"role_name"}},
      {"roles", {"role_name"}},
      {"schemata", {"catalog_name", "schema_name"}},
      {"table_privileges",
       {"grantor", "grantor_type", "grantee", "grantee_type", "table_catalog", "table_schema",
        "table_name", "privilege_type", "is_grantable", "with_hierarchy"}},
      {"tables", {"table_catalog", "table_schema", "table_name", "table_type"}},
      {"views", {"table_catalog", "table_schema", "table_name", "view_definition"}}};
  return tables;
}

ListedTable Listed(const OwnTable& table) {
  ListedTable listed;
  listed.schema = kInformationSchemaName;
  listed.name = table.name;
  for (std::string name : table.columns) {
    const bool number = name.back() == '#';
    if (number) name.pop_back();
    const Type type{number ? TypeKind::kBigint : TypeKind::kVarchar, 0, 0, {}, {}};
    listed.columns.push_back({std::move(name), type});
  }
  return listed;
}

std::string ColumnsQuery(const CatalogContents& contents) {
  std::vector<Row> rows;
  for (const OwnTable& table : OwnTables()) {
    int64_t position = 0;
    for (const ListedColumn& column : Listed(table).columns) {
      rows.push_back({contents.catalog, kInformationSchemaName, table.name, column.name,
                      std::to_string(++position), std::nullopt, "YES", DisplayName(column.type),
                      std::nullopt, std::nullopt});
    }
  }
  for (const ListedTable& table : contents.tables) {
    int64_t position = 0;
    for (const ListedColumn& column : table.columns) {
      rows.push_back({contents.catalog, table.schema, table.name, column.name,
                      std::to_string(++position), std::nullopt, column.required ? "NO" : "YES",
                      DisplayName(column.type), column.comment, std::nullopt});
    }
  }
  return ValuesQuery(
      {"table_catalog", "table_schema", "table_name", "column_name", "ordinal_position#",
       "column_default", "is_nullable", "data_type", "comment", "extra_info"},
      rows);
}

std::string ViewsQuery(const CatalogContents& contents) {
  std::vector<Row> rows;
  for (const ListedTable& table : contents.tables) {
    if (!table.is_view || !table.storage_table.empty()) continue;
    rows.push_back({contents.catalog, table.schema, table.name,
                    table.view_text.empty() ? std::nullopt : std::optional(table.view_text)});
  }
  return ValuesQuery({"table_catalog", "table_schema", "table_name", "view_definition"}, rows);
}

std::string TableCommentsQuery(const CatalogContents& contents) {
  std::vector<Row> rows;
  for (const ListedTable& table : contents.tables) {
    rows.push_back({contents.catalog, table.schema, table.name, table.comment});
  }
  for (const char* name : kInformationSchemaViews) {
    rows.push_back({contents.catalog, kInformationSchemaName, name, std::nullopt});
  }
  return ValuesQuery({"catalog_name", "schema_name", "table_name", "comment"}, rows);
}

std::vector<ListedColumn> ColumnsOf(const iceberg::Schema& schema) {
  std::vector<ListedColumn> columns;
  for (const iceberg::NestedField& field : schema.fields) {
    columns.push_back(
        {field.name, ToEngineType(ToDuckType(field.type)), field.required, field.doc});
  }
  return columns;
}

template <typename Metadata>
std::optional<std::string> CommentOf(const Metadata& metadata) {
  const auto comment = metadata.properties.find("comment");
  if (comment == metadata.properties.end()) return std::nullopt;
  return comment->second;
}

const char* FreshnessText(Freshness freshness) {
  switch (freshness) {
    case Freshness::kFresh: return "FRESH";
    case Freshness::kStale:
    case Freshness::kNeverRefreshed: break;
  }
  return "STALE";
}

std::string MaterializedViewsQuery(const CatalogContents& contents) {
  std::vector<Row> rows;
  for (const ListedTable& table : contents.tables) {
    if (table.storage_table.empty()) continue;
    rows.push_back({contents.catalog, table.schema, table.name, contents.catalog, table.schema,
                    table.storage_table, table.freshness, table.comment.value_or(""),
                    table.view_text.empty() ? std::nullopt : std::optional(table.view_text)});
  }
  return ValuesQuery({"catalog_name", "schema_name", "name", "storage_catalog", "storage_schema",
                      "storage_table", "freshness", "comment", "definition"},
                     rows);
}

// What the transaction sees of the lake.
CatalogContents ContentsOf(LakeTransaction& lake, bool with_columns, bool with_texts,
                           bool with_comments, bool with_freshness) {
  CatalogContents contents{kCatalog, {}, {}};
  for (const catalog::Namespace& ns : lake.Namespaces()) {
    contents.schemas.push_back(SchemaName(ns));
    for (const LakeEntry& entry : lake.List(ns)) {
      if (IsStorageName(entry.name)) continue;
      const catalog::TableIdentifier id{ns, entry.name};
      ListedTable table{contents.schemas.back(), entry.name,
                        entry.kind == catalog::ContentKind::kView};
      if (with_columns) {
        table.columns = ColumnsOf(table.is_view ? lake.View(id)->current_schema()
                                                : lake.Table(id).metadata->current_schema());
      }
      if (with_comments && !table.is_view) table.comment = CommentOf(*lake.Table(id).metadata);
      if (with_texts && table.is_view) {
        const auto view = lake.View(id);
        if (const auto* text = view->current_version().FindDialect("trino")) {
          table.view_text = text->sql;
        }
        table.comment = CommentOf(*view);
        if (const auto materialized = MaterializedView::Of(*view)) {
          table.storage_table = materialized->storage_table;
          if (with_freshness) {
            table.freshness = FreshnessText(FreshnessOf(lake, id, *materialized));
          }
        }
      }
      contents.tables.push_back(std::move(table));
    }
  }
  return contents;
}

}  // namespace

std::optional<ListedTable> InformationSchemaTable(const std::string& view) {
  for (const OwnTable& table : OwnTables()) {
    if (table.name == view) return Listed(table);
  }
  return std::nullopt;
}

std::string InformationSchemaQuery(LakeTransaction& lake, const std::string& view) {
  const bool comments = view == kTableCommentsView;
  const bool freshness = view == kMaterializedViewsView;
  const bool texts = view == "views" || view == "tables" || freshness || comments;
  const bool lists = view == "columns" || texts;
  if (view == "schemata" || !lists) {
    CatalogContents contents{kCatalog, {}, {}};
    if (view == "schemata") {
      for (const catalog::Namespace& ns : lake.Namespaces()) {
        contents.schemas.push_back(SchemaName(ns));
      }
    }
    return InformationSchemaQuery(contents, view);
  }
  return InformationSchemaQuery(ContentsOf(lake, view == "columns", texts, comments, freshness),
                                view);
}

std::string InformationSchemaQuery(const CatalogContents& contents, const std::string& view) {
  if (view == "schemata") return SchemataQuery(contents);
  if (view == "tables") return TablesQuery(contents);
  if (view == "columns") return ColumnsQuery(contents);
  if (view == "views") return ViewsQuery(contents);
  if (view == kMaterializedViewsView) return MaterializedViewsQuery(contents);
  if (view == kTableCommentsView) return TableCommentsQuery(contents);
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

#include "engine/embedded/adapter/attached_catalogs.h"

#include <algorithm>

#include "duckdb/storage/buffer/temporary_file_information.hpp"
#include "duckdb/storage/buffer_manager.hpp"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/generated_catalog.h"
#include "engine/embedded/adapter/types.h"

namespace tarn::engine::embedded {
namespace {

bool IsHidden(const std::string& schema) {
  return schema == "main" || schema == "pg_catalog" || schema == "information_schema";
}

duckdb::optional_ptr<duckdb::SchemaCatalogEntry> MemorySchema(duckdb::ClientContext& context,
                                                              const std::string& schema) {
  if (IsHidden(schema)) return nullptr;
  return duckdb::Catalog::GetCatalog(context, kMemoryCatalog)
      .GetSchema(context, schema, duckdb::OnEntryNotFound::RETURN_NULL);
}

std::optional<std::string> CommentText(const duckdb::Value& comment) {
  if (comment.IsNull()) return std::nullopt;
  return comment.ToString();
}

// The comment on a column is the type that it was declared with and, where it has one, a line and
// its comment; there is none on the columns that CREATE TABLE AS made.
ListedColumn ColumnOf(const duckdb::ColumnDefinition& column) {
  const auto note = CommentText(column.Comment());
  if (!note) return {column.Name(), ToEngineType(column.Type())};
  const size_t line = note->find('\n');
  ListedColumn listed{column.Name(), Type::Parse(note->substr(0, line))};
  if (line != std::string::npos) listed.comment = note->substr(line + 1);
  return listed;
}

std::vector<ListedColumn> ColumnsOf(const duckdb::TableCatalogEntry& table) {
  std::vector<ListedColumn> columns;
  for (const auto& column : table.GetColumns().Logical()) columns.push_back(ColumnOf(column));
  for (const auto& constraint : table.GetConstraints()) {
    if (constraint->type != duckdb::ConstraintType::NOT_NULL) continue;
    columns[constraint->Cast<duckdb::NotNullConstraint>().index.index].required = true;
  }
  return columns;
}

ListedTable Listed(duckdb::CatalogEntry& entry, const std::string& schema, bool with_columns) {
  ListedTable table{schema, entry.name, entry.type == duckdb::CatalogType::VIEW_ENTRY};
  if (table.is_view) {
    table.note = MemoryViewNote::Parse(CommentText(entry.comment).value_or(""));
    if (!table.note) return table;
    table.view_text = table.note->text;
    table.comment = table.note->comment;
    for (const MemoryViewNote::Column& column : table.note->columns) {
      table.columns.push_back({column.name, column.type, false, column.comment});
    }
    return table;
  }
  table.comment = CommentText(entry.comment);
  if (with_columns) table.columns = ColumnsOf(entry.Cast<duckdb::TableCatalogEntry>());
  return table;
}

}  // namespace

std::vector<std::string> SchemasOf(duckdb::ClientContext& context, const std::string& catalog) {
  std::vector<std::string> names;
  if (const GeneratedTables* generated = GeneratedTablesOf(context, catalog)) {
    names = generated->Schemas();
  } else {
    duckdb::Catalog::GetCatalog(context, catalog)
        .ScanSchemas(context, [&](duckdb::SchemaCatalogEntry& schema) {
          if (!IsHidden(schema.name)) names.push_back(schema.name);
        });
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool HasSchema(duckdb::ClientContext& context, const std::string& catalog,
               const std::string& schema) {
  if (const GeneratedTables* generated = GeneratedTablesOf(context, catalog)) {
    return generated->HasSchema(schema);
  }
  return MemorySchema(context, schema) != nullptr;
}

std::vector<ListedTable> TablesOf(duckdb::ClientContext& context, const std::string& catalog,
                                  const std::string& schema, bool with_columns) {
  std::vector<ListedTable> tables;
  if (const GeneratedTables* generated = GeneratedTablesOf(context, catalog)) {
    if (!generated->HasSchema(schema)) return tables;
    for (const std::string& table : generated->Tables()) {
      tables.push_back({schema, table});
      if (with_columns) tables.back().columns = generated->Columns(table);
    }
    return tables;
  }
  auto entry = MemorySchema(context, schema);
  if (!entry) return tables;
  std::vector<std::reference_wrapper<duckdb::CatalogEntry>> entries;
  entry->Scan(context, duckdb::CatalogType::TABLE_ENTRY,
              [&](duckdb::CatalogEntry& found) { entries.emplace_back(found); });
  for (duckdb::CatalogEntry& found : entries) {
    tables.push_back(Listed(found, schema, with_columns));
  }
  std::sort(tables.begin(), tables.end(),
            [](const ListedTable& a, const ListedTable& b) { return a.name < b.name; });
  return tables;
}

std::optional<ListedTable> FindTable(duckdb::ClientContext& context, const std::string& catalog,
                                     const std::string& schema, const std::string& table) {
  if (const GeneratedTables* generated = GeneratedTablesOf(context, catalog)) {
    std::vector<ListedColumn> columns = generated->Columns(table);
    if (columns.empty() || !generated->HasSchema(schema)) return std::nullopt;
    ListedTable listed{schema, table};
    listed.columns = std::move(columns);
    return listed;
  }
  auto entry = MemorySchema(context, schema);
  if (!entry) return std::nullopt;
  auto found = entry->GetEntry(entry->GetCatalogTransaction(context),
                               duckdb::CatalogType::TABLE_ENTRY, table);
  if (!found) return std::nullopt;
  return Listed(*found, schema, true);
}

CatalogContents ContentsOf(duckdb::ClientContext& context, const std::string& catalog,
                           bool with_columns) {
  CatalogContents contents{catalog, SchemasOf(context, catalog), {}};
  for (const std::string& schema : contents.schemas) {
    for (ListedTable& table : TablesOf(context, catalog, schema, with_columns)) {
      contents.tables.push_back(std::move(table));
    }
  }
  return contents;
}

uint64_t MemoryCatalogBytes(duckdb::ClientContext& context) {
  for (const duckdb::MemoryInformation& of_tag :
       duckdb::BufferManager::GetBufferManager(*context.db).GetMemoryUsageInfo()) {
    if (of_tag.tag == duckdb::MemoryTag::IN_MEMORY_TABLE) return of_tag.size + of_tag.evicted_data;
  }
  return 0;
}

}  // namespace tarn::engine::embedded

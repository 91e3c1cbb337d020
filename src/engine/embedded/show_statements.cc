// SHOW and DESCRIBE.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/standard_error.h"
#include "base/suggest.h"
#include "catalog/view_owner.h"
#include "engine/embedded/adapter/column_types.h"
#include "engine/embedded/adapter/error_origin.h"
#include "engine/embedded/adapter/information_schema.h"
#include "engine/embedded/adapter/materialized_view.h"
#include "engine/embedded/adapter/metadata_tables.h"
#include "engine/embedded/adapter/partition_transforms.h"
#include "engine/embedded/adapter/schema_properties.h"
#include "engine/embedded/adapter/sort_orders.h"
#include "engine/embedded/adapter/trino_name.h"
#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/session.h"
#include "engine/embedded/show_pattern.h"
#include "engine/embedded/shown_text.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/system_tables.h"
#include "engine/embedded/table_definition.h"
#include "engine/embedded/trino_properties.h"
#include "engine/type_display.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {

using base::ErrorKind;
using catalog::ContentKind;

namespace {

using TextTable = std::vector<std::vector<std::optional<std::string>>>;

const catalog::Namespace kInformation{std::string(kInformationSchema)};

}  // namespace

TextTable MatchingRows(const std::vector<std::string>& names,
                       const std::optional<sql::ShowPattern>& like) {
  TextTable rows;
  for (const std::string& name : names) {
    if (Matches(name, like)) rows.push_back({name});
  }
  return rows;
}

namespace {

std::optional<std::string> CommentOf(const iceberg::ViewMetadata& view) {
  const auto comment = view.properties.find("comment");
  if (comment == view.properties.end()) return std::nullopt;
  return comment->second;
}

std::string TrinoTextOf(const iceberg::ViewMetadata& view) {
  const auto* trino = view.current_version().FindDialect("trino");
  return trino != nullptr ? trino->sql : "";
}

std::string LakeViewText(const catalog::TableIdentifier& id, const iceberg::ViewMetadata& view) {
  return CreateViewText({std::string(kCatalogName), SchemaText(id.ns), id.name, CommentOf(view),
                         !view.properties.contains(catalog::kRunAsOwner)},
                        TrinoTextOf(view));
}

// `storage` is WITH of its table.
std::string CreateMaterializedViewText(const catalog::TableIdentifier& id,
                                       const iceberg::ViewMetadata& view,
                                       const MaterializedView& materialized,
                                       const std::string& storage) {
  std::string text = "CREATE MATERIALIZED VIEW " +
                     QualifiedText(std::string(kCatalogName), SchemaText(id.ns), id.name);
  if (materialized.grace_period_ms) {
    text += fmt::format("\nGRACE PERIOD INTERVAL '{}' SECOND",
                        static_cast<double>(*materialized.grace_period_ms) / 1000);
  }
  if (const auto comment = CommentOf(view)) text += "\nCOMMENT " + sql::QuoteString(*comment);
  if (!storage.empty()) text += "\n" + storage;
  return text + " AS\n" + FormattedQuery(TrinoTextOf(view));
}

// The kinds of relations as SHOW CREATE tells them apart.
struct ShownKind {
  sql::ShowCreateKind kind;
  const char* name;     // "Table '…' does not exist"
  const char* article;  // "Relation '…' is a view, not a table"
};
constexpr ShownKind kShownKinds[] = {
    {sql::ShowCreateKind::kTable, "Table", "a table"},
    {sql::ShowCreateKind::kView, "View", "a view"},
    {sql::ShowCreateKind::kMaterializedView, "Materialized view", "a materialized view"},
};

// kNotFound when there is no such relation, kUnsupported when it is of another kind.
void RequireShown(LakeTransaction& lake, const catalog::TableIdentifier& id,
                  sql::ShowCreateKind kind) {
  const auto of = [](sql::ShowCreateKind one) {
    return std::find_if(std::begin(kShownKinds), std::end(kShownKinds),
                        [&](const ShownKind& shown) { return shown.kind == one; });
  };
  const ShownKind* wanted = of(kind);
  if (wanted == std::end(kShownKinds)) {
    throw base::Error(ErrorKind::kUnsupported, "SHOW CREATE is for schemas, tables and views");
  }
  const auto found = lake.Find(id);
  sql::ShowCreateKind is = sql::ShowCreateKind::kTable;
  if (!found && (id.ns != kInformation || !InformationSchemaTable(id.name))) {
    std::vector<std::string> names;
    if (lake.NamespaceExists(id.ns)) {
      for (const LakeEntry& entry : lake.List(id.ns)) names.push_back(entry.name);
    }
    base::Throw(ErrorKind::kNotFound, "{} '{}' does not exist{}", wanted->name, TrinoName(id),
                base::DidYouMean(id.name, names));
  }
  if (found == ContentKind::kView) {
    is = MaterializedView::Of(*lake.View(id)) ? sql::ShowCreateKind::kMaterializedView
                                              : sql::ShowCreateKind::kView;
  }
  if (is == kind) return;
  throw StatementError(
      ErrorKind::kUnsupported,
      fmt::format("Relation '{}' is {}, not {}", TrinoName(id), of(is)->article, wanted->article));
}

// With who made it, where that is known, and with its place unless it is information_schema.
std::string CreateSchemaText(LakeTransaction& lake, const catalog::Namespace& ns) {
  std::string text = fmt::format("CREATE SCHEMA {}.{}", kCatalogName, NameText(SchemaText(ns)));
  if (ns == kInformation) return text;
  // One that this transaction made has none yet.
  const auto snapshot = lake.snapshot();
  std::map<std::string, std::string> properties;
  if (snapshot->NamespaceExists(ns)) properties = snapshot->NamespaceProperties(ns);
  if (const auto owner = properties.find(kSchemaOwner); owner != properties.end()) {
    text += "\nAUTHORIZATION USER " + NameText(owner->second);
  }
  std::string location = lake.catalog().NewTableLocation({ns, "t"});
  location.resize(location.rfind('/'));
  if (const auto own = properties.find(kSchemaLocation); own != properties.end()) {
    location = own->second;
  }
  return text + fmt::format("\nWITH (\n   location = {}\n)", sql::QuoteString(location));
}

const iceberg::Schema& SchemaOfView(const iceberg::ViewMetadata& view) {
  return view.current_schema();
}

}  // namespace

EmbeddedSession::Result EmbeddedSession::Run(const sql::ShowCatalogs& show) {
  return TextRows({"Catalog"}, MatchingRows(others_.AllNames(), show.like));
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::ShowSchemas& show) {
  const std::string catalog = show.catalog ? show.catalog->Canonical() : options_.catalog;
  if (catalog == kSystemCatalog) {
    return TextRows({"Schema"}, MatchingRows(SystemSchemas(), show.like));
  }
  if (catalog != kCatalogName) {
    throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kCatalogNotFound, sql::Location{},
                  fmt::format("Catalog '{}' not found", catalog), source_);
  }
  std::set<std::string> names = {std::string(kInformationSchema)};
  Ready().WithLake([&](LakeTransaction& lake) {
    for (const catalog::Namespace& ns : lake.Namespaces()) names.insert(SchemaText(ns));
  });
  TextTable rows;
  for (const std::string& name : names) {
    if (Matches(name, show.like)) rows.push_back({name});
  }
  return TextRows({"Schema"}, std::move(rows));
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::ShowTables& show) {
  if (!show.schema && options_.schema.empty()) {
    throw base::Error(ErrorKind::kInvalidArgument,
                      "line 1:1: Schema must be specified when session schema is not set",
                      "SHOW TABLES FROM schema");
  }
  if (CatalogOf({show.schema ? &*show.schema : nullptr, true}, scope()) == kSystemCatalog) {
    const std::string schema = show.schema ? show.schema->last().Canonical() : options_.schema;
    return TextRows({"Table"}, MatchingRows(SystemTables(schema), show.like));
  }
  const catalog::Namespace ns =
      show.schema ? ResolveSchema(*show.schema, scope()) : SchemaNamespace(options_.schema);
  TextTable rows;
  if (ns == catalog::Namespace{std::string(kInformationSchema)}) {
    for (const char* name : kInformationSchemaViews) {
      if (Matches(name, show.like)) rows.push_back({name});
    }
    return TextRows({"Table"}, std::move(rows));
  }
  OnLake(show.schema ? show.schema->location : sql::Location{}, [&](LakeTransaction& lake) {
    if (!lake.NamespaceExists(ns)) {
      base::Throw(ErrorKind::kNotFound, base::StandardError::kSchemaNotFound,
                  "Schema '{}' does not exist", SchemaText(ns));
    }
    for (const LakeEntry& entry : lake.List(ns)) {
      if (IsStorageName(entry.name)) continue;
      if (Matches(entry.name, show.like)) rows.push_back({entry.name});
    }
  });
  return TextRows({"Table"}, std::move(rows));
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::ShowColumns& show) {
  const catalog::TableIdentifier id = ResolveTable(show.table, scope());
  TextTable rows;
  OnLake(show.table.location, [&](LakeTransaction& lake) {
    if (const auto metadata = FindMetadataTable(lake, id)) {
      for (const auto& column :
           iceberg::MetadataTableColumns(metadata->kind, *lake.Table(metadata->table).metadata)) {
        if (!Matches(column.name, show.like)) continue;
        rows.push_back({column.name, DisplayName(TypeOfMetadataColumn(column)), "", ""});
      }
      return;
    }
    iceberg::Schema schema;
    if (lake.Find(id) == ContentKind::kView) {
      schema = SchemaOfView(*lake.View(id));
    } else {
      schema = lake.Table(id).metadata->current_schema();
    }
    for (const iceberg::NestedField& field : schema.fields) {
      if (!Matches(field.name, show.like)) continue;
      rows.push_back(
          {field.name, DisplayName(FromIcebergType(field.type)), "", field.doc.value_or("")});
    }
  });
  return TextRows({"Column", "Type", "Extra", "Comment"}, std::move(rows));
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::ShowCreate& show) {
  std::string text;
  std::string label;
  OnLake(show.name.location, [&](LakeTransaction& lake) {
    if (show.kind == sql::ShowCreateKind::kSchema) {
      const catalog::Namespace ns = ResolveSchema(show.name, scope());
      if (!lake.NamespaceExists(ns) && ns != kInformation) {
        base::Throw(ErrorKind::kNotFound, base::StandardError::kSchemaNotFound,
                    "Schema '{}.{}' does not exist", kCatalogName, SchemaText(ns));
      }
      label = "Create Schema";
      text = CreateSchemaText(lake, ns);
      return;
    }
    const catalog::TableIdentifier id = ResolveTable(show.name, scope());
    RequireShown(lake, id, show.kind);
    if (id.ns == kInformation) {
      label = "Create Table";
      text = CreateTableText(std::string(kCatalogName), *InformationSchemaTable(id.name));
      return;
    }
    if (show.kind == sql::ShowCreateKind::kTable) {
      const TableView table = lake.Table(id);
      label = "Create Table";
      text = CreateTableText(
          SchemaText(id.ns), id.name, *table.metadata,
          FormatPartitioning(table.metadata->default_spec(), table.metadata->current_schema()),
          FormatSortedBy(table.metadata->default_sort_order(), table.metadata->current_schema()));
      return;
    }
    const bool materialized = show.kind == sql::ShowCreateKind::kMaterializedView;
    const auto view = lake.View(id);
    const auto storage = MaterializedView::Of(*view);
    label = materialized ? "Create Materialized View" : "Create View";
    std::string properties;
    const catalog::TableIdentifier table{id.ns, storage ? storage->storage_table : ""};
    if (storage && lake.Find(table)) {
      const auto metadata = lake.Table(table).metadata;
      properties = TablePropertiesText(
          *metadata, FormatPartitioning(metadata->default_spec(), metadata->current_schema()),
          FormatSortedBy(metadata->default_sort_order(), metadata->current_schema()), false);
    }
    text = storage ? CreateMaterializedViewText(id, *view, *storage, properties)
                   : LakeViewText(id, *view);
  });
  return TextRows({label}, {{text}});
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::ShowSession& show) {
  TextTable rows;
  const auto add = [&](const char* name, const std::string& value, const char* fallback,
                       const char* type, const char* text) {
    if (Matches(name, show.like)) rows.push_back({name, value, fallback, type, text});
  };
  const auto add_duration = [&](const char* name, const char* text, const char* fallback = "7d") {
    const auto set = properties_.find(name);
    add(name, set == properties_.end() ? fallback : set->second, fallback, "varchar", text);
  };
  add("commit_message", options_.commit_message, "", "varchar",
      "Message of the commits that this session makes");
  add_duration("commit_retention", "How long commits of the lake keep their files");
  add_duration("expire_snapshots_min_retention", "Minimal retention period for expire_snapshots");
  const char* behavior = existing_partitions_ == ExistingPartitions::kOverwrite ? "OVERWRITE"
                         : existing_partitions_ == ExistingPartitions::kError   ? "ERROR"
                                                                                : "APPEND";
  add("insert_existing_partitions_behavior", behavior, "APPEND", "varchar",
      "What INSERT does with the rows that its partitions have: APPEND, OVERWRITE, ERROR");
  add_duration("query_max_execution_time", "Maximum execution time of a query", "100d");
  add_duration("query_max_run_time", "Maximum run time of a query (includes the queueing time)",
               "100d");
  const auto add_memory = [&](const char* name, std::optional<uint64_t> limit, const char* text) {
    const std::string fallback = limit ? DataSizeText(*limit) : "";
    const auto set = properties_.find(name);
    add(name, set == properties_.end() ? fallback : set->second, fallback.c_str(), "varchar", text);
  };
  const MemoryLimits limits = Ready().statement_limits();
  add_memory("query_max_memory", limits.query,
             "Maximum amount of distributed memory a query can use");
  add_memory("query_max_memory_per_node", limits.query_per_node,
             "Maximum amount of memory a query can use per node");
  add_memory("query_max_total_memory", limits.query_total,
             "Maximum amount of distributed total memory a query can use");
  add("ref", options_.ref, "main", "varchar", "Branch, tag or commit that this session works on");
  add_duration("remove_orphan_files_min_retention",
               "Minimal retention period for remove_orphan_files");
  for (const TrinoProperty& property : TrinoProperties()) {
    if (property.hidden) continue;
    const std::string name(property.name), fallback(property.default_value);
    const auto set = properties_.find(name);
    add(name.c_str(), set == properties_.end() ? fallback : set->second, fallback.c_str(),
        TypeText(property).c_str(),
        property.effect.empty() ? "Of Trino; taken, and without effect here"
                                : property.effect.data());
  }
  std::sort(rows.begin(), rows.end());
  return TextRows({"Name", "Value", "Default", "Type", "Description"}, std::move(rows));
}

}  // namespace tarn::engine::embedded

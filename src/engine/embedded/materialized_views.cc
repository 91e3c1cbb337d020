// CREATE, REFRESH, DROP and ALTER … RENAME of materialized views.
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "catalog/view_owner.h"
#include "engine/embedded/adapter/materialized_view.h"
#include "engine/embedded/adapter/partition_transforms.h"
#include "engine/embedded/adapter/reading_as.h"
#include "engine/embedded/adapter/trino_name.h"
#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/stored_views.h"
#include "engine/embedded/table_definition.h"
#include "engine/embedded/table_places.h"
#include "sql/parser.h"
#include "sql/printer.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {

using base::ErrorKind;
using catalog::ContentKind;
using catalog::TableIdentifier;

namespace {

// Views in views beyond this are taken for a circle.
constexpr int kMaxViewDepth = 64;

int64_t GracePeriodMs(const sql::IntervalLiteral& interval, const sql::Location& location,
                      std::string_view source) {
  double amount = 0;
  const char* end = interval.value.data() + interval.value.size();
  const auto [rest, error] = std::from_chars(interval.value.data(), end, amount);
  double unit_ms = 0;
  switch (interval.from) {
    case sql::IntervalField::kSecond: unit_ms = 1000; break;
    case sql::IntervalField::kMinute: unit_ms = 60'000; break;
    case sql::IntervalField::kHour: unit_ms = 3'600'000; break;
    case sql::IntervalField::kDay: unit_ms = 86'400'000; break;
    default: break;
  }
  const double ms = std::round(amount * unit_ms);
  if (error != std::errc() || rest != end || unit_ms == 0 || interval.to || interval.negative ||
      !(ms >= 0 && ms < 9e15)) {
    throw ErrorAt(ErrorKind::kInvalidArgument, location,
                  "a grace period is so many seconds, minutes, hours or days: INTERVAL '1' HOUR",
                  source);
  }
  return static_cast<int64_t>(ms);
}

class FileFunctionFinder : public sql::TreeVisitor {
 public:
  using TreeVisitor::Enter;
  bool Enter(const sql::Relation& relation) override {
    found = found || relation.Is<sql::TableFunctionCall>();
    return true;
  }
  bool found = false;
};

void Collect(LakeTransaction& lake, const sql::Statement& statement, const NameScope& scope,
             int depth, Dependencies& result) {
  FileFunctionFinder files;
  sql::Walk(statement, files);
  if (files.found || depth > kMaxViewDepth) result.complete = false;
  if (depth > kMaxViewDepth) return;
  ForEachTable(statement, [&](const sql::QualifiedName& name) {
    if (IsElsewhere(name)) {  // what changes there is not told
      result.complete = false;
      return;
    }
    const TableIdentifier id = ResolveTable(name, scope);
    const auto kind = lake.Find(id);
    if (!kind) {  // information_schema and metadata tables
      result.complete = false;
      return;
    }
    if (*kind == ContentKind::kView) {
      const auto view = lake.View(id);
      const auto* text = view->current_version().FindDialect("trino");
      if (text == nullptr) {
        result.complete = false;
        return;
      }
      const ReadingAs reading(lake, id, *view);
      const sql::Statement query = sql::ParseStatement(text->sql);
      const NameScope inside{SchemaText(view->current_version().default_namespace), text->sql};
      Collect(lake, query, inside, depth + 1, result);
      return;
    }
    const TableView table = lake.Table(id);
    if (table.has_local_changes()) result.complete = false;  // its snapshot has no id yet
    Dependencies::Table entry{id, table.metadata->table_uuid, std::nullopt};
    if (table.snapshot != nullptr) entry.snapshot_id = table.snapshot->snapshot_id.value();
    for (const auto& known : result.tables) {
      if (known.id == id) return;
    }
    result.tables.push_back(std::move(entry));
  });
}

// The materialized view of that name; kNotFound as Trino says it.
MaterializedView RequireMaterialized(LakeTransaction& lake, const TableIdentifier& id) {
  if (lake.Find(id) == ContentKind::kView) {
    if (const auto found = MaterializedView::Of(*lake.View(id))) return *found;
    base::Throw(ErrorKind::kNotFound, base::StandardError::kTableNotFound,
                "Materialized view '{}' does not exist, but a view with that name exists.",
                TrinoName(id));
  }
  base::Throw(ErrorKind::kNotFound, base::StandardError::kTableNotFound,
              "Materialized view '{}' does not exist", TrinoName(id));
}

}  // namespace

EmbeddedSession::Result EmbeddedSession::Run(const sql::CreateMaterializedView& create) {
  const TableIdentifier id = ResolveTable(create.name, scope());
  const ViewDefinition definition = DefineView(create.query);
  const TableOptions options = TableOptionsOf(create.properties, std::nullopt, source_);
  places_.Check(options);
  MaterializedView materialized;
  materialized.storage_table = NewStorageName();
  if (create.grace_period) {
    materialized.grace_period_ms =
        GracePeriodMs(*create.grace_period, create.name.location, source_);
  }
  iceberg::Properties properties = materialized.Properties();
  // Trino's materialized views have no SECURITY: they are read with their owner's rights.
  properties[catalog::kRunAsOwner] = options_.user;
  if (create.comment) properties["comment"] = *create.comment;

  SetCommitMessage("CREATE MATERIALIZED VIEW " + id.ToString());
  OnLake(create.name.location, [&](LakeTransaction& lake) {
    const auto kind = lake.Find(id);
    if (kind && create.if_not_exists) return;
    if (kind == ContentKind::kTable || (kind && !create.or_replace)) {
      base::Throw(ErrorKind::kAlreadyExists, "{} '{}' already exists",
                  kind == ContentKind::kTable ? "Table" : "View", TrinoName(id));
    }
    if (kind) {
      const MaterializedView old = RequireMaterialized(lake, id);
      lake.DropTable({id.ns, old.storage_table});
    }
    iceberg::NewTable table;
    table.schema = definition.schema;
    table.spec = ParsePartitioning(options.partitioning, table.schema);
    table.properties.insert(options.properties.begin(), options.properties.end());
    lake.PutView(id, definition.schema, definition.version,
                 kind ? CreateMode::kReplace : CreateMode::kCreate, properties);
    lake.CreateTable({id.ns, materialized.storage_table}, std::move(table), CreateMode::kCreate);
  });
  return Updated("CREATE MATERIALIZED VIEW");
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::RefreshMaterializedView& refresh) {
  const TableIdentifier id = ResolveTable(refresh.name, scope());
  SetCommitMessage("REFRESH MATERIALIZED VIEW " + id.ToString());
  uint64_t rows = 0;
  Atomically([&] {
    std::string query;
    TableIdentifier storage;
    TableOptions options;
    bool fresh = false;
    OnLake(refresh.name.location, [&](LakeTransaction& lake) {
      const MaterializedView materialized = RequireMaterialized(lake, id);
      storage = {id.ns, materialized.storage_table};
      fresh = FreshnessOf(lake, id, materialized) == Freshness::kFresh;
      if (fresh) return;
      const auto view = lake.View(id);
      query = TranslateView(*view, lake, &files_);
      const auto* text = view->current_version().FindDialect("trino");
      Dependencies made_from;
      Collect(lake, sql::ParseStatement(text->sql),
              {SchemaText(view->current_version().default_namespace), text->sql}, 0, made_from);
      options.snapshot_summary[kDependenciesKey] = made_from.ToJson();
      lake.RemoveAll(storage);
    });
    if (fresh) return;
    rows = Ready().Write(fmt::format("INSERT INTO {}.{}.{} {}", kCatalogName,
                                     sql::QuoteIdentifier(SchemaText(storage.ns)),
                                     sql::QuoteIdentifier(storage.name), query),
                         std::move(options));
  });
  return Updated("REFRESH MATERIALIZED VIEW", rows);
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::DropMaterializedView& drop) {
  const TableIdentifier id = ResolveTable(drop.name, scope());
  SetCommitMessage("DROP MATERIALIZED VIEW " + id.ToString());
  OnLake(drop.name.location, [&](LakeTransaction& lake) {
    if (drop.if_exists && !lake.Find(id)) return;
    const MaterializedView materialized = RequireMaterialized(lake, id);
    lake.DropView(id);
    lake.DropTable({id.ns, materialized.storage_table});
  });
  return Updated("DROP MATERIALIZED VIEW");
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::RenameMaterializedView& rename) {
  const TableIdentifier from = ResolveTable(rename.name, scope());
  NameScope target_scope = scope();
  target_scope.schema = SchemaText(from.ns);
  const TableIdentifier to = ResolveTable(rename.target, target_scope);
  SetCommitMessage(
      fmt::format("ALTER MATERIALIZED VIEW {} RENAME TO {}", from.ToString(), to.ToString()));
  OnLake(rename.name.location, [&](LakeTransaction& lake) {
    if (rename.if_exists && !lake.Find(from)) return;
    RequireMaterialized(lake, from);
    if (to.ns != from.ns) {
      throw base::Error(ErrorKind::kUnsupported,
                        "Materialized View rename across schemas is not supported");
    }
    lake.RenameView(from, to);
  });
  return Updated("RENAME MATERIALIZED VIEW");
}

}  // namespace tarn::engine::embedded

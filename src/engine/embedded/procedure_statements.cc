// ALTER TABLE … EXECUTE and CALL: which procedures there are, and those that change metadata alone.
#include <cctype>
#include <map>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "base/suggest.h"
#include "engine/embedded/adapter/metadata_tables.h"
#include "engine/embedded/adapter/trino_name.h"
#include "engine/embedded/quantities.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/table_places.h"
#include "iceberg/action/cherry_pick.h"
#include "iceberg/location.h"
#include "iceberg/maintenance/reachable_files.h"
#include "iceberg/maintenance/snapshot_retention.h"
#include "iceberg/metadata_file.h"
#include "query/query_tracker.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

constexpr std::string_view kSystemSchema = "system";

template <typename Table>
std::vector<std::string> NamesOf(const Table& table) {
  std::vector<std::string> names;
  for (const auto& [name, procedure] : table) names.push_back(name);
  return names;
}

std::string Upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// "12" of "/t/metadata/00012-<uuid>.metadata.json" or "/t/metadata/v12.metadata.json"; -1 for
// others.
int64_t MetadataVersion(const std::string& path) {
  std::string name = path.substr(path.rfind('/') + 1);
  if (!name.ends_with(".metadata.json")) return -1;
  if (name.starts_with('v')) name.erase(0, 1);
  int64_t version = 0;
  size_t digits = 0;
  while (digits < name.size() && digits < 18 && name[digits] >= '0' && name[digits] <= '9') {
    version = version * 10 + (name[digits++] - '0');
  }
  return digits == 0 ? -1 : version;
}

std::string WithoutSlash(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

// The newest metadata file below a table's location.
std::string NewestMetadata(store::ObjectStore& store, const std::string& location) {
  int64_t newest = -1;
  std::vector<std::string> found;
  store.Scan(location + "/metadata/", [&](const store::ObjectInfo& info) {
    const int64_t version = MetadataVersion(info.path);
    if (version < 0 || version < newest) return;
    if (version > newest) found.clear();
    newest = version;
    found.push_back(info.path);
  });
  if (found.empty()) {
    throw base::Error(ErrorKind::kNotFound,
                      "No versioned metadata file exists at location: " + location + "/metadata",
                      "give the location that holds the folder 'metadata'");
  }
  if (found.size() > 1) {
    throw base::Error(ErrorKind::kFailedPrecondition,
                      fmt::format("More than one latest metadata file found at location: {}, among "
                                  "them {} and {}",
                                  location, found[0], found[1]),
                      "name one with metadata_file_name");
  }
  return found.front();
}

}  // namespace

void EmbeddedSession::RequireNoTransaction(const sql::Location& location, const char* what) {
  if (!in_transaction_) return;
  throw ErrorAt(ErrorKind::kFailedPrecondition, location,
                fmt::format("{} cannot run inside a transaction", what), source_,
                "COMMIT or ROLLBACK first");
}

std::chrono::microseconds EmbeddedSession::Retention(const ProcedureArguments& arguments,
                                                     const std::string& least_property) const {
  const auto least = DurationProperty(least_property);
  constexpr std::chrono::hours kDefault{7 * 24};
  const auto asked = arguments.Duration("retention_threshold").value_or(kDefault);
  if (asked < least) {
    std::string configuration = least_property;
    const size_t min = configuration.rfind("_min_");
    for (char& c : configuration) c = c == '_' ? '-' : c;
    configuration[min] = '.';
    throw base::Error(
        ErrorKind::kInvalidArgument, base::StandardError::kInvalidProcedureArgument,
        fmt::format("Retention specified ({}) is shorter than the minimum retention configured in "
                    "the system ({}). Minimum retention can be changed with iceberg.{} "
                    "configuration property or iceberg.{} session property",
                    FormatDuration(asked), FormatDuration(least), configuration, least_property),
        fmt::format("SET SESSION {} = '{}' allows it: what is younger may still be in use",
                    least_property, arguments.Text("retention_threshold").value_or("7d")));
  }
  return asked;
}

// The table of ALTER TABLE … EXECUTE; Trino tells of it at the word TABLE.
void EmbeddedSession::RequireExecutable(const sql::TableExecute& execute) {
  const catalog::TableIdentifier id = ResolveTable(execute.table, scope());
  Ready().WithLake([&](LakeTransaction& lake) {
    if (lake.Find(id) == catalog::ContentKind::kTable) return;
    if (FindMetadataTable(lake, id)) {
      throw base::Error(ErrorKind::kUnsupported,
                        "This connector does not support table procedures");
    }
    constexpr uint32_t kAlter = 6;  // "ALTER "
    sql::Location location = statement_location_;
    location.column += kAlter;
    std::vector<std::string> names;
    if (lake.NamespaceExists(id.ns)) {
      for (const LakeEntry& entry : lake.List(id.ns)) names.push_back(entry.name);
    }
    throw ErrorAt(
        ErrorKind::kNotFound, base::StandardError::kTableNotFound, location,
        fmt::format("Table '{}' does not exist{}", TrinoName(id), base::DidYouMean(id.name, names)),
        source_);
  });
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::TableExecute& execute) {
  using Procedure = Result (EmbeddedSession::*)(const sql::TableExecute&);
  static const std::map<std::string, Procedure> procedures = {
      {"add_files", &EmbeddedSession::AddFiles},
      {"cherrypick_snapshot", &EmbeddedSession::CherrypickSnapshot},
      {"drop_extended_stats", &EmbeddedSession::DropExtendedStats},
      {"expire_snapshots", &EmbeddedSession::ExpireSnapshots},
      {"optimize", &EmbeddedSession::Optimize},
      {"optimize_manifests", &EmbeddedSession::OptimizeManifests},
      {"remove_orphan_files", &EmbeddedSession::RemoveOrphanFiles},
      {"rewrite_position_delete_files", &EmbeddedSession::RewritePositionDeleteFiles},
      {"rollback_to_snapshot", &EmbeddedSession::RollbackToSnapshot},
  };
  const std::string name = execute.procedure.Canonical();
  // Their names are in capitals: what is in quotes is looked for as it stands.
  const std::string asked = execute.procedure.quoted ? execute.procedure.value : Upper(name);
  const auto found = procedures.find(name);
  if (found == procedures.end() || asked != Upper(name)) {
    base::Throw(ErrorKind::kNotFound, base::StandardError::kProcedureNotFound,
                "Table procedure not registered: {}{}", asked,
                base::DidYouMean(name, NamesOf(procedures)));
  }
  if (execute.where && name != "optimize") {
    throw ErrorAt(ErrorKind::kInvalidArgument, (*execute.where)->location,
                  fmt::format("WHERE not supported for procedure {}", name), source_);
  }
  RequireNoTransaction(execute.procedure.location, "ALTER TABLE EXECUTE");
  RequireExecutable(execute);
  return (this->*found->second)(execute);
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::Call& call) {
  const auto& path = call.name.parts;
  if (path.size() == 3 && path[0].Canonical() == "system" && path[1].Canonical() == "runtime" &&
      path[2].Canonical() == "kill_query") {
    return KillQuery(call);
  }
  using Procedure = Result (EmbeddedSession::*)(const sql::Call&);
  static const std::map<std::string, Procedure> procedures = {
      {"migrate", &EmbeddedSession::Migrate},
      {"register_table", &EmbeddedSession::RegisterTable},
      {"remove_orphan_files", &EmbeddedSession::RemoveAllOrphanFiles},
      {"rollback_to_snapshot", &EmbeddedSession::CallRollbackToSnapshot},
      {"unregister_table", &EmbeddedSession::UnregisterTable},
  };
  const auto& parts = call.name.parts;
  const std::string name = call.name.last().Canonical();
  const bool known_catalog = parts.size() < 3 || parts[0].Canonical() == kCatalogName;
  const bool in_system = parts.size() > 1 ? parts[parts.size() - 2].Canonical() == kSystemSchema
                                          : options_.schema == kSystemSchema;
  const auto found = procedures.find(name);
  if (parts.size() > 3 || !known_catalog || !in_system || found == procedures.end()) {
    throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kProcedureNotFound, call.name.location,
                  fmt::format("Procedure not registered: {}{}", call.name.Canonical(),
                              base::DidYouMean(name, NamesOf(procedures))),
                  source_, "procedures are in iceberg.system");
  }
  RequireNoTransaction(call.name.location, "CALL");
  return (this->*found->second)(call);
}

// --- snapshots and statistics ---

EmbeddedSession::Result EmbeddedSession::Rollback(const catalog::TableIdentifier& id,
                                                  const sql::Location& location,
                                                  int64_t snapshot_id, const char* update_type) {
  SetCommitMessage(fmt::format("rollback_to_snapshot {} {}", id.ToString(), snapshot_id));
  OnLake(location, [&](LakeTransaction& lake) {
    lake.AlterTable(id, [snapshot_id](const iceberg::TableMetadata& metadata) {
      return iceberg::RollbackToSnapshot(metadata, iceberg::SnapshotId(snapshot_id)).updates;
    });
  });
  return Updated(update_type);
}

EmbeddedSession::Result EmbeddedSession::RollbackToSnapshot(const sql::TableExecute& execute) {
  const ProcedureArguments arguments("rollback_to_snapshot", execute.procedure.location,
                                     execute.arguments, {{"snapshot_id", true}}, source_);
  const auto snapshot_id = arguments.Number("snapshot_id");
  if (!snapshot_id) arguments.Fail("snapshot_id", "snapshot_id cannot be null");
  return Rollback(ResolveTable(execute.table, scope()), execute.table.location, *snapshot_id,
                  "ALTER TABLE EXECUTE");
}

// Spark's name for it; Trino has none.
EmbeddedSession::Result EmbeddedSession::CherrypickSnapshot(const sql::TableExecute& execute) {
  const ProcedureArguments arguments("cherrypick_snapshot", execute.procedure.location,
                                     execute.arguments, {{"snapshot_id", true}}, source_);
  const auto number = arguments.Number("snapshot_id");
  if (!number) arguments.Fail("snapshot_id", "snapshot_id cannot be null");
  const iceberg::SnapshotId snapshot_id(*number);
  const catalog::TableIdentifier id = ResolveTable(execute.table, scope());
  SetCommitMessage(fmt::format("cherrypick_snapshot {} {}", id.ToString(), *number));
  OnLake(execute.table.location, [&](LakeTransaction& lake) {
    store::ObjectStore& store = catalog_.store();
    const auto metadata = lake.Table(id).metadata;
    iceberg::CherryPick pick =
        iceberg::PlanCherryPick(*metadata, snapshot_id, store, &lake.cache());
    if (pick.fast_forward.empty()) {
      lake.Append(id, std::move(pick.added), pick.summary);
      return;
    }
    lake.AlterTable(id, [&store, snapshot_id](const iceberg::TableMetadata& now) {
      auto updates = iceberg::PlanCherryPick(now, snapshot_id, store, nullptr).fast_forward;
      if (updates.empty()) {
        base::Throw(ErrorKind::kConflict,
                    "main was changed meanwhile: snapshot {} no longer comes "
                    "right after it",
                    snapshot_id.value());
      }
      return updates;
    });
  });
  return Updated("ALTER TABLE EXECUTE");
}

EmbeddedSession::Result EmbeddedSession::CallRollbackToSnapshot(const sql::Call& call) {
  const ProcedureArguments arguments("rollback_to_snapshot", call.name.location, call.arguments,
                                     {{"schema", true}, {"table", true}, {"snapshot_id", true}},
                                     source_);
  const auto snapshot_id = arguments.Number("snapshot_id");
  if (!snapshot_id) arguments.Fail("snapshot_id", "snapshot_id cannot be null");
  return Rollback(
      {SchemaNamespace(arguments.RequiredText("schema")), arguments.RequiredText("table")},
      call.name.location, *snapshot_id, "CALL");
}

EmbeddedSession::Result EmbeddedSession::KillQuery(const sql::Call& call) {
  const ProcedureArguments arguments("kill_query", call.name.location, call.arguments,
                                     {{"query_id", true}, {"message", false}}, source_);
  const std::string id = arguments.RequiredText("query_id");
  if (queries_ == nullptr) {
    arguments.Fail("query_id", "Target query not found: " + id,
                   "queries of this process can be ended, those of a server by its own SQL");
  }
  queries_->Kill(id, arguments.Text("message").value_or(""));
  return Updated("CALL");
}

EmbeddedSession::Result EmbeddedSession::DropExtendedStats(const sql::TableExecute& execute) {
  const ProcedureArguments arguments("drop_extended_stats", execute.procedure.location,
                                     execute.arguments, {}, source_);
  const catalog::TableIdentifier id = ResolveTable(execute.table, scope());
  SetCommitMessage("drop_extended_stats " + id.ToString());
  OnLake(execute.table.location, [&](LakeTransaction& lake) {
    lake.AlterTable(id, [](const iceberg::TableMetadata& metadata) {
      std::vector<iceberg::TableUpdate> updates;
      for (const auto& file : metadata.statistics) {
        updates.emplace_back(iceberg::update::RemoveStatistics{file.snapshot_id});
      }
      return updates;
    });
  });
  return Updated("ALTER TABLE EXECUTE");
}

// --- tables of other catalogs ---

EmbeddedSession::Result EmbeddedSession::RegisterTable(const sql::Call& call) {
  const ProcedureArguments arguments("register_table", call.name.location, call.arguments,
                                     {{"schema_name", true},
                                      {"table_name", true},
                                      {"table_location", true},
                                      {"metadata_file_name"}},
                                     source_);
  const catalog::TableIdentifier id{SchemaNamespace(arguments.RequiredText("schema_name")),
                                    arguments.RequiredText("table_name")};
  const std::string location = WithoutSlash(arguments.RequiredText("table_location"));
  places_.CheckSource(location);
  const auto file_name = arguments.Text("metadata_file_name");
  if (file_name && (file_name->empty() || file_name->find('/') != std::string::npos)) {
    arguments.Fail("metadata_file_name",
                   fmt::format("'{}' is not a valid metadata file", *file_name),
                   "give the name of a file in the folder 'metadata' of the location");
  }
  store::ObjectStore& store = catalog_.store();
  // What is looked at must not be cleaned up before a commit names it.
  const auto adoption = catalog_.LockForAdoption();
  SetCommitMessage("register_table " + id.ToString());
  OnLake(call.name.location, [&](LakeTransaction& lake) {
    if (!lake.NamespaceExists(id.ns)) {
      base::Throw(ErrorKind::kNotFound, base::StandardError::kSchemaNotFound,
                  "Schema '{}' does not exist", SchemaText(id.ns));
    }
    if (lake.Find(id)) {
      base::Throw(ErrorKind::kAlreadyExists, base::StandardError::kTableAlreadyExists,
                  "Table '{}' already exists", id.ToString());
    }
    const std::string file =
        file_name ? location + "/metadata/" + *file_name : NewestMetadata(store, location);
    const iceberg::TableMetadata metadata = iceberg::ReadTableMetadata(store, file);
    if (iceberg::NormalizedPath(WithoutSlash(metadata.location)) !=
        iceberg::NormalizedPath(location)) {
      throw base::Error(
          ErrorKind::kInvalidArgument,
          fmt::format("Table metadata file [{}] declares table location as [{}] which "
                      "differs from location provided [{}]",
                      file, metadata.location, location),
          "register the table with the location it was created with");
    }
    // Every manifest must be there: a table that lost some could neither be read nor cleaned up.
    iceberg::ReachableFiles(store).AddTable(file, metadata);
    lake.AddChange(catalog::RegisterTable{id, file});
  });
  return Updated("CALL");
}

EmbeddedSession::Result EmbeddedSession::UnregisterTable(const sql::Call& call) {
  const ProcedureArguments arguments("unregister_table", call.name.location, call.arguments,
                                     {{"schema_name", true}, {"table_name", true}}, source_);
  const catalog::TableIdentifier id{SchemaNamespace(arguments.RequiredText("schema_name")),
                                    arguments.RequiredText("table_name")};
  SetCommitMessage("unregister_table " + id.ToString());
  OnLake(call.name.location, [&](LakeTransaction& lake) { lake.DropTable(id, true); });
  return Updated("CALL");
}

}  // namespace tarn::engine::embedded

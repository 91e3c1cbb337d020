#include <algorithm>

#include "api/iceberg_rest/api_error.h"
#include "api/iceberg_rest/handlers.h"
#include "api/iceberg_rest/listing_response.h"
#include "api/iceberg_rest/requests.h"
#include "api/iceberg_rest/responses.h"
#include "api/iceberg_rest/storage.h"
#include "iceberg/action/table_actions.h"
#include "iceberg/json/writer.h"
#include "iceberg/metadata_file.h"
#include "iceberg/table_metadata_json.h"
#include "iceberg/update/apply.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;
using catalog::ContentKind;

constexpr const char* kAllSnapshots = "all";

// The table as a commit left it.
http::Response CommittedTable(const Call& call, const std::string& commit, const Target& target) {
  const auto snapshot = call.service.catalog.Snapshot("@" + commit);
  const auto entry = snapshot->Find(target.identifier);
  if (!entry) {
    base::Throw(ErrorKind::kInternal, "a commit lost its table: {}", target.identifier.ToString());
  }
  const auto metadata = snapshot->LoadTable(target.identifier);
  http::Response response =
      TableResponse(entry->metadata_location, *metadata, StorageFor(call, target, *metadata));
  response.headers.Set("ETag", EntityTag(entry->metadata_location, kAllSnapshots));
  return response;
}

// What was told of a table that a commit took out: how that commit found it.
http::Response TakenOutTable(const Call& call, const std::string& commit, const Target& target) {
  const auto before = call.service.catalog.Snapshot("@" + commit + "~1");
  const auto last = before->Find(target.identifier);
  if (!last) {
    base::Throw(ErrorKind::kInternal, "a commit took a table out that was not there: {}",
                target.identifier.ToString());
  }
  iceberg::json::Writer writer;
  writer.BeginObject().Field("metadata-location", last->metadata_location);
  writer.Key("metadata")
      .Raw(iceberg::SerializeTableMetadata(*before->LoadTable(target.identifier)));
  writer.EndObject();
  return http::JsonResponse(200, writer.Take());
}

iceberg::TableMetadata WithRefsOnly(const iceberg::TableMetadata& metadata) {
  iceberg::TableMetadata shown = metadata;
  shown.snapshots.Filter([&](const iceberg::Snapshot& snapshot) {
    return std::any_of(metadata.refs.begin(), metadata.refs.end(), [&](const auto& ref) {
      return ref.second.snapshot_id == snapshot.snapshot_id;
    });
  });
  return shown;
}

// PyIceberg writes "True" and "False".
bool PurgeRequested(const Call& call) {
  const std::string text = call.request.query.Get("purgeRequested", "false");
  if (http::EqualsIgnoreCase(text, "true")) return true;
  if (http::EqualsIgnoreCase(text, "false")) return false;
  ThrowBadRequest(fmt::format("purgeRequested is 'true' or 'false', not '{}'", text));
}

}  // namespace

http::Response ListTables(const Call& call) { return ListIdentifiers(call, ContentKind::kTable); }

http::Response CreateTable(const Call& call) {
  CreateTableRequest request = ParseCreateTable(call.request.body);
  Target target = FindTarget(call, call.ns(), request.name);
  const auto& identifier = target.identifier;
  RequireNamespace(*target.snapshot, identifier.ns);
  const std::string& branch = target.WritableBranch();
  call.service.locations.CheckProperties(request.table.properties);
  // As Iceberg Java's TableMetadata.newTableMetadata writes it down: readers of the metadata have
  // another default for tables that do not tell.
  request.table.properties.try_emplace("write.parquet.compression-codec", "zstd");
  if (request.table.location.empty()) {
    request.table.location = call.service.catalog.NewTableLocation(identifier);
  }
  while (request.table.location.size() > 1 && request.table.location.ends_with('/')) {
    request.table.location.pop_back();
  }
  call.service.locations.Check(request.table.location, "the table's location");
  const iceberg::ActionResult created = iceberg::CreateTable(request.table);
  if (request.stage_create) {
    if (target.snapshot->Find(identifier).has_value()) {
      ThrowAlreadyExists(call, target, ContentKind::kTable);
    }
    const iceberg::TableMetadata staged =
        iceberg::Apply(nullptr, created.updates, {call.service.clock.NowMs(), ""});
    return TableResponse("", staged, StorageFor(call, target, staged));
  }
  const catalog::PutTable change{
      identifier, catalog::PutMode::kCreate, [&created](const iceberg::TableMetadata*) {
        return catalog::TableCommit{created.requirements, created.updates};
      }};
  const auto result = Creating(call, target, ContentKind::kTable, [&] {
    return call.service.catalog.Commit(branch, {change},
                                       InfoOf(call, "create table " + identifier.ToString()));
  });
  return CommittedTable(call, result.commit_hash, target);
}

http::Response RegisterTable(const Call& call) {
  const RegisterRequest request = ParseRegister(call.request.body);
  const Target target = FindTarget(call, call.ns(), request.name);
  RequireNamespace(*target.snapshot, target.identifier.ns);
  call.service.locations.Check(request.metadata_location, "the metadata file");
  // Nothing sweeps the files away before the commit names them.
  const auto lock = call.service.catalog.LockForAdoption();
  iceberg::TableMetadata metadata;
  try {
    metadata = iceberg::ReadTableMetadata(call.service.catalog.store(), request.metadata_location);
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kNotFound && error.kind() != ErrorKind::kDataCorruption) throw;
    ThrowBadRequest(error.message());
  }
  call.service.locations.Check(metadata.location, "the table's location");
  std::vector<catalog::Change> changes;
  if (request.overwrite && target.Exists(ContentKind::kTable)) {
    changes.push_back(catalog::DropTable{target.identifier});
  }
  changes.push_back(catalog::RegisterTable{target.identifier, request.metadata_location});
  const auto result = Creating(call, target, ContentKind::kTable, [&] {
    return call.service.catalog.Commit(
        target.WritableBranch(), changes,
        InfoOf(call, "register table " + target.identifier.ToString()));
  });
  return CommittedTable(call, result.commit_hash, target);
}

http::Response LoadTable(const Call& call) {
  const Target target = PathTarget(call, "table");
  const catalog::Entry entry = target.Require(ContentKind::kTable);
  const std::string shown = call.request.query.Get("snapshots", kAllSnapshots);
  if (shown != kAllSnapshots && shown != "refs") {
    ThrowBadRequest(fmt::format("snapshots is 'all' or 'refs', not '{}'", shown));
  }
  const std::string tag = EntityTag(entry.metadata_location, shown);
  // Keys expire: who asks for them gets the table again.
  const auto known_tags =
      HasDelegation(call) ? std::vector<std::string>() : call.request.headers.All("If-None-Match");
  for (const std::string& known : known_tags) {
    if (known.find(tag.substr(2)) == std::string::npos && known != "*") continue;
    http::Response unchanged;
    unchanged.status = 304;
    unchanged.headers.Set("ETag", tag);
    return unchanged;
  }
  const auto metadata = target.snapshot->LoadTable(target.identifier);
  const StorageAnswer storage = StorageFor(call, target, *metadata);
  http::Response response =
      shown == kAllSnapshots
          ? TableResponse(entry.metadata_location, *metadata, storage)
          : TableResponse(entry.metadata_location, WithRefsOnly(*metadata), storage);
  response.headers.Set("ETag", tag);
  return response;
}

http::Response TableExists(const Call& call) {
  PathTarget(call, "table").Require(ContentKind::kTable);
  return NoContent();
}

http::Response DropTable(const Call& call) {
  const Target target = PathTarget(call, "table");
  target.Require(ContentKind::kTable);
  call.service.catalog.Commit(target.WritableBranch(),
                              {catalog::DropTable{target.identifier, PurgeRequested(call)}},
                              InfoOf(call, "drop table " + target.identifier.ToString()));
  return NoContent();
}

// The table leaves with its files: clean-ups spare them from now on. What is told is the table as
// the commit found it that took it out.
http::Response UnregisterTable(const Call& call) {
  const Target target = PathTarget(call, "table");
  target.Require(ContentKind::kTable);
  const auto result = call.service.catalog.Commit(
      target.WritableBranch(), {catalog::DropTable{target.identifier, false, true}},
      InfoOf(call, "unregister table " + target.identifier.ToString()));
  return TakenOutTable(call, result.commit_hash, target);
}

http::Response RenameTable(const Call& call) {
  const RenameRequest request = ParseRename(call.request.body);
  const Target from = FindTarget(call, request.source.ns, request.source.name);
  const Target to = FindTarget(call, request.destination.ns, request.destination.name);
  if (from.reference != to.reference) {
    ThrowBadRequest(fmt::format("a table cannot be renamed from {} to {}: merge the branches",
                                from.reference, to.reference));
  }
  from.Require(ContentKind::kTable);
  RequireNamespace(*to.snapshot, to.identifier.ns);
  try {
    call.service.catalog.Commit(
        from.WritableBranch(), {catalog::RenameTable{from.identifier, to.identifier}},
        InfoOf(call, fmt::format("rename table {} to {}", from.identifier.ToString(),
                                 to.identifier.ToString())));
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kAlreadyExists) throw;
    ThrowCannotRename(call, from, to);
  }
  return NoContent();
}

http::Response CreatedTable(const Call& call, const std::string& commit) {
  const CreateTableRequest request = ParseCreateTable(call.request.body);
  return CommittedTable(call, commit, FindTarget(call, call.ns(), request.name));
}

http::Response RegisteredTable(const Call& call, const std::string& commit) {
  const RegisterRequest request = ParseRegister(call.request.body);
  return CommittedTable(call, commit, FindTarget(call, call.ns(), request.name));
}

http::Response UnregisteredTable(const Call& call, const std::string& commit) {
  return TakenOutTable(call, commit, PathTarget(call, "table"));
}

http::Response ReportMetrics(const Call& call) {
  const Target target = PathTarget(call, "table");
  target.Require(ContentKind::kTable);
  const std::string report = ParseMetricsReport(call.request.body);
  if (call.service.options.keep_report) {
    iceberg::json::Writer writer;
    writer.BeginObject();
    writer.Field("time", base::FormatTimestamp(call.service.clock.Now()));
    writer.Field("reference", target.reference);
    writer.Field("table", target.identifier.ToString());
    writer.Key("report").Raw(report).EndObject();
    call.service.options.keep_report(writer.Take());
  }
  return NoContent();
}

}  // namespace tarn::api::iceberg_rest

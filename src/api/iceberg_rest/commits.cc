#include <algorithm>

#include "api/iceberg_rest/api_error.h"
#include "api/iceberg_rest/handlers.h"
#include "api/iceberg_rest/requests.h"
#include "api/iceberg_rest/responses.h"
#include "base/random.h"
#include "catalog/append_rebase.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;

template <typename Wanted, typename Variant>
bool Holds(const std::vector<Variant>& items) {
  return std::any_of(items.begin(), items.end(),
                     [](const Variant& item) { return std::holds_alternative<Wanted>(item); });
}

bool Creates(const iceberg::CommitTableRequest& commit) {
  return Holds<iceberg::requirement::AssertCreate>(commit.requirements);
}

// What a new table needs and a client may leave to the server comes first.
iceberg::CommitTableRequest Completed(const Call& call, const Target& target,
                                      iceberg::CommitTableRequest commit) {
  if (!Creates(commit)) return commit;
  auto& updates = commit.updates;
  if (!Holds<iceberg::update::SetLocation>(updates)) {
    updates.insert(updates.begin(), iceberg::update::SetLocation{
                                        call.service.catalog.NewTableLocation(target.identifier)});
  }
  if (!Holds<iceberg::update::AssignUuid>(updates)) {
    updates.insert(updates.begin(), iceberg::update::AssignUuid{base::NewUuid()});
  }
  return commit;
}

// `intent` is told of what the server writes itself, and outlives the change.
catalog::Change ChangeOf(const Call& call, const Target& target, iceberg::CommitTableRequest commit,
                         catalog::WriteIntent& intent) {
  call.service.locations.Check(commit.updates);
  if (Creates(commit)) {
    RequireNamespace(*target.snapshot, target.identifier.ns);
  } else {
    target.Require(catalog::ContentKind::kTable);
  }
  if (Creates(commit)) {
    return catalog::PutTable{
        target.identifier, catalog::PutMode::kCreate,
        [commit = Completed(call, target, std::move(commit))](const iceberg::TableMetadata*) {
          return catalog::TableCommit{commit.requirements, commit.updates};
        }};
  }
  auto rebase = std::make_shared<catalog::AppendRebase>(
      catalog::AppendRebase::Environment{
          call.service.catalog.store(), call.service.clock,
          [&intent](const std::string& path) { intent.WillWrite(path); },
          [&call](const std::string& path) {
            call.service.locations.Check(path, "a manifest of the snapshot");
          }},
      catalog::TableCommit{std::move(commit.requirements), std::move(commit.updates)});
  // On a lost race the catalog asks again, and checks the requirements against what is there then.
  return catalog::PutTable{
      target.identifier, catalog::PutMode::kUpdate,
      [rebase](const iceberg::TableMetadata* current) { return rebase->Build(*current); }};
}

// What those who commit to the same table of a branch take turns by.
std::string TurnOf(const std::string& branch, const Target& target) {
  return branch + '\n' + target.identifier.ToString();
}

// "append to ns.t", "update ns.t": what the log of the catalog says.
std::string MessageOf(const iceberg::CommitTableRequest& commit,
                      const catalog::TableIdentifier& table) {
  if (Creates(commit)) return "create table " + table.ToString();
  for (const auto& update : commit.updates) {
    const auto* added = std::get_if<iceberg::update::AddSnapshot>(&update);
    if (added != nullptr && added->snapshot.operation) {
      return fmt::format("{} {}", iceberg::ToString(*added->snapshot.operation), table.ToString());
    }
  }
  return "update table " + table.ToString();
}

// A commit that makes a table found another one, or a view.
[[noreturn]] void ThrowRequiredAbsent(const Call& call, const Target& target) {
  const auto entry = call.Snapshot(target.reference)->Find(target.identifier);
  if (entry && entry->kind == catalog::ContentKind::kTable) {
    base::Throw(ErrorKind::kAlreadyExists, "Requirement failed: table already exists: {}",
                target.identifier.ToString());
  }
  ThrowAlreadyExists(call, target, catalog::ContentKind::kTable);
}

// CommitTableResponse.
http::Response CommittedTable(const catalog::CatalogSnapshot& snapshot, const Target& target,
                              const iceberg::TableMetadata& metadata) {
  const auto entry = snapshot.Find(target.identifier);
  if (!entry) {
    base::Throw(ErrorKind::kInternal, "a commit lost its table: {}", target.identifier.ToString());
  }
  http::Response response = TableResponse(entry->metadata_location, metadata);
  response.headers.Set("ETag", EntityTag(entry->metadata_location, "all"));
  return response;
}

}  // namespace

http::Response UpdateTable(const Call& call) {
  iceberg::CommitTableRequest commit = ParseCommit(call.request.body);
  const Target target = PathTarget(call, "table");
  const std::string branch = target.WritableBranch();
  const std::string message = MessageOf(commit, target.identifier);
  const auto intent = call.service.catalog.BeginWrite();
  const auto turn = call.service.turns.Take({TurnOf(branch, target)});
  catalog::CommitResult result;
  try {
    result =
        call.service.catalog.Commit(branch, {ChangeOf(call, target, std::move(commit), *intent)},
                                    InfoOf(call, message), intent.get());
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kAlreadyExists) throw;
    ThrowRequiredAbsent(call, target);
  }
  return CommittedTable(*call.service.catalog.Snapshot("@" + result.commit_hash), target,
                        *result.tables.back().second);
}

http::Response UpdatedTable(const Call& call, const std::string& commit) {
  const Target target = PathTarget(call, "table");
  const auto snapshot = call.service.catalog.Snapshot("@" + commit);
  return CommittedTable(*snapshot, target, *snapshot->LoadTable(target.identifier));
}

http::Response CommitTransaction(const Call& call) {
  std::vector<TableChange> changes = ParseCommitTransaction(call.request.body);
  if (changes.empty()) ThrowBadRequest("a transaction without changes");
  std::vector<catalog::Change> all;
  std::string branch;
  std::string message;
  std::vector<std::string> turns;
  const auto intent = call.service.catalog.BeginWrite();
  for (TableChange& change : changes) {
    const Target target = FindTarget(call, change.identifier.ns, change.identifier.name);
    const std::string& own = target.WritableBranch();
    if (!branch.empty() && branch != own) {
      ThrowBadRequest(fmt::format("a transaction has one branch, not {} and {}", branch, own));
    }
    branch = own;
    message += (message.empty() ? "" : ", ") + MessageOf(change.commit, target.identifier);
    turns.push_back(TurnOf(branch, target));
    all.push_back(ChangeOf(call, target, std::move(change.commit), *intent));
  }
  constexpr size_t kLongest = 500;
  if (message.size() > kLongest) message = fmt::format("changes of {} tables", changes.size());
  const auto turn = call.service.turns.Take(std::move(turns));
  call.service.catalog.Commit(branch, all, InfoOf(call, message), intent.get());
  return NoContent();
}

}  // namespace tarn::api::iceberg_rest

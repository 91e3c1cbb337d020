#include "catalog/append_rebase.h"

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "iceberg/action/snapshot_producer.h"
#include "iceberg/manifest/manifest_reader.h"
#include "iceberg/update/apply.h"

namespace tarn::catalog {
namespace {

using base::Error;
using base::ErrorKind;
using iceberg::Snapshot;
using iceberg::TableMetadata;

// Of the client's manifest lists and manifests together.
constexpr uint64_t kMaxBytes = uint64_t{64} << 20;
// Snapshots of one commit.
constexpr size_t kMaxSnapshots = 100;

// What an action counts itself: the client's figures are those of another parent.
bool IsCounted(const std::string& name) {
  constexpr const char* kPrefixes[] = {"added-",
                                       "deleted-",
                                       "removed-",
                                       "total-",
                                       "changed-",
                                       "partitions.",
                                       "partition-summaries-"};
  return std::any_of(std::begin(kPrefixes), std::end(kPrefixes),
                     [&](const char* prefix) { return name.starts_with(prefix); });
}

// Errors that say something about the client's files, which then cannot be rebased.
bool IsAboutFiles(const Error& error) {
  return error.kind() == ErrorKind::kNotFound || error.kind() == ErrorKind::kDataCorruption ||
         error.kind() == ErrorKind::kUnsupported || error.kind() == ErrorKind::kInvalidArgument;
}

// Reads a snapshot's new manifests within the bounds.
class AddedFiles {
 public:
  AddedFiles(store::ObjectStore& store, const std::function<void(const std::string&)>& check)
      : store_(store), check_(check) {}

  // None when the snapshot does more than add data files.
  std::optional<std::vector<iceberg::DataFile>> Read(const Snapshot& snapshot) {
    if (!Within(snapshot.manifest_list)) return std::nullopt;
    std::vector<iceberg::DataFile> files;
    const auto list = iceberg::ReadManifestList(store_, snapshot, nullptr);
    for (const iceberg::ManifestFile& file : *list) {
      if (file.added_snapshot_id != snapshot.snapshot_id) continue;
      if (file.content != iceberg::ManifestContent::kData) return std::nullopt;
      check_(file.manifest_path);
      if (!Within(file.manifest_path)) return std::nullopt;
      if (!AddFrom(*iceberg::ReadManifest(store_, file, nullptr), snapshot, files)) {
        return std::nullopt;
      }
    }
    return files;
  }

 private:
  bool Within(const std::string& path) {
    const auto info = store_.Stat(path);
    if (!info) base::Throw(ErrorKind::kNotFound, "no such file: {}", path);
    if (info->size > kMaxBytes - bytes_) return false;
    bytes_ += info->size;
    return true;
  }

  // Entries that a merge of manifests carried over are in the table already.
  static bool AddFrom(const iceberg::Manifest& manifest, const Snapshot& snapshot,
                      std::vector<iceberg::DataFile>& files) {
    for (const iceberg::ManifestEntry& entry : manifest.entries) {
      if (entry.snapshot_id != snapshot.snapshot_id) continue;
      if (entry.status != iceberg::EntryStatus::kAdded) return false;
      // Rows that are said to be older than the snapshot were written anew, not appended.
      if (entry.sequence_number.value_or(snapshot.sequence_number) != snapshot.sequence_number) {
        return false;
      }
      iceberg::DataFile file = entry.data_file;
      file.first_row_id.reset();  // an id of the history that the client saw
      files.push_back(std::move(file));
    }
    return true;
  }

  store::ObjectStore& store_;
  const std::function<void(const std::string&)>& check_;
  uint64_t bytes_ = 0;
};

// The commit's snapshots, oldest first, when it has the form of appends to one branch.
struct Appends {
  iceberg::requirement::AssertRefSnapshotId expected;
  std::vector<const Snapshot*> snapshots;
};

bool ExtendsBy(Appends& appends, const iceberg::TableUpdate& added,
               const iceberg::TableUpdate& moved) {
  const auto* add = std::get_if<iceberg::update::AddSnapshot>(&added);
  const auto* move = std::get_if<iceberg::update::SetSnapshotRef>(&moved);
  if (add == nullptr || move == nullptr) return false;
  const Snapshot& snapshot = add->snapshot;
  const std::optional<iceberg::SnapshotId> parent =
      appends.snapshots.empty()
          ? appends.expected.snapshot_id
          : std::optional<iceberg::SnapshotId>(appends.snapshots.back()->snapshot_id);
  if (snapshot.operation != iceberg::Operation::kAppend || snapshot.manifest_list.empty() ||
      snapshot.parent_snapshot_id != parent) {
    return false;
  }
  if (move->ref_name != appends.expected.ref || move->ref.type != iceberg::RefType::kBranch ||
      move->ref.snapshot_id != snapshot.snapshot_id) {
    return false;
  }
  appends.snapshots.push_back(&snapshot);
  return true;
}

std::optional<Appends> AppendsOf(const TableCommit& commit) {
  Appends appends;
  size_t asserted = 0;
  bool same_table = false;  // and not another one of that name
  for (const auto& requirement : commit.requirements) {
    same_table |= std::holds_alternative<iceberg::requirement::AssertTableUuid>(requirement);
    if (const auto* ref = std::get_if<iceberg::requirement::AssertRefSnapshotId>(&requirement)) {
      appends.expected = *ref;
      ++asserted;
    }
  }
  const size_t count = commit.updates.size();
  if (asserted != 1 || !same_table || count == 0 || count % 2 != 0 || count > 2 * kMaxSnapshots) {
    return std::nullopt;
  }
  for (size_t i = 0; i < count; i += 2) {
    if (!ExtendsBy(appends, commit.updates[i], commit.updates[i + 1])) return std::nullopt;
  }
  return appends;
}

}  // namespace

struct AppendRebase::Plan {
  Appends appends;
  std::vector<std::unique_ptr<iceberg::SnapshotProducer>> actions;  // one a snapshot
  std::vector<std::vector<iceberg::PartitionSpecId>> specs = {};    // of their files
};

AppendRebase::AppendRebase(Environment environment, TableCommit commit)
    : environment_(std::move(environment)), commit_(std::move(commit)) {
  if (auto appends = AppendsOf(commit_)) {
    plan_ = std::make_unique<Plan>(Plan{std::move(*appends), {}, {}});
  }
}

AppendRebase::~AppendRebase() = default;

bool AppendRebase::Fits(const TableMetadata& current) const {
  const auto ref = current.refs.find(plan_->appends.expected.ref);
  const auto& expected = plan_->appends.expected.snapshot_id;
  return ref == current.refs.end() ? !expected : expected == ref->second.snapshot_id;
}

bool AppendRebase::MayRebase(const TableMetadata& current) const {
  const std::string otherwise =
      current.current_schema().identifier_field_ids.empty() ? "true" : "false";
  if (current.Property(kRebaseAppendsProperty, otherwise) != "true") return false;
  const auto ref = current.refs.find(plan_->appends.expected.ref);
  // A branch that is gone, or became a tag, is not made again by an append.
  if (ref == current.refs.end() || ref->second.type != iceberg::RefType::kBranch) return false;
  return std::none_of(plan_->appends.snapshots.begin(), plan_->appends.snapshots.end(),
                      [&](const Snapshot* snapshot) {
                        return current.FindSnapshot(snapshot->snapshot_id) != nullptr;
                      });
}

bool AppendRebase::Prepare(const TableMetadata& current) {
  if (!std::exchange(prepared_, true)) {
    AddedFiles reader(environment_.store, environment_.check_location);
    const auto& expected = plan_->appends.expected;
    for (const Snapshot* snapshot : plan_->appends.snapshots) {
      auto files = reader.Read(*snapshot);
      if (!files) {
        plan_.reset();
        return false;
      }
      iceberg::SnapshotOptions options{.branch = expected.ref, .summary = snapshot->summary};
      std::erase_if(options.summary, [](const auto& entry) { return IsCounted(entry.first); });
      options.summary["tarn.rebased-from"] =
          expected.snapshot_id ? std::to_string(expected.snapshot_id->value()) : "none";
      auto action = std::make_unique<iceberg::SnapshotProducer>(
          iceberg::ActionContext{environment_.store, environment_.will_write, nullptr,
                                 environment_.clock},
          std::move(options));
      action->UseSnapshotId(snapshot->snapshot_id);
      std::vector<iceberg::PartitionSpecId> specs;
      for (iceberg::DataFile& file : *files) {
        if (specs.empty() || specs.back() != file.spec_id) specs.push_back(file.spec_id);
        action->Add(std::move(file));
      }
      plan_->actions.push_back(std::move(action));
      plan_->specs.push_back(std::move(specs));
    }
  }
  for (const auto& specs : plan_->specs) {
    for (const iceberg::PartitionSpecId id : specs) {
      if (current.FindSpec(id) == nullptr) return false;
    }
  }
  return true;
}

TableCommit AppendRebase::Build(const TableMetadata& current) {
  if (!plan_ || Fits(current) || !MayRebase(current)) return commit_;
  try {
    if (!Prepare(current)) return commit_;
  } catch (const Error& error) {
    if (!IsAboutFiles(error)) throw;
    plan_.reset();
    return commit_;
  }
  TableCommit rebased;
  for (const auto& requirement : commit_.requirements) {
    if (!std::holds_alternative<iceberg::requirement::AssertRefSnapshotId>(requirement)) {
      rebased.requirements.push_back(requirement);
    }
  }
  iceberg::Check(rebased.requirements, &current);
  TableMetadata next = current;
  for (const auto& action : plan_->actions) {
    const iceberg::ActionResult result = action->Apply(next, iceberg::Operation::kAppend);
    next = iceberg::Apply(&next, result.updates, {environment_.clock.NowMs(), {}});
    rebased.updates.insert(rebased.updates.end(), result.updates.begin(), result.updates.end());
  }
  return rebased;
}

}  // namespace tarn::catalog

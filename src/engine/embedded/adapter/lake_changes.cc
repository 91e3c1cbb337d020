// Changes of rows that are there: what DELETE, UPDATE, MERGE and INSERT OVERWRITE do to a
// transaction.
#include <algorithm>
#include <utility>

#include "base/error.h"
#include "engine/embedded/adapter/pending_table.h"
#include "iceberg/action/snapshot_actions.h"
#include "iceberg/expression/evaluator.h"
#include "iceberg/scan/delete_index.h"

namespace tarn::engine::embedded {

using base::ErrorKind;
using catalog::TableIdentifier;
using iceberg::DataFile;
using iceberg::TableMetadata;

void LakeTransaction::RemoveAll(const TableIdentifier& id) {
  std::lock_guard lock(mutex_);
  PendingTable& pending = PendingLocked(id);
  pending.NoteSnapshot();
  pending.removed_all = true;
  pending.removed.clear();
  pending.added.clear();
  pending.taken_out.clear();
  pending.changed.clear();
  pending.rewrites.clear();
  pending.makes_snapshot = true;
}

// Takes whole files out of what the transaction sees.
void LakeTransaction::TakeOutFiles(PendingTable& pending, const std::set<std::string>& paths) {
  if (paths.empty()) return;
  for (const std::string& path : paths) {
    pending.taken_out.erase(path);
    pending.changed.erase(path);
    pending.rewrites.erase(path);
  }
  // Files that the transaction itself added were never in a snapshot.
  std::set<std::string> own;
  std::erase_if(pending.added, [&](const DataFile& file) {
    return paths.contains(file.file_path) && own.insert(file.file_path).second;
  });
  for (const std::string& path : paths) {
    if (!own.contains(path)) pending.removed.insert(path);
  }
  pending.makes_snapshot = true;
}

void LakeTransaction::Rewrite(const TableIdentifier& id, const std::set<std::string>& removed,
                              std::vector<DataFile> added) {
  std::lock_guard lock(mutex_);
  PendingTable& pending = PendingLocked(id);
  TakeOutFiles(pending, removed);
  std::move(added.begin(), added.end(), std::back_inserter(pending.added));
  pending.makes_snapshot = true;
}

void LakeTransaction::BeginChanges(const TableIdentifier& id, ChangeKind kind) {
  std::lock_guard lock(mutex_);
  running_ = std::make_unique<RunningChange>();
  running_->id = id;
  running_->kind = kind;
}

bool LakeTransaction::tracks_changes(const TableIdentifier& id) {
  std::lock_guard lock(mutex_);
  return running_ && running_->id == id;
}

void LakeTransaction::NoteRead(const iceberg::Expression& filter) {
  std::lock_guard lock(mutex_);
  if (!running_) return;
  running_->read = running_->read ? iceberg::Or(std::move(*running_->read), filter) : filter;
}

void LakeTransaction::NoteScannedFile(const std::string& duck_path, const ScannedFile& file) {
  std::lock_guard lock(mutex_);
  if (running_) running_->files.insert_or_assign(duck_path, file);
}

// The files of the snapshot that the transaction still sees and that may have rows for `filter`.
std::vector<iceberg::FileScanTask> LakeTransaction::PlanLocked(const PendingTable& pending,
                                                               const iceberg::Expression& filter) {
  const iceberg::Snapshot* snapshot =
      pending.reads_base() ? pending.metadata->current_snapshot() : nullptr;
  if (snapshot == nullptr) return {};
  iceberg::PlanOptions options;
  options.filter = filter;
  options.schema = &pending.metadata->current_schema();
  options.cache = &cache_;
  auto tasks = iceberg::PlanFiles(*pending.metadata, *snapshot, catalog_.store(), options).tasks;
  std::erase_if(tasks, [&](const iceberg::FileScanTask& task) {
    return pending.removed.contains(task.file().file_path);
  });
  return tasks;
}

uint64_t LakeTransaction::RemoveWhere(const TableIdentifier& id, const iceberg::Expression& filter,
                                      bool& done) {
  std::lock_guard lock(mutex_);
  PendingTable& pending = PendingLocked(id);
  done = true;
  uint64_t rows = 0;
  std::set<std::string> whole;
  // How many rows of a file with deletes are left is not known without reading them.
  const auto judge = [&](const DataFile& file, bool all_match, bool has_deletes) {
    if (!all_match || has_deletes || pending.taken_out.contains(file.file_path)) {
      done = false;
      return;
    }
    rows += static_cast<uint64_t>(file.record_count);
    whole.insert(file.file_path);
  };
  for (const iceberg::FileScanTask& task : PlanLocked(pending, filter)) {
    judge(task.file(), task.residual->is_true(), !task.deletes.empty());
  }
  const iceberg::BoundExpression bound = iceberg::Bind(filter, pending.metadata->current_schema());
  for (const DataFile& file : pending.added) {
    const iceberg::Truth truth = iceberg::EvaluateMetrics(bound, file);
    if (truth != iceberg::Truth::kFalse) judge(file, truth == iceberg::Truth::kTrue, false);
  }
  TakeOutFiles(pending, whole);
  if (!whole.empty()) {
    pending.NoteChange(filter, IsolationOf(*pending.metadata, ChangeKind::kDelete));
  }
  return rows;
}

void LakeTransaction::ChangeRows(const TableIdentifier& id, RowChanges changes) {
  std::lock_guard lock(mutex_);
  const std::unique_ptr<RunningChange> running = std::move(running_);
  if (!running || running->id != id) {
    base::Throw(ErrorKind::kInternal, "rows of '{}' were changed by no statement", id.ToString());
  }
  if (changes.deleted.empty() && changes.added.empty()) return;
  PendingTable& pending = PendingLocked(id);
  const ChangeMode mode = ChangeModeOf(*pending.metadata, running->kind);
  std::set<std::string> emptied;
  for (auto& [duck_path, positions] : changes.deleted) {
    const auto found = running->files.find(duck_path);
    if (found == running->files.end()) {
      base::Throw(ErrorKind::kInternal, "rows were changed in a file that was not scanned: {}",
                  duck_path);
    }
    const ScannedFile& scanned = found->second;
    const std::string& path = scanned.file->file_path;
    const ChangedFile changed{scanned.file->file_size_in_bytes,
                              static_cast<uint64_t>(scanned.file->record_count),
                              scanned.deleted + positions.cardinality()};
    if (changed.deleted >= changed.rows) {
      emptied.insert(path);
      continue;
    }
    std::shared_ptr<const Positions>& gone = pending.taken_out[path];
    if (gone) positions |= *gone;
    gone = std::make_shared<const Positions>(std::move(positions));
    pending.changed.insert_or_assign(path, scanned);
    if (scanned.of_transaction || RewritesFile(mode, changed)) pending.rewrites.insert(path);
  }
  TakeOutFiles(pending, emptied);
  std::move(changes.added.begin(), changes.added.end(), std::back_inserter(pending.added));
  pending.makes_snapshot = true;
  // A scan that DuckDB left out has told nothing: then the change depends on every row.
  pending.NoteChange(running->read.value_or(iceberg::True()),
                     IsolationOf(*pending.metadata, running->kind));
}

std::set<std::string> LakeTransaction::TakeRewrites(const TableIdentifier& id) {
  std::lock_guard lock(mutex_);
  const auto it = tables_.find(id);
  if (it == tables_.end()) return {};
  return std::exchange(it->second->rewrites, {});
}

void LakeTransaction::ConfineScans(
    const TableIdentifier& id, std::shared_ptr<const std::set<std::string>> files,
    std::shared_ptr<const std::vector<iceberg::FileScanTask>> planned) {
  std::lock_guard lock(mutex_);
  confined_.reset();
  if (files) confined_ = id;
  confined_to_ = std::move(files);
  confined_plan_ = std::move(planned);
}

std::vector<FileDeletes> LakeTransaction::PendingTable::file_deletes() const {
  std::vector<FileDeletes> deletes;
  for (const auto& [path, positions] : taken_out) {
    const ScannedFile& scanned = changed.at(path);
    deletes.push_back({scanned.file, positions, scanned.deletes});
  }
  return deletes;
}

void LakeTransaction::WriteDeletes(const DeleteWriter& writer) {
  std::vector<std::shared_ptr<PendingTable>> tables;
  {
    std::lock_guard lock(mutex_);
    for (const auto& [id, table] : tables_) {
      if (!table->taken_out.empty()) tables.push_back(table);
    }
  }
  for (const auto& table : tables) {
    table->deletes = writer(*table->metadata, table->file_deletes());
    table->delete_writer = writer;
  }
}

namespace {

using Entries = std::vector<std::shared_ptr<const iceberg::ManifestEntry>>;

// The deletes that now apply to the data files of `deletes`, if other commits have given one of
// them another deletion vector; else nothing. `head`: of the branch that is changed.
std::optional<std::vector<FileDeletes>> ChangedMeanwhile(const TableMetadata& metadata,
                                                         const iceberg::Snapshot* head,
                                                         const std::vector<FileDeletes>& deletes,
                                                         const iceberg::Expression& read,
                                                         const iceberg::ActionContext& context) {
  if (head == nullptr) return {};
  std::map<std::string, const FileDeletes*> by_path;
  for (const FileDeletes& of : deletes) by_path.emplace(of.file->file_path, &of);
  iceberg::PlanOptions options;
  options.filter = read;
  options.schema = &metadata.current_schema();
  options.cache = context.cache;
  std::map<std::string, Entries> now;
  for (auto& task : iceberg::PlanFiles(metadata, *head, context.store, options).tasks) {
    if (by_path.contains(task.file().file_path)) {
      now.emplace(task.file().file_path, std::move(task.deletes));
    }
  }
  const auto vector_of = [](const Entries& entries) -> const DataFile* {
    const bool has = !entries.empty() && entries.back()->data_file.is_deletion_vector();
    return has ? &entries.back()->data_file : nullptr;
  };
  bool changed = false;
  std::vector<FileDeletes> again = deletes;
  for (FileDeletes& of : again) {
    const auto found = now.find(of.file->file_path);
    if (found == now.end()) continue;  // the action finds that the data file is gone
    const DataFile* before = vector_of(of.earlier);
    const DataFile* after = vector_of(found->second);
    changed = changed || (after != nullptr && (before == nullptr || *before != *after));
    of.earlier = std::move(found->second);
  }
  if (!changed) return {};
  return again;
}

}  // namespace

SnapshotAction LakeTransaction::DeltaOf(const PendingTable& table,
                                        const iceberg::ActionContext& context) {
  struct Delta {
    std::unique_ptr<iceberg::RowDelta> action;  // outlives a try: its manifests are written once
    WrittenDeletes deletes;
    std::optional<iceberg::SnapshotId> seen;
  };
  auto delta = std::make_shared<Delta>();
  delta->deletes = table.deletes;
  delta->seen = table.metadata->current_snapshot_id;
  return [&table, context, delta](const TableMetadata& metadata) {
    const iceberg::Snapshot* head = HeadOf(metadata, table.branch);
    const auto now = head == nullptr ? std::nullopt : std::optional(head->snapshot_id);
    const bool moved = now != delta->seen;
    delta->seen = now;
    const bool has_vectors =
        !delta->deletes.files.empty() && delta->deletes.files.front().is_deletion_vector();
    if (moved && has_vectors) {
      if (const auto again =
              ChangedMeanwhile(metadata, head, table.file_deletes(), *table.read, context)) {
        // A data file has one vector: what others deleted goes into this one.
        const std::string superseded = delta->deletes.files.front().file_path;
        delta->deletes = table.delete_writer(metadata, *again);
        delta->action.reset();
        context.store.Remove(superseded);
      }
    }
    if (!delta->action) delta->action = MakeDelta(table, delta->deletes, context);
    return delta->action->Apply(metadata);
  };
}

std::unique_ptr<iceberg::RowDelta> LakeTransaction::MakeDelta(
    const PendingTable& table, const WrittenDeletes& deletes,
    const iceberg::ActionContext& context) {
  auto delta = std::make_unique<iceberg::RowDelta>(context, OptionsOf(table));
  for (const DataFile& file : table.added) delta->AddRows(file);
  for (const std::string& path : table.removed) delta->RemoveRows(path);
  for (const DataFile& file : deletes.files) delta->AddDeletes(file);
  for (const DataFile& file : deletes.replaced) delta->RemoveDeletes(file);
  std::vector<std::string> changed;
  for (const auto& [path, file] : table.changed) changed.push_back(path);
  delta->ValidateDataFilesExist(std::move(changed));
  delta->Validate(table.serializable ? iceberg::IsolationLevel::kSerializable
                                     : iceberg::IsolationLevel::kSnapshot,
                  table.since, *table.read);
  return delta;
}

// --- INSERT OVERWRITE ---

std::set<std::string> LakeTransaction::FilesOfPartitionsLocked(const PendingTable& pending,
                                                               const std::vector<DataFile>& of) {
  const iceberg::PartitionSpec& spec = pending.metadata->default_spec();
  std::set<std::string> partitions;
  for (const DataFile& file : of) {
    partitions.insert(iceberg::PartitionKey(file.spec_id, file.partition));
  }
  std::set<std::string> found;
  const auto judge = [&](const DataFile& file) {
    if (file.spec_id != spec.spec_id && !spec.is_unpartitioned()) {
      throw base::Error(ErrorKind::kFailedPrecondition,
                        "partitions cannot be overwritten: the table has files of an earlier "
                        "partitioning: " +
                            file.file_path,
                        "bring them into the present one first, by UPDATE or optimize");
    }
    const bool there = spec.is_unpartitioned() ||
                       partitions.contains(iceberg::PartitionKey(file.spec_id, file.partition));
    if (there) found.insert(file.file_path);
  };
  for (const iceberg::FileScanTask& task : PlanLocked(pending, iceberg::True())) judge(task.file());
  for (const DataFile& file : pending.added) judge(file);
  return found;
}

void LakeTransaction::OverwritePartitions(const TableIdentifier& id, std::vector<DataFile> added) {
  std::lock_guard lock(mutex_);
  PendingTable& pending = PendingLocked(id);
  TakeOutFiles(pending, FilesOfPartitionsLocked(pending, added));
  std::move(added.begin(), added.end(), std::back_inserter(pending.added));
  pending.makes_snapshot = true;
  pending.NoteChange(iceberg::True(), Isolation::kSerializable);
}

void LakeTransaction::RequireNewPartitions(const TableIdentifier& id,
                                           const std::vector<DataFile>& added) {
  std::lock_guard lock(mutex_);
  PendingTable& pending = PendingLocked(id);
  const auto there = FilesOfPartitionsLocked(pending, added);
  if (there.empty()) return;
  throw base::Error(ErrorKind::kAlreadyExists,
                    "the rows go into partitions of table '" + id.ToString() +
                        "' that have rows already, as in " + *there.begin(),
                    "set the session property insert_existing_partitions_behavior to APPEND or "
                    "OVERWRITE");
}

}  // namespace tarn::engine::embedded

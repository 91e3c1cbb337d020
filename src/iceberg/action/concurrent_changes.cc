#include "iceberg/action/concurrent_changes.h"

#include "base/error.h"
#include "iceberg/action/manifest_files.h"
#include "iceberg/expression/evaluator.h"
#include "iceberg/manifest/manifest_reader.h"
#include "iceberg/scan/delete_index.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

[[noreturn]] void ThrowConflict(const std::string& what) {
  throw base::Error(ErrorKind::kConflict, what, "run the statement again");
}

}  // namespace

FileFilter::FileFilter(const Expression& filter, const TableMetadata& metadata)
    : metadata_(metadata), bound_(Bind(filter, metadata.current_schema())) {}

bool FileFilter::MightMatch(const ManifestFile& file) const {
  const PartitionSpec& spec = SpecOf(metadata_, file.partition_spec_id);
  return ManifestMightMatch(ProjectInclusive(bound_, spec), spec, file);
}

bool FileFilter::PartitionMightMatch(const DataFile& file) const {
  const PartitionSpec& spec = SpecOf(metadata_, file.spec_id);
  return EvaluatePartition(ProjectInclusive(bound_, spec), spec, file.partition) != Truth::kFalse;
}

Truth FileFilter::Rows(const DataFile& file) const {
  if (!PartitionMightMatch(file)) return Truth::kFalse;
  const Truth by_metrics = EvaluateMetrics(bound_, file);
  if (by_metrics != Truth::kUnknown) return by_metrics;
  const PartitionSpec& spec = SpecOf(metadata_, file.spec_id);
  return EvaluatePartition(ProjectStrict(bound_, spec), spec, file.partition) == Truth::kTrue
             ? Truth::kTrue
             : Truth::kUnknown;
}

ConcurrentChanges::ConcurrentChanges(const ActionContext& context, const TableMetadata& metadata,
                                     const Snapshot* head, std::optional<SnapshotId> since,
                                     const std::string& branch)
    : context_(context), metadata_(metadata) {
  const Snapshot* at = head;
  while (at && at->snapshot_id != since) {
    snapshots_.push_back(at);
    if (!at->parent_snapshot_id) {
      at = nullptr;
      break;
    }
    const SnapshotId parent = *at->parent_snapshot_id;
    at = metadata.FindSnapshot(parent);
    if (!at && parent != since) {
      ThrowConflict(
          fmt::format("the branch '{}' was changed by a snapshot that has expired, and what it "
                      "did is not known: {}",
                      branch, parent.value()));
    }
    if (!at) return;  // what was read has expired, and what came after it is known
  }
  if (!at && since) {
    ThrowConflict(fmt::format("the branch '{}' does not come from the snapshot that was read: {}",
                              branch, since->value()));
  }
}

void ConcurrentChanges::Each(ManifestContent content, EntryStatus status, bool rewrites,
                             const FileFilter* filter,
                             const std::function<void(const EntryPtr&)>& visit) const {
  for (const Snapshot* snapshot : snapshots_) {
    if (!rewrites && snapshot->operation == Operation::kReplace) continue;
    const auto list = ReadManifestList(context_.store, *snapshot, context_.cache);
    for (const ManifestFile& file : *list) {
      const bool concerned =
          file.content == content && file.added_snapshot_id == snapshot->snapshot_id &&
          (status == EntryStatus::kDeleted ? file.has_deleted_files() : file.has_added_files());
      if (!concerned || (filter && !filter->MightMatch(file))) continue;
      const auto manifest = ReadManifest(context_.store, file, context_.cache);
      for (const ManifestEntry& entry : manifest->entries) {
        if (entry.status != status || entry.snapshot_id != snapshot->snapshot_id) continue;
        visit(EntryPtr(manifest, &entry));
      }
    }
  }
}

void ConcurrentChanges::CheckNoNewData(const FileFilter& filter) const {
  Each(ManifestContent::kData, EntryStatus::kAdded, false, &filter, [&](const EntryPtr& entry) {
    if (filter.Rows(entry->data_file) == Truth::kFalse) return;
    ThrowConflict("another commit changed rows that the statement read: " +
                  entry->data_file.file_path);
  });
}

void ConcurrentChanges::CheckNoNewDeletes(const FileFilter& filter) const {
  Each(ManifestContent::kDeletes, EntryStatus::kAdded, false, &filter, [&](const EntryPtr& entry) {
    // A delete file's metrics are of its own columns.
    if (!filter.PartitionMightMatch(entry->data_file)) return;
    ThrowConflict("another commit deleted rows that the statement read: " +
                  entry->data_file.file_path);
  });
}

void ConcurrentChanges::CheckNoRemovedData(const FileFilter& filter) const {
  Each(ManifestContent::kData, EntryStatus::kDeleted, false, &filter, [&](const EntryPtr& entry) {
    if (filter.Rows(entry->data_file) == Truth::kFalse) return;
    ThrowConflict("another commit took rows out that the statement read: " +
                  entry->data_file.file_path);
  });
}

void ConcurrentChanges::CheckNoNewDeletesFor(const std::vector<EntryPtr>& data,
                                             bool ignore_equality) const {
  if (data.empty()) return;
  DeleteIndex deletes;
  Each(ManifestContent::kDeletes, EntryStatus::kAdded, false, nullptr, [&](const EntryPtr& entry) {
    const DataFile& file = entry->data_file;
    if (ignore_equality && file.content == FileContent::kEqualityDeletes) return;
    deletes.Add(entry, SpecOf(metadata_, file.spec_id).is_unpartitioned());
  });
  if (deletes.empty()) return;
  for (const EntryPtr& entry : data) {
    if (deletes.Find(*entry).empty()) continue;
    ThrowConflict("another commit deleted rows of a file that this one replaces: " +
                  entry->data_file.file_path);
  }
}

}  // namespace tarn::iceberg

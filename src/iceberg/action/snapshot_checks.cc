// What a snapshot action refuses: files that do not fit the table, and what others did meanwhile.
#include "base/error.h"
#include "iceberg/action/snapshot_producer.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

constexpr int32_t kFirstVersionWithDeletes = 2;
constexpr int32_t kFirstVersionWithVectors = 3;

[[noreturn]] void ThrowConflict(const std::string& what) {
  throw base::Error(ErrorKind::kConflict, what, "run the statement again");
}

}  // namespace

void SnapshotProducer::CheckAdded(const TableMetadata& metadata) const {
  for (const auto& [file, sequence_number] : added_) {
    const PartitionSpec& spec = SpecOf(metadata, file.spec_id);
    if (file.partition.size() != spec.fields.size()) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "partition spec {} has {} fields, but the file gives {} values: {}",
                  spec.spec_id.value(), spec.fields.size(), file.partition.size(), file.file_path);
    }
    if (sequence_number && *sequence_number > metadata.last_sequence_number) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "a file cannot have the sequence number {}, the table's last is {}: {}",
                  *sequence_number, metadata.last_sequence_number, file.file_path);
    }
    if (file.content != FileContent::kData) CheckAddedDeletes(metadata, file);
  }
}

// Spec: Delete Formats; which kind a table takes depends on its version.
void SnapshotProducer::CheckAddedDeletes(const TableMetadata& metadata,
                                         const DataFile& file) const {
  const int32_t version = metadata.format_version;
  if (version < kFirstVersionWithDeletes) {
    throw base::Error(ErrorKind::kFailedPrecondition,
                      "tables of format version 1 have no delete files: " + file.file_path,
                      "upgrade the table to format version 2");
  }
  if (file.content != FileContent::kPositionDeletes) return;
  if (!file.is_deletion_vector()) {
    if (version < kFirstVersionWithVectors) return;
    throw base::Error(
        ErrorKind::kFailedPrecondition,
        fmt::format("tables of format version {} take no new position delete files: {}", version,
                    file.file_path),
        "write a deletion vector, a blob 'deletion-vector-v1' of a Puffin file");
  }
  if (version < kFirstVersionWithVectors) {
    throw base::Error(ErrorKind::kFailedPrecondition,
                      fmt::format("tables of format version {} have no deletion vectors: {}",
                                  version, file.file_path),
                      "upgrade the table to format version 3, or write a position delete file");
  }
  if (!file.referenced_data_file || !file.content_offset || !file.content_size_in_bytes) {
    base::Throw(ErrorKind::kInvalidArgument,
                "a deletion vector needs its data file and the offset and size of its blob: {}",
                file.file_path);
  }
}

std::unique_ptr<ConcurrentChanges> SnapshotProducer::ChangesSince(const TableMetadata& metadata,
                                                                  const Snapshot* parent) const {
  if (!validation_) return nullptr;
  return std::make_unique<ConcurrentChanges>(context_, metadata, parent, validation_->since,
                                             options_.branch);
}

void SnapshotProducer::CheckConflicts(const TableMetadata& metadata,
                                      const ConcurrentChanges* changes, const Manifests& existing) {
  CheckOneVectorEach(changes, existing);
  CheckStillThere(changes, existing);
  if (!changes || changes->empty()) return;
  const bool no_new_deletes =
      validation_->no_new_deletes ||
      (validation_->no_new_deletes_if_rows_are_added && adds(ManifestContent::kData));
  if (!validation_->no_new_data && !no_new_deletes) return;
  const FileFilter filter(validation_->filter, metadata);
  if (validation_->no_new_data) changes->CheckNoNewData(filter);
  if (no_new_deletes) {
    changes->CheckNoNewDeletes(filter);
    changes->CheckNoRemovedData(filter);
  }
}

void SnapshotProducer::CheckStillThere(const ConcurrentChanges* changes,
                                       const Manifests& existing) {
  std::set<std::string> missing = must_exist_;
  if (changes) {
    // What was there when the statement read is there unless somebody took it out since.
    for (const Added& added : added_) {
      if (added.file.referenced_data_file) missing.insert(*added.file.referenced_data_file);
    }
    if (missing.empty()) return;
    changes->Each(ManifestContent::kData, EntryStatus::kDeleted, true, nullptr,
                  [&](const EntryPtr& entry) {
                    if (!missing.contains(entry->data_file.file_path)) return;
                    ThrowConflict("another commit took this file out of the table: " +
                                  entry->data_file.file_path);
                  });
    return;
  }
  for (const ManifestFile& file : existing) {
    if (missing.empty()) return;
    if (file.content != ManifestContent::kData || !file.has_live_files()) continue;
    const auto manifest = files_.Read(file);
    for (const ManifestEntry& entry : manifest->entries) {
      if (entry.is_live()) missing.erase(entry.data_file.file_path);
    }
  }
  if (!missing.empty()) {
    ThrowConflict("another commit took this file out of the table: " + *missing.begin());
  }
}

// Spec: Deletion Vectors; a data file has one at most.
void SnapshotProducer::CheckOneVectorEach(const ConcurrentChanges* changes,
                                          const Manifests& existing) {
  std::set<std::string> files;
  for (const auto& [file, sequence_number] : added_) {
    if (!file.is_deletion_vector()) continue;
    if (!files.insert(*file.referenced_data_file).second) {
      base::Throw(ErrorKind::kInvalidArgument, "two deletion vectors of one data file: {}",
                  *file.referenced_data_file);
    }
  }
  if (files.empty() || delete_all_) return;
  const auto check = [&](const ManifestEntry& entry) {
    const DataFile& file = entry.data_file;
    if (!file.is_deletion_vector() || !file.referenced_data_file) return;
    if (!files.contains(*file.referenced_data_file)) return;
    if (delete_keys_.contains(KeyOf(file))) return;  // this action replaces it
    ThrowConflict("another commit deleted rows of this file as well: " +
                  *file.referenced_data_file);
  };
  if (changes) {
    changes->Each(ManifestContent::kDeletes, EntryStatus::kAdded, true, nullptr,
                  [&](const EntryPtr& entry) { check(*entry); });
    return;
  }
  for (const ManifestFile& file : existing) {
    if (file.content != ManifestContent::kDeletes || !file.has_live_files()) continue;
    const auto manifest = files_.Read(file);
    for (const ManifestEntry& entry : manifest->entries) {
      if (entry.is_live()) check(entry);
    }
  }
}

}  // namespace tarn::iceberg

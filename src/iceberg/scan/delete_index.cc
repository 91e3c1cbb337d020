#include "iceberg/scan/delete_index.h"

#include <algorithm>

#include "base/error.h"

namespace tarn::iceberg {
namespace {

// Of the column "file_path" in position delete files (spec: Reserved Field IDs).
constexpr FieldId kDeleteFilePath = 2147483546;

int64_t NumberOf(const ManifestEntry& entry) { return entry.sequence_number.value_or(0); }

// The one data file that a position delete file is about, if it is about one.
const std::string* OnlyPath(const DataFile& deletes) {
  if (deletes.content != FileContent::kPositionDeletes) return nullptr;
  if (deletes.referenced_data_file) return &*deletes.referenced_data_file;
  const std::string* lower = deletes.lower_bounds.Find(kDeleteFilePath);
  const std::string* upper = deletes.upper_bounds.Find(kDeleteFilePath);
  // Equal bounds were not truncated: a truncated upper bound is above every value.
  return lower && upper && *lower == *upper ? lower : nullptr;
}

bool MayName(const DataFile& deletes, const std::string& path) {
  const std::string* lower = deletes.lower_bounds.Find(kDeleteFilePath);
  const std::string* upper = deletes.upper_bounds.Find(kDeleteFilePath);
  return (!lower || *lower <= path) && (!upper || path <= *upper);
}

bool Applies(const ManifestEntry& deletes, const ManifestEntry& data) {
  if (deletes.data_file.content == FileContent::kEqualityDeletes) {
    return NumberOf(deletes) > NumberOf(data);
  }
  return NumberOf(deletes) >= NumberOf(data) &&
         MayName(deletes.data_file, data.data_file.file_path);
}

}  // namespace

std::string PartitionKey(PartitionSpecId spec_id, const PartitionValues& values) {
  std::string key = std::to_string(spec_id.value());
  for (const auto& value : values) {
    if (!value) {
      key += "|-";
      continue;
    }
    const std::string bytes = ToBytes(*value);
    key += "|" + std::to_string(bytes.size()) + ":" + bytes;
  }
  return key;
}

void DeleteIndex::Add(EntryPtr entry, bool global) {
  if (entry->data_file.is_deletion_vector()) {
    AddVector(std::move(entry));
  } else if (const std::string* path = OnlyPath(entry->data_file)) {
    by_path_[*path].push_back(std::move(entry));
  } else if (global && entry->data_file.content == FileContent::kEqualityDeletes) {
    global_.push_back(std::move(entry));
  } else {
    auto key = PartitionKey(entry->data_file.spec_id, entry->data_file.partition);
    by_partition_[std::move(key)].push_back(std::move(entry));
  }
}

void DeleteIndex::AddVector(EntryPtr entry) {
  const DataFile& vector = entry->data_file;
  if (!vector.referenced_data_file) {
    base::Throw(base::ErrorKind::kDataCorruption,
                "a deletion vector does not say which data file it is about: {}", vector.file_path);
  }
  auto [known, added] = vectors_.emplace(*vector.referenced_data_file, entry);
  if (!added) {
    base::Throw(base::ErrorKind::kDataCorruption,
                "the data file {} has two deletion vectors, {} and {}",
                *vector.referenced_data_file, known->second->data_file.file_path, vector.file_path);
  }
}

std::vector<DeleteIndex::EntryPtr> DeleteIndex::Find(const ManifestEntry& data) const {
  std::vector<EntryPtr> found;
  auto vector = vectors_.find(data.data_file.file_path);
  const bool has_vector = vector != vectors_.end() && NumberOf(*vector->second) >= NumberOf(data);
  const auto take = [&](const std::vector<EntryPtr>& candidates) {
    for (const EntryPtr& candidate : candidates) {
      const bool replaced =
          has_vector && candidate->data_file.content == FileContent::kPositionDeletes;
      if (!replaced && Applies(*candidate, data)) found.push_back(candidate);
    }
  };
  auto path = by_path_.find(data.data_file.file_path);
  if (path != by_path_.end() && !has_vector) take(path->second);
  if (!by_partition_.empty()) {
    auto partition =
        by_partition_.find(PartitionKey(data.data_file.spec_id, data.data_file.partition));
    if (partition != by_partition_.end()) take(partition->second);
  }
  take(global_);
  std::stable_sort(found.begin(), found.end(), [](const EntryPtr& a, const EntryPtr& b) {
    return NumberOf(*a) < NumberOf(*b);
  });
  if (has_vector) found.push_back(vector->second);
  return found;
}

}  // namespace tarn::iceberg

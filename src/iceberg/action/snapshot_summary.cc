#include "iceberg/action/snapshot_summary.h"

#include <charconv>
#include <optional>

#include "iceberg/scan/delete_index.h"

namespace tarn::iceberg {
namespace {

using Summary = std::map<std::string, std::string>;

void SetIfAny(Summary& summary, const char* name, int64_t count) {
  if (count > 0) summary.emplace(name, std::to_string(count));
}

std::optional<int64_t> NumberIn(const Summary& summary, const std::string& name) {
  auto it = summary.find(name);
  if (it == summary.end()) return {};
  const std::string& text = it->second;
  int64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

// A total that the parent does not tell, or that would be negative, is not known.
void SetTotal(Summary& summary, const Summary* parent, const char* name, int64_t added,
              int64_t removed) {
  const std::optional<int64_t> before = parent ? NumberIn(*parent, name) : 0;
  if (!before) return;
  const int64_t total = *before + added - removed;
  if (total >= 0) summary.emplace(name, std::to_string(total));
}

}  // namespace

void SummaryBuilder::Count(const DataFile& file, const PartitionSpec& spec, Counts& counts) {
  // A Puffin file has the vectors of many data files: each counts for its own part.
  counts.bytes += file.content_size_in_bytes.value_or(file.file_size_in_bytes);
  switch (file.content) {
    case FileContent::kData:
      ++counts.data_files;
      counts.records += file.record_count;
      break;
    case FileContent::kPositionDeletes:
      ++counts.delete_files;
      ++(file.is_deletion_vector() ? counts.deletion_vectors : counts.position_delete_files);
      counts.position_deletes += file.record_count;
      break;
    case FileContent::kEqualityDeletes:
      ++counts.delete_files;
      ++counts.equality_delete_files;
      counts.equality_deletes += file.record_count;
      break;
  }
  partitions_.insert(PartitionKey(spec.spec_id, file.partition));
}

Summary SummaryBuilder::Build(const Summary* parent) const {
  Summary summary;
  SetIfAny(summary, "added-data-files", added_.data_files);
  SetIfAny(summary, "deleted-data-files", removed_.data_files);
  SetIfAny(summary, "added-delete-files", added_.delete_files);
  SetIfAny(summary, "removed-delete-files", removed_.delete_files);
  SetIfAny(summary, "added-position-delete-files", added_.position_delete_files);
  SetIfAny(summary, "removed-position-delete-files", removed_.position_delete_files);
  SetIfAny(summary, "added-equality-delete-files", added_.equality_delete_files);
  SetIfAny(summary, "removed-equality-delete-files", removed_.equality_delete_files);
  SetIfAny(summary, "added-dvs", added_.deletion_vectors);
  SetIfAny(summary, "removed-dvs", removed_.deletion_vectors);
  SetIfAny(summary, "added-records", added_.records);
  SetIfAny(summary, "deleted-records", removed_.records);
  SetIfAny(summary, "added-files-size", added_.bytes);
  SetIfAny(summary, "removed-files-size", removed_.bytes);
  SetIfAny(summary, "added-position-deletes", added_.position_deletes);
  SetIfAny(summary, "removed-position-deletes", removed_.position_deletes);
  SetIfAny(summary, "added-equality-deletes", added_.equality_deletes);
  SetIfAny(summary, "removed-equality-deletes", removed_.equality_deletes);
  summary.emplace("changed-partition-count", std::to_string(partitions_.size()));

  SetTotal(summary, parent, "total-data-files", added_.data_files, removed_.data_files);
  SetTotal(summary, parent, "total-delete-files", added_.delete_files, removed_.delete_files);
  SetTotal(summary, parent, "total-records", added_.records, removed_.records);
  SetTotal(summary, parent, "total-files-size", added_.bytes, removed_.bytes);
  SetTotal(summary, parent, "total-position-deletes", added_.position_deletes,
           removed_.position_deletes);
  SetTotal(summary, parent, "total-equality-deletes", added_.equality_deletes,
           removed_.equality_deletes);
  return summary;
}

}  // namespace tarn::iceberg

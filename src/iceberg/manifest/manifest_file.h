#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "iceberg/ids.h"

namespace tarn::iceberg {

enum class ManifestContent { kData = 0, kDeletes = 1 };

// What a manifest holds of one partition field (spec: Manifest Lists / field_summary). Bounds are
// in the binary single-value form.
struct PartitionFieldSummary {
  bool contains_null = false;
  std::optional<bool> contains_nan = {};
  std::optional<std::string> lower_bound = {};
  std::optional<std::string> upper_bound = {};

  friend bool operator==(const PartitionFieldSummary&, const PartitionFieldSummary&) = default;
};

// A line of a manifest list (spec: Manifest Lists / manifest_file). A value.
struct ManifestFile {
  std::string manifest_path = {};
  int64_t manifest_length = 0;  // bytes
  PartitionSpecId partition_spec_id{0};
  ManifestContent content = ManifestContent::kData;
  int64_t sequence_number = 0;      // kUnassignedSequenceNumber until the list is written
  int64_t min_sequence_number = 0;  // likewise
  SnapshotId added_snapshot_id;
  // Version 1 may leave the counts out.
  std::optional<int32_t> added_files_count = {};
  std::optional<int32_t> existing_files_count = {};
  std::optional<int32_t> deleted_files_count = {};
  std::optional<int64_t> added_rows_count = {};
  std::optional<int64_t> existing_rows_count = {};
  std::optional<int64_t> deleted_rows_count = {};
  std::vector<PartitionFieldSummary> partitions = {};
  std::optional<std::string> key_metadata = {};
  // Version 3, data manifests: row id of the first row in files that have no first row id of their
  // own (spec: Row Lineage / First Row ID Inheritance).
  std::optional<int64_t> first_row_id = {};

  // Whether there can be such entries (true when the counts are not known).
  bool has_added_files() const { return added_files_count.value_or(1) > 0; }
  bool has_existing_files() const { return existing_files_count.value_or(1) > 0; }
  bool has_deleted_files() const { return deleted_files_count.value_or(1) > 0; }
  bool has_live_files() const { return has_added_files() || has_existing_files(); }
  friend bool operator==(const ManifestFile&, const ManifestFile&) = default;
};

inline constexpr int64_t kUnassignedSequenceNumber = -1;

}  // namespace tarn::iceberg

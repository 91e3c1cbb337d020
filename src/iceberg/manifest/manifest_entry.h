#pragma once

#include <cstdint>
#include <optional>

#include "iceberg/manifest/data_file.h"

namespace tarn::iceberg {

enum class EntryStatus { kExisting = 0, kAdded = 1, kDeleted = 2 };

// A line of a manifest (spec: Manifests / manifest_entry). Sequence numbers of added entries are
// inherited from the manifest list when they are null; readers fill them in. A value.
struct ManifestEntry {
  EntryStatus status = EntryStatus::kAdded;
  std::optional<SnapshotId> snapshot_id = {};
  std::optional<int64_t> sequence_number = {};
  std::optional<int64_t> file_sequence_number = {};
  DataFile data_file;

  bool is_live() const { return status != EntryStatus::kDeleted; }
  friend bool operator==(const ManifestEntry&, const ManifestEntry&) = default;
};

}  // namespace tarn::iceberg

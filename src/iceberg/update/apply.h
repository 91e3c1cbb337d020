#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "iceberg/table_metadata.h"
#include "iceberg/update/table_requirement.h"
#include "iceberg/update/table_update.h"

namespace tarn::iceberg {

struct ApplyOptions {
  // Time of the change; snapshots carry their own.
  int64_t now_ms = 0;
  // Where `base` is stored: put into the metadata log, which keeps the newest
  // `write.metadata.previous-versions-max` (100) entries. Empty when it was never stored.
  std::string base_metadata_location = {};
};

// The metadata after `updates`, in order. Pure: `base` (null: a new table, which the updates must
// build completely) stays as it is. kInvalidArgument, with the update's name, for updates that do
// not fit (unknown ids, an older format version, a snapshot that exists, a ref to a snapshot that
// does not).
TableMetadata Apply(const TableMetadata* base, std::span<const TableUpdate> updates,
                    const ApplyOptions& options);

}  // namespace tarn::iceberg

#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "iceberg/table_metadata.h"
#include "iceberg/view_metadata.h"

namespace tarn::store {
class ObjectStore;
}

namespace tarn::iceberg {

// Reads and writes metadata files. Thread safe. Errors of the store pass through; parse errors name
// the file.

// `location` may end in ".metadata.json" or ".gz.metadata.json".
TableMetadata ReadTableMetadata(store::ObjectStore& store, const std::string& location);
ViewMetadata ReadViewMetadata(store::ObjectStore& store, const std::string& location);

// Writes the version that follows `previous_location` (may be empty) and gives its location.
// `will_write` (may be empty) is told the location before the first byte.
//
// `write.metadata.compression-codec` decides the form: "none" or "gzip". Unset, it is plain JSON up
// to kAutoGzipSnapshots snapshots and gzip beyond: else every commit would write megabytes.
std::string WriteTableMetadata(store::ObjectStore& store, const TableMetadata& metadata,
                               std::string_view previous_location,
                               const std::function<void(const std::string&)>& will_write = {},
                               base::RandomSource& random = base::RandomSource::System());
std::string WriteViewMetadata(store::ObjectStore& store, const ViewMetadata& metadata,
                              std::string_view previous_location,
                              const std::function<void(const std::string&)>& will_write = {},
                              base::RandomSource& random = base::RandomSource::System());

inline constexpr size_t kAutoGzipSnapshots = 1'000;

}  // namespace tarn::iceberg

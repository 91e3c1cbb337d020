#include "iceberg/metadata_table/distinct_values.h"

#include <charconv>
#include <vector>

#include "iceberg/puffin/puffin.h"

namespace tarn::iceberg {
namespace {

// A table that is written often has many snapshots since it was analyzed.
constexpr int kMostAncestors = 1'000;

std::optional<int64_t> NdvOf(const StatisticsFile& file, FieldId column) {
  for (const BlobMetadata& blob : file.blob_metadata) {
    if (blob.type != kThetaSketchBlob || blob.fields != std::vector{column}) continue;
    const auto ndv = blob.properties.find(std::string(kNdvProperty));
    if (ndv == blob.properties.end()) continue;
    int64_t value = 0;
    const char* end = ndv->second.data() + ndv->second.size();
    const auto parsed = std::from_chars(ndv->second.data(), end, value);
    if (parsed.ec == std::errc() && parsed.ptr == end && value >= 0) return value;
  }
  return {};
}

// Calls `visit` with the statistics of a snapshot and those before it, until it says true.
template <typename Visit>
void EachStatistics(const TableMetadata& metadata, const Snapshot* at, Visit&& visit) {
  if (metadata.statistics.empty()) return;
  for (int step = 0; at != nullptr && step < kMostAncestors; ++step) {
    for (const StatisticsFile& file : metadata.statistics) {
      if (file.snapshot_id == at->snapshot_id && visit(file)) return;
    }
    at = at->parent_snapshot_id ? metadata.FindSnapshot(*at->parent_snapshot_id) : nullptr;
  }
}

}  // namespace

std::optional<int64_t> DistinctValues(const TableMetadata& metadata, const Snapshot* snapshot,
                                      FieldId column) {
  std::optional<int64_t> ndv;
  EachStatistics(metadata, snapshot, [&](const StatisticsFile& file) {
    ndv = NdvOf(file, column);
    return ndv.has_value();
  });
  return ndv;
}

const StatisticsFile* NearestStatistics(const TableMetadata& metadata, const Snapshot* snapshot) {
  const StatisticsFile* nearest = nullptr;
  EachStatistics(metadata, snapshot, [&](const StatisticsFile& file) {
    nearest = &file;
    return true;
  });
  return nearest;
}

}  // namespace tarn::iceberg

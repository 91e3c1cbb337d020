#include "iceberg/scan/snapshot_lookup.h"

#include <algorithm>

#include "base/clock.h"
#include "base/error.h"
#include "base/suggest.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

std::string TimeText(int64_t timestamp_ms) {
  return base::FormatTimestamp(base::TimePoint(std::chrono::milliseconds(timestamp_ms)));
}

}  // namespace

const Snapshot& SnapshotById(const TableMetadata& metadata, SnapshotId id) {
  const Snapshot* snapshot = metadata.FindSnapshot(id);
  if (snapshot) return *snapshot;
  constexpr size_t kNamed = 5;
  std::string known;
  for (size_t i = metadata.snapshots.size(); i > 0; --i) {
    if (metadata.snapshots.size() - i == kNamed) {
      known += ", …";
      break;
    }
    if (!known.empty()) known += ", ";
    known += fmt::format("{}", metadata.snapshots[i - 1].snapshot_id.value());
  }
  throw base::Error(ErrorKind::kNotFound, fmt::format("the table has no snapshot {}", id.value()),
                    known.empty() ? "it has none" : "its newest snapshots are " + known);
}

const Snapshot& SnapshotByRef(const TableMetadata& metadata, std::string_view ref) {
  const Snapshot* snapshot = metadata.FindRef(ref);
  if (snapshot) return *snapshot;
  if (ref == kMainBranch) {
    base::Throw(ErrorKind::kNotFound, "the table has no snapshot yet: {}", metadata.location);
  }
  std::vector<std::string> names;
  for (const auto& [name, target] : metadata.refs) names.push_back(name);
  base::Throw(ErrorKind::kNotFound, "the table has no branch or tag '{}'{}", ref,
              base::DidYouMean(ref, names));
}

const Snapshot& SnapshotAsOf(const TableMetadata& metadata, int64_t timestamp_ms) {
  // The log is in order of time but for clocks that went back: the last entry that is not later
  // wins.
  const auto& log = metadata.snapshot_log;
  for (size_t i = log.size(); i > 0; --i) {
    if (log[i - 1].timestamp_ms > timestamp_ms) continue;
    return SnapshotById(metadata, log[i - 1].snapshot_id);
  }
  if (log.empty()) {
    base::Throw(ErrorKind::kNotFound, "the table has no history to look back into at {}",
                TimeText(timestamp_ms));
  }
  int64_t start = log.front().timestamp_ms;
  for (const SnapshotLogEntry& entry : log) start = std::min(start, entry.timestamp_ms);
  base::Throw(ErrorKind::kNotFound,
              "the table's history starts at {}, after the time asked for: {}", TimeText(start),
              TimeText(timestamp_ms));
}

}  // namespace tarn::iceberg

#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/trino/query_state.h"

namespace tarn::api::trino {

struct SegmentStoreOptions {
  std::string folder;  // of temporary files; made when it is needed. Empty: nothing is spooled
  uint64_t bytes = uint64_t{4} << 30;        // of all segments
  uint64_t query_bytes = uint64_t{1} << 30;  // of one query's
  size_t files = 256;                        // open at once: one for each query that spools
  std::chrono::milliseconds lifetime{3'600'000};
};

// Where one query spools: a file without a name, which goes with the process, however that ends.
class SpoolFile;
// A piece of such a file; its room is free once nobody has it any more.
class SpoolRange;

// The bytes of a segment from `at` on, at most so many. kInternal when the disk fails.
std::string ReadRange(const SpoolRange& range, uint64_t at, size_t most);

// Rows of results that wait on disk for their clients. Bounded in bytes, files and time. Thread
// safe.
class SegmentStore {
 public:
  explicit SegmentStore(SegmentStoreOptions options);
  ~SegmentStore();

  // What a query spools into; null when there is no folder or there are too many files.
  std::shared_ptr<SpoolFile> NewFile();
  // Nothing when there is no room, in the store or on the disk: the rows stay with the caller.
  std::optional<SpooledSegment> Write(const std::shared_ptr<SpoolFile>& file,
                                      std::string_view bytes);

  // Null for one that is not known, was acknowledged or has expired.
  std::shared_ptr<const SpoolRange> Open(const std::string& id) const;
  // The client has it: its room is free. Whether it was there.
  bool Acknowledge(const std::string& id);
  void Expire();

  uint64_t bytes() const { return *bytes_; }
  size_t segments() const;

 private:
  struct Segment {
    std::shared_ptr<const SpoolRange> range;
    SteadyClock::time_point expires;
  };

  const SegmentStoreOptions options_;
  std::shared_ptr<std::atomic<uint64_t>> bytes_ = std::make_shared<std::atomic<uint64_t>>(0);
  std::shared_ptr<std::atomic<size_t>> files_ = std::make_shared<std::atomic<size_t>>(0);
  mutable std::mutex mutex_;
  std::map<std::string, Segment> segments_;
};

}  // namespace tarn::api::trino

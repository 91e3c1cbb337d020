#include "api/trino/segment_store.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "base/error.h"
#include "base/random.h"

namespace tarn::api::trino {

class SpoolFile {
 public:
  SpoolFile(int descriptor, std::shared_ptr<std::atomic<size_t>> count)
      : descriptor_(descriptor), count_(std::move(count)) {}
  ~SpoolFile() {
    close(descriptor_);
    --*count_;
  }
  SpoolFile(const SpoolFile&) = delete;
  SpoolFile& operator=(const SpoolFile&) = delete;

  int descriptor() const { return descriptor_; }
  uint64_t live_bytes() const { return live_; }
  // Where the next segment goes.
  uint64_t Take(uint64_t bytes) {
    live_ += bytes;
    return end_.fetch_add(bytes);
  }
  void Give(uint64_t offset, uint64_t bytes) {
    live_ -= bytes;
    // Where the file system cannot do this, the room is free once the file is closed.
    (void)fallocate(descriptor_, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                    static_cast<off_t>(offset), static_cast<off_t>(bytes));
  }

 private:
  const int descriptor_;
  const std::shared_ptr<std::atomic<size_t>> count_;
  std::atomic<uint64_t> end_{0};
  std::atomic<uint64_t> live_{0};
};

class SpoolRange {
 public:
  SpoolRange(std::shared_ptr<SpoolFile> file, uint64_t size,
             std::shared_ptr<std::atomic<uint64_t>> total)
      : file(std::move(file)), offset(this->file->Take(size)), bytes(size), total_(total) {}
  ~SpoolRange() {
    file->Give(offset, bytes);
    *total_ -= bytes;
  }
  SpoolRange(const SpoolRange&) = delete;
  SpoolRange& operator=(const SpoolRange&) = delete;

  const std::shared_ptr<SpoolFile> file;
  const uint64_t offset;
  const uint64_t bytes;

 private:
  const std::shared_ptr<std::atomic<uint64_t>> total_;
};

namespace {

// A file that no folder names.
int OpenNameless(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  int descriptor = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0) return descriptor;
  std::string name = folder + "/spool-XXXXXX";  // file systems without O_TMPFILE
  descriptor = mkostemp(name.data(), O_CLOEXEC);
  if (descriptor >= 0) unlink(name.c_str());
  return descriptor;
}

bool WriteAll(int descriptor, std::string_view bytes, uint64_t offset) {
  while (!bytes.empty()) {
    const ssize_t written =
        pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
    offset += static_cast<uint64_t>(written);
  }
  return true;
}

std::string NewSegmentId() {
  base::RandomSource& random = base::RandomSource::System();
  return fmt::format("{:016x}{:016x}", random.Next(), random.Next());
}

}  // namespace

SegmentStore::SegmentStore(SegmentStoreOptions options) : options_(std::move(options)) {}

SegmentStore::~SegmentStore() = default;

std::shared_ptr<SpoolFile> SegmentStore::NewFile() {
  if (options_.folder.empty()) return nullptr;
  if (files_->fetch_add(1) >= options_.files) {
    --*files_;
    return nullptr;
  }
  const int descriptor = OpenNameless(options_.folder);
  if (descriptor < 0) {
    --*files_;
    return nullptr;
  }
  return std::make_shared<SpoolFile>(descriptor, files_);
}

std::optional<SpooledSegment> SegmentStore::Write(const std::shared_ptr<SpoolFile>& file,
                                                  std::string_view bytes) {
  if (!file || file->live_bytes() + bytes.size() > options_.query_bytes) return std::nullopt;
  if (bytes_->fetch_add(bytes.size()) + bytes.size() > options_.bytes) {
    *bytes_ -= bytes.size();
    return std::nullopt;
  }
  auto range = std::make_shared<const SpoolRange>(file, bytes.size(), bytes_);
  if (!WriteAll(file->descriptor(), bytes, range->offset)) return std::nullopt;
  SpooledSegment spooled{NewSegmentId(), bytes.size(),
                         std::chrono::system_clock::now() + options_.lifetime};
  std::lock_guard lock(mutex_);
  segments_[spooled.id] = {std::move(range), SteadyClock::now() + options_.lifetime};
  return spooled;
}

std::string ReadRange(const SpoolRange& range, uint64_t at, size_t most) {
  const uint64_t left = range.bytes - std::min(at, range.bytes);
  std::string piece(static_cast<size_t>(std::min<uint64_t>(most, left)), '\0');
  size_t have = 0;
  while (have < piece.size()) {
    const ssize_t got = pread(range.file->descriptor(), piece.data() + have, piece.size() - have,
                              static_cast<off_t>(range.offset + at + have));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      base::Throw(base::ErrorKind::kInternal, "cannot read a spooled segment: {}",
                  got < 0 ? std::strerror(errno) : "its file ends");
    }
    have += static_cast<size_t>(got);
  }
  return piece;
}

std::shared_ptr<const SpoolRange> SegmentStore::Open(const std::string& id) const {
  std::lock_guard lock(mutex_);
  const auto found = segments_.find(id);
  if (found == segments_.end() || found->second.expires < SteadyClock::now()) return nullptr;
  return found->second.range;
}

bool SegmentStore::Acknowledge(const std::string& id) {
  Segment segment;  // outlives the lock: its room is freed without it
  std::lock_guard lock(mutex_);
  const auto found = segments_.find(id);
  if (found == segments_.end()) return false;
  segment = std::move(found->second);
  segments_.erase(found);
  return true;
}

void SegmentStore::Expire() {
  std::vector<std::string> expired;
  {
    std::lock_guard lock(mutex_);
    const auto now = SteadyClock::now();
    for (const auto& [id, segment] : segments_) {
      if (segment.expires < now) expired.push_back(id);
    }
  }
  for (const std::string& id : expired) Acknowledge(id);
}

size_t SegmentStore::segments() const {
  std::lock_guard lock(mutex_);
  return segments_.size();
}

}  // namespace tarn::api::trino

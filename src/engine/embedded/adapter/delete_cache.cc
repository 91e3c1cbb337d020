#include "engine/embedded/adapter/delete_cache.h"

#include <utility>

namespace tarn::engine::embedded {
namespace {

// What an entry costs beside its bitmaps.
constexpr size_t kEntryBytes = 256;

size_t SizeOf(const FilePositions& files) {
  size_t bytes = kEntryBytes;
  for (const auto& [path, positions] : files) {
    bytes += kEntryBytes + path.size() + positions->getSizeInBytes();
  }
  return bytes;
}

}  // namespace

std::shared_ptr<DeleteCache::Slot> DeleteCache::SlotOf(const std::string& key) {
  std::lock_guard lock(mutex_);
  auto it = entries_.find(key);
  if (it == entries_.end()) {
    by_use_.push_front(key);
    it = entries_.emplace(key, Entry{std::make_shared<Slot>(), 0, by_use_.begin()}).first;
  } else {
    by_use_.splice(by_use_.begin(), by_use_, it->second.used);
  }
  return it->second.slot;
}

void DeleteCache::Account(const std::string& key, size_t bytes) {
  std::lock_guard lock(mutex_);
  const auto it = entries_.find(key);
  if (it == entries_.end()) return;  // pushed out while it was loaded
  bytes_ += bytes - it->second.bytes;
  it->second.bytes = bytes;
  // Readers keep what they hold; the newest stays, whatever its size.
  while (bytes_ > max_bytes_ && by_use_.size() > 1) {
    const auto oldest = entries_.find(by_use_.back());
    bytes_ -= oldest->second.bytes;
    entries_.erase(oldest);
    by_use_.pop_back();
  }
}

std::shared_ptr<const FilePositions> DeleteCache::Get(const std::string& key, const Load& load) {
  const std::shared_ptr<Slot> slot = SlotOf(key);
  std::lock_guard lock(slot->loading);  // only those who need this very file wait
  if (!slot->value) {
    auto loaded = std::make_shared<const FilePositions>(load());
    Account(key, SizeOf(*loaded));
    slot->value = std::move(loaded);
  }
  return slot->value;
}

size_t DeleteCache::bytes() const {
  std::lock_guard lock(mutex_);
  return bytes_;
}

}  // namespace tarn::engine::embedded

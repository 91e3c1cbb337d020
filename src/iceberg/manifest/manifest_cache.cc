#include "iceberg/manifest/manifest_cache.h"

#include "iceberg/manifest/avro_plan.h"

namespace tarn::iceberg {
namespace {

constexpr size_t kMaxPlans = 256;

size_t BytesOf(const std::vector<ManifestFile>& list) {
  size_t bytes = list.capacity() * sizeof(ManifestFile);
  for (const ManifestFile& file : list) {
    bytes +=
        file.manifest_path.capacity() + file.partitions.capacity() * sizeof(PartitionFieldSummary);
  }
  return bytes;
}

// No path begins so.
std::string PackedKey(const std::string& path) { return "packed " + path; }

}  // namespace

ManifestCache::Value* ManifestCache::FindLocked(const std::string& path) {
  auto found = by_path_.find(path);
  if (found == by_path_.end()) {
    ++misses_;
    return nullptr;
  }
  ++hits_;
  items_.splice(items_.begin(), items_, found->second);
  return &found->second->value;
}

std::shared_ptr<const Manifest> ManifestCache::FindManifest(const std::string& path) {
  std::lock_guard lock(mutex_);
  Value* value = FindLocked(path);
  auto* manifest = value ? std::get_if<std::shared_ptr<const Manifest>>(value) : nullptr;
  return manifest ? *manifest : nullptr;
}

std::shared_ptr<const PackedManifest> ManifestCache::FindPacked(const std::string& path) {
  const std::string key = PackedKey(path);
  std::lock_guard lock(mutex_);
  Value* value = FindLocked(key);
  auto* manifest = value ? std::get_if<std::shared_ptr<const PackedManifest>>(value) : nullptr;
  return manifest ? *manifest : nullptr;
}

bool ManifestCache::HasPacked(const std::string& path) const {
  const std::string key = PackedKey(path);
  std::lock_guard lock(mutex_);
  return by_path_.contains(key);
}

std::shared_ptr<const ManifestCache::ManifestList> ManifestCache::FindList(
    const std::string& path) {
  std::lock_guard lock(mutex_);
  Value* value = FindLocked(path);
  auto* list = value ? std::get_if<std::shared_ptr<const ManifestList>>(value) : nullptr;
  return list ? *list : nullptr;
}

void ManifestCache::Put(const std::string& path, std::shared_ptr<const Manifest> manifest) {
  const size_t bytes = manifest->memory_bytes();
  PutValue(path, std::move(manifest), bytes);
}

void ManifestCache::Put(const std::string& path, std::shared_ptr<const PackedManifest> manifest) {
  const size_t bytes = manifest->memory_bytes();
  PutValue(PackedKey(path), std::move(manifest), bytes);
}

void ManifestCache::Put(const std::string& path, std::shared_ptr<const ManifestList> list) {
  const size_t bytes = BytesOf(*list);
  PutValue(path, std::move(list), bytes);
}

void ManifestCache::PutValue(const std::string& path, Value value, size_t bytes) {
  bytes += sizeof(Item) + 2 * path.size();
  if (bytes > capacity_bytes_) return;
  std::list<Item> evicted;  // destroyed after the lock is gone
  std::lock_guard lock(mutex_);
  if (by_path_.contains(path)) return;  // another reader was faster: the same content
  items_.push_front(Item{path, std::move(value), bytes});
  by_path_.emplace(path, items_.begin());
  bytes_ += bytes;
  while (bytes_ > capacity_bytes_) {
    auto oldest = std::prev(items_.end());
    bytes_ -= oldest->bytes;
    by_path_.erase(oldest->path);
    evicted.splice(evicted.begin(), items_, oldest);
  }
}

std::function<std::shared_ptr<const AvroPlan>(std::string_view)> ManifestCache::plans() {
  return [this](std::string_view schema_json) {
    const std::string key(schema_json);
    {
      std::lock_guard lock(mutex_);
      auto known = plans_.find(key);
      if (known != plans_.end()) return known->second;
    }
    auto plan = MakeAvroPlan(schema_json);
    std::lock_guard lock(mutex_);
    if (plans_.size() >= kMaxPlans) plans_.clear();
    plans_.emplace(key, plan);
    return plan;
  };
}

ManifestCache::Stats ManifestCache::stats() const {
  std::lock_guard lock(mutex_);
  return {hits_, misses_, bytes_, items_.size()};
}

}  // namespace tarn::iceberg

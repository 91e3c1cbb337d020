#include "catalog/metadata_cache.h"

#include "iceberg/metadata_file.h"

namespace tarn::catalog {
namespace {

// What a cached item keeps in memory, roughly: bounds the cache, need not be exact. Versions of one
// table share their old snapshots, so this counts too much rather than too little.
size_t Weight(const iceberg::TableMetadata& metadata) {
  size_t fields = 0;
  for (const auto& schema : metadata.schemas) fields += schema.fields.size();
  return 4096 + fields * 256 + metadata.snapshots.size() * 700 + metadata.metadata_log.size() * 200;
}
size_t Weight(const iceberg::ViewMetadata& metadata) {
  size_t bytes = 2048;
  for (const auto& version : metadata.versions) {
    for (const auto& representation : version.representations) bytes += representation.sql.size();
  }
  return bytes;
}

}  // namespace

template <typename T>
std::shared_ptr<const T> MetadataCache::Find(const std::string& location) {
  std::lock_guard lock(mutex_);
  auto found = by_location_.find(location);
  if (found == by_location_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  const auto* item = std::get_if<std::shared_ptr<const T>>(&found->second->item);
  return item == nullptr ? nullptr : *item;
}

void MetadataCache::Insert(const std::string& location, Item item, size_t bytes) {
  std::lock_guard lock(mutex_);
  if (by_location_.contains(location)) return;
  entries_.push_front({location, std::move(item), bytes});
  by_location_[location] = entries_.begin();
  bytes_ += bytes;
  while (bytes_ > capacity_bytes_ && entries_.size() > 1) {
    bytes_ -= entries_.back().bytes;
    by_location_.erase(entries_.back().location);
    entries_.pop_back();
  }
}

std::shared_ptr<const iceberg::TableMetadata> MetadataCache::Table(const std::string& location) {
  if (auto cached = Find<iceberg::TableMetadata>(location)) return cached;
  auto read =
      std::make_shared<const iceberg::TableMetadata>(iceberg::ReadTableMetadata(store_, location));
  Put(location, read);
  return read;
}

std::shared_ptr<const iceberg::ViewMetadata> MetadataCache::View(const std::string& location) {
  if (auto cached = Find<iceberg::ViewMetadata>(location)) return cached;
  auto read =
      std::make_shared<const iceberg::ViewMetadata>(iceberg::ReadViewMetadata(store_, location));
  Put(location, read);
  return read;
}

void MetadataCache::Put(const std::string& location,
                        std::shared_ptr<const iceberg::TableMetadata> metadata) {
  size_t bytes = Weight(*metadata);
  Insert(location, std::move(metadata), bytes);
}

void MetadataCache::Put(const std::string& location,
                        std::shared_ptr<const iceberg::ViewMetadata> metadata) {
  size_t bytes = Weight(*metadata);
  Insert(location, std::move(metadata), bytes);
}

}  // namespace tarn::catalog

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "iceberg/manifest/manifest_reader.h"
#include "iceberg/manifest/packed_manifest.h"

namespace tarn::iceberg {

struct AvroPlan;

// Decoded manifests and manifest lists by path, the least recently used go first. Objects are
// immutable, so that an entry is never stale; a path must never be written twice. Thread safe;
// lives as long as its users. Reading and decoding happen outside its lock.
class ManifestCache {
 public:
  explicit ManifestCache(size_t capacity_bytes) : capacity_bytes_(capacity_bytes) {}

  using ManifestList = std::vector<ManifestFile>;
  std::shared_ptr<const Manifest> FindManifest(const std::string& path);
  // The same manifest in the form for planning is an object of its own.
  std::shared_ptr<const PackedManifest> FindPacked(const std::string& path);
  // Whether it is there now; counts as no use of it.
  bool HasPacked(const std::string& path) const;
  std::shared_ptr<const ManifestList> FindList(const std::string& path);
  void Put(const std::string& path, std::shared_ptr<const Manifest> manifest);
  void Put(const std::string& path, std::shared_ptr<const PackedManifest> manifest);
  void Put(const std::string& path, std::shared_ptr<const ManifestList> list);

  // For the readers: how files of a schema are decoded, remembered by the schema's text.
  std::function<std::shared_ptr<const AvroPlan>(std::string_view schema_json)> plans();

  struct Stats {
    uint64_t hits = 0;
    uint64_t misses = 0;
    size_t bytes = 0;
    size_t entries = 0;
  };
  Stats stats() const;

 private:
  using Value = std::variant<std::shared_ptr<const Manifest>, std::shared_ptr<const ManifestList>,
                             std::shared_ptr<const PackedManifest>>;
  struct Item {
    std::string path;
    Value value;
    size_t bytes = 0;
  };
  Value* FindLocked(const std::string& path);
  void PutValue(const std::string& path, Value value, size_t bytes);

  const size_t capacity_bytes_;
  mutable std::mutex mutex_;
  std::list<Item> items_;  // newest first
  std::unordered_map<std::string, std::list<Item>::iterator> by_path_;
  size_t bytes_ = 0;
  std::unordered_map<std::string, std::shared_ptr<const AvroPlan>> plans_;
  uint64_t hits_ = 0;
  uint64_t misses_ = 0;
};

}  // namespace tarn::iceberg

#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <variant>

#include "iceberg/table_metadata.h"
#include "iceberg/view_metadata.h"
#include "store/object_store.h"

namespace tarn::catalog {

// Metadata files by their location, which never change: read once, dropped by least recent use.
// Thread safe; no I/O under the lock (two threads may read one file at once, the later one's copy
// is dropped).
class MetadataCache {
 public:
  MetadataCache(store::ObjectStore& store, size_t capacity_bytes)
      : store_(store), capacity_bytes_(capacity_bytes) {}

  std::shared_ptr<const iceberg::TableMetadata> Table(const std::string& location);
  std::shared_ptr<const iceberg::ViewMetadata> View(const std::string& location);
  // What was just written, so that nobody needs to read it back.
  void Put(const std::string& location, std::shared_ptr<const iceberg::TableMetadata> metadata);
  void Put(const std::string& location, std::shared_ptr<const iceberg::ViewMetadata> metadata);

 private:
  using Item = std::variant<std::shared_ptr<const iceberg::TableMetadata>,
                            std::shared_ptr<const iceberg::ViewMetadata>>;
  struct Entry {
    std::string location;
    Item item;
    size_t bytes = 0;
  };

  template <typename T>
  std::shared_ptr<const T> Find(const std::string& location);
  void Insert(const std::string& location, Item item, size_t bytes);

  store::ObjectStore& store_;
  const size_t capacity_bytes_;
  std::mutex mutex_;
  size_t bytes_ = 0;
  std::list<Entry> entries_;  // most recently used first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_location_;
};

}  // namespace tarn::catalog

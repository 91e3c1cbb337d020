#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "engine/embedded/adapter/deleted_rows.h"

namespace tarn::engine::embedded {

// What a file of deletes takes out, by data file.
using FilePositions = std::unordered_map<std::string, std::shared_ptr<const Positions>>;

// Keeps what delete files hold from scan to scan: they are immutable, and many data files may share
// one. The least recently used go when `max_bytes` is passed. Thread safe; a file is loaded once
// however many ask for it, and nobody else waits while it is.
class DeleteCache {
 public:
  explicit DeleteCache(size_t max_bytes = size_t{64} << 20) : max_bytes_(max_bytes) {}

  using Load = std::function<FilePositions()>;
  // What `load` throws goes to the caller, and the next one tries again.
  std::shared_ptr<const FilePositions> Get(const std::string& key, const Load& load);
  size_t bytes() const;

 private:
  struct Slot {
    std::mutex loading;
    std::shared_ptr<const FilePositions> value;  // guarded by `loading`
  };
  struct Entry {
    std::shared_ptr<Slot> slot;
    size_t bytes = 0;
    std::list<std::string>::iterator used;
  };
  std::shared_ptr<Slot> SlotOf(const std::string& key);
  void Account(const std::string& key, size_t bytes);

  const size_t max_bytes_;
  mutable std::mutex mutex_;
  size_t bytes_ = 0;
  std::list<std::string> by_use_;  // newest first
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace tarn::engine::embedded

#include "store/memory/memory_store.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "store/object_path.h"

namespace tarn::store {
namespace {

using base::ErrorKind;

constexpr std::string_view kScheme = "memory";

class MemoryWriter : public ObjectWriter {
 public:
  MemoryWriter(MemoryStore& store, std::string path) : store_(store), path_(std::move(path)) {}

  void Append(std::string_view bytes) override {
    CheckOpen();
    bytes_.append(bytes);
  }
  void Close() override {
    CheckOpen();
    store_.Write(path_, bytes_);
    open_ = false;
  }
  void Abort() noexcept override { open_ = false; }
  uint64_t size() const override { return bytes_.size(); }

 private:
  void CheckOpen() const {
    if (!open_) {
      base::Throw(ErrorKind::kFailedPrecondition, "object was closed already: '{}'", path_);
    }
  }

  MemoryStore& store_;
  std::string path_;
  std::string bytes_;
  bool open_ = true;
};

}  // namespace

std::shared_ptr<const std::string> MemoryStore::Find(const std::string& path) {
  std::string local = CheckedObjectPath(path, kScheme);
  std::lock_guard lock(mutex_);
  auto found = objects_.find(local);
  if (found == objects_.end()) {
    base::Throw(ErrorKind::kNotFound, "object does not exist: '{}'", path);
  }
  return found->second.bytes;
}

std::string MemoryStore::Read(const std::string& path) { return *Find(path); }

std::string MemoryStore::ReadRange(const std::string& path, uint64_t offset, uint64_t length) {
  auto bytes = Find(path);
  if (offset >= bytes->size()) return {};
  return bytes->substr(offset, length);
}

void MemoryStore::Write(const std::string& path, std::string_view bytes) {
  std::string local = CheckedObjectPath(path, kScheme);
  auto copy = std::make_shared<const std::string>(bytes);
  base::TimePoint now = clock_.Now();
  std::lock_guard lock(mutex_);
  objects_[local] = Object{std::move(copy), now};
}

bool MemoryStore::WriteIfAbsent(const std::string& path, std::string_view bytes) {
  std::string local = CheckedObjectPath(path, kScheme);
  auto copy = std::make_shared<const std::string>(bytes);
  base::TimePoint now = clock_.Now();
  std::lock_guard lock(mutex_);
  return objects_.try_emplace(local, Object{std::move(copy), now}).second;
}

std::unique_ptr<ObjectWriter> MemoryStore::OpenWriter(const std::string& path) {
  CheckedObjectPath(path, kScheme);
  return std::make_unique<MemoryWriter>(*this, path);
}

std::vector<ObjectInfo> MemoryStore::List(const std::string& prefix) {
  std::string local = CheckedPrefix(prefix, kScheme);
  std::string before = prefix.substr(0, prefix.size() - local.size());
  std::vector<ObjectInfo> result;
  std::lock_guard lock(mutex_);
  for (auto it = objects_.lower_bound(local); it != objects_.end() && it->first.starts_with(local);
       ++it) {
    result.push_back({before + it->first, it->second.bytes->size(), it->second.modified});
  }
  return result;
}

void MemoryStore::Remove(const std::string& path) {
  std::string local = CheckedObjectPath(path, kScheme);
  std::lock_guard lock(mutex_);
  objects_.erase(local);
}

std::optional<ObjectInfo> MemoryStore::Stat(const std::string& path) {
  std::string local = CheckedObjectPath(path, kScheme);
  std::lock_guard lock(mutex_);
  auto found = objects_.find(local);
  if (found == objects_.end()) return std::nullopt;
  return ObjectInfo{path, found->second.bytes->size(), found->second.modified};
}

}  // namespace tarn::store

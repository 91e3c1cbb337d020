#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/clock.h"
#include "store/object_store.h"

namespace tarn::store {

// Objects in memory, for tests and for throw-away lakes. Thread safe.
class MemoryStore : public ObjectStore {
 public:
  explicit MemoryStore(base::Clock& clock = base::Clock::System()) : clock_(clock) {}

  std::string Read(const std::string& path) override;
  std::string ReadRange(const std::string& path, uint64_t offset, uint64_t length) override;
  void Write(const std::string& path, std::string_view bytes) override;
  bool WriteIfAbsent(const std::string& path, std::string_view bytes) override;
  std::unique_ptr<ObjectWriter> OpenWriter(const std::string& path) override;
  std::vector<ObjectInfo> List(const std::string& prefix) override;
  void Remove(const std::string& path) override;
  std::optional<ObjectInfo> Stat(const std::string& path) override;
  size_t RemoveUnfinished(const std::string&, base::TimePoint) override { return 0; }
  void MakeDurable(std::span<const std::string>) override {}

 private:
  struct Object {
    std::shared_ptr<const std::string> bytes;
    base::TimePoint modified;
  };
  std::shared_ptr<const std::string> Find(const std::string& path);

  base::Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, Object> objects_;  // by local path
};

}  // namespace tarn::store

#pragma once

#include <mutex>
#include <set>
#include <string>

#include "store/object_store.h"

namespace tarn::store {

// Objects as files of the local file system ("/a/b", "file:///a/b"). An object is written under a
// temporary name in its folder and then takes its name in one step, so that a killed process leaves
// at most files that List hides and RemoveUnfinished removes. Thread safe; several processes may
// use the same folders.
class LocalStore : public ObjectStore {
 public:
  std::string Read(const std::string& path) override;
  std::string ReadRange(const std::string& path, uint64_t offset, uint64_t length) override;
  void Write(const std::string& path, std::string_view bytes) override;
  bool WriteIfAbsent(const std::string& path, std::string_view bytes) override;
  std::unique_ptr<ObjectWriter> OpenWriter(const std::string& path) override;
  std::vector<ObjectInfo> List(const std::string& prefix) override;
  void Scan(const std::string& prefix,
            const std::function<void(const ObjectInfo&)>& visit) override;
  void Remove(const std::string& path) override;
  std::optional<ObjectInfo> Stat(const std::string& path) override;
  size_t RemoveUnfinished(const std::string& prefix, base::TimePoint begun_before) override;
  void MakeDurable(std::span<const std::string> paths) override;

 private:
  friend class LocalWriter;

  // Makes the folders that an object at `local` needs.
  void MakeParents(const std::string& local);
  // Folders whose entries must reach the disk for `local` to be found again after a power failure.
  void CollectFolders(const std::string& local, std::set<std::string>& folders);

  std::mutex mutex_;
  // Folders made by this process whose own entries were not flushed yet.
  std::set<std::string> made_folders_;
};

}  // namespace tarn::store

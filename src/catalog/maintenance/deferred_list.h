#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/maintenance/cutoff_policy.h"

namespace tarn::catalog {

// What a garbage collection found and did not delete yet: files that nothing live needed.
struct DeferredList {
  std::string id;
  base::TimePoint marked_at;  // files that are newer were not looked at
  LivePolicy policy;
  uint64_t files = 0;
  uint64_t bytes = 0;
};

// Lists of the lake, each a file "<state>/gc/<id>.jsonl": a line of JSON about the list, then one a
// file. A list is there as a whole or not at all (it is renamed into place when it is on the disk),
// so that a process may be killed anywhere. Memory does not grow with a list. Thread safe; errors
// of the file system as kUnavailable, kPermissionDenied, kResourceExhausted.
class DeferredLists {
 public:
  explicit DeferredLists(const std::string& state_directory) : folder_(state_directory + "/gc") {}

  // Writes one list; what was not finished goes with the writer. Used by one thread.
  class Writer {
   public:
    Writer(std::string folder, DeferredList list);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    void Add(const std::string& path, uint64_t bytes);
    // None, and no list, when nothing was added.
    std::optional<DeferredList> Finish();

   private:
    void Put(const std::string& line);

    const std::string folder_;
    DeferredList list_;
    std::string path_;
    FILE* file_ = nullptr;
  };
  std::unique_ptr<Writer> Write(DeferredList list) const {
    return std::make_unique<Writer>(folder_, std::move(list));
  }

  struct File {
    std::string path;
    uint64_t bytes = 0;
  };
  // Reads one list from its start. Used by one thread.
  class Reader {
   public:
    explicit Reader(std::string path);
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    const DeferredList& list() const { return list_; }
    // None at the end. kDataCorruption for a line that is none of ours.
    std::optional<File> Next();

   private:
    bool ReadLine(std::string& line);

    const std::string path_;
    FILE* file_ = nullptr;
    DeferredList list_;
  };
  // kNotFound for an unknown id; kInvalidArgument for a text that is no id.
  std::unique_ptr<Reader> Open(const std::string& id) const;

  std::vector<DeferredList> List() const;  // oldest first
  void Remove(const std::string& id) const;
  // Removes what processes that were killed while writing have left.
  void RemoveUnfinished() const;

 private:
  std::string PathOf(const std::string& id) const;

  const std::string folder_;
};

}  // namespace tarn::catalog

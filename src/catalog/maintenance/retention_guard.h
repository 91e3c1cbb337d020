#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "versions/hash.h"

namespace tarn::catalog {

// What clean-ups may have removed files of. Commits that are not older than `highest` are whole; of
// the others those are that stand in `kept`, and are not older than `all`.
struct RetentionFloors {
  // Some commits of a history were retained, by the clean-up before: `head` and its first parents,
  // as far as they are not older than `floor`, and the newest before it.
  struct Kept {
    versions::Hash head;
    base::TimePoint floor;
  };
  base::TimePoint all;      // of clean-ups that treat every reference alike
  base::TimePoint highest;  // at least `all`
  std::vector<Kept> kept;
  // When a clean-up last removed files: what no reference reached then may have lost some, however
  // young it is.
  base::TimePoint swept;
};

// Keeps clean-ups apart from whoever brings old state back into use: a branch made at an old
// commit, a revert, files of another engine that a table takes over. The latter hold the lock
// shared while they check and commit; a clean-up holds it exclusively while it checks and removes
// some files. Also remembers the floor: commits from before it may have lost files.
//
// In the lake's state directory, as the write journals are (docs/adr/0004): "retention.lock",
// "retention", "retention.swept", "retention.released" and, for policies by reference,
// "retention.references". Thread safe; several processes may use one directory. kPermissionDenied,
// kResourceExhausted and kUnavailable when the directory cannot be written.
class RetentionGuard {
 public:
  explicit RetentionGuard(std::string state_directory)
      : state_directory_(std::move(state_directory)) {}

  // Held until it is destroyed; ends with the process.
  class Lock {
   public:
    explicit Lock(int descriptor) : descriptor_(descriptor) {}
    Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    Lock& operator=(Lock&&) = delete;
    ~Lock();

   private:
    int descriptor_;
  };
  // Both wait: a clean-up lets go after each batch of files.
  Lock Shared() const;
  Lock Exclusive() const;

  // The beginning of time when nothing was ever cleaned up. kDataCorruption for a file that does
  // not read.
  base::TimePoint Floor() const;
  // Durable when it returns; a floor never goes down. Call under Exclusive.
  void RaiseFloor(base::TimePoint floor) const;

  // Errors as Floor().
  RetentionFloors Floors() const;
  // For clean-ups that do not treat every reference alike: `highest` and `kept` as they are
  // afterwards. Durable when it returns. Call under Exclusive.
  void PutFloors(const RetentionFloors& floors) const;
  // Before files are removed that no reference reaches at this time: RetentionFloors::swept.
  // Durable when it returns. Call under Exclusive.
  void PutSwept(base::TimePoint time) const;

  // Folders of tables that were unregistered: what is in them belongs to other catalogs.
  // Normalised, with a slash at the end.
  std::set<std::string> ReleasedFolders() const;
  // Before the commit that unregisters a table; gives what was not released before. Durable when it
  // returns. kInvalidArgument for a folder with a control character, kResourceExhausted when there
  // are too many (some 500,000).
  std::vector<std::string> Release(const std::vector<std::string>& folders) const;
  // After the commit that brings a table back, or when the one that unregisters failed for certain.
  void TakeBack(const std::vector<std::string>& folders) const;

 private:
  Lock Take(int operation, const char* name = "retention.lock") const;
  static base::TimePoint ReadTime(const std::string& path);
  void Write(const std::string& path, const std::string& text) const;

  const std::string state_directory_;
};

}  // namespace tarn::catalog

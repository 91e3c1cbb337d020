#pragma once

#include <string>
#include <utility>

#include "base/clock.h"

namespace tarn::catalog {

// Keeps clean-ups apart from whoever brings old state back into use: a branch made at an old
// commit, a revert, files of another engine that a table takes over. The latter hold the lock
// shared while they check and commit; a clean-up holds it exclusively while it checks and removes
// some files. Also remembers the floor: commits from before it may have lost files.
//
// In the lake's state directory, as the write journals are (docs/adr/0004): "retention.lock" and
// "retention". Thread safe; several processes may use one directory. kPermissionDenied,
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

 private:
  Lock Take(int operation) const;

  const std::string state_directory_;
};

}  // namespace tarn::catalog

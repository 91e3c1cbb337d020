#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "versions/history.h"
#include "versions/objects.h"
#include "versions/references.h"

namespace tarn::versions {

// Moves branches: stores new objects and swaps the head in one transaction. Thread safe.
class BranchWriter {
 public:
  BranchWriter(metadb::Database& database, StoredObjects& objects, base::Clock& clock,
               int max_attempts)
      : database_(database), objects_(objects), clock_(clock), max_attempts_(max_attempts) {}

  // The branch now; kNotFound, and kInvalidArgument when it is a tag.
  Reference GetBranch(const std::string& name);

  // Stores `objects` and moves `branch` from `expected` to `head`, which is among them. False when
  // the branch was elsewhere; then nothing is stored. When the database does not tell whether it
  // took place, looks again, and throws kCommitStateUnknown if that does not tell either.
  bool TryMove(const std::string& branch, const Hash& expected, const Hash& head,
               const NewObjects& objects);

  // Waits before the next try, at random and longer each time; kConflict after the last.
  void BackOff(int attempt, const std::string& branch);

 private:
  bool TookPlace(const std::string& branch, const Hash& head);

  metadb::Database& database_;
  StoredObjects& objects_;
  base::Clock& clock_;
  int max_attempts_;
};

}  // namespace tarn::versions

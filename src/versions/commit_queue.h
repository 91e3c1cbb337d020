#pragma once

#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "versions/branch_writer.h"
#include "versions/repository.h"

namespace tarn::versions {

// Group commit: callers that commit to one branch at the same time are served by one of them, as a
// chain of commits in one transaction with one flush. Each still gets its own commit, its own
// conflicts or its own error. Thread safe.
class CommitQueue {
 public:
  CommitQueue(BranchWriter& writer, StoredObjects& objects, base::Clock& clock)
      : writer_(writer), objects_(objects), clock_(clock) {}

  CommitOutcome Commit(const CommitRequest& request);

 private:
  struct Pending {
    const CommitRequest* request = nullptr;
    CommitOutcome outcome;
    std::exception_ptr failure;
    bool done = false;
  };
  struct Branch {
    std::vector<Pending*> waiting;
    int callers = 0;
    bool busy = false;
    std::condition_variable changed;
  };

  void Process(const std::string& branch, const std::vector<Pending*>& batch);
  // One try for all; false when the branch moved meanwhile.
  bool TryBatch(const std::string& branch, const std::vector<Pending*>& batch, int attempt);

  BranchWriter& writer_;
  StoredObjects& objects_;
  base::Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, Branch> branches_;
};

// kInvalidArgument for operations that can never be committed: a key twice, a malformed key, a
// payload over 256 KiB.
void CheckOperations(const std::vector<Operation>& operations);

// Fills in what people say about a commit; the committer is the author when empty.
void SetMeta(Commit& commit, const CommitMeta& meta);

}  // namespace tarn::versions

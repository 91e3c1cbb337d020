#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
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
//
// Clients that wait for their answer and come again come all at once after each flush: the first of
// them would get a flush of its own and the others the next one. So whoever is about to serve
// waits for as many as came lately, but never longer than half of what the last flush took (2 ms at
// most). Who comes alone never waits.
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
    std::condition_variable wake;
  };
  struct Branch {
    std::vector<Pending*> waiting;
    int callers = 0;
    bool busy = false;
    size_t expected = 1;  // that come at the same time, by what the last batch saw
    std::chrono::steady_clock::duration last_took{0};
    std::chrono::steady_clock::time_point ended;   // the last batch
    std::condition_variable* gathering = nullptr;  // told once `expected` are waiting
  };

  // Serves those that wait, and lets them and the next to serve go on.
  void Lead(const std::string& name, Branch& branch, Pending& mine,
            std::unique_lock<std::mutex>& lock);
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

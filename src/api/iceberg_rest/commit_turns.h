#pragma once

#include <condition_variable>
#include <list>
#include <mutex>
#include <string>
#include <vector>

namespace tarn::api::iceberg_rest {

// Requests of this process that commit to the same table take turns, in the order in which they
// came, so that they do not lose races against each other and do their work twice. It decides
// nothing: commits of other processes are dealt with by the catalog. Waiting requests are bounded
// by the server's threads. Thread safe.
class CommitTurns {
 public:
  // Ends the turn when it is destroyed.
  class Turn {
   public:
    Turn(CommitTurns& turns, std::list<std::vector<std::string>>::iterator at)
        : turns_(turns), at_(at) {}
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    CommitTurns& turns_;
    const std::list<std::vector<std::string>>::iterator at_;
  };
  // Waits until no earlier request has any of `keys`: all are taken at once, so that none waits for
  // another that waits for it.
  [[nodiscard]] Turn Take(std::vector<std::string> keys);

 private:
  std::mutex mutex_;
  std::condition_variable ended_;
  std::list<std::vector<std::string>> requests_;  // sorted keys, those that came first in front
};

}  // namespace tarn::api::iceberg_rest

#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <string>

#include "http/message.h"

namespace tarn::api::iceberg_rest {

// Remembers the answers to requests that carry an Idempotency-Key, so that a client that did not
// get its answer can ask again without doing the work twice. Answers below 500 are kept, for
// kLifetime or until too many came after them; others are not: such a request is done again. Kept
// in memory, for this process alone. Thread safe.
class IdempotencyStore {
 public:
  static constexpr std::chrono::minutes kLifetime{30};
  static constexpr size_t kMaxAnswers = 10'000;
  static constexpr size_t kMaxBytes = size_t{64} << 20;

  // The answer to the request of this key: of `act`, or of the call that did it before or does it
  // right now. `fingerprint` stands for what is asked. 400 for a key that is no UUID, 422 for a key
  // that came with something else before.
  http::Response Once(const std::string& key, const std::string& fingerprint,
                      const std::function<http::Response()>& act);

 private:
  using TimePoint = std::chrono::steady_clock::time_point;
  struct Answer {
    std::string fingerprint;
    bool done = false;
    http::Response response;
    TimePoint expires;
    std::list<std::string>::iterator order;
  };

  void EvictLocked(TimePoint now);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Answer> answers_;
  std::list<std::string> order_;  // finished ones, oldest first
  size_t bytes_ = 0;
};

}  // namespace tarn::api::iceberg_rest

#pragma once

#include <chrono>
#include <list>
#include <map>
#include <mutex>
#include <string>

#include "base/clock.h"

namespace tarn::auth {

// Slows down whoever guesses: after `free` failures each further one closes the door for twice as
// long, up to kLongest; kForget without a failure opens it again for good. Keys are names and
// addresses. In memory, of one process; the kMaxKeys that failed last are remembered. Thread safe.
class Attempts {
 public:
  static constexpr std::chrono::seconds kFirst{1};
  static constexpr std::chrono::seconds kLongest{300};
  static constexpr std::chrono::minutes kForget{15};
  static constexpr size_t kMaxKeys = 10'000;

  Attempts(base::Clock& clock, int free) : clock_(clock), free_(free) {}

  // kResourceExhausted, with the seconds to wait, while the door is closed.
  void Check(const std::string& key);
  void Failed(const std::string& key);
  void Succeeded(const std::string& key);

 private:
  struct Entry {
    int failures = 0;
    base::TimePoint failed;  // the last time
    base::TimePoint closed_until;
    std::list<std::string>::iterator order;
  };

  base::Clock& clock_;
  const int free_;
  std::mutex mutex_;
  std::map<std::string, Entry> entries_;
  std::list<std::string> order_;  // the one that failed last comes last
};

}  // namespace tarn::auth

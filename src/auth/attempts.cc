#include "auth/attempts.h"

#include <algorithm>

#include "base/error.h"

namespace tarn::auth {

void Attempts::Check(const std::string& key) {
  std::lock_guard lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end()) return;
  const auto wait = found->second.closed_until - clock_.Now();
  if (wait <= wait.zero()) return;
  base::Throw(base::ErrorKind::kResourceExhausted,
              "too many failed tries to log in; the next one may come in {} s",
              std::chrono::ceil<std::chrono::seconds>(wait).count());
}

void Attempts::Failed(const std::string& key) {
  std::lock_guard lock(mutex_);
  auto [found, is_new] = entries_.try_emplace(key);
  Entry& entry = found->second;
  const base::TimePoint now = clock_.Now();
  if (is_new) {
    entry.order = order_.insert(order_.end(), key);
  } else {
    order_.splice(order_.end(), order_, entry.order);
  }
  if (!is_new && now - entry.failed > kForget) entry.failures = 0;
  entry.failed = now;
  ++entry.failures;
  if (entry.failures > free_) {
    const int doublings = std::min(entry.failures - free_ - 1, 16);
    entry.closed_until = now + std::min<std::chrono::seconds>(kFirst * (1 << doublings), kLongest);
  }
  if (entries_.size() > kMaxKeys) {
    entries_.erase(order_.front());
    order_.pop_front();
  }
}

void Attempts::Succeeded(const std::string& key) {
  std::lock_guard lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end()) return;
  order_.erase(found->second.order);
  entries_.erase(found);
}

}  // namespace tarn::auth

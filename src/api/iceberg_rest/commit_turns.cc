#include "api/iceberg_rest/commit_turns.h"

#include <algorithm>

namespace tarn::api::iceberg_rest {
namespace {

bool ShareAKey(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& key) {
    return std::binary_search(b.begin(), b.end(), key);
  });
}

}  // namespace

CommitTurns::Turn CommitTurns::Take(std::vector<std::string> keys) {
  std::sort(keys.begin(), keys.end());
  std::unique_lock lock(mutex_);
  const auto own = requests_.insert(requests_.end(), std::move(keys));
  ended_.wait(lock, [&] {
    return std::none_of(requests_.begin(), own,
                        [&](const auto& earlier) { return ShareAKey(*own, earlier); });
  });
  return {*this, own};
}

CommitTurns::Turn::~Turn() {
  {
    const std::lock_guard lock(turns_.mutex_);
    turns_.requests_.erase(at_);
  }
  turns_.ended_.notify_all();
}

}  // namespace tarn::api::iceberg_rest

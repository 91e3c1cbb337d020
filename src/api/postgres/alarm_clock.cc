#include "api/postgres/alarm_clock.h"

#include <algorithm>

namespace tarn::api::postgres {

AlarmClock::~AlarmClock() {
  {
    std::lock_guard lock(mutex_);
    over_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::unique_ptr<AlarmClock::Alarm> AlarmClock::Set(std::chrono::milliseconds after,
                                                   std::function<void()> call) {
  std::unique_lock lock(mutex_);
  const uint64_t id = ++last_id_;
  alarms_.emplace(Key{std::chrono::steady_clock::now() + after, id}, std::move(call));
  if (!thread_.joinable()) thread_ = std::thread([this] { Run(); });
  lock.unlock();
  changed_.notify_all();
  return std::make_unique<Alarm>(*this, id);
}

void AlarmClock::TakeBack(uint64_t id) {
  std::unique_lock lock(mutex_);
  const auto found = std::find_if(alarms_.begin(), alarms_.end(),
                                  [&](const auto& alarm) { return alarm.first.second == id; });
  if (found != alarms_.end()) alarms_.erase(found);
  changed_.wait(lock, [&] { return ringing_ != id; });
}

void AlarmClock::Run() {
  std::unique_lock lock(mutex_);
  while (!over_) {
    if (alarms_.empty()) {
      changed_.wait(lock);
      continue;
    }
    const auto first = alarms_.begin();
    const Key key = first->first;
    if (std::chrono::steady_clock::now() < key.first) {
      changed_.wait_until(lock, key.first);
      continue;
    }
    const std::function<void()> call = std::move(first->second);
    alarms_.erase(first);
    ringing_ = key.second;
    lock.unlock();
    call();
    lock.lock();
    ringing_ = 0;
    changed_.notify_all();
  }
}

}  // namespace tarn::api::postgres

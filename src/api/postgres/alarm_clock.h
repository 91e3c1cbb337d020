#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace tarn::api::postgres {

// Calls what it is given when the time has come, for statements that take too long. One thread for
// all, which starts with the first alarm. Thread safe; outlives its alarms.
class AlarmClock {
 public:
  AlarmClock() = default;
  ~AlarmClock();
  AlarmClock(const AlarmClock&) = delete;
  AlarmClock& operator=(const AlarmClock&) = delete;

  // Destroying one takes it back, and waits for its call if that runs. Not from within the call.
  class Alarm {
   public:
    Alarm(AlarmClock& clock, uint64_t id) : clock_(clock), id_(id) {}
    ~Alarm() { clock_.TakeBack(id_); }
    Alarm(const Alarm&) = delete;
    Alarm& operator=(const Alarm&) = delete;

   private:
    AlarmClock& clock_;
    const uint64_t id_;
  };

  // `call` is short and throws nothing; it runs on the clock's thread.
  std::unique_ptr<Alarm> Set(std::chrono::milliseconds after, std::function<void()> call);

 private:
  using Time = std::chrono::steady_clock::time_point;
  using Key = std::pair<Time, uint64_t>;

  void TakeBack(uint64_t id);
  void Run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<Key, std::function<void()>> alarms_;
  uint64_t last_id_ = 0;
  uint64_t ringing_ = 0;  // the alarm whose call runs
  bool over_ = false;
  std::thread thread_;
};

}  // namespace tarn::api::postgres

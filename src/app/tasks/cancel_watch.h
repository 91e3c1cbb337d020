#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/cancel.h"
#include "engine/engine.h"

namespace tarn::app {

// Sets a session's Cancel in motion when the task is told to stop, while it lives. The session
// outlives it.
class CancelWatch {
 public:
  CancelWatch(engine::Session& session, const base::CancelToken& cancel)
      : thread_([this, &session, cancel] {
          std::unique_lock lock(mutex_);
          while (!done_) {
            if (cancel.cancelled()) session.Cancel();
            wake_.wait_for(lock, std::chrono::milliseconds(50));
          }
        }) {}
  ~CancelWatch() {
    {
      std::lock_guard lock(mutex_);
      done_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }
  CancelWatch(const CancelWatch&) = delete;
  CancelWatch& operator=(const CancelWatch&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  bool done_ = false;
  std::thread thread_;
};

}  // namespace tarn::app

#pragma once

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <functional>
#include <mutex>
#include <thread>

namespace tarn::cli {

// While one of these lives, Ctrl-C (SIGINT) and SIGTERM call `on_interrupt` (from a thread of its
// own, within about 50 ms) instead of ending the process. A third one ends the process at once: for
// work that does not listen. Only one lives at a time.
class InterruptScope {
 public:
  explicit InterruptScope(std::function<void()> on_interrupt);
  ~InterruptScope();
  InterruptScope(const InterruptScope&) = delete;
  InterruptScope& operator=(const InterruptScope&) = delete;

  // Ctrl-C was pressed since the scope began.
  bool interrupted() const;

 private:
  std::function<void()> on_interrupt_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool done_ = false;
  struct sigaction old_int_{};
  struct sigaction old_term_{};
  std::thread thread_;
};

}  // namespace tarn::cli

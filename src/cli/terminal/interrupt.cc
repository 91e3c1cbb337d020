#include "cli/terminal/interrupt.h"

#include <unistd.h>

#include <chrono>

namespace tarn::cli {
namespace {

// Only lock-free atomics are touched in the handler.
std::atomic<int> g_interrupts{0};
static_assert(std::atomic<int>::is_always_lock_free);

void OnSignal(int) {
  constexpr int kGiveUp = 3;
  if (g_interrupts.fetch_add(1) + 1 >= kGiveUp) _exit(130);
}

}  // namespace

InterruptScope::InterruptScope(std::function<void()> on_interrupt)
    : on_interrupt_(std::move(on_interrupt)) {
  g_interrupts = 0;
  struct sigaction action{};
  action.sa_handler = OnSignal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, &old_int_);
  sigaction(SIGTERM, &action, &old_term_);
  thread_ = std::thread([this] {
    std::unique_lock lock(mutex_);
    while (!done_) {
      if (g_interrupts > 0) {
        lock.unlock();
        on_interrupt_();
        return;
      }
      wake_.wait_for(lock, std::chrono::milliseconds(20));
    }
  });
}

InterruptScope::~InterruptScope() {
  {
    std::lock_guard lock(mutex_);
    done_ = true;
  }
  wake_.notify_all();
  thread_.join();
  sigaction(SIGINT, &old_int_, nullptr);
  sigaction(SIGTERM, &old_term_, nullptr);
}

bool InterruptScope::interrupted() const { return g_interrupts > 0; }

}  // namespace tarn::cli

#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tarn::base {

// Does `work(i)` for i = 0 … count-1 on `threads` threads, and hands the results to `take` on the
// calling thread in that order. At most `window` results are done or in the making beyond the one
// that is taken next, so that memory does not grow with `count`. `take` gives false to have enough:
// what has not begun is not begun then. Of several errors the one of the smallest i is thrown,
// after all threads have ended. With one thread everything is done by the caller, item by item.
//
// `work` must be safe to call from several threads at once; `take` is not called concurrently.
template <typename Work, typename Take>
void InOrder(size_t count, size_t threads, size_t window, Work&& work, Take&& take) {
  using Result = decltype(work(size_t{0}));
  threads = std::min(threads, count);
  if (threads <= 1) {
    for (size_t i = 0; i < count; ++i) {
      if (!take(work(i))) return;
    }
    return;
  }
  window = std::max(window, threads);

  struct Outcome {
    std::vector<Result> result;  // one, or none with an error
    std::exception_ptr error;
  };
  std::mutex mutex;
  std::condition_variable room;   // for workers: the window moved, or it is over
  std::condition_variable ready;  // for the caller: an outcome is there
  std::map<size_t, Outcome> outcomes;
  size_t next_begun = 0;
  size_t next_taken = 0;
  bool over = false;

  const auto run = [&] {
    while (true) {
      size_t mine;
      {
        std::unique_lock lock(mutex);
        room.wait(lock,
                  [&] { return over || next_begun >= count || next_begun < next_taken + window; });
        if (over || next_begun >= count) return;
        mine = next_begun++;
      }
      Outcome outcome;
      try {
        outcome.result.push_back(work(mine));
      } catch (...) {
        outcome.error = std::current_exception();
      }
      std::lock_guard lock(mutex);
      outcomes.emplace(mine, std::move(outcome));
      if (mine == next_taken) ready.notify_one();
    }
  };
  // Threads that cannot be started are not needed: those that run do all the work.
  std::vector<std::thread> pool;
  const auto end = [&] {
    {
      std::lock_guard lock(mutex);
      over = true;
    }
    room.notify_all();
    for (std::thread& thread : pool) thread.join();
  };
  try {
    for (size_t i = 0; i < threads; ++i) pool.emplace_back(run);
  } catch (...) {
    if (pool.empty()) throw;
  }

  try {
    for (size_t i = 0; i < count; ++i) {
      Outcome outcome;
      {
        std::unique_lock lock(mutex);
        ready.wait(lock, [&] { return outcomes.contains(i); });
        outcome = std::move(outcomes.extract(i).mapped());
        ++next_taken;
      }
      room.notify_one();
      if (outcome.error) std::rethrow_exception(outcome.error);
      if (!take(std::move(outcome.result.front()))) break;
    }
  } catch (...) {
    end();
    throw;
  }
  end();
}

}  // namespace tarn::base

#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tarn::net {

// Threads that do the blocking work of handlers, behind a queue of bounded length. Thread safe.
class WorkerPool {
 public:
  WorkerPool(int threads, size_t queue_limit);
  // Finishes what is queued.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False when the queue is full: the caller answers that the server is busy. A task that
  // `must_run` is queued all the same (it goes on with a request that was let in). Tasks must not
  // throw.
  bool Submit(std::function<void()> task, bool must_run = false);

 private:
  void Work();

  const size_t queue_limit_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace tarn::net

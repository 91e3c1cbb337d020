#include "transform/runner/session_pool.h"

#include <algorithm>
#include <chrono>

namespace tarn::transform {

SessionPool::SessionPool(engine::Engine& engine, engine::SessionOptions options,
                         base::CancelToken cancel)
    : engine_(engine),
      options_(std::move(options)),
      cancel_(std::move(cancel)),
      watcher_([this] { Watch(); }) {}

SessionPool::~SessionPool() {
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  watcher_.join();
}

void SessionPool::Watch() {
  std::unique_lock lock(mutex_);
  while (!stop_) {
    wake_.wait_for(lock, std::chrono::milliseconds(50));
    if (!cancel_.cancelled()) continue;
    // Cancel() does not wait for the statement, and a session leaves lent_ before it is destroyed:
    // calling it under the lock is what keeps it alive.
    for (engine::Session* session : lent_) session->Cancel();
  }
}

std::unique_ptr<SessionPool::Lease> SessionPool::Take() {
  std::unique_ptr<engine::Session> session;
  {
    std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      session = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!session) session = engine_.NewSession(options_);
  {
    std::lock_guard lock(mutex_);
    lent_.push_back(session.get());
  }
  return std::make_unique<Lease>(*this, std::move(session));
}

SessionPool::Lease::Lease(SessionPool& pool, std::unique_ptr<engine::Session> session)
    : pool_(pool), session_(std::move(session)) {}

SessionPool::Lease::~Lease() {
  std::lock_guard lock(pool_.mutex_);
  std::erase(pool_.lent_, session_.get());
  pool_.idle_.push_back(std::move(session_));
}

}  // namespace tarn::transform

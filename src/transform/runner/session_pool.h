#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/cancel.h"
#include "engine/engine.h"

namespace tarn::transform {

// The sessions of one invocation, each lent to one thread at a time. While any is lent out a
// watcher waits for the cancel token and then stops what runs. Thread safe.
class SessionPool {
 public:
  SessionPool(engine::Engine& engine, engine::SessionOptions options, base::CancelToken cancel);
  ~SessionPool();
  SessionPool(const SessionPool&) = delete;
  SessionPool& operator=(const SessionPool&) = delete;

  class Lease {
   public:
    Lease(SessionPool& pool, std::unique_ptr<engine::Session> session);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    engine::Session& session() { return *session_; }

   private:
    SessionPool& pool_;
    std::unique_ptr<engine::Session> session_;
  };
  // A session that nobody else uses; made when there is none. Errors of Engine::NewSession.
  std::unique_ptr<Lease> Take();

 private:
  void Watch();

  engine::Engine& engine_;
  engine::SessionOptions options_;
  base::CancelToken cancel_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::unique_ptr<engine::Session>> idle_;
  std::vector<engine::Session*> lent_;
  bool stop_ = false;
  std::thread watcher_;
};

}  // namespace tarn::transform

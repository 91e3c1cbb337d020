#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "api/trino/query_state.h"
#include "engine/engine.h"

namespace tarn::api::trino {

// Sessions with an open transaction, by the id that the client sends with each of its statements.
// Thread safe.
class Transactions {
 public:
  // Keeps a session and gives its new id.
  std::string Keep(std::shared_ptr<engine::Session> session, const std::string& user);
  // The session of a transaction, for one statement: kNotFound "Unknown transaction" for an id that
  // is not known or another user's, kFailedPrecondition while another statement has it, or once it
  // is aborted.
  std::shared_ptr<engine::Session> Take(const std::string& id, const std::string& user);
  void GiveBack(const std::string& id);
  // Its session is let go of, which rolls it back; the id is known still, for a ROLLBACK.
  void Abort(const std::string& id);
  bool IsAborted(const std::string& id, const std::string& user) const;
  // The transaction is over.
  void Forget(const std::string& id);
  // Forgets those that nobody used for so long: their sessions roll back.
  void Expire(std::chrono::milliseconds idle);
  size_t size() const;

 private:
  struct Open {
    std::shared_ptr<engine::Session> session;  // null once aborted
    std::string user;
    SteadyClock::time_point used;
    bool taken = false;
  };
  mutable std::mutex mutex_;
  std::map<std::string, Open> open_;
};

}  // namespace tarn::api::trino

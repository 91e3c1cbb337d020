#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "api/trino/query_state.h"
#include "engine/engine.h"
#include "query/query_info.h"

namespace tarn::api::trino {

// Sessions with an open transaction, by the id that the client sends with each of its statements.
// Thread safe.
class Transactions {
 public:
  // How a client began one.
  struct Mode {
    std::string isolation = "READ UNCOMMITTED";
    bool read_only = false;
  };
  // Keeps a session and gives its new id.
  std::string Keep(std::shared_ptr<engine::Session> session, const std::string& user,
                   const Mode& mode = {"READ UNCOMMITTED", false});
  // All of them, for system.runtime.transactions.
  std::vector<query::TransactionInfo> List() const;
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
    Mode mode = {};
    std::chrono::system_clock::time_point created = {};
  };
  mutable std::mutex mutex_;
  std::map<std::string, Open> open_;
};

}  // namespace tarn::api::trino

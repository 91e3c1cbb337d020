#include "api/trino/transactions.h"

#include <vector>

#include "base/random.h"
#include "base/standard_error.h"

namespace tarn::api::trino {

using base::ErrorKind;

std::string Transactions::Keep(std::shared_ptr<engine::Session> session, const std::string& user,
                               const Mode& mode) {
  std::string id = base::NewUuid();
  std::lock_guard lock(mutex_);
  open_[id] = {
      std::move(session), user, SteadyClock::now(), false, mode, std::chrono::system_clock::now()};
  return id;
}

std::vector<query::TransactionInfo> Transactions::List() const {
  std::vector<query::TransactionInfo> list;
  std::lock_guard lock(mutex_);
  for (const auto& [id, open] : open_) {
    query::TransactionInfo info;
    info.id = id;
    info.user = open.user;
    info.isolation = open.mode.isolation;
    info.read_only = open.mode.read_only;
    info.created = open.created;
    const auto idle = SteadyClock::now() - open.used;
    if (!open.taken) info.idle = std::chrono::duration_cast<std::chrono::seconds>(idle);
    list.push_back(std::move(info));
  }
  return list;
}

std::shared_ptr<engine::Session> Transactions::Take(const std::string& id,
                                                    const std::string& user) {
  std::lock_guard lock(mutex_);
  const auto found = open_.find(id);
  if (found == open_.end() || found->second.user != user) {
    base::Throw(ErrorKind::kNotFound,
                "Unknown transaction ID: {}. Possibly expired? Commands "
                "ignored until end of transaction block",
                id);
  }
  if (found->second.session == nullptr) {
    throw base::Error(ErrorKind::kFailedPrecondition,
                      base::StandardError::kTransactionAlreadyAborted,
                      "Current transaction is aborted, commands ignored until end of transaction "
                      "block",
                      "ROLLBACK");
  }
  if (found->second.taken) {
    base::Throw(ErrorKind::kFailedPrecondition,
                "another statement of this transaction is still running: {}", id);
  }
  found->second.taken = true;
  found->second.used = SteadyClock::now();
  return found->second.session;
}

void Transactions::GiveBack(const std::string& id) {
  std::lock_guard lock(mutex_);
  const auto found = open_.find(id);
  if (found == open_.end()) return;
  found->second.taken = false;
  found->second.used = SteadyClock::now();
}

void Transactions::Abort(const std::string& id) {
  std::shared_ptr<engine::Session> session;  // rolls back outside of the lock
  std::lock_guard lock(mutex_);
  const auto found = open_.find(id);
  if (found == open_.end()) return;
  session = std::move(found->second.session);
  found->second.session = nullptr;
  found->second.taken = false;
  found->second.used = SteadyClock::now();
}

bool Transactions::IsAborted(const std::string& id, const std::string& user) const {
  std::lock_guard lock(mutex_);
  const auto found = open_.find(id);
  return found != open_.end() && found->second.user == user && found->second.session == nullptr;
}

void Transactions::Forget(const std::string& id) {
  std::shared_ptr<engine::Session> session;  // rolls back outside of the lock
  std::lock_guard lock(mutex_);
  const auto found = open_.find(id);
  if (found == open_.end()) return;
  session = std::move(found->second.session);
  open_.erase(found);
}

void Transactions::Expire(std::chrono::milliseconds idle) {
  std::vector<std::shared_ptr<engine::Session>> sessions;
  std::lock_guard lock(mutex_);
  for (auto it = open_.begin(); it != open_.end();) {
    if (!it->second.taken && SteadyClock::now() - it->second.used > idle) {
      sessions.push_back(std::move(it->second.session));
      it = open_.erase(it);
    } else {
      ++it;
    }
  }
}

size_t Transactions::size() const {
  std::lock_guard lock(mutex_);
  return open_.size();
}

}  // namespace tarn::api::trino

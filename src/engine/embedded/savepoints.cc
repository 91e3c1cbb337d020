#include "engine/savepoints.h"

#include "base/error.h"
#include "engine/embedded/session.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;

struct SessionSavepoint : Savepoint {
  const EmbeddedSession* session = nullptr;
  uint64_t transaction = 0;
  std::shared_ptr<const LakeSavepoint> lake;
  std::string message;  // of the commit so far
};

}  // namespace

std::shared_ptr<const Savepoint> EmbeddedSession::Save() {
  if (!in_transaction_ || transaction_failed_ || Ready().reading_failed()) {
    throw base::Error(ErrorKind::kFailedPrecondition,
                      in_transaction_ ? "a transaction that failed has no further savepoint"
                                      : "no transaction is open",
                      "begin one");
  }
  auto savepoint = std::make_shared<SessionSavepoint>();
  savepoint->session = this;
  savepoint->transaction = transactions_;
  savepoint->lake = Ready().Save();
  savepoint->message = transaction_message_;
  return savepoint;
}

void EmbeddedSession::RollbackTo(const Savepoint& savepoint) {
  const auto* saved = dynamic_cast<const SessionSavepoint*>(&savepoint);
  if (saved == nullptr || saved->session != this || !in_transaction_ ||
      saved->transaction != transactions_) {
    throw base::Error(ErrorKind::kFailedPrecondition, "the savepoint's transaction is over");
  }
  Ready().RollbackTo(*saved->lake);
  transaction_message_ = saved->message;
  TellCommit(transaction_message_);
  transaction_failed_ = false;
}

}  // namespace tarn::engine::embedded

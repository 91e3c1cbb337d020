#pragma once

#include <atomic>
#include <string>

#include "api/postgres/statement_gate.h"
#include "query/query_tracker.h"

namespace tarn::app {

// Statements of PostgreSQL's protocol among the queries of the process: they wait for their turn in
// the resource groups, are listed and ended like those of other protocols, and kept in the history.
// The tracker outlives it. Thread safe.
class TrackedStatements : public api::postgres::StatementGate {
 public:
  explicit TrackedStatements(query::QueryTracker& tracker);

  // Blocks while the statement waits in the queue. kResourceExhausted when there is no place,
  // kCancelled when it was ended while it waited.
  std::unique_ptr<api::postgres::StatementTicket> Enter(const api::postgres::StatementInfo& info,
                                                        std::function<void()> cancel) override;

 private:
  std::string NewId();

  query::QueryTracker& tracker_;
  const std::string suffix_;  // of this process's ids
  std::atomic<uint32_t> count_{0};
};

}  // namespace tarn::app

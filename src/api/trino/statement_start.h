#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/trino/client_context.h"
#include "api/trino/transactions.h"
#include "engine/engine.h"

namespace tarn::api::trino {

// A statement that has begun: its rows come from `stream`, or are at hand.
struct StartedStatement {
  std::shared_ptr<engine::Session> session;  // outlives the stream
  std::unique_ptr<engine::ResultStream> stream;
  std::vector<engine::Column> columns;           // without a stream
  std::vector<std::vector<engine::Value>> rows;  // without a stream
  std::string update_type;                       // without a stream
  SessionChanges changes;
  std::string transaction;  // the one that it runs in: to be given back when it is over
};

// Begins a client's statement. What is about the client's session (USE, SET SESSION, PREPARE,
// EXECUTE, START TRANSACTION, …) is done here, since the protocol keeps sessions at the client;
// everything else is the engine's. `on_session` is told of the engine's session before anything
// runs on it, so that it can be cancelled. Errors: those of engine::Session::Execute and of
// Transactions::Take; kNotFound for a prepared statement that the client does not have. On an error
// `started` holds what has to be undone and told all the same: the session, the transaction, and
// that it is over when COMMIT or ROLLBACK failed.
void StartStatement(const std::string& sql, const ClientContext& context, engine::Engine& engine,
                    Transactions& transactions,
                    const std::function<void(std::shared_ptr<engine::Session>)>& on_session,
                    StartedStatement& started);

}  // namespace tarn::api::trino

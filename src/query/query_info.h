#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/statement_statistics.h"

namespace tarn::query {

enum class QueryState { kQueued, kRunning, kFinished, kFailed };
// "QUEUED", …, as Trino names it, and back; kFailed for a name that is none.
const char* QueryStateName(QueryState state);
QueryState QueryStateOf(const std::string& name);

// Why a query failed, in Trino's terms (io.trino.spi.StandardErrorCode).
struct QueryFailure {
  int code = 0;
  std::string name;  // "USER_CANCELED"
  std::string type;  // "USER_ERROR"
  std::string message;
};

// What is told about a query while it runs and afterwards, whatever protocol it came by. A value.
struct QueryInfo {
  std::string id;
  std::string sql;
  std::string user;
  std::string source;  // the client's name for itself
  std::vector<std::string> client_tags = {};
  std::string catalog;
  std::string schema;
  std::vector<std::string> resource_group;  // path, e.g. {"global", "ann"}
  QueryState state = QueryState::kQueued;
  std::chrono::system_clock::time_point created;
  std::chrono::milliseconds queued{0};
  std::chrono::milliseconds elapsed{0};  // from its creation, queued time included
  double progress = -1;                  // 0..1; negative: not known
  uint64_t rows = 0;                     // of the result, made so far
  uint64_t bytes = 0;                    // of the result, as the client gets it
  engine::StatementStatistics statistics = {};
  std::optional<QueryFailure> failure = {};

  bool in_transaction = false;  // one that the client began: else it is one of its own

  bool done() const { return state == QueryState::kFinished || state == QueryState::kFailed; }
  std::chrono::milliseconds execution() const { return elapsed - queued; }
};

// A transaction that is open (io.trino.transaction.TransactionInfo). A value.
struct TransactionInfo {
  std::string id;  // a UUID
  std::string user;
  std::string isolation = "READ UNCOMMITTED";
  bool read_only = false;
  bool auto_commit = false;  // a query's own
  std::chrono::system_clock::time_point created;
  std::chrono::seconds idle{0};
};

}  // namespace tarn::query

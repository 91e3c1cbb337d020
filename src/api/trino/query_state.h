#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "api/trino/client_context.h"

namespace tarn::api::trino {

using SteadyClock = std::chrono::steady_clock;

enum class QueryState { kQueued, kRunning, kFinished, kFailed };
// "QUEUED", …, as Trino names it.
const char* QueryStateName(QueryState state);

// What is told about a query while it runs and afterwards. A value.
struct QuerySummary {
  std::string id;
  std::string sql;
  std::string user;
  std::string source;
  QueryState state = QueryState::kQueued;
  std::chrono::system_clock::time_point created;
  std::chrono::milliseconds queued{0};
  std::chrono::milliseconds elapsed{0};
  double progress = -1;  // 0..1; negative: not known
  uint64_t rows = 0;     // of the result, made so far
  uint64_t bytes = 0;    // of the result as JSON
  std::optional<nlohmann::json> error;

  bool done() const { return state == QueryState::kFinished || state == QueryState::kFailed; }
};

// The member "stats" of results (io.trino.client.StatementStats).
nlohmann::json StatsJson(const QuerySummary& summary);
// An entry of GET /v1/query (io.trino.server.BasicQueryInfo, its members of general use).
nlohmann::json QueryInfoJson(const QuerySummary& summary, const std::string& base_uri);

// One answer to a client.
struct ResultPage {
  std::vector<nlohmann::json> columns;  // none while they are not known
  std::vector<std::string> rows;        // each a piece of JSON: "[1,2],[3,4]"
  std::optional<int64_t> next_token;    // none: the last one
  std::string update_type;
  std::optional<uint64_t> update_count;
  SessionChanges changes;
  QuerySummary summary;
};

}  // namespace tarn::api::trino

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "api/trino/client_context.h"
#include "query/query_info.h"

namespace tarn::api::trino {

using SteadyClock = std::chrono::steady_clock;

// The member "stats" of results (io.trino.client.StatementStats).
nlohmann::json StatsJson(const query::QueryInfo& info);
// An entry of GET /v1/query (io.trino.server.BasicQueryInfo, its members of general use).
nlohmann::json QueryInfoJson(const query::QueryInfo& info, const std::string& base_uri);

// The same as a line of the log of slow queries.
std::string QueryLogLine(const query::QueryInfo& info);

// One answer to a client.
struct ResultPage {
  std::optional<std::vector<nlohmann::json>> columns;  // nullopt while they are not known
  std::vector<std::string> rows;                       // each a piece of JSON: "[1,2],[3,4]"
  std::vector<ResultSegment> segments;  // instead of rows, for clients that take them
  std::optional<int64_t> next_token;    // none: the last one
  std::string update_type;
  std::optional<uint64_t> update_count;
  SessionChanges changes;
  query::QueryInfo info;                // without its text
  std::optional<nlohmann::json> error;  // the member "error"
};

}  // namespace tarn::api::trino

#include "engine/embedded/runtime_queries.h"

#include <chrono>

#include <date/date.h>
#include <fmt/format.h>

#include "query/query_tracker.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {
namespace {

constexpr size_t kMaxTextBytes = 10'000;

std::string Text(std::string text) {
  if (text.size() > kMaxTextBytes) {
    size_t end = kMaxTextBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end) + "…";
  }
  return sql::QuoteString(text);
}

std::string TextOrNull(const std::string& text) { return text.empty() ? "NULL" : Text(text); }

std::string Time(std::chrono::system_clock::time_point at) {
  return "TIMESTAMP '" + date::format("%F %T", std::chrono::floor<std::chrono::milliseconds>(at)) +
         " UTC'";
}

// One row of VALUES.
std::string Row(const query::QueryInfo& info) {
  std::string group;
  for (const std::string& part : info.resource_group) {
    group += (group.empty() ? "" : ", ") + Text(part);
  }
  const bool started = info.state != query::QueryState::kQueued;
  return fmt::format(
      "({}, {}, {}, {}, {}, CAST(ARRAY[{}] AS array(varchar)), BIGINT '{}', {}, {}, {}, {}, {})",
      Text(info.id), Text(QueryStateName(info.state)), Text(info.user), TextOrNull(info.source),
      Text(info.sql), group, info.queued.count(), Time(info.created),
      started ? Time(info.created + info.queued) : "NULL",
      info.done() ? Time(info.created + info.elapsed) : "NULL",
      info.failure ? Text(info.failure->type) : "NULL",
      info.failure ? Text(info.failure->name) : "NULL");
}

}  // namespace

std::string RuntimeQueriesSql(const query::QueryTracker* queries) {
  // The first row, which WHERE leaves out, is for the types of nulls.
  std::string values =
      "(VARCHAR 'none', VARCHAR '', VARCHAR '', VARCHAR '', VARCHAR '', CAST(ARRAY[] AS "
      "array(varchar)), BIGINT '0', TIMESTAMP '2000-01-01 00:00:00.000 UTC', TIMESTAMP "
      "'2000-01-01 00:00:00.000 UTC', TIMESTAMP '2000-01-01 00:00:00.000 UTC', VARCHAR '', "
      "VARCHAR '')";
  if (queries != nullptr) {
    for (const query::QueryInfo& info : queries->List()) values += ", " + Row(info);
  }
  return "SELECT query_id, state, \"user\", source, query, resource_group_id, queued_time_ms, "
         "BIGINT '0' AS analysis_time_ms, BIGINT '0' AS planning_time_ms, created, started, "
         "coalesce(\"end\", started, created) AS last_heartbeat, \"end\", error_type, error_code "
         "FROM (VALUES " +
         values +
         ") AS q(query_id, state, \"user\", source, query, resource_group_id, queued_time_ms, "
         "created, started, \"end\", error_type, error_code) WHERE query_id <> 'none'";
}

std::string RuntimeTransactionsSql(const query::QueryTracker* queries) {
  // The first row, which WHERE leaves out, is for their types.
  std::string values =
      "(VARCHAR 'none', VARCHAR '', false, false, TIMESTAMP '2000-01-01 00:00:00.000 UTC', BIGINT "
      "'0')";
  if (queries != nullptr) {
    for (const query::TransactionInfo& info : queries->Transactions()) {
      values +=
          fmt::format(", ({}, {}, {}, {}, {}, BIGINT '{}')", Text(info.id), Text(info.isolation),
                      info.read_only, info.auto_commit, Time(info.created), info.idle.count());
    }
  }
  return "SELECT transaction_id, isolation_level, read_only, auto_commit_context, create_time, "
         "idle_time_secs, CAST(NULL AS varchar) AS written_catalog, CAST(ARRAY[] AS "
         "array(varchar)) AS catalogs FROM (VALUES " +
         values +
         ") AS t(transaction_id, isolation_level, read_only, auto_commit_context, create_time, "
         "idle_time_secs) WHERE transaction_id <> 'none'";
}

}  // namespace tarn::engine::embedded

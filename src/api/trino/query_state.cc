#include "api/trino/query_state.h"

#include <algorithm>

#include <date/date.h>
#include <fmt/format.h>

namespace tarn::api::trino {

using nlohmann::json;
using query::QueryInfo;
using query::QueryState;

// The embedded engine runs a query as one piece: one split, that is queued, running or completed.
json StatsJson(const QueryInfo& info) {
  const bool running = info.state == QueryState::kRunning;
  const bool queued = info.state == QueryState::kQueued;
  const engine::StatementStatistics& did = info.statistics;
  json stats = {{"state", QueryStateName(info.state)},
                {"queued", queued},
                {"scheduled", !queued},
                {"nodes", 1},
                {"totalSplits", 1},
                {"queuedSplits", queued ? 1 : 0},
                {"runningSplits", running ? 1 : 0},
                {"completedSplits", info.done() ? 1 : 0},
                {"planningTimeMillis", 0},
                {"analysisTimeMillis", 0},
                {"cpuTimeMillis", did.cpu_ms},
                {"wallTimeMillis", info.execution().count()},
                {"queuedTimeMillis", info.queued.count()},
                {"elapsedTimeMillis", info.elapsed.count()},
                {"finishingTimeMillis", 0},
                {"physicalInputTimeMillis", 0},
                {"processedRows", did.input_rows > 0 ? did.input_rows : info.rows},
                {"processedBytes", did.input_bytes > 0 ? did.input_bytes : info.bytes},
                {"physicalInputBytes", did.input_bytes},
                {"physicalWrittenBytes", 0},
                {"internalNetworkInputBytes", 0},
                {"peakMemoryBytes", did.peak_memory_bytes},
                {"spilledBytes", did.peak_spilled_bytes}};
  if (info.done()) {
    stats["progressPercentage"] = 100.0;
  } else if (info.progress >= 0) {
    stats["progressPercentage"] = std::clamp(info.progress, 0.0, 1.0) * 100;
  }
  if (running) stats["runningPercentage"] = 100.0;
  return stats;
}

namespace {

std::string TimeText(std::chrono::system_clock::time_point at) {
  return date::format("%FT%TZ", std::chrono::floor<std::chrono::milliseconds>(at));
}

std::string Millis(std::chrono::milliseconds time) {
  return fmt::format("{:.2f}ms", static_cast<double>(time.count()));
}

std::string Bytes(uint64_t count) { return fmt::format("{}B", count); }

json TextOrNull(const std::string& text) { return text.empty() ? json() : json(text); }

}  // namespace

json QueryInfoJson(const QueryInfo& info, const std::string& base_uri) {
  const engine::StatementStatistics& did = info.statistics;
  json stats = {{"createTime", TimeText(info.created)},
                {"queuedTime", Millis(info.queued)},
                {"elapsedTime", Millis(info.elapsed)},
                {"executionTime", Millis(info.execution())},
                {"totalCpuTime", Millis(std::chrono::milliseconds(did.cpu_ms))},
                {"rawInputPositions", did.input_rows},
                {"rawInputDataSize", Bytes(did.input_bytes)},
                {"userMemoryReservation", Bytes(did.memory_bytes)},
                {"revocableMemoryReservation", Bytes(did.revocable_memory_bytes)},
                {"totalMemoryReservation", Bytes(did.memory_bytes + did.revocable_memory_bytes)},
                {"peakUserMemoryReservation", Bytes(did.peak_memory_bytes)},
                {"peakTotalMemoryReservation", Bytes(did.peak_total_memory_bytes)},
                {"spilledDataSize", Bytes(did.peak_spilled_bytes)},
                {"progressPercentage", info.done()          ? json(100.0)
                                       : info.progress >= 0 ? json(info.progress * 100)
                                                            : json()}};
  if (info.done()) stats["endTime"] = TimeText(info.created + info.elapsed);
  json result = {{"queryId", info.id},
                 {"session",
                  {{"queryId", info.id},
                   {"user", info.user},
                   {"source", TextOrNull(info.source)},
                   {"catalog", TextOrNull(info.catalog)},
                   {"schema", TextOrNull(info.schema)},
                   {"clientTags", info.client_tags}}},
                 {"resourceGroupId", info.resource_group},
                 {"state", QueryStateName(info.state)},
                 {"scheduled", info.state != QueryState::kQueued},
                 {"self", base_uri + "/v1/query/" + info.id},
                 {"query", info.sql},
                 {"queryStats", std::move(stats)},
                 // Not Trino's: what was read of the lake, and what the result was.
                 {"tarn",
                  {{"ref", TextOrNull(did.ref)},
                   {"commit", TextOrNull(did.commit)},
                   {"madeCommit", TextOrNull(did.made_commit)},
                   {"filesRead", did.files_read},
                   {"filesPruned", did.files_pruned},
                   {"resultRows", info.rows},
                   {"resultBytes", info.bytes}}}};
  if (info.failure) {
    result["errorType"] = info.failure->type;
    result["errorCode"] = {
        {"code", info.failure->code}, {"name", info.failure->name}, {"type", info.failure->type}};
  }
  return result;
}

std::string QueryLogLine(const QueryInfo& info) {
  json line = QueryInfoJson(info, "");
  line.erase("self");
  return line.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace tarn::api::trino

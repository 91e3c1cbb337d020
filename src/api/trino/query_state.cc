#include "api/trino/query_state.h"

#include <algorithm>

#include <date/date.h>
#include <fmt/format.h>

namespace tarn::api::trino {

using nlohmann::json;

const char* QueryStateName(QueryState state) {
  switch (state) {
    case QueryState::kQueued: return "QUEUED";
    case QueryState::kRunning: return "RUNNING";
    case QueryState::kFinished: return "FINISHED";
    case QueryState::kFailed: return "FAILED";
  }
  return "FAILED";
}

// The embedded engine runs a query as one piece: one split, that is queued, running or completed.
json StatsJson(const QuerySummary& summary) {
  const bool running = summary.state == QueryState::kRunning;
  const bool queued = summary.state == QueryState::kQueued;
  json stats = {{"state", QueryStateName(summary.state)},
                {"queued", queued},
                {"scheduled", !queued},
                {"nodes", 1},
                {"totalSplits", 1},
                {"queuedSplits", queued ? 1 : 0},
                {"runningSplits", running ? 1 : 0},
                {"completedSplits", summary.done() ? 1 : 0},
                {"planningTimeMillis", 0},
                {"analysisTimeMillis", 0},
                {"cpuTimeMillis", (summary.elapsed - summary.queued).count()},
                {"wallTimeMillis", (summary.elapsed - summary.queued).count()},
                {"queuedTimeMillis", summary.queued.count()},
                {"elapsedTimeMillis", summary.elapsed.count()},
                {"finishingTimeMillis", 0},
                {"physicalInputTimeMillis", 0},
                {"processedRows", summary.rows},
                {"processedBytes", summary.bytes},
                {"physicalInputBytes", 0},
                {"physicalWrittenBytes", 0},
                {"internalNetworkInputBytes", 0},
                {"peakMemoryBytes", 0},
                {"spilledBytes", 0}};
  if (summary.done()) {
    stats["progressPercentage"] = 100.0;
  } else if (summary.progress >= 0) {
    stats["progressPercentage"] = std::clamp(summary.progress, 0.0, 1.0) * 100;
  }
  if (running) stats["runningPercentage"] = 100.0;
  return stats;
}

json QueryInfoJson(const QuerySummary& summary, const std::string& base_uri) {
  const auto time = [](std::chrono::system_clock::time_point at) {
    return date::format("%FT%TZ", std::chrono::floor<std::chrono::milliseconds>(at));
  };
  json info = {
      {"queryId", summary.id},
      {"session",
       {{"queryId", summary.id},
        {"user", summary.user},
        {"source", summary.source.empty() ? json() : json(summary.source)}}},
      {"state", QueryStateName(summary.state)},
      {"scheduled", summary.state != QueryState::kQueued},
      {"self", base_uri + "/v1/query/" + summary.id},
      {"query", summary.sql},
      {"queryStats",
       {{"createTime", time(summary.created)},
        {"queuedTime", fmt::format("{:.2f}ms", static_cast<double>(summary.queued.count()))},
        {"elapsedTime", fmt::format("{:.2f}ms", static_cast<double>(summary.elapsed.count()))},
        {"rawInputPositions", summary.rows},
        {"progressPercentage", summary.done()          ? json(100.0)
                               : summary.progress >= 0 ? json(summary.progress * 100)
                                                       : json()}}}};
  if (summary.done()) info["queryStats"]["endTime"] = time(summary.created + summary.elapsed);
  if (summary.error) {
    info["errorType"] = summary.error->at("errorType");
    info["errorCode"] = {{"code", summary.error->at("errorCode")},
                         {"name", summary.error->at("errorName")},
                         {"type", summary.error->at("errorType")}};
  }
  return info;
}

}  // namespace tarn::api::trino

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "orchestrate/runs/states.h"

namespace tarn::orchestrate {

// A run of a DAG as its history keeps it. Times are UTC.
struct Run {
  int64_t number = 0;  // short, for people: unique in the lake
  std::string dag_id;
  std::string run_id;  // "manual__2026-11-23T19:00:00.123456+00:00", unique in the DAG
  RunState state = RunState::kQueued;
  std::string run_type = "manual";
  std::map<std::string, std::string> params;
  base::TimePoint logical_date;
  base::TimePoint queued_at;
  std::optional<base::TimePoint> start_date;
  std::optional<base::TimePoint> end_date;
  std::string code_hash;  // of the DAG and the project's files
  std::string host;
  int64_t pid = 0;
  std::string error;  // why it failed, one line

  // Write, audit, publish. A run with publish = false works on publish_to itself.
  bool publish = true;
  std::string publish_to;       // "main"
  std::string branch;           // empty before it was made
  bool branch_kept = false;     // the branch is there to be looked at
  std::string commit_before;    // head of publish_to when the run began
  std::string commit_after;     // of the merge (or the last commit without publish); empty unless
                                // published
  std::string rollback_commit;  // the commit that took it back

  uint64_t rows = 0;
  uint64_t bytes = 0;

  bool published() const { return !commit_after.empty(); }
  bool rolled_back() const { return !rollback_commit.empty(); }
};

// One try of one task.
struct TaskInstance {
  int64_t run_number = 0;
  std::string task_id;
  int attempt = 1;   // 0: no try was made (skipped, upstream_failed)
  int position = 0;  // in the order of the DAG
  std::string type;
  TaskState state = TaskState::kNone;
  std::optional<base::TimePoint> start_date;
  std::optional<base::TimePoint> end_date;
  uint64_t rows = 0;
  uint64_t bytes = 0;
  std::string message;
  std::string log_file;  // relative to the folder of logs; empty without a try
  std::map<std::string, std::string> details;
};

// "manual__2026-11-23T19:00:00.123456+00:00".
std::string MakeRunId(const std::string& run_type, base::TimePoint logical_date);

}  // namespace tarn::orchestrate

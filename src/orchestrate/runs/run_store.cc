#include "orchestrate/runs/run_store.h"

#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::orchestrate {
namespace {

using base::ErrorKind;
using base::TimePoint;

const std::vector<metadb::Migration>& Migrations() {
  static const std::vector<metadb::Migration> migrations = {
      {1,
       "run history",
       {
           "CREATE TABLE dag_run ("
           "run_number {identity}, dag_id TEXT NOT NULL, run_id TEXT NOT NULL, "
           "state TEXT NOT NULL, run_type TEXT NOT NULL, params TEXT NOT NULL, "
           "logical_date BIGINT NOT NULL, queued_at BIGINT NOT NULL, start_date BIGINT, "
           "end_date BIGINT, code_hash TEXT NOT NULL, host TEXT NOT NULL, pid BIGINT NOT NULL, "
           "error TEXT NOT NULL, publish BIGINT NOT NULL, publish_to TEXT NOT NULL, "
           "branch TEXT NOT NULL, branch_kept BIGINT NOT NULL, commit_before TEXT NOT NULL, "
           "commit_after TEXT NOT NULL, rollback_commit TEXT NOT NULL, row_count BIGINT NOT NULL, "
           "byte_count BIGINT NOT NULL, UNIQUE (dag_id, run_id))",
           "CREATE INDEX dag_run_state ON dag_run (state)",
           "CREATE TABLE task_instance ("
           "run_number BIGINT NOT NULL, task_id TEXT NOT NULL, try_number BIGINT NOT NULL, "
           "position BIGINT NOT NULL, task_type TEXT NOT NULL, state TEXT NOT NULL, "
           "start_date BIGINT, end_date BIGINT, row_count BIGINT NOT NULL, "
           "byte_count BIGINT NOT NULL, message TEXT NOT NULL, log_file TEXT NOT NULL, "
           "details TEXT NOT NULL, PRIMARY KEY (run_number, task_id, try_number))",
       }}};
  return migrations;
}

constexpr const char* kRunColumns =
    "run_number, dag_id, run_id, state, run_type, params, logical_date, queued_at, start_date, "
    "end_date, code_hash, host, pid, error, publish, publish_to, branch, branch_kept, "
    "commit_before, commit_after, rollback_commit, row_count, byte_count";

int64_t Micros(TimePoint time) { return time.time_since_epoch().count(); }
std::optional<int64_t> Micros(const std::optional<TimePoint>& time) {
  if (!time) return std::nullopt;
  return Micros(*time);
}
TimePoint FromMicros(int64_t micros) { return TimePoint(std::chrono::microseconds(micros)); }
std::optional<TimePoint> FromMicros(const std::optional<int64_t>& micros) {
  if (!micros) return std::nullopt;
  return FromMicros(*micros);
}

std::string ToJson(const std::map<std::string, std::string>& values) {
  return nlohmann::json(values).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::map<std::string, std::string> FromJson(const std::string& text) {
  auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return {};
  std::map<std::string, std::string> values;
  for (const auto& [key, value] : json.items()) {
    if (value.is_string()) values[key] = value.get<std::string>();
  }
  return values;
}

std::vector<Run> Select(metadb::Database& database, const std::string& tail,
                        const metadb::Params& params) {
  using std::optional;
  using std::string;
  auto rows =
      database.QueryWith<int64_t, string, string, string, string, string, int64_t, int64_t,
                         optional<int64_t>, optional<int64_t>, string, string, int64_t, string,
                         bool, string, string, bool, string, string, string, int64_t, int64_t>(
          fmt::format("SELECT {} FROM dag_run {}", kRunColumns, tail), params);
  std::vector<Run> runs;
  for (auto& row : rows) {
    Run run;
    std::string state, json;
    int64_t logical = 0, queued = 0, row_count = 0, byte_count = 0;
    optional<int64_t> start, end;
    std::tie(run.number, run.dag_id, run.run_id, state, run.run_type, json, logical, queued, start,
             end, run.code_hash, run.host, run.pid, run.error, run.publish, run.publish_to,
             run.branch, run.branch_kept, run.commit_before, run.commit_after, run.rollback_commit,
             row_count, byte_count) = std::move(row);
    run.state = ParseRunState(state).value_or(RunState::kFailed);
    run.params = FromJson(json);
    run.logical_date = FromMicros(logical);
    run.queued_at = FromMicros(queued);
    run.start_date = FromMicros(start);
    run.end_date = FromMicros(end);
    run.rows = static_cast<uint64_t>(row_count);
    run.bytes = static_cast<uint64_t>(byte_count);
    runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace

std::string MakeRunId(const std::string& run_type, TimePoint logical_date) {
  std::string time = base::FormatTimestamp(logical_date);
  time.pop_back();  // Z: Airflow spells UTC as an offset
  return fmt::format("{}__{}+00:00", run_type, time);
}

RunStore::RunStore(metadb::Database& database) : database_(database) {
  database_.Migrate("orchestrate", Migrations());
}

void RunStore::Create(Run& run) {
  auto row = database_.QueryOne<int64_t>(
      "INSERT INTO dag_run (dag_id, run_id, state, run_type, params, logical_date, queued_at, "
      "start_date, end_date, code_hash, host, pid, error, publish, publish_to, branch, "
      "branch_kept, commit_before, commit_after, rollback_commit, row_count, byte_count) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "RETURNING run_number",
      run.dag_id, run.run_id, StateName(run.state), run.run_type, ToJson(run.params),
      Micros(run.logical_date), Micros(run.queued_at), Micros(run.start_date), Micros(run.end_date),
      run.code_hash, run.host, run.pid, run.error, run.publish, run.publish_to, run.branch,
      run.branch_kept, run.commit_before, run.commit_after, run.rollback_commit, run.rows,
      run.bytes);
  run.number = std::get<0>(*row);
}

void RunStore::Update(const Run& run) {
  database_.Execute(
      "UPDATE dag_run SET state = ?, start_date = ?, end_date = ?, error = ?, branch = ?, "
      "branch_kept = ?, commit_before = ?, commit_after = ?, rollback_commit = ?, row_count = ?, "
      "byte_count = ? WHERE run_number = ?",
      StateName(run.state), Micros(run.start_date), Micros(run.end_date), run.error, run.branch,
      run.branch_kept, run.commit_before, run.commit_after, run.rollback_commit, run.rows,
      run.bytes, run.number);
}

void RunStore::Put(const TaskInstance& task) {
  database_.Execute(
      "INSERT INTO task_instance (run_number, task_id, try_number, position, task_type, state, "
      "start_date, end_date, row_count, byte_count, message, log_file, details) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (run_number, task_id, try_number) DO UPDATE SET state = excluded.state, "
      "start_date = excluded.start_date, end_date = excluded.end_date, "
      "row_count = excluded.row_count, byte_count = excluded.byte_count, "
      "message = excluded.message, log_file = excluded.log_file, details = excluded.details",
      task.run_number, task.task_id, task.attempt, task.position, task.type, StateName(task.state),
      Micros(task.start_date), Micros(task.end_date), task.rows, task.bytes, task.message,
      task.log_file, ToJson(task.details));
}

std::optional<Run> RunStore::Find(int64_t number) {
  auto runs = Select(database_, "WHERE run_number = ?", {number});
  if (runs.empty()) return std::nullopt;
  return std::move(runs.front());
}

Run RunStore::Get(const std::string& number_or_id) {
  int64_t number = 0;
  const char* end = number_or_id.data() + number_or_id.size();
  auto [rest, error] = std::from_chars(number_or_id.data(), end, number);
  if (error == std::errc() && rest == end) {
    if (auto run = Find(number)) return *run;
  }
  auto runs = Select(database_, "WHERE run_id = ? ORDER BY run_number DESC", {number_or_id});
  if (runs.empty()) {
    throw base::Error(ErrorKind::kNotFound, fmt::format("there is no run '{}'", number_or_id),
                      "tarn runs lists them");
  }
  return std::move(runs.front());
}

std::vector<Run> RunStore::List(const std::string& dag_id, size_t limit, int64_t below_number) {
  std::string where = "WHERE 1 = 1";
  metadb::Params params;
  if (!dag_id.empty()) {
    where += " AND dag_id = ?";
    params.push_back(metadb::ToValue(dag_id));
  }
  if (below_number > 0) {
    where += " AND run_number < ?";
    params.push_back(metadb::ToValue(below_number));
  }
  where += " ORDER BY run_number DESC";
  if (limit > 0) {
    where += " LIMIT ?";
    params.push_back(metadb::ToValue(limit));
  }
  return Select(database_, where, params);
}

std::vector<Run> RunStore::Unfinished() {
  return Select(database_, "WHERE state IN ('queued', 'running') ORDER BY run_number", {});
}

std::vector<TaskInstance> RunStore::Tasks(int64_t run_number) {
  using std::optional;
  using std::string;
  auto rows = database_.Query<string, int64_t, int64_t, string, string, optional<int64_t>,
                              optional<int64_t>, int64_t, int64_t, string, string, string>(
      "SELECT task_id, try_number, position, task_type, state, start_date, end_date, row_count, "
      "byte_count, message, log_file, details FROM task_instance WHERE run_number = ? "
      "ORDER BY position, try_number",
      run_number);
  std::vector<TaskInstance> tasks;
  for (auto& row : rows) {
    TaskInstance task;
    task.run_number = run_number;
    int64_t attempt = 0, position = 0, row_count = 0, byte_count = 0;
    string state, details;
    optional<int64_t> start, end;
    std::tie(task.task_id, attempt, position, task.type, state, start, end, row_count, byte_count,
             task.message, task.log_file, details) = std::move(row);
    task.attempt = static_cast<int>(attempt);
    task.position = static_cast<int>(position);
    task.state = ParseTaskState(state).value_or(TaskState::kFailed);
    task.start_date = FromMicros(start);
    task.end_date = FromMicros(end);
    task.rows = static_cast<uint64_t>(row_count);
    task.bytes = static_cast<uint64_t>(byte_count);
    task.details = FromJson(details);
    tasks.push_back(std::move(task));
  }
  return tasks;
}

}  // namespace tarn::orchestrate

#include "cli/commands/run_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/exit_codes.h"
#include "cli/progress/run_screen.h"

namespace tarn::cli {
namespace {

using orchestrate::Run;
using orchestrate::RunState;
using orchestrate::TaskInstance;
using orchestrate::TaskState;

double Seconds(const std::optional<base::TimePoint>& start,
               const std::optional<base::TimePoint>& end) {
  if (!start || !end) return 0;
  return std::chrono::duration<double>(*end - *start).count();
}

nlohmann::ordered_json ToJson(const Run& run) {
  auto time = [](const std::optional<base::TimePoint>& t) {
    return t ? nlohmann::ordered_json(base::FormatTimestamp(*t)) : nlohmann::ordered_json();
  };
  auto text = [](const std::string& t) {
    return t.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(t);
  };
  return {{"number", run.number},
          {"dag_id", run.dag_id},
          {"run_id", run.run_id},
          {"state", std::string(StateName(run.state))},
          {"run_type", run.run_type},
          {"params", run.params},
          {"logical_date", base::FormatTimestamp(run.logical_date)},
          {"start_date", time(run.start_date)},
          {"end_date", time(run.end_date)},
          {"seconds", Seconds(run.start_date, run.end_date)},
          {"rows", run.rows},
          {"bytes", run.bytes},
          {"publish_to", run.publish_to},
          {"branch", text(run.branch)},
          {"branch_kept", run.branch_kept},
          {"commit_before", text(run.commit_before)},
          {"commit_after", text(run.commit_after)},
          {"rollback_commit", text(run.rollback_commit)},
          {"code_hash", text(run.code_hash)},
          {"error", text(run.error)}};
}

nlohmann::ordered_json ToJson(const TaskInstance& task, const std::string& log_folder) {
  nlohmann::ordered_json json = {
      {"task_id", task.task_id},
      {"type", task.type},
      {"state", std::string(StateName(task.state))},
      {"try_number", task.attempt},
      {"seconds", Seconds(task.start_date, task.end_date)},
      {"rows", task.rows},
      {"bytes", task.bytes},
      {"message", task.message},
      {"details", task.details},
  };
  json["log_file"] = task.log_file.empty()
                         ? nlohmann::ordered_json()
                         : nlohmann::ordered_json(log_folder + "/" + task.log_file);
  return json;
}

void PrintEnding(Context& context, const Run& run, const std::vector<TaskInstance>& tasks) {
  const LakeInfo& lake = context.lake().info();
  std::string seconds = FormatSeconds(Seconds(run.start_date, run.end_date));
  std::string title = fmt::format("run {} of {}", run.number, run.dag_id);
  if (run.state == RunState::kSuccess) {
    fmt::print("\n{} {} passed in {}\n", context.Paint(Style::kGreen, "✓"),
               context.Paint(Style::kBold, title), seconds);
  } else if (run.state == RunState::kFailed) {
    fmt::print("\n{} {} failed after {}{}\n", context.Paint(Style::kRed, "✗"),
               context.Paint(Style::kBold, title), seconds,
               run.publish ? fmt::format(": {} is untouched", run.publish_to) : "");
  } else {
    fmt::print("\n{} is {}\n", title, StateName(run.state));
  }
  auto line = [](std::string_view name, const std::string& text) {
    fmt::print("  {:<11} {}\n", name, text);
  };
  if (run.rolled_back()) {
    line("taken back",
         fmt::format("by commit {} on {}", ShortHash(run.rollback_commit), run.publish_to));
  }
  if (run.published() && run.publish) {
    line("published", fmt::format("{} is at {} (before: {}); take it back with: tarn run "
                                  "--rollback {}",
                                  run.publish_to, ShortHash(run.commit_after),
                                  ShortHash(run.commit_before), run.number));
  } else if (run.branch_kept) {
    line("branch", fmt::format("{}; look with: tarn sql --ref {}", run.branch, run.branch));
  }
  if (!run.error.empty() && run.state == RunState::kFailed) {
    for (const auto& task : tasks) {
      if (task.state != TaskState::kFailed) continue;
      line("error", fmt::format("{}: {}", task.task_id, task.message));
      if (auto hint = task.details.find("hint"); hint != task.details.end()) {
        line("hint", hint->second);
      }
    }
    bool any_task = std::any_of(tasks.begin(), tasks.end(), [](const TaskInstance& task) {
      return task.state == TaskState::kFailed;
    });
    if (!any_task) line("error", run.error);
  }
  line("logs", fmt::format("tarn runs logs {}, or {}/dag_id={}/run_id={}", run.number,
                           lake.log_folder, run.dag_id, run.run_id));
  line("tables", lake.warehouse);
  for (const auto& task : tasks) {
    auto docs = task.details.find("docs");
    if (docs != task.details.end() && task.state == TaskState::kSuccess) line("docs", docs->second);
  }
}

}  // namespace

std::string FormatTime(base::TimePoint time) {
  std::string text = base::FormatTimestamp(time).substr(0, 19);
  text[10] = ' ';
  return text;
}

std::string ShortHash(const std::string& hash) { return hash.substr(0, 12); }

std::vector<TaskInstance> LastTries(std::vector<TaskInstance> tasks) {
  std::vector<TaskInstance> last;
  for (auto& task : tasks) {
    if (!last.empty() && last.back().task_id == task.task_id) last.pop_back();
    last.push_back(std::move(task));
  }
  return last;
}

int ExitCodeOf(const Run& run, const std::vector<TaskInstance>& tasks) {
  if (run.state == RunState::kSuccess) return kExitSuccess;
  if (run.error == "cancelled") return ExitCodeOf(base::ErrorKind::kCancelled);
  for (const auto& task : tasks) {
    if (task.state != TaskState::kFailed) continue;
    auto kind = task.details.find("error_kind");
    if (kind == task.details.end()) return kExitNegative;
    for (const auto& row : ExitCodeTable()) {
      if (row.name == kind->second) return row.code;
    }
    return kExitNegative;
  }
  // No task failed: the merge did.
  return ExitCodeOf(base::ErrorKind::kConflict);
}

void PrintRun(Context& context, const Run& run, const std::vector<TaskInstance>& tasks) {
  if (context.json()) {
    nlohmann::ordered_json json = {{"run", ToJson(run)},
                                   {"tasks", nlohmann::ordered_json::array()}};
    for (const auto& task : tasks) {
      json["tasks"].push_back(ToJson(task, context.lake().info().log_folder));
    }
    fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    return;
  }
  const bool people = context.format() == Format::kTable;
  Report report(context, {{"task"},
                          {"state"},
                          {"tries", true},
                          {"rows", true},
                          {"bytes", true},
                          {"seconds", true},
                          {"what"}});
  for (const auto& task : tasks) {
    bool ran = task.attempt > 0;
    std::string state(StateName(task.state));
    if (people) state = StatePicture(task.state) + " " + state;
    report.Row(
        {task.task_id, state, ran ? ReportCell::Count(task.attempt) : ReportCell::Null(),
         task.rows > 0 ? ReportCell::Count(task.rows) : ReportCell::Null(),
         task.bytes > 0 ? ReportCell::Bytes(task.bytes) : ReportCell::Null(),
         ran ? ReportCell::Seconds(Seconds(task.start_date, task.end_date)) : ReportCell::Null(),
         task.message.substr(0, task.message.find('\n'))});
  }
  report.End();
  if (people) PrintEnding(context, run, tasks);
}

}  // namespace tarn::cli

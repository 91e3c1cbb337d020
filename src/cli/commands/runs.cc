#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/suggest.h"
#include "cli/commands/commands.h"
#include "cli/commands/run_report.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "orchestrate/runs/run_store.h"

namespace tarn::cli {
namespace {

using base::Error;
using base::ErrorKind;

struct RunsCommand {
  std::string dag;
  size_t limit = 20;
  std::string run;
  std::string task;
  int attempt = 0;
};

orchestrate::Run Choose(Context& context, const std::string& id) {
  auto& runs = context.lake().runs();
  if (!id.empty()) return runs.Get(id);
  auto latest = runs.List("", 1);
  if (latest.empty())
    throw Error(ErrorKind::kNotFound, "there is no run yet", "start one: tarn run");
  return latest.front();
}

int List(Context& context, const RunsCommand& command) {
  auto runs = context.lake().runs().List(command.dag, command.limit);
  const bool people = context.format() == Format::kTable;
  if (runs.empty() && people) {
    fmt::print("no runs yet: start one with tarn run\n");
    return kExitSuccess;
  }
  Report report(context, {{"run", true},
                          {"dag_id"},
                          {"state"},
                          {"start"},
                          {"seconds", true},
                          {"rows", true},
                          {"bytes", true},
                          {"published"},
                          {"branch"}});
  for (const auto& run : runs) {
    std::string published = run.rolled_back() ? "taken back"
                            : run.published() ? ShortHash(run.commit_after)
                            : run.state == orchestrate::RunState::kFailed ? "no"
                                                                          : "";
    bool timed = run.start_date && run.end_date;
    report.Row({ReportCell::Count(run.number), run.dag_id, std::string(StateName(run.state)),
                run.start_date ? ReportCell(FormatTime(*run.start_date)) : ReportCell::Null(),
                timed ? ReportCell::Seconds(
                            std::chrono::duration<double>(*run.end_date - *run.start_date).count())
                      : ReportCell::Null(),
                ReportCell::Count(run.rows), ReportCell::Bytes(run.bytes), published,
                run.branch_kept ? ReportCell(run.branch) : ReportCell::Null()});
  }
  report.End();
  return kExitSuccess;
}

int Show(Context& context, const RunsCommand& command) {
  auto run = Choose(context, command.run);
  PrintRun(context, run, LastTries(context.lake().runs().Tasks(run.number)));
  return kExitSuccess;
}

int Logs(Context& context, const RunsCommand& command) {
  auto run = Choose(context, command.run);
  auto tasks = context.lake().runs().Tasks(run.number);
  std::vector<std::string> ids;
  bool found = false;
  for (const auto& task : tasks) {
    ids.push_back(task.task_id);
    if (!command.task.empty() && task.task_id != command.task) continue;
    if (command.attempt > 0 && task.attempt != command.attempt) continue;
    if (task.log_file.empty()) continue;
    found = true;
    std::string path = context.lake().info().log_folder + "/" + task.log_file;
    fmt::print("{}\n", context.Paint(Style::kBold, fmt::format("── {} try {} ({})", task.task_id,
                                                               task.attempt, path)));
    std::ifstream in(path, std::ios::binary);
    if (!in) {
      fmt::print("(this log is gone)\n");
      continue;
    }
    std::string line;
    while (std::getline(in, line)) fmt::print("{}\n", line);
  }
  if (!found) {
    throw Error(ErrorKind::kNotFound,
                fmt::format("run {} has no log of {}{}", run.number,
                            command.task.empty() ? "any task" : fmt::format("'{}'", command.task),
                            base::DidYouMean(command.task, ids)));
  }
  return kExitSuccess;
}

}  // namespace

void AddRuns(CLI::App& app, Context& context) {
  auto options = std::make_shared<RunsCommand>();
  auto* command = app.add_subcommand("runs", "What ran, what each task did, and the logs");
  command->group("Pipelines");
  auto add_list_options = [options](CLI::App* target) {
    target->add_option("--dag", options->dag, "Only runs of this DAG")->type_name("DAG");
    target
        ->add_option("-n,--limit", options->limit, "How many, newest first; 0 is all (default: 20)")
        ->type_name("N");
  };
  add_list_options(command);
  AddCommonOptions(command, context);
  AddExamples(command,
              "Examples:\n"
              "  tarn runs                                the newest runs\n"
              "  tarn runs show                           what each task of the newest run did\n"
              "  tarn runs logs 3 --task gold_models      the log of one task of run 3\n"
              "\n"
              "Exit codes:\n"
              "  4 no such run or task");
  command->callback([&context, options, command] {
    if (command->get_subcommands().empty()) {
      context.action = [&context, options] { return List(context, *options); };
    }
  });

  auto* list = command->add_subcommand("list", "The newest runs");
  add_list_options(list);
  AddCommonOptions(list, context);
  list->callback([&context, options] {
    context.action = [&context, options] { return List(context, *options); };
  });

  auto* show = command->add_subcommand("show", "What each task of a run did");
  show->add_option("RUN", options->run, "Its number or run id (default: the newest)")
      ->type_name("RUN");
  AddCommonOptions(show, context);
  show->callback([&context, options] {
    context.action = [&context, options] { return Show(context, *options); };
  });

  auto* logs = command->add_subcommand("logs", "The logs of a run's tasks");
  logs->add_option("RUN", options->run, "Its number or run id (default: the newest)")
      ->type_name("RUN");
  logs->add_option("-t,--task", options->task, "Only this task")->type_name("TASK");
  logs->add_option("--try", options->attempt, "Only this try")->type_name("N");
  AddCommonOptions(logs, context);
  logs->callback([&context, options] {
    context.action = [&context, options] { return Logs(context, *options); };
  });
}

}  // namespace tarn::cli

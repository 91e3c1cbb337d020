#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include "base/suggest.h"
#include "cli/commands/commands.h"
#include "cli/commands/run_report.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "cli/progress/run_screen.h"
#include "orchestrate/dag_runner.h"

namespace tarn::cli {
namespace {

using base::Error;
using base::ErrorKind;

struct RunCommand {
  std::string dag;
  std::vector<std::string> params;
  std::string defects;
  std::string scale;
  std::string rollback;
  bool no_publish = false;
  bool list = false;
  int max_active_tasks = 0;
};

const orchestrate::Dag& ChooseDag(const std::vector<orchestrate::Dag>& dags,
                                  const std::string& name, const LakeInfo& lake) {
  std::vector<std::string> ids;
  for (const auto& dag : dags) ids.push_back(dag.id);
  if (dags.empty()) {
    throw Error(ErrorKind::kNotFound, fmt::format("no DAG in {}/dags", lake.folder),
                "write one: docs/guide/dags.md, or begin with tarn init --example ecommerce DIR");
  }
  std::string wanted = name.empty() ? lake.default_dag : name;
  if (wanted.empty() && dags.size() == 1) return dags.front();
  for (const auto& dag : dags) {
    if (dag.id == wanted) return dag;
  }
  if (wanted.empty()) {
    throw Error(ErrorKind::kInvalidArgument,
                fmt::format("which DAG? there are {}: {}", ids.size(), fmt::join(ids, ", ")),
                "name one: tarn run DAG, or set default_dag in tarn.yaml");
  }
  throw Error(ErrorKind::kNotFound,
              fmt::format("there is no DAG '{}'{}", wanted, base::DidYouMean(wanted, ids)),
              fmt::format("DAGs of this lake: {}", fmt::join(ids, ", ")));
}

orchestrate::RunRequest Request(const RunCommand& command) {
  orchestrate::RunRequest request;
  for (const auto& text : command.params) {
    size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw Error(ErrorKind::kInvalidArgument,
                  fmt::format("--param takes NAME=VALUE, got '{}'", text));
    }
    request.params[text.substr(0, equals)] = text.substr(equals + 1);
  }
  if (!command.defects.empty()) request.params["defects"] = command.defects;
  if (!command.scale.empty()) request.params["scale"] = command.scale;
  request.keep_branch = command.no_publish;
  request.max_active_tasks = command.max_active_tasks;
  return request;
}

int ListDags(Context& context) {
  Report report(context,
                {{"dag_id"}, {"schedule"}, {"next_run"}, {"tasks", true}, {"description"}});
  auto now = base::Clock::System().Now();
  for (const auto& dag : context.lake().Dags()) {
    auto next = NextFire(dag.schedule, dag.bounds, now);
    report.Row({dag.id, Describe(dag.schedule),
                next ? ReportCell(FormatTime(*next)) : ReportCell::Null(),
                ReportCell::Count(dag.tasks.size()), dag.description});
  }
  report.End();
  return kExitSuccess;
}

int Rollback(Context& context, const std::string& id) {
  auto report = context.lake().dag_runner().Rollback(id);
  const auto& run = report.run;
  if (!report.publish.published) {
    throw Error(
        ErrorKind::kConflict,
        fmt::format("run {} cannot be taken back, later commits changed the same tables: {}",
                    run.number, fmt::join(report.publish.conflicts, "; ")),
        "take the later runs back first: tarn runs lists them");
  }
  if (context.json()) {
    PrintRun(context, run, LastTries(report.tasks));
    return kExitSuccess;
  }
  fmt::print("{} took run {} of {} back: {} is at {}\n", context.Paint(Style::kGreen, "✓"),
             run.number, run.dag_id, run.publish_to, ShortHash(report.publish.commit));
  for (const auto& key : report.publish.changed) fmt::print("  {}\n", key);
  return kExitSuccess;
}

int Run(Context& context, const RunCommand& command) {
  if (command.list) return ListDags(context);
  if (!command.rollback.empty()) return Rollback(context, command.rollback);
  Lake& lake = context.lake();
  auto dags = lake.Dags();
  const auto& dag = ChooseDag(dags, command.dag, lake.info());
  auto request = Request(command);
  request.code_hash = lake.CodeHash(dag);
  orchestrate::RunMonitor monitor;
  base::CancelToken cancel;
  orchestrate::RunReport report;
  {
    InterruptScope interrupt([&] {
      monitor.SetPhase("cancelling");
      cancel.Cancel();
    });
    RunScreen screen(context.terminal(), monitor);
    report = lake.dag_runner().Run(dag, request, monitor, cancel);
  }
  PrintRun(context, report.run, report.tasks);
  return ExitCodeOf(report.run, report.tasks);
}

}  // namespace

void AddRun(CLI::App& app, Context& context) {
  auto options = std::make_shared<RunCommand>();
  auto* command = app.add_subcommand(
      "run",
      "Run a pipeline on a branch of its own and publish it when all checks pass\n"
      "Every task sees only the run's branch. When all of them pass, the branch becomes one commit "
      "on main;\nwhen one fails, main stays as it was and the branch stays to be looked at.");
  command->group("Pipelines");
  command
      ->add_option("DAG", options->dag,
                   "Which pipeline (default: default_dag of tarn.yaml, or the only one)")
      ->type_name("DAG");
  command->add_option("-p,--param", options->params, "Set a parameter of the DAG; repeatable")
      ->type_name("NAME=VALUE");
  command->add_option("--scale", options->scale, "The same as --param scale=FACTOR")
      ->type_name("FACTOR");
  command->add_option("--defects", options->defects, "The same as --param defects=RATE")
      ->type_name("RATE");
  command->add_flag("--no-publish", options->no_publish,
                    "Run and check, but keep the branch instead of merging it");
  command->add_option("--rollback", options->rollback, "Take a published run back as one commit")
      ->type_name("RUN");
  command->add_option("--max-active-tasks", options->max_active_tasks, "Tasks at the same time")
      ->type_name("N")
      ->check(CLI::Range(1, 256));
  command->add_flag("--list", options->list, "List the lake's pipelines");
  AddCommonOptions(command, context);
  AddExamples(
      command,
      "Examples:\n"
      "  tarn run                        the lake's pipeline\n"
      "  tarn run --scale 0.01           with a hundredth of the example's rows\n"
      "  tarn run --defects 0.02         with bad rows: the checks fail, main is untouched\n"
      "  tarn run --rollback 3           take run 3 back\n"
      "  tarn runs                       what ran; tarn runs logs 3 shows why it failed\n"
      "\n"
      "Exit codes:\n"
      "  0 published   1 a check failed   6 the merge conflicts   7 this DAG is running "
      "already\n"
      "  otherwise that of the first failed task's error (tarn --help lists them)");
  command->callback([&context, options] {
    context.action = [&context, options] { return Run(context, *options); };
  });
}

}  // namespace tarn::cli

#include <chrono>
#include <ctime>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "cli/shell/statement_runner.h"
#include "transform/project/yaml_node.h"
#include "transform/runner/invocation.h"

namespace tarn::cli {
namespace {

using transform::Event;
using transform::NodeResult;
using transform::NodeStatus;

// dbt's own codes: 0 all right, 1 a node failed, 2 the project or the request is wrong.
constexpr int kDbtWrong = 2;

struct DbtCommand {
  std::string name;  // "run", "docs generate"
  std::vector<std::string> select;
  std::vector<std::string> exclude;
  std::string selector;
  std::string indirect;
  std::vector<std::string> resource_types;
  std::vector<std::string> exclude_resource_types;
  std::string vars;
  std::string args;
  std::string macro;
  std::string inline_sql;
  std::string project_dir;
  std::string profiles_dir;
  std::string profile;
  std::string target;
  std::string target_path;
  std::optional<int> threads;
  std::string list_output;
  std::vector<std::string> output_keys;
  int64_t limit = 5;
  std::string ref = "main";
  bool full_refresh = false;
  bool fail_fast = false;
  bool store_failures = false;
  bool warn_error = false;
  bool no_write_json = false;
  bool empty_catalog = false;
  bool quiet = false;
  bool json = false;
};

jinja::Value ParseYaml(const std::string& text, const char* option) {
  if (text.empty()) return {};
  auto yaml = transform::YamlNode::Parse(text, option);
  return yaml.AsMap(option).ToValue();
}

transform::InvocationOptions Options(Context& context, const DbtCommand& command) {
  transform::InvocationOptions options;
  options.command = transform::ParseCommand(command.name);
  options.project.project_dir =
      command.project_dir.empty() ? context.lake().info().dbt_folder : command.project_dir;
  options.project.profiles_dir = command.profiles_dir;
  options.project.profile = command.profile;
  options.project.target = command.target;
  options.project.vars = ParseYaml(command.vars, "--vars");
  options.project.threads = command.threads;
  options.project.env = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return std::string(value);
  };
  options.selection.select = command.select;
  options.selection.exclude = command.exclude;
  options.selection.selector = command.selector;
  if (!command.indirect.empty()) {
    options.selection.indirect = transform::ParseIndirectSelection(command.indirect);
  }
  options.resource_types = command.resource_types;
  options.exclude_resource_types = command.exclude_resource_types;
  options.full_refresh = command.full_refresh;
  options.fail_fast = command.fail_fast;
  options.store_failures = command.store_failures;
  options.warn_error = command.warn_error;
  options.write_artifacts = !command.no_write_json;
  options.target_path = command.target_path;
  options.session.ref = command.ref;
  options.inline_sql = command.inline_sql;
  options.limit =
      command.limit < 0 ? std::nullopt : std::optional<size_t>(static_cast<size_t>(command.limit));
  options.macro = command.macro;
  options.args = ParseYaml(command.args, "--args");
  if (!command.list_output.empty()) options.output = command.list_output;
  options.output_keys = command.output_keys;
  options.empty_catalog = command.empty_catalog;
  return options;
}

bool NeedsEngine(transform::Command command) {
  using transform::Command;
  return command != Command::kParse && command != Command::kList && command != Command::kClean &&
         command != Command::kDeps;
}

std::string ClockTime() {
  std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return fmt::format("{:02}:{:02}:{:02}", local.tm_hour, local.tm_min, local.tm_sec);
}

void PrintEvent(Context& context, const DbtCommand& command, const Event& event) {
  bool bad = event.kind == Event::Kind::kError;
  Style style = Style::kDim;
  bool painted = false;
  if (event.kind == Event::Kind::kNodeFinish && event.result != nullptr) {
    NodeStatus status = event.result->status;
    bad = status == NodeStatus::kError || status == NodeStatus::kFail;
    style = bad ? Style::kRed : status == NodeStatus::kWarn ? Style::kYellow : Style::kGreen;
    painted = status != NodeStatus::kSkipped;
  } else if (event.kind == Event::Kind::kWarning) {
    style = Style::kYellow;
    painted = true;
  } else if (bad) {
    style = Style::kRed;
    painted = true;
  }
  if (event.kind == Event::Kind::kPrint) {
    if (!command.json) fmt::print("{}\n", event.text);
    return;
  }
  if (command.quiet && !bad) return;
  // Machines read stdout: what dbt says goes to stderr then.
  FILE* out = command.json ? stderr : stdout;
  std::string text = painted ? context.terminal().Paint(out, style, event.text) : event.text;
  fmt::print(out, "{}  {}\n", context.terminal().Paint(out, Style::kDim, ClockTime()), text);
  std::fflush(out);
}

void PrintJson(const transform::InvocationResult& result) {
  auto results = nlohmann::ordered_json::array();
  for (const auto& node : result.results) {
    nlohmann::ordered_json json = {{"unique_id", node.node->unique_id},
                                   {"status", std::string(NodeStatusName(node.status))},
                                   {"message", node.message},
                                   {"execution_time", node.execution_s}};
    json["failures"] =
        node.failures ? nlohmann::ordered_json(*node.failures) : nlohmann::ordered_json();
    json["rows"] = node.rows ? nlohmann::ordered_json(*node.rows) : nlohmann::ordered_json();
    results.push_back(std::move(json));
  }
  nlohmann::ordered_json json = {{"invocation_id", result.invocation_id},
                                 {"elapsed_time", result.elapsed_s},
                                 {"exit_code", result.exit_code},
                                 {"results", results}};
  fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

void PrintRows(const transform::InvocationResult& result, const Terminal& terminal) {
  if (result.columns.empty()) return;
  WriterOptions options;
  options.width = terminal.Width(stdout);
  options.terminal = &terminal;
  auto writer = NewResultWriter(Format::kTable, stdout, options);
  std::vector<ColumnHeader> columns;
  for (const auto& name : result.columns) columns.push_back({name});
  writer->Begin(columns);
  for (const auto& row : result.rows) {
    std::vector<Cell> cells;
    for (const auto& text : row) cells.push_back({text});
    writer->Row(std::move(cells));
  }
  writer->End();
}

int Dbt(Context& context, DbtCommand command) {
  command.json = context.json_option || (context.output_option == "json");
  transform::InvocationOptions options;
  base::CancelToken cancel;
  transform::InvocationServices services;
  try {
    options = Options(context, command);
    if (NeedsEngine(options.command)) services.engine = &context.lake().engine();
  } catch (const base::Error& e) {
    context.PrintError(e);
    return kDbtWrong;
  }
  services.cancel = cancel;
  std::vector<std::string> errors;
  services.on_event = [&](const Event& event) {
    if (event.kind == Event::Kind::kError && event.result == nullptr) {
      errors.push_back(event.text);  // mostly the result's error, which is printed once, at the end
    } else {
      PrintEvent(context, command, event);
    }
  };
  transform::InvocationResult result;
  {
    InterruptScope interrupt([&] { cancel.Cancel(); });
    result = transform::Invoke(options, services);
  }
  if (result.error.empty()) {
    for (const auto& error : errors) fmt::print(stderr, "{}\n", error);
  }
  for (const auto& line : result.lines) fmt::print("{}\n", line);
  if (command.json && options.command != transform::Command::kList) {
    PrintJson(result);
  } else {
    PrintRows(result, context.terminal());
  }
  if (!result.error.empty()) {
    // The text has its hint already.
    size_t hint = result.error.find("\nhint: ");
    context.PrintError(base::Error(result.error_kind.value_or(base::ErrorKind::kInvalidArgument),
                                   result.error.substr(0, hint),
                                   hint == std::string::npos ? "" : result.error.substr(hint + 7)));
  }
  return result.exit_code;
}

void AddSelection(CLI::App* command, DbtCommand& options) {
  command
      ->add_option("-s,--select,-m,--models,--model", options.select,
                   "Nodes to take: names, tag:x, path:x, +parents, children+, @x, a,b for both")
      ->type_name("SPEC");
  command->add_option("--exclude", options.exclude, "Nodes to leave out")->type_name("SPEC");
  command->add_option("--selector", options.selector, "A selector of selectors.yml")
      ->type_name("NAME");
  command->add_option("--indirect-selection", options.indirect, "Which tests come along")
      ->type_name("MODE")
      ->check(CLI::IsMember({"eager", "cautious", "buildable", "empty"}));
  command
      ->add_option("--resource-type,--resource-types", options.resource_types,
                   "Only these kinds of nodes")
      ->type_name("TYPE");
  command
      ->add_option("--exclude-resource-type,--exclude-resource-types",
                   options.exclude_resource_types, "Not these kinds of nodes")
      ->type_name("TYPE");
}

void AddProject(CLI::App* command, DbtCommand& options) {
  command->add_option("--vars", options.vars, "YAML, e.g. '{days: 7}'")->type_name("YAML");
  command->add_option("--ref", options.ref, "The branch to read and write (default: main)")
      ->type_name("BRANCH");
  command
      ->add_option("--project-dir", options.project_dir,
                   "Where dbt_project.yml is (default: what tarn.yaml says)")
      ->type_name("DIR");
  command->add_option("--profiles-dir", options.profiles_dir, "Where profiles.yml is")
      ->type_name("DIR");
  command->add_option("--profile", options.profile, "Another profile")->type_name("NAME");
  command->add_option("-t,--target", options.target, "Another target of the profile")
      ->type_name("NAME");
  command->add_option("--target-path", options.target_path, "Where artifacts go")->type_name("DIR");
  command->add_option("--threads", options.threads, "Nodes at the same time")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
  command->add_flag("-q,--quiet", options.quiet, "Only errors");
  command->add_flag("--warn-error", options.warn_error, "Warnings are errors");
  command->add_flag("--no-write-json", options.no_write_json, "Write no artifacts");
  // What dbt has and Tarn has no use for, taken so that scripts run unchanged.
  static bool ignored = false;
  for (const char* flag :
       {"--no-use-colors", "--use-colors", "--no-partial-parse", "--partial-parse",
        "--no-version-check", "--no-send-anonymous-usage-stats", "--send-anonymous-usage-stats",
        "--no-static-parser", "--debug", "-d"}) {
    command->add_flag(flag, ignored)->group("");
  }
}

struct Verb {
  const char* name;
  const char* description;
  bool selects;
};

constexpr Verb kVerbs[] = {
    {"build", "Seeds, models and tests, in the order of the graph", true},
    {"run", "Models", true},
    {"test", "Tests", true},
    {"seed", "Seeds", true},
    {"compile", "Render everything selected into target/compiled", true},
    {"parse", "Check the project; write manifest.json", false},
    {"ls", "List what a selection selects", true},
    {"list", "The same as ls", true},
    {"show", "The first rows of a model, or of --inline SQL", true},
    {"run-operation", "Call a macro", false},
    {"debug", "Check project, profile and lake", false},
    {"clean", "Remove clean-targets", false},
    {"deps", "Put local packages into dbt_packages", false},
};

CLI::App* AddVerb(CLI::App* parent, Context& context, const std::string& name,
                  const std::string& full_name, const char* description, bool selects) {
  auto options = std::make_shared<DbtCommand>();
  options->name = full_name == "ls" ? "list" : full_name;
  auto* command = parent->add_subcommand(name, description);
  if (selects) AddSelection(command, *options);
  AddProject(command, *options);
  if (name == "build" || name == "run" || name == "seed" || name == "compile") {
    command->add_flag("-f,--full-refresh", options->full_refresh, "Build incremental models anew");
  }
  if (name == "build" || name == "run" || name == "test" || name == "seed") {
    command->add_flag("-x,--fail-fast", options->fail_fast, "Stop at the first failure");
  }
  if (name == "build" || name == "test") {
    command->add_flag("--store-failures", options->store_failures,
                      "Keep the rows that a test finds in tables");
  }
  if (name == "show") {
    command->add_option("--inline", options->inline_sql, "SQL with Jinja")->type_name("SQL");
    command->add_option("--limit", options->limit, "Rows; -1 is all (default: 5)")->type_name("N");
  }
  if (name == "run-operation") {
    command->add_option("MACRO", options->macro, "Its name")->type_name("MACRO")->required();
    command->add_option("--args", options->args, "YAML, e.g. '{name: x}'")->type_name("YAML");
  }
  if (full_name == "docs generate") {
    command->add_flag("--empty-catalog", options->empty_catalog, "Do not ask the lake");
  }
  command->get_help_ptr()->group("Every command");
  command->add_option("-C,--lake", context.lake_option, "The lake's folder")
      ->type_name("DIR")
      ->group("Every command");
  if (name == "ls" || name == "list") {
    command->add_option("-o,--output", options->list_output, "selector, name, path or json")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"selector", "name", "path", "json"}));
    command->add_option("--output-keys", options->output_keys, "Keys of the JSON")
        ->type_name("KEY");
  } else {
    command->add_option("-o,--output", context.output_option, "text or json")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json"}))
        ->group("Every command");
  }
  command
      ->add_flag("--json", context.json_option, "The results as JSON; what dbt says goes to stderr")
      ->group("Every command");
  const bool list = name == "ls" || name == "list";
  command->callback([&context, options, list] {
    if (list && context.json_option) options->list_output = "json";
    context.action = [&context, options] { return Dbt(context, *options); };
  });
  return command;
}

}  // namespace

void AddDbt(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("dbt", "dbt, built in: run, test, build, seed, ls, docs, …");
  command->group("Pipelines");
  command->require_subcommand(0, 1);
  AddExamples(
      command,
      "Examples:\n"
      "  tarn dbt build                        seeds, models and tests on main\n"
      "  tarn dbt run --select tag:silver+     silver models and all that is built on them\n"
      "  tarn dbt test --ref try               test a branch\n"
      "  tarn dbt ls --select 'gold_*' --output json\n"
      "  tarn dbt show --inline 'select * from {{ ref(\"gold_daily_metrics\") }}'\n"
      "\n"
      "The project is the one that tarn.yaml names; `tarn dbt run` writes straight to --ref.\n"
      "Exit codes are dbt's:\n"
      "  0 all right   1 a node failed   2 the project or the request is wrong");
  for (const auto& verb : kVerbs) {
    AddVerb(command, context, verb.name, verb.name, verb.description, verb.selects);
  }
  auto* docs = command->add_subcommand("docs", "Documentation: generate");
  docs->require_subcommand(1);
  AddVerb(docs, context, "generate", "docs generate",
          "Write manifest.json, catalog.json and a page that shows them", true);
  auto* source = command->add_subcommand("source", "Sources: freshness");
  source->require_subcommand(1);
  AddVerb(source, context, "freshness", "source freshness",
          "How old the newest rows of the sources are", true);
}

}  // namespace tarn::cli

// log, diff and merge: the history of the lake as git shows it.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "catalog/catalog.h"
#include "cli/commands/commands.h"
#include "cli/commands/data_diff.h"
#include "cli/commands/run_report.h"
#include "cli/context.h"
#include "cli/exit_codes.h"

namespace tarn::cli {
namespace {

struct HistoryCommand {
  std::string ref = "main";
  std::string from;
  std::string into = "main";
  size_t limit = 20;
  std::string message;
  bool dry_run = false;
  bool exit_code = false;
};

int Log(Context& context, const HistoryCommand& command) {
  auto commits = context.lake().catalog().Log(command.ref, command.limit);
  const bool people = context.format() == Format::kTable;
  if (context.json()) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& commit : commits) {
      auto parents = nlohmann::ordered_json::array();
      for (const auto& parent : commit.parents) parents.push_back(parent.hex());
      list.push_back({{"commit", commit.hash.hex()},
                      {"parents", parents},
                      {"time", base::FormatTimestamp(commit.time)},
                      {"author", commit.author},
                      {"message", commit.message},
                      {"properties", commit.properties}});
    }
    fmt::print("{}\n", list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    return kExitSuccess;
  }
  if (commits.empty() && people) {
    fmt::print("{} has no commits yet\n", command.ref);
    return kExitSuccess;
  }
  Report report(context, {{"commit"}, {"time"}, {"run", true}, {"message"}});
  for (const auto& commit : commits) {
    std::string hash = commit.hash.hex();
    auto run = commit.properties.find("tarn.run-number");
    report.Row(
        {people ? ShortHash(hash) : hash, FormatTime(commit.time),
         run == commit.properties.end() ? ReportCell::Null() : ReportCell(run->second, run->second),
         commit.message.substr(0, commit.message.find('\n'))});
  }
  report.End();
  return kExitSuccess;
}

int Diff(Context& context, const HistoryCommand& command) {
  auto entries = context.lake().catalog().Diff(command.from, command.into);
  const bool people = context.format() == Format::kTable;
  if (entries.empty() && people) {
    fmt::print("{} and {} hold the same\n", command.from, command.into);
    return kExitSuccess;
  }
  Report report(context, {{"change"}, {"name"}});
  for (const auto& entry : entries) {
    std::string change = !entry.from ? "added" : !entry.to ? "removed" : "changed";
    report.Row({change, entry.key.ToString()});
  }
  report.End();
  return command.exit_code && !entries.empty() ? kExitNegative : kExitSuccess;
}

int Merge(Context& context, const HistoryCommand& command) {
  catalog::MergeOptions options;
  options.message = command.message.empty()
                        ? fmt::format("merge {} into {}", command.from, command.into)
                        : command.message;
  options.dry_run = command.dry_run;
  auto result = context.lake().catalog().Merge(command.from, command.into, options);
  if (context.json()) {
    nlohmann::ordered_json json = {{"merged", result.merged() && !command.dry_run},
                                   {"commit", result.commit_hash},
                                   {"base", result.base_hash},
                                   {"changed", result.keys},
                                   {"conflicts", nlohmann::ordered_json::array()}};
    for (const auto& conflict : result.conflicts) {
      json["conflicts"].push_back({{"name", conflict.key}, {"reason", conflict.reason}});
    }
    fmt::print("{}\n", json.dump(2));
    return result.merged() ? kExitSuccess : kExitNegative;
  }
  if (!result.merged()) {
    context.PrintError(base::Error(
        base::ErrorKind::kConflict,
        fmt::format("{} cannot be merged into {}: {} conflict{}", command.from, command.into,
                    result.conflicts.size(), result.conflicts.size() == 1 ? "" : "s")));
    for (const auto& conflict : result.conflicts) {
      fmt::print(stderr, "  {}: {}\n", conflict.key, conflict.reason);
    }
    context.PrintHint("nothing was changed");
    return kExitNegative;
  }
  for (const auto& key : result.keys) fmt::print("  {}\n", key);
  if (command.dry_run) {
    fmt::print("would change {} of {} and has no conflicts\n", result.keys.size(), command.into);
  } else if (result.keys.empty()) {
    fmt::print("nothing to merge: {} has everything of {}\n", command.into, command.from);
  } else {
    fmt::print("merged {} into {}: {} changed, now at {}\n", command.from, command.into,
               result.keys.size(), ShortHash(result.commit_hash));
  }
  return kExitSuccess;
}

}  // namespace

void AddLog(CLI::App& app, Context& context) {
  auto options = std::make_shared<HistoryCommand>();
  auto* command = app.add_subcommand("log", "The commits of a branch, newest first");
  command->group("Versions");
  command->add_option("REF", options->ref, "A branch, a tag, main~2, @HASH (default: main)")
      ->type_name("REF");
  command->add_option("-n,--limit", options->limit, "How many; 0 is all (default: 20)")
      ->type_name("N");
  AddCommonOptions(command, context);
  AddExamples(command,
              "Examples:\n"
              "  tarn log\n"
              "  tarn log run/ecommerce_dag_pipeline/3 -n 0 --json");
  command->callback([&context, options] {
    context.action = [&context, options] { return Log(context, *options); };
  });
}

void AddDiff(CLI::App& app, Context& context) {
  auto options = std::make_shared<HistoryCommand>();
  auto data = std::make_shared<DataDiffCommand>();
  auto show_data = std::make_shared<bool>(false);
  auto* command =
      app.add_subcommand("diff", "What differs between two references: tables, views, rows");
  command->group("Versions");
  command->add_option("FROM", options->from, "A branch, a tag, main~1, @HASH")
      ->type_name("FROM")
      ->required();
  command->add_option("TO", options->into, "The other one (default: main)")->type_name("TO");
  command->add_flag("--exit-code", options->exit_code, "Exit with 1 when they differ");
  auto* with_data =
      command->add_flag("--data", *show_data, "Down to columns and rows, with samples and figures");
  command
      ->add_option("--key", data->key,
                   "Columns that tell rows apart (default: the identifier fields)")
      ->type_name("COLUMN,…")
      ->delimiter(',')
      ->needs(with_data);
  command->add_option("--table", data->tables, "Only these tables")
      ->type_name("TABLE,…")
      ->delimiter(',')
      ->needs(with_data);
  command
      ->add_option("--limit", data->limit,
                   "Rows of each kind and table that are shown (default: 10)")
      ->type_name("N")
      ->needs(with_data);
  command->add_flag("--no-aggregates", data->no_aggregates, "No sums and bounds of columns")
      ->needs(with_data);
  AddCommonOptions(command, context);
  AddExamples(command,
              "Examples:\n"
              "  tarn diff main~1 main        what the last commit changed\n"
              "  tarn diff main run/ecommerce_dag_pipeline/3\n"
              "  tarn diff main dev --data --table gold.daily --key day\n"
              "\n"
              "Exit codes:\n"
              "  0 done   1 they differ, with --exit-code   3 a key that a table lacks\n"
              "  4 no such reference or table");
  command->callback([&context, options, data, show_data] {
    context.action = [&context, options, data, show_data] {
      if (!*show_data) return Diff(context, *options);
      data->from = options->from;
      data->to = options->into;
      data->exit_code = options->exit_code;
      return DiffData(context, *data);
    };
  });
}

void AddMerge(CLI::App& app, Context& context) {
  auto options = std::make_shared<HistoryCommand>();
  auto* command = app.add_subcommand("merge", "Bring a branch's changes to another as one commit");
  command->group("Versions");
  command->add_option("FROM", options->from, "What to merge: any reference")
      ->type_name("FROM")
      ->required();
  command->add_option("--into", options->into, "The branch to change (default: main)")
      ->type_name("BRANCH");
  command->add_option("-m,--message", options->message, "Of the commit")->type_name("TEXT");
  command->add_flag("--dry-run", options->dry_run, "Only tell what would happen");
  AddCommonOptions(command, context);
  AddExamples(command,
              "Examples:\n"
              "  tarn merge try --dry-run\n"
              "  tarn merge try -m 'Corrected prices'\n"
              "\n"
              "Exit codes:\n"
              "  0 merged   1 conflicts: nothing was changed   4 no such reference");
  command->callback([&context, options] {
    context.action = [&context, options] { return Merge(context, *options); };
  });
}

}  // namespace tarn::cli

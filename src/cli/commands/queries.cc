// tarn queries: what clients of servers ran.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/clock.h"
#include "base/error.h"
#include "cli/commands/access_report.h"
#include "cli/commands/commands.h"
#include "cli/commands/run_report.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "query/history.h"
#include "query/query_tracker.h"

namespace tarn::cli {
namespace {

using base::Error;
using base::ErrorKind;

struct QueriesCommand {
  query::HistoryFilter filter;
  std::string since;
  std::string slower_than;
  bool failed = false;
  std::string id;
};

int64_t Millis(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

// For a table: one line, not too long.
std::string OneLine(const std::string& sql) {
  constexpr size_t kWidth = 60;
  std::string line;
  for (const char c : sql) {
    const bool space = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!space) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (line.size() <= kWidth) return line;
  size_t end = kWidth;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
  return line.substr(0, end) + "…";
}

int List(Context& context, const QueriesCommand& command) {
  query::HistoryFilter filter = command.filter;
  if (!command.since.empty()) filter.since_ms = Millis(base::ParseTimestamp(command.since));
  if (command.failed) filter.state = query::QueryState::kFailed;
  if (!command.slower_than.empty()) {
    filter.at_least = query::ParseTimeLimit(command.slower_than);
    if (!filter.at_least) {
      throw Error(ErrorKind::kInvalidArgument,
                  fmt::format("--slower-than is no duration: '{}'", command.slower_than),
                  "write a number and a unit: 500ms, 10s, 5m");
    }
  }
  const bool people = context.format() == Format::kTable;
  Report report(context, {{"id"},
                          {"created"},
                          {"user"},
                          {"state"},
                          {"elapsed_ms", true},
                          {"rows", true},
                          {"input_bytes", true},
                          {"files_read", true},
                          {"files_pruned", true},
                          {"error"},
                          {"sql"}});
  for (const query::QueryInfo& info : context.lake().query_history().List(filter)) {
    report.Row({info.id, TimeCell(Millis(info.created)), info.user,
                std::string(QueryStateName(info.state)),
                ReportCell::Count(static_cast<uint64_t>(info.elapsed.count())),
                ReportCell::Count(info.rows), ReportCell::Count(info.statistics.input_bytes),
                ReportCell::Count(info.statistics.files_read),
                ReportCell::Count(info.statistics.files_pruned),
                info.failure ? ReportCell(info.failure->name) : ReportCell::Null(),
                people ? OneLine(info.sql) : info.sql});
  }
  report.End();
  return kExitSuccess;
}

int Show(Context& context, const QueriesCommand& command) {
  const auto info = context.lake().query_history().Find(command.id);
  if (!info) {
    throw Error(ErrorKind::kNotFound, "no query of that id is over: " + command.id,
                "tarn queries lists them");
  }
  const engine::StatementStatistics& did = info->statistics;
  const auto text = [](const std::string& value) {
    return value.empty() ? ReportCell::Null() : ReportCell(value);
  };
  Report report(context, {{"name"}, {"value"}});
  report.Row({"id", info->id});
  report.Row({"state", std::string(QueryStateName(info->state))});
  report.Row({"created", TimeCell(Millis(info->created))});
  report.Row({"user", info->user});
  report.Row({"source", text(info->source)});
  report.Row({"resource_group", text(info->resource_group.front())});
  report.Row({"catalog", text(info->catalog)});
  report.Row({"schema", text(info->schema)});
  report.Row({"ref", text(did.ref)});
  report.Row({"commit_read", text(did.commit)});
  report.Row({"commit_made", text(did.made_commit)});
  const std::pair<const char*, uint64_t> counts[] = {
      {"queued_ms", static_cast<uint64_t>(info->queued.count())},
      {"elapsed_ms", static_cast<uint64_t>(info->elapsed.count())},
      {"rows", info->rows},
      {"bytes", info->bytes},
      {"input_rows", did.input_rows},
      {"input_bytes", did.input_bytes},
      {"files_read", did.files_read},
      {"files_pruned", did.files_pruned},
      {"cpu_ms", did.cpu_ms},
      {"peak_memory_bytes", did.peak_memory_bytes},
      {"peak_spilled_bytes", did.peak_spilled_bytes}};
  for (const auto& [name, count] : counts) report.Row({name, std::to_string(count)});
  report.Row({"error", info->failure ? text(info->failure->name) : ReportCell::Null()});
  report.Row({"message", info->failure ? text(info->failure->message) : ReportCell::Null()});
  report.Row({"sql", info->sql});
  report.End();
  return kExitSuccess;
}

}  // namespace

void AddQueries(CLI::App& app, Context& context) {
  auto options = std::make_shared<QueriesCommand>();
  auto* command = app.add_subcommand("queries", "What clients of tarn serve ran, newest first");
  command->group("Services");
  command->add_option("--user", options->filter.user, "Only this user's")->type_name("USER");
  command->add_option("--since", options->since, "Only from this time on, e.g. 2026-01-31")
      ->type_name("TIME");
  command->add_option("--slower-than", options->slower_than, "Only those that took so long")
      ->type_name("TIME");
  command->add_flag("--failed", options->failed, "Only those that failed");
  command->add_option("-n,--limit", options->filter.limit, "At most so many (default: 100)")
      ->type_name("N")
      ->check(CLI::Range(1, 10'000));
  AddCommonOptions(command, context);
  AddExamples(command,
              "Examples:\n"
              "  tarn queries --failed\n"
              "  tarn queries --slower-than 10s --since 2026-01-31 --json\n"
              "  tarn queries show 20260131_101500_00042_abcde\n"
              "\n"
              "Kept for queries.history_days of tarn.yaml (30). What runs at the moment tells a\n"
              "server itself: SELECT * FROM system.runtime.queries, and\n"
              "CALL system.runtime.kill_query('…') ends one.");
  auto* show = command->add_subcommand("show", "Everything that is known of one query");
  show->add_option("id", options->id, "Its id")->required()->type_name("ID");
  AddCommonOptions(show, context);
  show->callback([&context, options] {
    context.action = [&context, options] { return Show(context, *options); };
  });
  command->callback([&context, options, command] {
    if (!command->get_subcommands().empty()) return;
    context.action = [&context, options] { return List(context, *options); };
  });
}

}  // namespace tarn::cli

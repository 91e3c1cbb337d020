// tarn audit: who wrote what.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "auth/access.h"
#include "base/clock.h"
#include "cli/commands/access_report.h"
#include "cli/commands/commands.h"
#include "cli/commands/run_report.h"
#include "cli/context.h"
#include "cli/exit_codes.h"

namespace tarn::cli {
namespace {

struct AuditCommand {
  auth::AuditFilter filter;
  std::string since;
};

int List(Context& context, const AuditCommand& command) {
  auth::AuditFilter filter = command.filter;
  if (!command.since.empty()) {
    filter.since_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                          base::ParseTimestamp(command.since).time_since_epoch())
                          .count();
  }
  const bool people = context.format() == Format::kTable;
  const auto hash = [&](const std::string& text) {
    return text.empty() ? ReportCell::Null() : ReportCell(people ? ShortHash(text) : text);
  };
  Report report(context, {{"number"},
                          {"time"},
                          {"user"},
                          {"action"},
                          {"ref"},
                          {"before"},
                          {"after"},
                          {"request_id"},
                          {"details"}});
  for (const auth::AuditRecord& record : context.lake().access().audit().List(filter)) {
    report.Row({ReportCell::Count(static_cast<uint64_t>(record.number)), TimeCell(record.time_ms),
                record.user, record.action, record.reference, hash(record.commit_before),
                hash(record.commit_after), record.request_id, record.details});
  }
  report.End();
  return kExitSuccess;
}

}  // namespace

void AddAudit(CLI::App& app, Context& context) {
  auto options = std::make_shared<AuditCommand>();
  auto* command = app.add_subcommand("audit", "Who wrote what to the lake, newest first");
  command->group("Access");
  command->add_option("--user", options->filter.user, "Only this user's")->type_name("USER");
  command->add_option("--ref", options->filter.reference, "Only this branch or tag")
      ->type_name("REF");
  command->add_option("--action", options->filter.action, "Only this action, e.g. commit, merge")
      ->type_name("ACTION");
  command->add_option("--since", options->since, "Only from this time on, e.g. 2026-01-31")
      ->type_name("TIME");
  command->add_option("-n,--limit", options->filter.limit, "At most so many (default: 100)")
      ->type_name("N")
      ->check(CLI::Range(1, 10'000));
  AddCommonOptions(command, context);
  AddExamples(command,
              "Examples:\n"
              "  tarn audit --ref main\n"
              "  tarn audit --user ann --since 2026-01-31 --json\n"
              "\n"
              "Written for lakes with users; kept for access.audit_days of tarn.yaml (90).");
  command->callback([&context, options] {
    context.action = [&context, options] { return List(context, *options); };
  });
}

}  // namespace tarn::cli

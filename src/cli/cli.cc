#include "cli/cli.h"

#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include "base/error.h"
#include "base/suggest.h"
#include "cli/commands/commands.h"
#include "cli/commands/serve.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "cli/help.h"

namespace tarn::cli {
namespace {

using base::Error;
using base::ErrorKind;

std::vector<std::string> CommandNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

std::vector<std::string> OptionNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* option : app.get_options()) {
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// The command that the arguments reached, e.g. "tarn branch create".
const CLI::App* Deepest(const CLI::App* app, std::string& path) {
  path = "tarn";
  while (!app->get_subcommands().empty()) {
    app = app->get_subcommands().front();
    path += " " + app->get_name();
  }
  return app;
}

int UsageError(const CLI::App& app, const CLI::ParseError& e, Context& context) {
  std::string path;
  const CLI::App* command = Deepest(&app, path);
  std::string message = e.what();
  auto names = CommandNames(*command);
  auto remaining = app.remaining(true);
  if (!remaining.empty()) {
    const std::string& word = remaining.front();
    if (word.rfind('-', 0) == 0) {
      message = fmt::format("unknown option of {}: {}{}", path, word,
                            base::DidYouMean(word, OptionNames(*command)));
    } else if (!names.empty()) {
      message =
          fmt::format("unknown command of {}: {}{}", path, word, base::DidYouMean(word, names));
    } else {
      message = fmt::format("too many arguments for {}: {}", path, fmt::join(remaining, " "));
    }
  }
  context.PrintError(
      Error(ErrorKind::kInvalidArgument, message, fmt::format("{} --help shows how", path)));
  return kExitUsage;
}

void AddCommands(CLI::App& app, Context& context, ServiceHost& services) {
  AddInit(app, context);
  AddRun(app, context);
  AddRuns(app, context);
  AddDbt(app, context);
  AddSql(app, context);
  AddIngest(app, context);
  AddTable(app, context);
  AddGenerate(app, context);
  AddBranch(app, context);
  AddTag(app, context);
  AddLog(app, context);
  AddDiff(app, context);
  AddMerge(app, context);
  AddGc(app, context);
  AddCatalog(app, context);
  AddServe(app, context, services);
  AddUser(app, context);
  AddRole(app, context);
  AddToken(app, context);
  AddAccess(app, context);
  AddAudit(app, context);
  AddQueries(app, context);
  AddVersion(app, context);
}

int Act(Context& context) {
  try {
    return context.action ? context.action() : kExitSuccess;
  } catch (const Error& e) {
    context.PrintError(e);
    return ExitCodeOf(e.kind());
  } catch (const std::bad_alloc&) {
    context.PrintError(Error(ErrorKind::kResourceExhausted, "out of memory",
                             "set memory_limit in tarn.yaml lower, or give the process more"));
    return ExitCodeOf(ErrorKind::kResourceExhausted);
  } catch (const std::exception& e) {
    context.PrintError(Error(ErrorKind::kInternal, e.what(), "this is a defect in Tarn"));
    return ExitCodeOf(ErrorKind::kInternal);
  }
}

}  // namespace

int RunCommandLine(int argc, const char* const* argv, Host& host, ServiceHost& services) {
  std::signal(SIGPIPE, SIG_IGN);  // `tarn … | head` ends by a failed write, not by a signal
  std::setlocale(LC_CTYPE, "C.UTF-8");
  Terminal terminal;
  Context context(host, terminal);
  CLI::App app{"A lakehouse in one program: files to tested Iceberg tables, versioned like git.",
               "tarn"};
  app.formatter(std::make_shared<HelpFormatter>(terminal));
  app.require_subcommand(0, 1);
  app.set_help_flag("-h,--help", "Show this help");
  app.set_version_flag("-V,--version", "tarn " TARN_VERSION)
      ->description("Show the version: tarn version tells more");
  app.footer(TopLevelFooter());
  AddCommands(app, context, services);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& e) {
    return app.exit(e);
  } catch (const CLI::ParseError& e) {
    return UsageError(app, e, context);
  }
  if (!context.action) {
    std::string path;
    fmt::print("{}", Deepest(&app, path)->help());
    return app.get_subcommands().empty() ? kExitSuccess : kExitUsage;
  }
  int code = Act(context);
  if (std::fflush(stdout) != 0 && errno != EPIPE && code == kExitSuccess) {
    context.PrintError(Error(ErrorKind::kResourceExhausted, "cannot write the output: disk full?"));
    return ExitCodeOf(ErrorKind::kResourceExhausted);
  }
  return code;
}

}  // namespace tarn::cli

#include <cstring>
#include <fstream>
#include <iostream>
#include <sstream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands/commands.h"
#include "cli/commands/export_rows.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "cli/shell/shell.h"
#include "engine/engine.h"

namespace tarn::cli {
namespace {

using base::Error;
using base::ErrorKind;

constexpr size_t kMaxScriptBytes = size_t{64} << 20;

struct SqlCommand {
  std::string ref = "main";
  std::string schema;
  std::vector<std::string> statements;
  std::string file;
  bool no_header = false;
  std::string to;
};

std::string ReadAll(std::istream& in, const std::string& name) {
  std::ostringstream text;
  text << in.rdbuf();
  if (in.bad()) base::Throw(ErrorKind::kUnavailable, "cannot read {}", name);
  std::string script = text.str();
  if (script.size() > kMaxScriptBytes) {
    base::Throw(ErrorKind::kResourceExhausted, "a script has 64 MiB at most: {}", name);
  }
  return script;
}

std::string ReadScript(const std::string& file) {
  if (file == "-") return ReadAll(std::cin, "standard input");
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    auto kind = errno == EACCES ? ErrorKind::kPermissionDenied : ErrorKind::kNotFound;
    base::Throw(kind, "cannot open the script ({}): {}", std::strerror(errno), file);
  }
  return ReadAll(in, file);
}

int Sql(Context& context, const SqlCommand& command) {
  context.format();  // a wrong format is told before the lake is opened
  std::string script;
  if (!command.file.empty()) script = ReadScript(command.file);
  Lake& lake = context.lake();
  engine::SessionOptions session_options;
  session_options.ref = command.ref;
  session_options.schema = command.schema;
  auto session = lake.engine().NewSession(session_options);
  if (!command.to.empty()) {
    for (const auto& statement : command.statements) script += statement + ";\n";
    if (script.empty()) {
      throw Error(ErrorKind::kInvalidArgument, "--to needs a query", "give it with -e or -f");
    }
    ExportRows(context, *session, script, command.to, !command.no_header);
    return kExitSuccess;
  }
  ScriptOptions options;
  options.header = !command.no_header;
  if (!command.statements.empty()) {
    for (const auto& statement : command.statements) {
      RunScript(context, *session, statement, options);
    }
    return kExitSuccess;
  }
  if (!command.file.empty()) {
    options.name = command.file == "-" ? "standard input" : command.file;
    RunScript(context, *session, script, options);
    return kExitSuccess;
  }
  if (!context.terminal().stdin_is_terminal()) {
    options.name = "standard input";
    RunScript(context, *session, ReadAll(std::cin, options.name), options);
    return kExitSuccess;
  }
  RunShell(context, *session, lake.catalog());
  return kExitSuccess;
}

}  // namespace

void AddSql(CLI::App& app, Context& context) {
  auto options = std::make_shared<SqlCommand>();
  auto* command =
      app.add_subcommand("sql", "Ask the lake in Trino's SQL: a shell, one statement, or a script");
  command->group("Data");
  command->add_option("--ref", options->ref, "A branch, a tag, main~2, @HASH (default: main)")
      ->type_name("REF");
  command->add_option("--schema", options->schema, "What unqualified names mean")
      ->type_name("SCHEMA");
  auto* execute = command
                      ->add_option("-e,--execute", options->statements,
                                   "Run these statements; repeatable, ';' separates several")
                      ->type_name("SQL")
                      ->allow_extra_args(false);
  command->add_option("-f,--file", options->file, "Run a script; - is standard input")
      ->type_name("FILE")
      ->excludes(execute);
  command
      ->add_option("--to", options->to,
                   "Write the rows of one query to this file: .parquet, .csv, .tsv, .json or .md")
      ->type_name("FILE");
  command->add_flag("--no-header", options->no_header, "csv and tsv without the line of names");
  AddCommonOptions(command, context);
  AddExamples(
      command,
      "Examples:\n"
      "  tarn sql                                       the shell; help shows its commands\n"
      "  tarn sql -e 'SHOW TABLES IN gold'\n"
      "  tarn sql -e 'SELECT * FROM gold.gold_daily_metrics' -o csv > daily.csv\n"
      "  tarn sql -e 'SELECT * FROM gold.gold_daily_metrics' --to daily.parquet\n"
      "  tarn sql --ref main~1 -e 'SELECT count(*) FROM gold.gold_daily_metrics'\n"
      "  tarn sql -e \"SELECT * FROM gold.gold_daily_metrics FOR TIMESTAMP AS OF TIMESTAMP "
      "'2026-01-01 00:00:00'\"\n"
      "  tarn sql -f report.sql -o markdown\n"
      "\n"
      "Exit codes: that of the first error; nothing after it is run\n"
      "  3 wrong SQL   4 no such table or reference   10 out of memory or disk   130 "
      "cancelled");
  command->callback([&context, options] {
    context.action = [&context, options] { return Sql(context, *options); };
  });
}

}  // namespace tarn::cli

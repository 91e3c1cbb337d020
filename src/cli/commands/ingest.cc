#include <filesystem>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "catalog/catalog.h"
#include "cli/commands/commands.h"
#include "cli/commands/run_report.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "cli/progress/progress_line.h"
#include "ingest/ingest_all.h"

namespace tarn::cli {
namespace {

using base::Error;
using base::ErrorKind;

struct IngestCommand {
  std::vector<std::string> files;
  std::string table;
  std::vector<std::string> specs;
  std::string ref = "main";
  std::string source_system;
  std::string mode;
  std::string format;
  std::string delimiter;
  std::string null_text;
  std::optional<double> max_reject_share;
  std::vector<std::string> partitioning;
  bool no_header = false;
  bool force = false;
};

engine::FileFormat ParseFileFormat(const std::string& name) {
  if (name == "csv") return engine::FileFormat::kCsv;
  if (name == "json") return engine::FileFormat::kJson;
  return engine::FileFormat::kParquet;
}

std::vector<ingest::IngestRequest> Requests(const IngestCommand& command) {
  std::vector<ingest::IngestRequest> requests;
  for (const auto& spec : command.specs) {
    requests.push_back({ingest::ReadTableSpec(spec), command.force});
  }
  if (!command.files.empty()) {
    if (command.table.empty()) {
      throw Error(ErrorKind::kInvalidArgument, "files need a table",
                  "name it: --table schema.name");
    }
    requests.push_back({ingest::MakeTableSpec(ingest::ParseTableName(command.table), command.files),
                        command.force});
  }
  if (requests.empty()) {
    throw Error(ErrorKind::kInvalidArgument, "nothing to ingest",
                "tarn ingest FILE… --table schema.name, or --spec ingest/table.yaml");
  }
  for (auto& request : requests) {
    auto& spec = request.spec;
    if (!command.source_system.empty()) spec.source_system = command.source_system;
    if (!command.mode.empty()) {
      spec.mode =
          command.mode == "replace" ? engine::LoadMode::kReplace : engine::LoadMode::kAppend;
    }
    if (!command.format.empty()) spec.format = ParseFileFormat(command.format);
    if (!command.delimiter.empty()) {
      spec.csv.delimiter = command.delimiter == "\\t" ? '\t' : command.delimiter[0];
    }
    if (!command.null_text.empty()) spec.csv.null_text = command.null_text;
    if (command.no_header) spec.csv.header = false;
    if (command.max_reject_share) spec.max_reject_share = *command.max_reject_share;
    if (!command.partitioning.empty()) spec.partitioning = command.partitioning;
  }
  return requests;
}

void PrintJson(const std::vector<ingest::TableLoad>& loads) {
  auto list = nlohmann::ordered_json::array();
  for (const auto& [result, seconds] : loads) {
    auto files = nlohmann::ordered_json::array();
    for (const auto& file : result.files) {
      files.push_back({{"path", file.path}, {"bytes", file.bytes}, {"skipped", file.skipped}});
    }
    list.push_back({{"table", result.table.ToString()},
                    {"up_to_date", result.up_to_date},
                    {"rows", result.rows},
                    {"rejected_rows", result.rejected_rows},
                    {"data_files", result.data_files},
                    {"data_bytes", result.data_bytes},
                    {"seconds", seconds},
                    {"commit", result.commit_hash},
                    {"files", files}});
  }
  fmt::print("{}\n", list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

void PrintRejects(Context& context, const ingest::IngestResult& result) {
  if (result.rejected_rows == 0) return;
  fmt::print(stderr, "{} {} rows of {} were rejected; they are in {}\n",
             context.terminal().Paint(stderr, Style::kYellow, "warning:"),
             FormatCount(result.rejected_rows), result.table.ToString(), result.rejects.ToString());
  for (const auto& reject : result.first_rejects) {
    fmt::print(stderr, "  {}:{}: {}: {}\n", reject.file, reject.line, reject.column, reject.reason);
  }
}

int Ingest(Context& context, const IngestCommand& command) {
  auto requests = Requests(command);
  Lake& lake = context.lake();
  engine::SessionOptions options;
  options.ref = command.ref;
  base::Progress progress;
  for (const auto& request : requests) progress.total_bytes += ingest::SourceBytes(request.spec);
  std::vector<ingest::TableLoad> loads;
  {
    base::CancelToken cancel;
    InterruptScope interrupt([&] { cancel.Cancel(); });
    const auto what = requests.size() == 1 ? requests[0].spec.table.ToString()
                                           : fmt::format("{} tables", requests.size());
    ProgressLine line(context.terminal(), "ingesting " + what, progress);
    loads = ingest::IngestAll([&] { return lake.engine().NewSession(options); }, lake.catalog(),
                              requests, &progress, cancel);
  }
  if (context.json()) {
    PrintJson(loads);
    return kExitSuccess;
  }
  Report report(context, {{"table"},
                          {"rows", true},
                          {"rejected", true},
                          {"read", true},
                          {"written", true},
                          {"seconds", true},
                          {"commit"}});
  for (const auto& [result, seconds] : loads) {
    report.Row({result.table.ToString(), ReportCell::Count(result.rows),
                ReportCell::Count(result.rejected_rows), ReportCell::Bytes(result.source_bytes()),
                ReportCell::Bytes(result.data_bytes), ReportCell::Seconds(seconds),
                result.up_to_date ? std::string("up to date") : ShortHash(result.commit_hash)});
  }
  report.End();
  std::fflush(stdout);
  for (const auto& load : loads) PrintRejects(context, load.result);
  return kExitSuccess;
}

}  // namespace

void AddIngest(CLI::App& app, Context& context) {
  auto options = std::make_shared<IngestCommand>();
  auto* command = app.add_subcommand("ingest", "Load CSV, JSON or Parquet files into a table");
  command->group("Data");
  command->add_option("FILE", options->files, "Files, or patterns in quotes ('data/*.csv')")
      ->type_name("FILE")
      ->expected(0, 100'000);
  command
      ->add_option("-t,--table", options->table,
                   "Where the rows go: schema.name; made when it is not there")
      ->type_name("TABLE");
  command->add_option("--spec", options->specs, "Load as this YAML file says; repeatable")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command->add_option("--ref", options->ref, "The branch to write (default: main)")
      ->type_name("BRANCH");
  command
      ->add_option("--mode", options->mode,
                   "append adds files that are new; replace makes the table hold exactly these")
      ->type_name("MODE")
      ->check(CLI::IsMember({"append", "replace"}));
  command
      ->add_option("--format", options->format,
                   "csv, json or parquet (default: by the files' names)")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"csv", "json", "parquet"}));
  command->add_option("--delimiter", options->delimiter, "Of CSV (default: ,)")->type_name("CHAR");
  command->add_option("--null", options->null_text, "What CSV writes for NULL (default: nothing)")
      ->type_name("TEXT");
  command->add_flag("--no-header", options->no_header, "The CSV's first line is data");
  command
      ->add_option("--partition-by", options->partitioning,
                   "Of a new table, e.g. day(event_time); repeatable")
      ->type_name("TRANSFORM")
      ->allow_extra_args(false);
  command
      ->add_option("--max-reject-share", options->max_reject_share,
                   "Share of rows that may not parse; they go to TABLE_rejects (default: 0)")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 1.0));
  command
      ->add_option("--source-system", options->source_system,
                   "The column source_system of the rows")
      ->type_name("TEXT");
  command->add_flag("--force", options->force, "Load files even if the table holds them already");
  AddCommonOptions(command, context);
  AddExamples(
      command,
      "Examples:\n"
      "  tarn ingest events.csv --table bronze.events\n"
      "  tarn ingest 'data/2026-*.csv.gz' -t bronze.events --partition-by 'day(event_time)'\n"
      "  tarn ingest --spec ingest/customer_events.yaml\n"
      "\n"
      "A file that the table holds already is not loaded again, whatever it is called now.\n"
      "\n"
      "Exit codes:\n"
      "  3 not what the columns say   4 no such file   7 too many rejected rows   10 disk full");
  command->callback([&context, options] {
    context.action = [&context, options] { return Ingest(context, *options); };
  });
}

}  // namespace tarn::cli

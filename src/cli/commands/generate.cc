#include <charconv>
#include <filesystem>
#include <optional>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/error.h"
#include "base/suggest.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "cli/progress/progress_line.h"
#include "datagen/generator.h"

namespace tarn::cli {
namespace {

struct GenerateCommand {
  std::string config;
  std::string out;
  std::optional<uint64_t> seed;
  std::optional<double> scale;
  std::vector<std::string> rows;
  std::optional<double> defects;
  std::optional<unsigned> threads;
  std::string start;
  std::string end;
};

// "customer_events=1000" or a number for all of the files together, in their usual proportions.
void SetRows(const std::string& text, datagen::GenerateOptions& options) {
  auto bad = [&](const std::string& what) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("--rows: {}: '{}'", what, text),
                      "write it as 100000 or customer_events=5000");
  };
  size_t equals = text.find('=');
  std::string digits = equals == std::string::npos ? text : text.substr(equals + 1);
  uint64_t value = 0;
  auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || rest != digits.data() + digits.size()) bad("not a row count");
  if (equals == std::string::npos) {
    uint64_t total = 0;
    for (uint64_t rows : options.rows) total += rows;
    datagen::Scale(options, static_cast<double>(value) / static_cast<double>(total));
    return;
  }
  std::vector<std::string> names;
  for (auto kind : datagen::kAllFiles) {
    std::string name = std::filesystem::path(datagen::FileName(kind)).stem().string();
    if (name == text.substr(0, equals)) {
      options.rows[static_cast<size_t>(kind)] = value;
      return;
    }
    names.push_back(name);
  }
  bad("unknown file" + base::DidYouMean(text.substr(0, equals), names));
}

datagen::GenerateOptions Resolve(const GenerateCommand& command) {
  datagen::GenerateOptions options;
  if (!command.config.empty()) options = datagen::ReadGenerateOptions(command.config, options);
  if (!command.out.empty()) options.folder = command.out;
  if (command.seed) options.seed = *command.seed;
  if (command.threads) options.threads = *command.threads;
  if (command.defects) options.defects = *command.defects;
  if (!command.start.empty()) options.start = command.start;
  if (!command.end.empty()) options.end = command.end;
  if (command.scale) datagen::Scale(options, *command.scale);
  for (const auto& rows : command.rows) SetRows(rows, options);
  return options;
}

int Generate(Context& context, const GenerateCommand& command) {
  datagen::GenerateOptions options = Resolve(command);
  base::Progress progress;
  base::CancelToken cancel;
  datagen::GenerateResult result;
  double seconds = 0;
  {
    InterruptScope interrupt([&] { cancel.Cancel(); });
    ProgressLine line(context.terminal(), "generating", progress);
    result = datagen::Generate(options, &progress, cancel);
    seconds = line.seconds();
  }
  Report report(context, {{"file"}, {"rows", true}, {"bytes", true}, {"defects", true}});
  for (const auto& file : result.files) {
    report.Row({file.name, ReportCell::Count(file.rows), ReportCell::Bytes(file.bytes),
                ReportCell::Count(file.defect_rows)});
  }
  report.End();
  if (context.format() != Format::kTable) return kExitSuccess;
  std::string folder = std::filesystem::absolute(options.folder).lexically_normal().string();
  if (result.up_to_date) {
    fmt::print("nothing to do: {} holds exactly these files already\n", folder);
  } else {
    fmt::print("{} rows, {} in {} ({} rows/s, {}/s) in {}\n", FormatCount(result.rows()),
               FormatBytes(result.bytes()), FormatSeconds(seconds),
               FormatShortCount(static_cast<double>(result.rows()) / seconds),
               FormatBytes(static_cast<uint64_t>(static_cast<double>(result.bytes()) / seconds)),
               folder);
  }
  return kExitSuccess;
}

}  // namespace

void AddGenerate(CLI::App& app, Context& context) {
  auto options = std::make_shared<GenerateCommand>();
  auto* command = app.add_subcommand("generate", "Write the four CSV files of an e-commerce shop");
  command->group("Data");
  command
      ->add_option("--out", options->out,
                   "Where the files go (default: what --config says, or here)")
      ->type_name("DIR");
  command->add_option("--config", options->config, "A YAML file with options")->type_name("FILE");
  command->add_option("--scale", options->scale, "Multiply rows, customers and products")
      ->type_name("FACTOR");
  command
      ->add_option("--rows", options->rows,
                   "Rows of all files together, or NAME=ROWS of one; repeatable")
      ->type_name("ROWS");
  command->add_option("--seed", options->seed, "The same seed gives the same bytes (default: 42)")
      ->type_name("N");
  command
      ->add_option(
          "--defects", options->defects,
          "Share of rows to spoil (0 to 0.25): nulls, duplicates, orphans, bad types, late "
          "rows; defects.csv lists them")
      ->type_name("RATE");
  command->add_option("--start", options->start, "First day")->type_name("DATE");
  command->add_option("--end", options->end, "Last day")->type_name("DATE");
  command->add_option("--threads", options->threads, "Threads (default: every core)")
      ->type_name("N");
  AddCommonOptions(command, context);
  AddExamples(command,
              "Examples:\n"
              "  tarn generate --out data                     3.8 million rows, 4 files\n"
              "  tarn generate --out data --scale 0.01        a hundredth of that\n"
              "  tarn generate --out bad --defects 0.02       with planted defects\n"
              "  tarn generate --out data --rows support_tickets=1000000\n"
              "\n"
              "Exit codes:\n"
              "  3 an option makes no sense   6 another process generates there   8 cannot write   "
              "10 disk full");
  command->callback([&context, options] {
    context.action = [&context, options] { return Generate(context, *options); };
  });
}

}  // namespace tarn::cli

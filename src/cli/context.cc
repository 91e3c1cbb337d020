#include "cli/context.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/suggest.h"
#include "cli/lake_locator.h"

namespace tarn::cli {

Lake& Context::lake() {
  if (!lake_) lake_ = host_.OpenLake(LocateLake(lake_option));
  return *lake_;
}

Format Context::format() const {
  if (json_option) return Format::kJson;
  if (output_option.empty()) return Format::kTable;
  auto format = ParseFormat(output_option);
  if (!format) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("unknown output format '{}'{}", output_option,
                                  base::DidYouMean(output_option, FormatNames())),
                      "expected one of: table, expanded, csv, tsv, json, markdown");
  }
  return *format;
}

std::unique_ptr<ResultWriter> Context::NewWriter() const {
  WriterOptions options;
  options.width = terminal_.Width(stdout);
  options.terminal = &terminal_;
  return NewResultWriter(format(), stdout, options);
}

void Context::PrintError(const base::Error& error) const {
  std::fflush(stdout);
  fmt::print(stderr, "{} {}\n", terminal_.Paint(stderr, Style::kRed, "error:"), error.message());
  if (!error.hint().empty()) PrintHint(error.hint());
}

void Context::PrintHint(std::string_view hint) const {
  fmt::print(stderr, "{} {}\n", terminal_.Paint(stderr, Style::kCyan, "hint:"), hint);
}

ReportCell ReportCell::Seconds(double value) {
  return {FormatSeconds(value), fmt::format("{:.3f}", value)};
}

Report::Report(Context& context, std::vector<ColumnHeader> columns)
    : writer_(context.NewWriter()), format_(context.format()) {
  writer_->Begin(columns);
}

void Report::Row(std::vector<ReportCell> cells) {
  std::vector<Cell> row;
  for (auto& cell : cells) {
    // Machines get plain numbers, people get separators and units.
    bool machine = format_ == Format::kJson || format_ == Format::kCsv || format_ == Format::kTsv;
    bool quoted = !cell.json.empty() && cell.json.front() == '"';
    std::string text = format_ == Format::kJson || (machine && !quoted) ? cell.json : cell.text;
    bool shown_as_null = cell.null && format_ != Format::kTable && format_ != Format::kExpanded;
    row.push_back({cell.null ? "" : std::move(text), shown_as_null});
  }
  writer_->Row(std::move(row));
}

void Report::End() { writer_->End(); }

}  // namespace tarn::cli

#pragma once

#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "cli/host.h"
#include "cli/output/result_writer.h"
#include "cli/terminal/interrupt.h"
#include "cli/terminal/terminal.h"

namespace tarn::cli {

// What every command gets.
class Context {
 public:
  Context(Host& host, Terminal& terminal) : host_(host), terminal_(terminal) {}

  // Options that every command has.
  std::string lake_option;
  std::string output_option;
  bool json_option = false;
  // Set by the command that was named; run after the command line was read as a whole.
  std::function<int()> action;

  Host& host() { return host_; }
  Terminal& terminal() { return terminal_; }
  // The lake by -C, TARN_LAKE or the folder we are in; opened at the first call.
  Lake& lake();
  // kInvalidArgument for an unknown name.
  Format format() const;
  bool json() const { return format() == Format::kJson; }
  // A writer to stdout that fits the terminal.
  std::unique_ptr<ResultWriter> NewWriter() const;

  std::string Paint(Style style, std::string_view text) const {
    return terminal_.Paint(stdout, style, text);
  }
  // "error: …" and "hint: …" on stderr.
  void PrintError(const base::Error& error) const;
  void PrintHint(std::string_view hint) const;

 private:
  Host& host_;
  Terminal& terminal_;
  std::unique_ptr<Lake> lake_;
};

// A row of words for a report: numbers are printed with separators and right aligned, and are
// numbers in JSON.
struct ReportCell {
  ReportCell(const char* value) : text(value), json(JsonString(value)) {}         // NOLINT
  ReportCell(const std::string& value) : text(value), json(JsonString(value)) {}  // NOLINT
  ReportCell(std::string_view value) : text(value), json(JsonString(value)) {}    // NOLINT
  ReportCell(std::string shown, std::string as_json)
      : text(std::move(shown)), json(std::move(as_json)) {}
  static ReportCell Count(uint64_t value) { return {FormatCount(value), std::to_string(value)}; }
  static ReportCell Bytes(uint64_t value) { return {FormatBytes(value), std::to_string(value)}; }
  static ReportCell Seconds(double value);
  static ReportCell Null() {
    ReportCell cell("", "null");
    cell.null = true;
    return cell;
  }

  std::string text;
  std::string json;
  bool null = false;  // nothing in a table, null in JSON
};

// Writes a small table in the chosen format. Headers are snake_case names; tables show them as they
// are.
class Report {
 public:
  Report(Context& context, std::vector<ColumnHeader> columns);
  void Row(std::vector<ReportCell> cells);
  void End();

 private:
  std::unique_ptr<ResultWriter> writer_;
  Format format_;
};

}  // namespace tarn::cli

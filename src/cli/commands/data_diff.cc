#include "cli/commands/data_diff.h"

#include <fmt/format.h>

#include "catalog/catalog.h"
#include "cli/commands/table_refs.h"
#include "cli/context.h"
#include "cli/exit_codes.h"
#include "cli/terminal/interrupt.h"
#include "datadiff/diff_json.h"

namespace tarn::cli {
namespace {

using datadiff::RowDiff;
using datadiff::TableDiff;
using datadiff::TypedValue;

std::string Text(const std::optional<TypedValue>& value) {
  return value ? engine::ToText(value->value, value->type) : "";
}

void PrintRow(Context& context, char sign, const std::vector<engine::Value>& row,
              const RowDiff& rows) {
  std::string line(1, sign);
  for (size_t i = 0; i < row.size(); ++i) {
    line += fmt::format("{}{}={}", i == 0 ? " " : ", ", rows.columns[i].name,
                        engine::ToText(row[i], rows.columns[i].type));
  }
  fmt::print("    {}\n", context.Paint(sign == '+' ? Style::kGreen : Style::kRed, line));
}

void PrintSamples(Context& context, const RowDiff& rows) {
  for (const auto& sample : rows.changed_rows) {
    PrintRow(context, '-', *sample.before, rows);
    PrintRow(context, '+', *sample.after, rows);
  }
  for (const auto& sample : rows.removed_rows) PrintRow(context, '-', *sample.before, rows);
  for (const auto& sample : rows.added_rows) PrintRow(context, '+', *sample.after, rows);
}

void PrintColumns(const TableDiff& diff) {
  for (const auto& column : diff.columns) {
    std::string line;
    const auto add = [&](const std::string& text) { line += (line.empty() ? "" : ", ") + text; };
    if (column.null_count != 0) add(fmt::format("nulls {:+}", column.null_count));
    const std::string sum = Text(column.sum);
    if (!sum.empty() && sum.find_first_not_of("0.-") != std::string::npos) {
      add(fmt::format("sum {}{}", sum[0] == '-' ? "" : "+", sum));
    }
    const std::string min[] = {Text(column.min_before), Text(column.min_after)};
    if (min[0] != min[1]) add(fmt::format("min {} → {}", min[0], min[1]));
    const std::string max[] = {Text(column.max_before), Text(column.max_after)};
    if (max[0] != max[1]) add(fmt::format("max {} → {}", max[0], max[1]));
    if (!line.empty()) fmt::print("    {}: {}\n", column.name, line);
  }
}

void Print(Context& context, const TableDiff& diff) {
  const bool table = diff.kind == catalog::ContentKind::kTable;
  std::string line = fmt::format("{} {} {}", datadiff::ToString(diff.change),
                                 table ? "table" : "view", diff.name.ToString());
  if (diff.former_name) line += " (before: " + diff.former_name->ToString() + ")";
  fmt::print("{}\n", context.Paint(Style::kBold, line));
  if (!table) return;
  for (const auto& change : diff.schema) {
    fmt::print("  column {} {}", change.name, datadiff::ToString(change.kind));
    if (!change.before.empty() && !change.after.empty()) {
      fmt::print(": {} → {}\n", change.before, change.after);
    } else {
      fmt::print("{}{}\n", change.before.empty() && change.after.empty() ? "" : ": ",
                 change.before + change.after);
    }
  }
  fmt::print("  rows {} → {}", FormatCount(diff.rows_before), FormatCount(diff.rows_after));
  if (diff.rows) {
    fmt::print(": {} added, {} removed", FormatCount(diff.rows->added),
               FormatCount(diff.rows->removed));
    if (!diff.key.empty()) {
      fmt::print(", {} changed, by {}", FormatCount(diff.rows->changed), fmt::join(diff.key, ", "));
    }
  }
  fmt::print("\n");
  for (const auto& note : diff.notes) fmt::print("  note: {}\n", note);
  PrintColumns(diff);
  if (diff.rows) PrintSamples(context, *diff.rows);
}

}  // namespace

int DiffData(Context& context, const DataDiffCommand& command) {
  datadiff::Options options;
  options.key = command.key;
  options.samples = command.limit;
  options.aggregates = !command.no_aggregates;
  for (const auto& table : command.tables) options.tables.insert(ParseTableName(table));
  datadiff::DataDiffer differ(context.lake().catalog(), context.lake().engine());
  const InterruptScope interrupt([&] { differ.Cancel(); });
  std::vector<std::string> json;
  size_t tables = 0;
  const auto compared =
      differ.Compare(command.from, command.to, options, [&](const TableDiff& diff) {
        ++tables;
        if (context.json()) {
          json.push_back(ToJson(diff));
        } else {
          Print(context, diff);
        }
      });
  if (context.json()) {
    fmt::print("{}\n", datadiff::ToJson(command.from, command.to, compared, json));
  } else if (tables == 0) {
    fmt::print("{} and {} hold the same\n", command.from, command.to);
  }
  return command.exit_code && tables > 0 ? kExitNegative : kExitSuccess;
}

}  // namespace tarn::cli

#include "cli/shell/statement_runner.h"

#include <chrono>
#include <memory>

#include <fmt/format.h>

#include "cli/progress/progress_line.h"
#include "cli/terminal/interrupt.h"

namespace tarn::cli {
namespace {

bool IsNumber(const engine::Type& type) {
  switch (type.kind) {
    case engine::TypeKind::kTinyint:
    case engine::TypeKind::kSmallint:
    case engine::TypeKind::kInteger:
    case engine::TypeKind::kBigint:
    case engine::TypeKind::kReal:
    case engine::TypeKind::kDouble:
    case engine::TypeKind::kDecimal: return true;
    default: return false;
  }
}

std::vector<ColumnHeader> Headers(const std::vector<engine::Column>& columns) {
  std::vector<ColumnHeader> headers;
  for (const auto& column : columns) headers.push_back({column.name, IsNumber(column.type)});
  return headers;
}

// Prints what fits into max_rows; false when no more is wanted.
bool PrintBatch(const engine::Batch& batch, const std::vector<engine::Column>& columns,
                ResultWriter& writer, const StatementOptions& options, StatementOutcome& outcome) {
  const bool json = writer.wants_json();
  for (size_t row = 0; row < batch.rows(); ++row) {
    if (options.max_rows > 0 && outcome.rows == options.max_rows) {
      outcome.more = true;
      return false;
    }
    std::vector<Cell> cells;
    cells.reserve(columns.size());
    for (size_t i = 0; i < columns.size(); ++i) {
      engine::Value value = batch.Get(i, row);
      if (value.is_null()) {
        cells.push_back({"NULL", true});
      } else {
        cells.push_back(
            {json ? engine::ToJson(value, columns[i].type) : engine::ToText(value, columns[i].type),
             false});
      }
    }
    writer.Row(std::move(cells));
    ++outcome.rows;
  }
  return std::ferror(options.out) == 0;  // `… | head` has seen enough
}

}  // namespace

StatementOutcome RunStatement(engine::Session& session, const std::string& sql,
                              const Terminal& terminal, const StatementOptions& options) {
  StatementOutcome outcome;
  auto start = std::chrono::steady_clock::now();
  auto seconds = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  InterruptScope interrupt([&] { session.Cancel(); });
  auto progress = std::make_unique<ProgressLine>(terminal, "running", [&] {
    ProgressSample sample;
    sample.seconds = seconds();
    double share = session.progress();
    if (share > 0) sample.share = share;
    return sample;
  });
  auto stream = session.Execute(sql);
  auto batch = stream->Next();
  progress.reset();
  const auto& columns = stream->columns();
  // What maintenance did is told by rows, beside the word for the statement.
  if (!columns.empty() && (stream->update_type().empty() || !stream->update_count())) {
    WriterOptions writer_options;
    if (options.out == stdout) {
      writer_options.width = terminal.Width(stdout);
      writer_options.terminal = &terminal;
    }
    writer_options.header = options.header;
    auto writer = NewResultWriter(options.format, options.out, writer_options);
    writer->Begin(Headers(columns));
    while (batch && PrintBatch(*batch, columns, *writer, options, outcome)) batch = stream->Next();
    writer->End();
  } else {
    while (batch) batch = stream->Next();
  }
  outcome.update_type = stream->update_type();
  if (!outcome.more) outcome.update_count = stream->update_count();
  outcome.seconds = seconds();
  return outcome;
}

std::string Describe(const StatementOutcome& outcome) {
  auto rows = [](uint64_t count) {
    return fmt::format("{} row{}", FormatCount(count), count == 1 ? "" : "s");
  };
  std::string time = FormatSeconds(outcome.seconds);
  if (!outcome.update_type.empty()) {
    if (!outcome.update_count) return fmt::format("{} in {}", outcome.update_type, time);
    return fmt::format("{}: {} in {}", outcome.update_type, rows(*outcome.update_count), time);
  }
  if (outcome.more) return fmt::format("first {} in {}", rows(outcome.rows), time);
  return fmt::format("{} in {}", rows(outcome.rows), time);
}

}  // namespace tarn::cli

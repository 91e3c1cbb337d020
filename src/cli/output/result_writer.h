#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal/terminal.h"

namespace tarn::cli {

enum class Format { kTable, kExpanded, kCsv, kTsv, kJson, kMarkdown };

// "table", "expanded", "csv", "tsv", "json", "markdown".
const std::vector<std::string>& FormatNames();
std::optional<Format> ParseFormat(std::string_view name);

struct ColumnHeader {
  std::string name;
  bool right_aligned = false;  // numbers
};

// A value to show: plain text, or JSON text when the writer wants that.
struct Cell {
  std::string text;
  bool null = false;
};

// Writes one result as it comes; memory is bounded whatever its size (tables are laid out by
// their first thousand rows). Used by one thread.
class ResultWriter {
 public:
  virtual ~ResultWriter() = default;
  // Cells are JSON text instead of plain text.
  virtual bool wants_json() const { return false; }
  virtual void Begin(const std::vector<ColumnHeader>& columns) = 0;
  virtual void Row(std::vector<Cell> cells) = 0;
  virtual void End() = 0;
};

struct WriterOptions {
  // Columns of the terminal; 0 cuts nothing. Too wide a table first has its widest columns cut,
  // then is written expanded: a line a value.
  size_t width = 0;
  const Terminal* terminal = nullptr;  // for styles; null writes none
  bool header = true;                  // of csv and tsv
};

std::unique_ptr<ResultWriter> NewResultWriter(Format format, FILE* out,
                                              const WriterOptions& options);

// RFC 4180: quoted when it holds a comma, a quote or a line break; an empty text is quoted, so that
// it differs from NULL, which is nothing.
std::string CsvField(const Cell& cell);
std::string JsonString(std::string_view text);

}  // namespace tarn::cli

#include "cli/output/table_writer.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "cli/terminal/text_width.h"

namespace tarn::cli {
namespace {

constexpr size_t kLayoutRows = 1000;     // rows that decide the widths
constexpr size_t kLeastColumnWidth = 6;  // narrower ones tell nothing
constexpr size_t kWidestWithoutLimit = 500;

void Put(FILE* out, std::string_view text) { std::fwrite(text.data(), 1, text.size(), out); }

std::string Repeat(std::string_view text, size_t times) {
  std::string result;
  for (size_t i = 0; i < times; ++i) result += text;
  return result;
}

// The lines of a cell; a text of one line is the usual case.
std::vector<std::string> Lines(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  std::vector<std::string> lines;
  while (true) {
    const size_t end = text.find('\n');
    lines.push_back(MakePrintable(std::string(text.substr(0, end))));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

size_t WidestLine(std::string_view text) {
  size_t width = 0;
  for (const std::string& line : Lines(text)) width = std::max(width, TextWidth(line));
  return width;
}

class ExpandedWriter : public ResultWriter {
 public:
  ExpandedWriter(FILE* out, const WriterOptions& options) : out_(out), options_(options) {}

  void Begin(const std::vector<ColumnHeader>& columns) override {
    columns_ = columns;
    for (const auto& column : columns) {
      name_width_ = std::max(name_width_, TextWidth(MakePrintable(column.name)));
    }
  }

  void Row(std::vector<Cell> cells) override {
    ++row_;
    std::string title = fmt::format("row {}", FormatCount(row_));
    size_t rule = std::max<size_t>(name_width_ + 12, title.size() + 4) - title.size() - 3;
    std::string text = Dim(fmt::format("── {} {}", title, Repeat("─", rule))) + "\n";
    for (size_t i = 0; i < cells.size(); ++i) {
      std::string name = MakePrintable(columns_[i].name);
      text += std::string(name_width_ - TextWidth(name), ' ') + Bold(name) + " " + Dim("│") + " ";
      if (cells[i].null) {
        text += Dim("NULL") + "\n";
        continue;
      }
      size_t room = options_.width > name_width_ + 13 ? options_.width - name_width_ - 3 : 0;
      const std::vector<std::string> lines = Lines(cells[i].text);
      for (size_t line = 0; line < lines.size(); ++line) {
        if (line > 0) text += std::string(name_width_, ' ') + " " + Dim("│") + " ";
        text += (room > 0 ? CutToWidth(lines[line], room) : lines[line]) + "\n";
      }
    }
    Put(out_, text);
  }

  void End() override {}

 private:
  std::string Dim(std::string_view text) const { return Paint(Style::kDim, text); }
  std::string Bold(std::string_view text) const { return Paint(Style::kBold, text); }
  std::string Paint(Style style, std::string_view text) const {
    return options_.terminal ? options_.terminal->Paint(out_, style, text) : std::string(text);
  }

  FILE* out_;
  WriterOptions options_;
  std::vector<ColumnHeader> columns_;
  size_t name_width_ = 0;
  uint64_t row_ = 0;
};

class TableWriter : public ResultWriter {
 public:
  TableWriter(FILE* out, const WriterOptions& options) : out_(out), options_(options) {}

  void Begin(const std::vector<ColumnHeader>& columns) override { columns_ = columns; }

  void Row(std::vector<Cell> cells) override {
    if (laid_out_) return Write(cells);
    first_.push_back(std::move(cells));
    if (first_.size() >= kLayoutRows) LayOut();
  }

  void End() override {
    LayOut();
    if (expanded_) return expanded_->End();
    Rule("└", "┴", "┘");
  }

 private:
  void LayOut() {
    if (laid_out_) return;
    laid_out_ = true;
    // A plan or a table's definition: its lines stay lines, and are of no use when they are cut.
    // Elsewhere a row is a line.
    document_ =
        columns_.size() == 1 && std::any_of(first_.begin(), first_.end(), [](const auto& row) {
          return row[0].text.find('\n') != std::string::npos;
        });
    std::vector<size_t> wanted;
    for (const auto& column : columns_) wanted.push_back(TextWidth(MakePrintable(column.name)));
    for (const auto& row : first_) {
      for (size_t i = 0; i < row.size(); ++i) {
        const size_t width =
            document_ ? WidestLine(row[i].text) : TextWidth(MakePrintable(row[i].text));
        wanted[i] = std::max(wanted[i], row[i].null ? 4 : width);
      }
    }
    size_t borders = 3 * columns_.size() + 1;
    if (document_) {
      widths_ = wanted;
    } else if (options_.width == 0) {
      for (auto& width : wanted) width = std::min(width, kWidestWithoutLimit);
      widths_ = wanted;
    } else {
      auto fitted = options_.width > borders
                        ? FitWidths(wanted, options_.width - borders, kLeastColumnWidth)
                        : std::nullopt;
      if (!fitted) {
        expanded_ = NewExpandedWriter(out_, options_);
        expanded_->Begin(columns_);
      } else {
        widths_ = *fitted;
      }
    }
    if (!expanded_) Header();
    for (auto& row : first_) Write(row);
    first_.clear();
  }

  void Header() {
    Rule("┌", "┬", "┐");
    std::string line = Dim("│");
    for (size_t i = 0; i < columns_.size(); ++i) {
      std::string name = CutToWidth(MakePrintable(columns_[i].name), widths_[i]);
      line += " " + Padded(Paint(Style::kBold, name), TextWidth(name), i) + " " + Dim("│");
    }
    Put(out_, line + "\n");
    Rule("├", "┼", "┤");
  }

  void Write(std::vector<Cell>& cells) {
    if (expanded_) return expanded_->Row(std::move(cells));
    std::vector<std::vector<std::string>> lines;
    size_t height = 1;
    for (const Cell& cell : cells) {
      if (cell.null) {
        lines.push_back({"NULL"});
      } else if (document_) {
        lines.push_back(Lines(cell.text));
      } else {
        lines.push_back({MakePrintable(cell.text)});
      }
      height = std::max(height, lines.back().size());
    }
    std::string text;
    for (size_t at = 0; at < height; ++at) {
      text += Dim("│");
      for (size_t i = 0; i < cells.size(); ++i) {
        std::string part = at < lines[i].size() ? CutToWidth(lines[i][at], widths_[i]) : "";
        const size_t width = TextWidth(part);
        text += " " + Padded(cells[i].null ? Dim(part) : part, width, i) + " " + Dim("│");
      }
      text += "\n";
    }
    Put(out_, text);
  }

  std::string Padded(const std::string& painted, size_t width, size_t column) const {
    std::string pad(widths_[column] > width ? widths_[column] - width : 0, ' ');
    return columns_[column].right_aligned ? pad + painted : painted + pad;
  }

  void Rule(std::string_view left, std::string_view middle, std::string_view right) {
    std::string line(left);
    for (size_t i = 0; i < widths_.size(); ++i) {
      line += Repeat("─", widths_[i] + 2);
      line += i + 1 < widths_.size() ? middle : right;
    }
    Put(out_, Dim(line) + "\n");
  }

  std::string Dim(std::string_view text) const { return Paint(Style::kDim, text); }
  std::string Paint(Style style, std::string_view text) const {
    return options_.terminal ? options_.terminal->Paint(out_, style, text) : std::string(text);
  }

  FILE* out_;
  WriterOptions options_;
  std::vector<ColumnHeader> columns_;
  std::vector<std::vector<Cell>> first_;
  std::vector<size_t> widths_;
  std::unique_ptr<ResultWriter> expanded_;
  bool laid_out_ = false;
  bool document_ = false;
};

}  // namespace

std::optional<std::vector<size_t>> FitWidths(std::vector<size_t> wanted, size_t available,
                                             size_t least) {
  size_t total = std::accumulate(wanted.begin(), wanted.end(), size_t{0});
  while (total > available) {
    // Cut the widest down to the second widest, or as far as is needed.
    size_t widest = *std::max_element(wanted.begin(), wanted.end());
    if (widest <= least) return std::nullopt;
    size_t second = least, count = 0;
    for (size_t width : wanted) {
      if (width == widest) {
        ++count;
      } else {
        second = std::max(second, width);
      }
    }
    size_t excess = total - available;
    size_t step = std::min((excess + count - 1) / count, widest - std::min(second, widest - 1));
    for (size_t& width : wanted) {
      if (width != widest || excess == 0) continue;
      size_t cut = std::min({step, excess, widest - least});
      width -= cut;
      total -= cut;
      excess -= cut;
    }
  }
  return wanted;
}

std::unique_ptr<ResultWriter> NewTableWriter(FILE* out, const WriterOptions& options) {
  return std::make_unique<TableWriter>(out, options);
}

std::unique_ptr<ResultWriter> NewExpandedWriter(FILE* out, const WriterOptions& options) {
  return std::make_unique<ExpandedWriter>(out, options);
}

}  // namespace tarn::cli

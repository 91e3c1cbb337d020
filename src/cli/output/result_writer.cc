#include "cli/output/result_writer.h"

#include <fmt/format.h>

#include "cli/output/table_writer.h"
#include "cli/terminal/text_width.h"

namespace tarn::cli {
namespace {

void Put(FILE* out, std::string_view text) { std::fwrite(text.data(), 1, text.size(), out); }

class CsvWriter : public ResultWriter {
 public:
  CsvWriter(FILE* out, bool header) : out_(out), header_(header) {}
  void Begin(const std::vector<ColumnHeader>& columns) override {
    if (!header_) return;
    std::vector<Cell> names;
    for (const auto& column : columns) names.push_back({column.name, false});
    Row(std::move(names));
  }
  void Row(std::vector<Cell> cells) override {
    line_.clear();
    for (size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) line_ += ',';
      line_ += CsvField(cells[i]);
    }
    line_ += "\r\n";
    Put(out_, line_);
  }
  void End() override {}

 private:
  FILE* out_;
  bool header_;
  std::string line_;
};

// Tabs, line breaks and backslashes are escaped as PostgreSQL's COPY and ClickHouse do; NULL is \N.
class TsvWriter : public ResultWriter {
 public:
  TsvWriter(FILE* out, bool header) : out_(out), header_(header) {}
  void Begin(const std::vector<ColumnHeader>& columns) override {
    if (!header_) return;
    std::vector<Cell> names;
    for (const auto& column : columns) names.push_back({column.name, false});
    Row(std::move(names));
  }
  void Row(std::vector<Cell> cells) override {
    line_.clear();
    for (size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) line_ += '\t';
      line_ += cells[i].null ? "\\N" : Escape(cells[i].text);
    }
    line_ += '\n';
    Put(out_, line_);
  }
  void End() override {}

 private:
  static std::string Escape(const std::string& text) {
    std::string result;
    for (char c : text) {
      switch (c) {
        case '\t': result += "\\t"; break;
        case '\n': result += "\\n"; break;
        case '\r': result += "\\r"; break;
        case '\\': result += "\\\\"; break;
        default: result += c;
      }
    }
    return result;
  }
  FILE* out_;
  bool header_;
  std::string line_;
};

class JsonWriter : public ResultWriter {
 public:
  explicit JsonWriter(FILE* out) : out_(out) {}
  bool wants_json() const override { return true; }
  void Begin(const std::vector<ColumnHeader>& columns) override {
    for (const auto& column : columns) names_.push_back(JsonString(column.name));
    Put(out_, "[");
  }
  void Row(std::vector<Cell> cells) override {
    std::string line = first_ ? "\n  {" : ",\n  {";
    first_ = false;
    for (size_t i = 0; i < cells.size(); ++i) {
      line += fmt::format("{}{}: {}", i > 0 ? ", " : "", names_[i],
                          cells[i].null ? "null" : cells[i].text);
    }
    line += "}";
    Put(out_, line);
  }
  void End() override { Put(out_, first_ ? "]\n" : "\n]\n"); }

 private:
  FILE* out_;
  std::vector<std::string> names_;
  bool first_ = true;
};

class MarkdownWriter : public ResultWriter {
 public:
  explicit MarkdownWriter(FILE* out) : out_(out) {}
  void Begin(const std::vector<ColumnHeader>& columns) override {
    std::string names = "|", rule = "|";
    for (const auto& column : columns) {
      names += fmt::format(" {} |", Escape(column.name));
      rule += column.right_aligned ? " ---: |" : " --- |";
    }
    Put(out_, names + "\n" + rule + "\n");
  }
  void Row(std::vector<Cell> cells) override {
    std::string line = "|";
    for (const auto& cell : cells)
      line += fmt::format(" {} |", cell.null ? "NULL" : Escape(cell.text));
    Put(out_, line + "\n");
  }
  void End() override {}

 private:
  static std::string Escape(const std::string& text) {
    std::string result;
    for (char c : text) {
      if (c == '|' || c == '\\') {
        result += '\\';
        result += c;
      } else if (c == '\n') {
        result += "<br>";
      } else if (c != '\r') {
        result += c;
      }
    }
    return result;
  }
  FILE* out_;
};

}  // namespace

const std::vector<std::string>& FormatNames() {
  static const std::vector<std::string> names = {"table", "expanded", "csv",
                                                 "tsv",   "json",     "markdown"};
  return names;
}

std::optional<Format> ParseFormat(std::string_view name) {
  const auto& names = FormatNames();
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Format>(i);
  }
  return std::nullopt;
}

std::unique_ptr<ResultWriter> NewResultWriter(Format format, FILE* out,
                                              const WriterOptions& options) {
  switch (format) {
    case Format::kCsv: return std::make_unique<CsvWriter>(out, options.header);
    case Format::kTsv: return std::make_unique<TsvWriter>(out, options.header);
    case Format::kJson: return std::make_unique<JsonWriter>(out);
    case Format::kMarkdown: return std::make_unique<MarkdownWriter>(out);
    case Format::kExpanded: return NewExpandedWriter(out, options);
    case Format::kTable: break;
  }
  return NewTableWriter(out, options);
}

std::string CsvField(const Cell& cell) {
  if (cell.null) return "";
  if (cell.text.empty()) return "\"\"";
  if (cell.text.find_first_of(",\"\r\n") == std::string::npos) return cell.text;
  std::string quoted = "\"";
  for (char c : cell.text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string JsonString(std::string_view text) {
  std::string result = "\"";
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"': result += "\\\""; break;
      case '\\': result += "\\\\"; break;
      case '\n': result += "\\n"; break;
      case '\r': result += "\\r"; break;
      case '\t': result += "\\t"; break;
      default:
        if (byte < 0x20) {
          result += fmt::format("\\u{:04x}", byte);
        } else {
          result += c;
        }
    }
  }
  return result + '"';
}

}  // namespace tarn::cli

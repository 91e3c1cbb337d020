#include "transform/materialization/seed_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "transform/context/database.h"
#include "transform/context/date_time.h"
#include "transform/project/yaml_node.h"

namespace tarn::transform {

namespace {

constexpr size_t kMaxBytes = size_t{64} << 20;

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

class CsvReader {
 public:
  CsvReader(const std::string& text, std::string file, char delimiter)
      : text_(text), file_(std::move(file)), delimiter_(delimiter) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  bool done() const { return at_ >= text_.size(); }
  size_t line() const { return line_; }

  // One record; empty lines are skipped.
  bool Next(std::vector<std::string>* fields) {
    fields->clear();
    while (!done() && (text_[at_] == '\n' || text_[at_] == '\r')) Advance();
    if (done()) return false;
    record_line_ = line_;
    while (true) {
      fields->push_back(Field());
      if (done()) return true;
      const char c = text_[at_];
      Advance();
      if (c == delimiter_) continue;
      if (c == '\r' && !done() && text_[at_] == '\n') Advance();
      return true;
    }
  }
  size_t record_line() const { return record_line_; }

 private:
  void Advance() {
    if (text_[at_] == '\n') ++line_;
    ++at_;
  }

  std::string Field() {
    std::string field;
    if (done() || text_[at_] != '"') {
      while (!done() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r') {
        field += text_[at_];
        Advance();
      }
      return field;
    }
    const size_t opened = line_;
    Advance();
    while (true) {
      if (done()) {
        throw base::Error(base::ErrorKind::kInvalidArgument,
                          fmt::format("{}:{}: a quote that is never closed", file_, opened),
                          "double the quotes inside of quoted values");
      }
      if (text_[at_] == '"') {
        Advance();
        if (done() || text_[at_] != '"') return field;
      }
      field += text_[at_];
      Advance();
    }
  }

  const std::string& text_;
  std::string file_;
  char delimiter_;
  size_t at_ = 0;
  size_t line_ = 1;
  size_t record_line_ = 1;
};

bool IsBoolean(const std::string& text) {
  static const std::set<std::string> kWords = {"true", "false", "t", "f", "yes", "no"};
  return kWords.contains(Lower(text));
}

bool IsInteger(const std::string& text) {
  int64_t number = 0;
  const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
  auto [end, error] = std::from_chars(begin, text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && begin != end;
}

bool IsNumber(const std::string& text) {
  double number = 0;
  const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
  auto [end, error] = std::from_chars(begin, text.data() + text.size(), number);
  const bool words = std::any_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalpha(c) != 0 && c != 'e' && c != 'E';
  });
  return error == std::errc() && end == text.data() + text.size() && begin != end && !words;
}

bool IsDate(const std::string& text) { return StrpTime(text, "%Y-%m-%d").has_value(); }

std::optional<int64_t> Timestamp(const std::string& text) {
  for (const char* format : {"%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S.%f",
                             "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d"}) {
    if (auto us = StrpTime(text, format)) return us;
  }
  return std::nullopt;
}

bool Fits(const std::string& text, SeedFile::Type type) {
  switch (type) {
    case SeedFile::Type::kBoolean: return IsBoolean(text);
    case SeedFile::Type::kInteger: return IsInteger(text);
    case SeedFile::Type::kNumber: return IsNumber(text);
    case SeedFile::Type::kDate: return IsDate(text);
    case SeedFile::Type::kTimestamp: return Timestamp(text).has_value();
    case SeedFile::Type::kText: return true;
  }
  return true;
}

SeedFile::Type GuessType(const SeedFile& seed, size_t column) {
  bool any = false;
  for (const auto& row : seed.rows) any = any || row[column].has_value();
  if (!any) return SeedFile::Type::kInteger;
  for (const auto type :
       {SeedFile::Type::kBoolean, SeedFile::Type::kInteger, SeedFile::Type::kNumber,
        SeedFile::Type::kDate, SeedFile::Type::kTimestamp}) {
    const bool all = std::all_of(seed.rows.begin(), seed.rows.end(), [&](const auto& row) {
      return !row[column] || Fits(*row[column], type);
    });
    if (all) return type;
  }
  return SeedFile::Type::kText;
}

void CheckHeader(const std::vector<std::string>& names, const std::string& file) {
  std::set<std::string> seen;
  for (const auto& name : names) {
    if (name.empty()) {
      base::Throw(base::ErrorKind::kInvalidArgument, "{}:1: a column has no name", file);
    }
    if (!seen.insert(Lower(name)).second) {
      base::Throw(base::ErrorKind::kInvalidArgument, "{}:1: column '{}' is given twice", file,
                  name);
    }
  }
}

}  // namespace

SeedFile ReadSeed(const std::filesystem::path& path, const std::string& shown, char delimiter,
                  const std::vector<std::string>& text_columns) {
  const std::string text = ReadTextFile(path);
  if (text.size() > kMaxBytes) {
    throw base::Error(
        base::ErrorKind::kResourceExhausted,
        fmt::format("{}: a seed of {} bytes; at most {} are read", shown, text.size(), kMaxBytes),
        "load large files with `tarn ingest`");
  }
  CsvReader reader(text, shown, delimiter);
  std::vector<std::string> fields;
  if (!reader.Next(&fields)) {
    base::Throw(base::ErrorKind::kInvalidArgument, "{}: the file is empty: expected a header",
                shown);
  }
  CheckHeader(fields, shown);
  SeedFile seed;
  for (const auto& name : fields) seed.columns.push_back({name, SeedFile::Type::kText});
  while (reader.Next(&fields)) {
    if (fields.size() != seed.columns.size()) {
      base::Throw(base::ErrorKind::kInvalidArgument, "{}:{}: expected {} values, got {}", shown,
                  reader.record_line(), seed.columns.size(), fields.size());
    }
    auto& row = seed.rows.emplace_back();
    for (auto& field : fields) {
      const bool null = field.empty() || Lower(field) == "null";
      row.push_back(null ? std::nullopt : std::optional(std::move(field)));
    }
  }
  for (size_t i = 0; i < seed.columns.size(); ++i) {
    const bool keep = std::find(text_columns.begin(), text_columns.end(), seed.columns[i].name) !=
                      text_columns.end();
    if (!keep) seed.columns[i].type = GuessType(seed, i);
  }
  return seed;
}

std::string SeedTypeSql(SeedFile::Type type) {
  switch (type) {
    case SeedFile::Type::kBoolean: return "boolean";
    case SeedFile::Type::kInteger: return "bigint";
    case SeedFile::Type::kNumber: return "double";
    case SeedFile::Type::kDate: return "date";
    case SeedFile::Type::kTimestamp: return "timestamp(6)";
    case SeedFile::Type::kText: return "varchar";
  }
  return "varchar";
}

std::string SeedLiteral(const std::optional<std::string>& value, SeedFile::Type type) {
  if (!value) return "NULL";
  switch (type) {
    case SeedFile::Type::kBoolean: {
      const char first = Lower(*value)[0];
      return first == 't' || first == 'y' ? "true" : "false";
    }
    case SeedFile::Type::kInteger: return value->starts_with('+') ? value->substr(1) : *value;
    case SeedFile::Type::kNumber: return fmt::format("DOUBLE '{}'", *value);
    case SeedFile::Type::kDate: return fmt::format("DATE '{}'", *value);
    case SeedFile::Type::kTimestamp:
      return fmt::format("TIMESTAMP '{}'",
                         StrfTime(*Timestamp(*value), false, "%Y-%m-%d %H:%M:%S.%f"));
    case SeedFile::Type::kText: return SqlString(*value);
  }
  return SqlString(*value);
}

}  // namespace tarn::transform

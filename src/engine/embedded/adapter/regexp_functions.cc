#include "engine/embedded/adapter/regexp_functions.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <re2/re2.h>

#include "duckdb/common/re2_regex.hpp"

#include "engine/embedded/adapter/code_points.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace duckdb_re2 {
// Exported by DuckDB's library, in none of its headers.
bool RegexSearchInternal(const char* input_data, size_t input_size, Match& match, const RE2& regex,
                         RE2::Anchor anchor, size_t start, size_t end);
}  // namespace duckdb_re2

namespace tarn::engine::embedded {
namespace {

using duckdb::DataChunk;
using duckdb::ExpressionState;
using duckdb::LogicalType;
using duckdb::Value;
using duckdb::Vector;

// Where a group of a match is in the text; `found` is false for one that takes no part.
struct Group {
  size_t position = 0;
  std::string text;
  bool found = false;
};
struct Match {
  std::vector<Group> groups;  // the whole match is the first
};

// A pattern, with the names of its groups: names[i] is the one of group i + 1, or empty.
class Pattern {
 public:
  explicit Pattern(std::string text) : text_(std::move(text)) {
    std::string translated;
    bool in_class = false;
    for (size_t i = 0; i < text_.size(); ++i) {
      const char c = text_[i];
      translated += c;
      if (c == '\\' && i + 1 < text_.size()) {
        translated += text_[++i];
      } else if (c == '[') {
        in_class = true;
      } else if (c == ']') {
        in_class = false;
      } else if (c == '(' && !in_class) {
        OpenGroup(i, translated);
      }
    }
    // DuckDB's wrapper takes its option for letters' case the other way round.
    regex_.emplace("(?-i)" + translated);
    const duckdb_re2::RE2& compiled = regex_->GetRegex();
    // Told in Trino's words where errors leave DuckDB.
    if (!compiled.ok()) throw duckdb::InvalidInputException(compiled.error());
  }
  // The first match at or behind an offset.
  std::optional<Match> Search(const std::string& text, size_t from) const {
    duckdb_re2::Match found;
    if (!duckdb_re2::RegexSearchInternal(text.data(), text.size(), found, regex_->GetRegex(),
                                         duckdb_re2::RE2::UNANCHORED, from, text.size())) {
      return std::nullopt;
    }
    Match match;
    const size_t begin = found.groups.at(0).position;
    for (auto& group : found.groups) {
      // One that takes no part is said to stand at the beginning.
      const bool took_part = !group.text.empty() || group.position >= begin;
      match.groups.push_back({group.position, std::move(group.text), took_part});
    }
    return match;
  }
  const std::string& text() const { return text_; }
  int64_t groups() const { return static_cast<int64_t>(names_.size()); }
  // The number of a named group; 0 when there is none.
  size_t GroupNamed(const std::string& name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    return found == names_.end() ? 0 : static_cast<size_t>(found - names_.begin()) + 1;
  }

 private:
  // RE2 writes Java's (?<name>…) as (?P<name>…).
  void OpenGroup(size_t& at, std::string& translated) {
    const std::string_view rest = std::string_view(text_).substr(at + 1);
    if (!rest.starts_with('?')) {
      names_.emplace_back();
    } else if (rest.starts_with("?<") && rest.size() > 2 && rest[2] != '=' && rest[2] != '!') {
      names_.emplace_back(rest.substr(2, std::min(rest.find('>'), rest.size()) - 2));
      translated += "?P";
      ++at;
    }
  }

  const std::string text_;
  std::vector<std::string> names_;
  std::optional<duckdb_re2::Regex> regex_;
};

// The patterns of a statement's rows are nearly always the same.
const Pattern& Compiled(const Value& value) {
  thread_local std::unique_ptr<Pattern> last;
  const std::string& text = duckdb::StringValue::Get(value);
  if (!last || last->text() != text) {
    last.reset();
    last = std::make_unique<Pattern>(text);
  }
  return *last;
}

Value GroupOf(const Match& match, size_t group) {
  const Group& found = match.groups.at(group);
  return found.found ? Value(found.text) : Value(LogicalType::VARCHAR);
}

size_t CheckGroup(const Pattern& pattern, int64_t group, const char* function) {
  if (group < 0) InvalidFunctionArgument(function, "Group cannot be negative");
  if (group > pattern.groups()) {
    InvalidFunctionArgument(function, fmt::format("Pattern has {} groups. Cannot access group {}",
                                                  pattern.groups(), group));
  }
  return static_cast<size_t>(group);
}

// As Java's Matcher.find: an empty match is followed by the next character's.
std::vector<Match> Matches(const std::string& text, const Pattern& pattern, size_t from = 0) {
  std::vector<Match> found;
  while (from <= text.size()) {
    auto match = pattern.Search(text, from);
    if (!match) break;
    const Group& whole = match->groups.front();
    from = whole.position + whole.text.size();
    if (whole.text.empty()) {
      ++from;
      while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
    }
    found.push_back(std::move(*match));
  }
  return found;
}

Value Extract(const std::vector<Value>& values) {
  const Pattern& pattern = Compiled(values[1]);
  const size_t group = CheckGroup(pattern, values[2].GetValue<int64_t>(), "regexp_extract");
  const std::string& text = duckdb::StringValue::Get(values[0]);
  const auto match = pattern.Search(text, 0);
  return match ? GroupOf(*match, group) : Value(LogicalType::VARCHAR);
}

Value ExtractAll(const std::vector<Value>& values) {
  const Pattern& pattern = Compiled(values[1]);
  const size_t group = CheckGroup(pattern, values[2].GetValue<int64_t>(), "regexp_extract_all");
  const std::string& text = duckdb::StringValue::Get(values[0]);
  duckdb::vector<Value> found;
  for (const Match& match : Matches(text, pattern)) found.push_back(GroupOf(match, group));
  return Value::LIST(LogicalType::VARCHAR, std::move(found));
}

Value Count(const std::vector<Value>& values) {
  const Pattern& pattern = Compiled(values[1]);
  return Value::BIGINT(
      static_cast<int64_t>(Matches(duckdb::StringValue::Get(values[0]), pattern).size()));
}

// The position of a match from a position on, in code points; -1: none.
Value Position(const std::vector<Value>& values) {
  const Pattern& pattern = Compiled(values[1]);
  const std::string& text = duckdb::StringValue::Get(values[0]);
  const auto start = values[2].GetValue<int64_t>();
  auto occurrence = values[3].GetValue<int64_t>();
  if (start < 1)
    InvalidFunctionArgument("regexp_position", "start position cannot be smaller than 1");
  if (occurrence < 1)
    InvalidFunctionArgument("regexp_position", "occurrence cannot be smaller than 1");
  const size_t from = OffsetOf(text, start - 1);
  if (from >= text.size()) return Value::INTEGER(-1);
  for (const Match& match : Matches(text, pattern, from)) {
    if (--occurrence > 0) continue;
    const int64_t before =
        CountCodePoints(std::string_view(text).substr(0, match.groups.at(0).position));
    return Value::INTEGER(static_cast<int32_t>(before + 1));
  }
  return Value::INTEGER(-1);
}

Value Split(const std::vector<Value>& values) {
  const Pattern& pattern = Compiled(values[1]);
  const std::string& text = duckdb::StringValue::Get(values[0]);
  duckdb::vector<Value> parts;
  size_t last = 0;
  for (const Match& match : Matches(text, pattern)) {
    const auto& whole = match.groups.at(0);
    parts.emplace_back(text.substr(last, whole.position - last));
    last = whole.position + whole.text.size();
  }
  parts.emplace_back(text.substr(last));
  return Value::LIST(LogicalType::VARCHAR, std::move(parts));
}

// Appends Java's replacement for one match.
void AppendReplacement(std::string_view replacement, const Match& match, const Pattern& pattern,
                       std::string& out) {
  const auto bad = [](const std::string& what) {
    InvalidFunctionArgument("regexp_replace", "Illegal replacement sequence: " + what);
  };
  const auto append_group = [&](size_t group) {
    const Value value = GroupOf(match, group);
    if (!value.IsNull()) out += duckdb::StringValue::Get(value);
  };
  for (size_t i = 0; i < replacement.size(); ++i) {
    const char c = replacement[i];
    if (c == '\\') {
      if (++i == replacement.size()) bad(std::string(replacement));
      out += replacement[i];
    } else if (c != '$') {
      out += c;
    } else if (++i == replacement.size()) {
      bad(std::string(replacement));
    } else if (replacement[i] == '{') {
      const size_t end = replacement.find('}', i);
      const std::string name(replacement.substr(i + 1, std::min(end, replacement.size()) - i - 1));
      const size_t group = pattern.GroupNamed(name);
      if (end == std::string_view::npos || group == 0) bad("unknown group { " + name + " }");
      append_group(group);
      i = end;
    } else if (replacement[i] >= '0' && replacement[i] <= '9') {
      size_t group = static_cast<size_t>(replacement[i] - '0');
      if (static_cast<int64_t>(group) > pattern.groups())
        bad("unknown group " + std::to_string(group));
      // More digits belong to it as long as there is such a group.
      while (i + 1 < replacement.size() && replacement[i + 1] >= '0' && replacement[i + 1] <= '9') {
        const size_t longer = group * 10 + static_cast<size_t>(replacement[i + 1] - '0');
        if (static_cast<int64_t>(longer) > pattern.groups()) break;
        group = longer;
        ++i;
      }
      append_group(group);
    } else {
      bad(std::string(replacement));
    }
  }
}

Value Replace(const std::vector<Value>& values) {
  const Pattern& pattern = Compiled(values[1]);
  const std::string& text = duckdb::StringValue::Get(values[0]);
  const std::string& replacement = duckdb::StringValue::Get(values[2]);
  std::string out;
  size_t last = 0;
  for (const Match& match : Matches(text, pattern)) {
    const auto& whole = match.groups.at(0);
    out.append(text, last, whole.position - last);
    AppendReplacement(replacement, match, pattern, out);
    last = whole.position + whole.text.size();
  }
  return Value(out + text.substr(last));
}

}  // namespace

void RegisterRegexpFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType text = LogicalType::VARCHAR, number = LogicalType::BIGINT;
  const LogicalType texts = LogicalType::LIST(text);
  RegisterScalar(loader, "tarn_regexp_extract", {text, text, number}, text, RowKernel(Extract));
  RegisterScalar(loader, "tarn_regexp_extract_all", {text, text, number}, texts,
                 RowKernel(ExtractAll));
  RegisterScalar(loader, "tarn_regexp_count", {text, text}, number, RowKernel(Count));
  RegisterScalar(loader, "tarn_regexp_position", {text, text, number, number}, LogicalType::INTEGER,
                 RowKernel(Position));
  RegisterScalar(loader, "tarn_regexp_split", {text, text}, texts, RowKernel(Split));
  RegisterScalar(loader, "tarn_regexp_replace", {text, text, text}, text, RowKernel(Replace));
}

}  // namespace tarn::engine::embedded

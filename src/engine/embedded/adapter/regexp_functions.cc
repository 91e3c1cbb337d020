#include "engine/embedded/adapter/regexp_functions.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "duckdb/common/vector_operations/binary_executor.hpp"
#include "duckdb/execution/expression_executor.hpp"
#include "engine/embedded/adapter/code_points.h"
#include "engine/embedded/adapter/regexp_pattern.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::DataChunk;
using duckdb::ExpressionState;
using duckdb::LogicalType;
using duckdb::Value;
using duckdb::Vector;

using Match = RegexpMatch;
using Group = RegexpGroup;
using Pattern = RegexpPattern;

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
  if (static_cast<size_t>(group) > pattern.groups()) {
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
      if (group > pattern.groups()) bad("unknown group " + std::to_string(group));
      // More digits belong to it as long as there is such a group.
      while (i + 1 < replacement.size() && replacement[i + 1] >= '0' && replacement[i + 1] <= '9') {
        const size_t longer = group * 10 + static_cast<size_t>(replacement[i + 1] - '0');
        if (longer > pattern.groups()) break;
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

// For each match what its groups have, null for one that takes no part.
Value Groups(const std::vector<Value>& values) {
  const Pattern& pattern = Compiled(values[1]);
  duckdb::vector<Value> matches;
  for (const Match& match : Matches(duckdb::StringValue::Get(values[0]), pattern)) {
    duckdb::vector<Value> groups;
    for (size_t group = 1; group < match.groups.size(); ++group) {
      groups.push_back(GroupOf(match, group));
    }
    matches.push_back(Value::LIST(LogicalType::VARCHAR, std::move(groups)));
  }
  return Value::LIST(LogicalType::LIST(LogicalType::VARCHAR), std::move(matches));
}

// The text with each match replaced; null when one of the replacements is.
Value Splice(const std::vector<Value>& values) {
  const std::string& text = duckdb::StringValue::Get(values[0]);
  const auto& replacements = duckdb::ListValue::GetChildren(values[2]);
  std::string out;
  size_t last = 0, at = 0;
  for (const Match& match : Matches(text, Compiled(values[1]))) {
    const Value& replacement = replacements.at(at++);
    if (replacement.IsNull()) return Value(LogicalType::VARCHAR);
    const Group& whole = match.groups.front();
    out.append(text, last, whole.position - last);
    out += duckdb::StringValue::Get(replacement);
    last = whole.position + whole.text.size();
  }
  return Value(out + text.substr(last));
}

void Like(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::BinaryExecutor::Execute<duckdb::string_t, duckdb::string_t, bool>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [](duckdb::string_t text, duckdb::string_t pattern) {
        return Compiled(Value(pattern.GetString())).Search(text.GetString(), 0).has_value();
      });
}

// DuckDB's own function makes comparisons of simple patterns; it takes what RE2 does.
duckdb::unique_ptr<duckdb::Expression> BindLike(duckdb::FunctionBindExpressionInput& input) {
  const auto& pattern = input.children[1];
  if (pattern->IsFoldable()) {
    const Value text = duckdb::ExpressionExecutor::EvaluateScalar(input.context, *pattern);
    const bool plain = !text.IsNull() && text.type().id() == duckdb::LogicalTypeId::VARCHAR &&
                       Pattern::IsPlain(duckdb::StringValue::Get(text));
    if (plain) return Call(input.context, "regexp_matches", std::move(input.children));
  }
  return CallOwn(input.context, std::move(input.children), "regexp_like",
                 {LogicalType::VARCHAR, LogicalType::VARCHAR}, LogicalType::BOOLEAN, Like);
}

}  // namespace

void RegisterRegexpFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType text = LogicalType::VARCHAR, number = LogicalType::BIGINT;
  const LogicalType texts = LogicalType::LIST(text);
  loader.RegisterFunction(
      BoundLater("tarn_regexp_like", 2, BindLike, NullResult::Of(LogicalType::BOOLEAN)));
  const LogicalType groups = LogicalType::LIST(texts);
  RegisterScalar(loader, "tarn_regexp_groups", {text, text}, groups, RowKernel(Groups));
  RegisterScalar(loader, "tarn_regexp_splice", {text, text, texts}, text, RowKernel(Splice));
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

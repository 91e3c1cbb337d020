#include "engine/embedded/error_place.h"

#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/suggest.h"
#include "engine/embedded/names.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using base::StandardError;

// What DuckDB says, and what it is called in Trino's words. The name is what stands between
// `before` and the closing character; `also` must be in the message as well.
struct Pattern {
  std::string_view before;
  char close;
  std::string_view also;
  ErrorKind kind;
  StandardError code;
  std::string_view problem;  // {} is the name
};
constexpr std::array kPatterns = {
    Pattern{"Referenced column \"", '"', "", ErrorKind::kNotFound, StandardError::kColumnNotFound,
            "Column '{}' cannot be resolved"},
    Pattern{"does not have a column named \"", '"', "", ErrorKind::kNotFound,
            StandardError::kColumnNotFound, "Column '{}' cannot be resolved"},
    Pattern{"does not have a column with name \"", '"', "", ErrorKind::kNotFound,
            StandardError::kColumnNotFound, "Column '{}' cannot be resolved"},
    Pattern{"Ambiguous reference to column name \"", '"', "", ErrorKind::kInvalidArgument,
            StandardError::kAmbiguousName, "Column '{}' is ambiguous"},
    Pattern{"Referenced table \"", '"', "", ErrorKind::kNotFound, StandardError::kTableNotFound,
            "Table '{}' cannot be resolved"},
    Pattern{"Table with name ", ' ', "", ErrorKind::kNotFound, StandardError::kTableNotFound,
            "Table '{}' does not exist"},
    Pattern{"Column with name ", ' ', "already exists", ErrorKind::kInvalidArgument,
            StandardError::kDuplicateColumnName, "Column '{}' is specified more than once"},
    Pattern{"column \"", '"', "GROUP BY", ErrorKind::kInvalidArgument,
            StandardError::kExpressionNotAggregate,
            "Column '{}' must be an aggregate expression or appear in GROUP BY clause"},
    Pattern{"Scalar Function with name ", ' ', "", ErrorKind::kNotFound,
            StandardError::kFunctionNotFound, "Function '{}' not registered"},
    Pattern{"Could not find key \"", '"', "", ErrorKind::kNotFound, StandardError::kNotFound,
            "Field '{}' cannot be resolved"},
};

bool IsWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(a[i])) !=
        std::tolower(static_cast<unsigned char>(b[i]))) {
      return false;
    }
  }
  return true;
}

// Where `name` stands as a word of its own, outside strings and comments.
std::optional<sql::Location> FindWord(std::string_view source, std::string_view name) {
  sql::Location at;
  for (size_t i = 0; i < source.size(); ++i) {
    const char c = source[i];
    const bool word = (i == 0 || !IsWord(source[i - 1])) &&
                      EqualsIgnoringCase(source.substr(i, name.size()), name) &&
                      (i + name.size() >= source.size() || !IsWord(source[i + name.size()]));
    if (word) {
      at.begin = static_cast<uint32_t>(i);
      at.end = static_cast<uint32_t>(i + name.size());
      return at;
    }
    size_t skip_to = i;
    if (c == '\'') {
      skip_to = source.find('\'', i + 1);
    } else if (c == '-' && source.substr(i, 2) == "--") {
      skip_to = source.find('\n', i);
      if (skip_to != std::string_view::npos) --skip_to;
    }
    if (skip_to == std::string_view::npos) return std::nullopt;
    for (; i <= skip_to; ++i) {
      if (source[i] == '\n') {
        ++at.line;
        at.column = 1;
      } else if ((source[i] & 0xC0) != 0x80) {  // a UTF-8 character counts once
        ++at.column;
      }
    }
    --i;
  }
  return std::nullopt;
}

// DuckDB's "Candidate bindings: "a", "b"".
std::vector<std::string> Candidates(const std::string& message) {
  std::vector<std::string> names;
  size_t at = message.find("Candidate bindings");
  if (at == std::string::npos) return names;
  while ((at = message.find('"', at)) != std::string::npos) {
    const size_t end = message.find('"', at + 1);
    if (end == std::string::npos) break;
    std::string name = message.substr(at + 1, end - at - 1);
    const size_t dot = name.rfind('.');
    names.push_back(dot == std::string::npos ? name : name.substr(dot + 1));
    at = end + 1;
  }
  return names;
}

// "f(VARCHAR)" of "No function matches the given name and argument types 'f(VARCHAR)'".
std::optional<base::Error> WrongArguments(const base::Error& error, std::string_view source) {
  static constexpr std::string_view kText = "argument types '";
  const std::string& message = error.message();
  const size_t at = message.find(kText);
  if (at == std::string::npos) return std::nullopt;
  const size_t begin = at + kText.size();
  const std::string call = message.substr(begin, message.find('\'', begin) - begin);
  const std::string name = call.substr(0, call.find('('));
  // Operators have no names.
  const bool is_operator = !name.empty() && !IsWord(name[0]);
  const std::string problem =
      (is_operator ? "Cannot apply operator: " : "Unexpected parameters for function ") + call;
  const auto place = FindWord(source, name);
  // Trino finds some operators only when it plans.
  const bool planned = is_operator && !place && name == "=";
  const StandardError code = !is_operator ? StandardError::kFunctionNotFound
                             : planned    ? StandardError::kOperatorNotFound
                                          : StandardError::kTypeMismatch;
  if (!place) return base::Error(ErrorKind::kInvalidArgument, code, problem, error.hint());
  return ErrorAt(ErrorKind::kInvalidArgument, code, *place, problem, source,
                 "cast the arguments to the types that the function takes");
}

}  // namespace

base::Error PlaceError(const base::Error& error, std::string_view source) {
  const std::string& message = error.message();
  const bool of_analysis =
      error.kind() == ErrorKind::kInvalidArgument || error.kind() == ErrorKind::kNotFound;
  if (!of_analysis || message.starts_with("line ")) return error;
  if (auto found = WrongArguments(error, source)) return *found;
  for (const Pattern& pattern : kPatterns) {
    const size_t at = message.find(pattern.before);
    if (at == std::string::npos || message.find(pattern.also) == std::string::npos) continue;
    const size_t begin = at + pattern.before.size();
    const size_t end = message.find(pattern.close, begin);
    if (end == std::string::npos) continue;
    const std::string name = message.substr(begin, end - begin);
    const auto place = FindWord(source, name);
    if (!place) continue;
    std::string problem = fmt::format(fmt::runtime(pattern.problem), name);
    problem += base::DidYouMean(name, Candidates(message));
    return ErrorAt(pattern.kind, pattern.code, *place, problem, source, error.hint());
  }
  return error;
}

}  // namespace tarn::engine::embedded

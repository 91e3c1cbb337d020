#include "engine/embedded/adapter/run_time_words.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/standard_error.h"

namespace tarn::engine::embedded {
namespace {

using base::StandardError;
using Parts = std::vector<std::string_view>;
using Pairs = std::pair<std::string_view, std::string_view>;

// "INT32" as "integer"; nullopt for what is no integer type of Trino's.
std::optional<std::string_view> TypeName(std::string_view type) {
  static constexpr std::array kTypes = {Pairs{"INT8", "tinyint"}, Pairs{"INT16", "smallint"},
                                        Pairs{"INT32", "integer"}, Pairs{"INT64", "bigint"}};
  for (const auto& [duckdb, trino] : kTypes) {
    if (type == duckdb) return trino;
  }
  return std::nullopt;
}

// What is wrong, the type, the operands.
std::optional<std::string> Overflow(const Parts& parts) {
  if (parts[1].starts_with("DECIMAL") || parts[1] == "INT128") return "Decimal overflow";
  const auto type = TypeName(parts[1]);
  if (!type) return std::nullopt;
  return fmt::format("{} {} overflow: {}", *type, parts[0], parts[2]);
}

// The type from which, the value, the type to which.
std::optional<std::string> OutOfRange(const Parts& parts) {
  const auto type = TypeName(parts[2]);
  if (!type) return std::nullopt;
  return fmt::format("Out of range for {}: {}", *type, parts[1]);
}

// Only the least value of a type has no absolute one: it tells the type.
std::optional<std::string> Absolute(const Parts& parts) {
  static constexpr std::array kLeast = {Pairs{"-128", "tinyint"}, Pairs{"-32768", "smallint"},
                                        Pairs{"-2147483648", "integer"},
                                        Pairs{"-9223372036854775808", "bigint"}};
  for (const auto& [value, type] : kLeast) {
    if (parts[0] == value) {
      return fmt::format("Value {} is out of range for abs({})", value, type);
    }
  }
  return std::nullopt;
}

std::optional<std::string> Buckets(const Parts&) {
  return "Invalid argument of ntile: Buckets must be greater than 0";
}

// Of patterns: what RE2 says, as Joni does.
std::optional<std::string> OfPattern(const char* words) {
  return std::string("Invalid argument of regexp_like: ") + words;
}
std::optional<std::string> ClassRange(const Parts& parts) {
  if (parts[0].starts_with("\\")) {
    const size_t open = parts[0].find('{');
    const size_t close = parts[0].find('}');
    if (open == std::string_view::npos || close == std::string_view::npos) return std::nullopt;
    return OfPattern(fmt::format("invalid character property name <{}>",
                                 parts[0].substr(open + 1, close - open - 1))
                         .c_str());
  }
  return OfPattern(parts[0].starts_with("[:") ? "invalid POSIX bracket type"
                                              : "empty range in char class");
}

// DuckDB's message, with a '*' for each part that varies.
struct Words {
  std::string_view duckdb;
  std::optional<std::string> (*trino)(const Parts& parts);
  StandardError code = StandardError::kInvalidFunctionArgument;
};
constexpr std::array kWords = {
    Words{"Overflow in * of * (*)", Overflow, StandardError::kNumericValueOutOfRange},
    Words{"Type * with value * can't be cast because the value is out of range for the destination "
          "type *",
          OutOfRange, StandardError::kNumericValueOutOfRange},
    Words{"Overflow on abs(*)", Absolute, StandardError::kNumericValueOutOfRange},
    Words{"time field value out of range: \"*\", expected *",
          [](const Parts& parts) -> std::optional<std::string> {
            return fmt::format("Value cannot be cast to time with time zone: {}", parts[0]);
          },
          StandardError::kInvalidCastArgument},
    Words{"missing ): *",
          [](const Parts&) { return OfPattern("end pattern with unmatched parenthesis"); }},
    Words{"invalid named capture group: *",
          [](const Parts&) { return OfPattern("end pattern with unmatched parenthesis"); }},
    Words{"missing ]: *", [](const Parts&) { return OfPattern("premature end of char-class"); }},
    Words{"unexpected ): *", [](const Parts&) { return OfPattern("unmatched close parenthesis"); }},
    Words{"trailing \\*", [](const Parts&) { return OfPattern("end pattern at escape"); }},
    Words{"no argument for repetition operator: *",
          [](const Parts&) { return OfPattern("target of repeat operator is not specified"); }},
    Words{"invalid repetition size: *",
          [](const Parts&) { return OfPattern("upper is smaller than lower in repeat range"); }},
    Words{"invalid escape sequence: *",
          [](const Parts&) { return OfPattern("invalid backref number/name"); }},
    Words{"invalid perl operator: (?<*",
          [](const Parts&) { return OfPattern("end pattern with unmatched parenthesis"); }},
    Words{"invalid perl operator: *",
          [](const Parts&) { return OfPattern("undefined group option"); }},
    Words{"invalid character class range: *", ClassRange},
    Words{"Argument for ntile must be greater than zero", Buckets},
};

// The parts for the stars; what follows the last words is of no interest.
std::optional<Parts> Match(std::string_view message, std::string_view words) {
  Parts parts;
  size_t star = words.find('*');
  if (!message.starts_with(words.substr(0, star))) return std::nullopt;
  while (star != std::string_view::npos) {
    message.remove_prefix(star);
    words.remove_prefix(star + 1);
    star = words.find('*');
    const std::string_view next = words.substr(0, star);
    const size_t end = next.empty() ? message.size() : message.find(next);
    if (end == std::string_view::npos) return std::nullopt;
    parts.push_back(message.substr(0, end));
    message.remove_prefix(end);
    if (star == std::string_view::npos) break;
  }
  return parts;
}

}  // namespace

std::optional<base::Error> RunTimeWords(std::string_view message) {
  for (const Words& words : kWords) {
    const auto parts = Match(message, words.duckdb);
    if (!parts) continue;
    auto trino = words.trino(*parts);
    if (!trino) return std::nullopt;
    return base::Error(base::ErrorKind::kInvalidArgument, words.code, std::move(*trino));
  }
  return std::nullopt;
}

}  // namespace tarn::engine::embedded

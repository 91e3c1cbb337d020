#include "sql/vocabulary.h"

#include <algorithm>
#include <utility>

namespace tarn::sql {

namespace {

// In the order of the enums.
constexpr std::string_view kIntervalFields[] = {"YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"};
constexpr std::string_view kBinaryOperators[] = {"+", "-", "*", "/", "%", "||"};
constexpr std::string_view kComparisonOperators[] = {"=", "<>", "<", "<=", ">", ">="};
constexpr std::string_view kCurrentValues[] = {
    "CURRENT_DATE", "CURRENT_TIME",    "CURRENT_TIMESTAMP", "LOCALTIME",   "LOCALTIMESTAMP",
    "CURRENT_USER", "CURRENT_CATALOG", "CURRENT_SCHEMA",    "CURRENT_PATH"};
constexpr std::string_view kJsonFormats[] = {"FORMAT JSON", "FORMAT JSON ENCODING UTF8",
                                             "FORMAT JSON ENCODING UTF16",
                                             "FORMAT JSON ENCODING UTF32"};
constexpr std::string_view kJsonQueryBehaviors[] = {"ERROR", "NULL", "EMPTY ARRAY", "EMPTY OBJECT"};
constexpr std::string_view kJsonExistsOnErrors[] = {"TRUE", "FALSE", "UNKNOWN", "ERROR"};
constexpr std::string_view kSetOperators[] = {"UNION", "INTERSECT", "EXCEPT"};
constexpr std::string_view kJoinTypes[] = {"CROSS JOIN", "INNER JOIN", "LEFT JOIN", "RIGHT JOIN",
                                           "FULL JOIN"};
constexpr std::string_view kIsolationLevels[] = {"READ UNCOMMITTED", "READ COMMITTED",
                                                 "REPEATABLE READ", "SERIALIZABLE"};
constexpr std::string_view kRowsPerMatch[] = {
    "ONE ROW PER MATCH", "ALL ROWS PER MATCH SHOW EMPTY MATCHES",
    "ALL ROWS PER MATCH OMIT EMPTY MATCHES", "ALL ROWS PER MATCH WITH UNMATCHED ROWS"};

// The first name of a field is the one to print.
constexpr std::pair<std::string_view, ExtractField> kExtractFields[] = {
    {"YEAR", ExtractField::kYear},
    {"QUARTER", ExtractField::kQuarter},
    {"MONTH", ExtractField::kMonth},
    {"WEEK", ExtractField::kWeek},
    {"DAY", ExtractField::kDay},
    {"DAY_OF_MONTH", ExtractField::kDayOfMonth},
    {"DAY_OF_WEEK", ExtractField::kDayOfWeek},
    {"DOW", ExtractField::kDayOfWeek},
    {"DAY_OF_YEAR", ExtractField::kDayOfYear},
    {"DOY", ExtractField::kDayOfYear},
    {"YEAR_OF_WEEK", ExtractField::kYearOfWeek},
    {"YOW", ExtractField::kYearOfWeek},
    {"HOUR", ExtractField::kHour},
    {"MINUTE", ExtractField::kMinute},
    {"SECOND", ExtractField::kSecond},
    {"TIMEZONE_MINUTE", ExtractField::kTimezoneMinute},
    {"TIMEZONE_HOUR", ExtractField::kTimezoneHour},
};

template <typename Enum, size_t N>
std::string_view At(const std::string_view (&names)[N], Enum value) {
  return names[static_cast<size_t>(value)];
}

}  // namespace

std::string_view Text(IntervalField field) { return At(kIntervalFields, field); }
std::string_view Text(BinaryOperator op) { return At(kBinaryOperators, op); }
std::string_view Text(ComparisonOperator op) { return At(kComparisonOperators, op); }
std::string_view Text(CurrentValueKind kind) { return At(kCurrentValues, kind); }
std::string_view Text(JsonFormat format) { return At(kJsonFormats, format); }
std::string_view Text(JsonQueryBehavior behavior) { return At(kJsonQueryBehaviors, behavior); }
std::string_view Text(JsonExistsOnError behavior) { return At(kJsonExistsOnErrors, behavior); }
std::string_view Text(SetOperator op) { return At(kSetOperators, op); }
std::string_view Text(JoinType type) { return At(kJoinTypes, type); }
std::string_view Text(IsolationLevel level) { return At(kIsolationLevels, level); }
std::string_view Text(RowsPerMatch rows) { return At(kRowsPerMatch, rows); }

std::string_view Text(ExtractField field) {
  for (const auto& [name, value] : kExtractFields) {
    if (value == field) return name;
  }
  return {};
}

std::optional<ExtractField> FindExtractField(std::string_view name) {
  std::string upper(name);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  for (const auto& [text, value] : kExtractFields) {
    if (text == upper) return value;
  }
  return std::nullopt;
}

std::string ExtractFieldNames() {
  std::string joined;
  for (const auto& [name, value] : kExtractFields) {
    if (!joined.empty()) joined += ", ";
    joined += name;
  }
  return joined;
}

}  // namespace tarn::sql

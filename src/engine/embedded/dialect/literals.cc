#include "engine/embedded/dialect/literals.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <limits>
#include <vector>

#include "base/standard_error.h"
#include "engine/embedded/adapter/fine_time_text.h"
#include "engine/embedded/adapter/ip_text.h"
#include "engine/embedded/adapter/json_document.h"
#include "engine/embedded/adapter/time_zones.h"
#include "engine/embedded/adapter/value_text.h"
#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/quote.h"
#include "engine/embedded/dialect/types.h"
#include "iceberg/civil_time.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using sql::IntervalField;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

const char* Unit(IntervalField field) {
  static constexpr const char* kUnits[] = {"YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"};
  return kUnits[static_cast<int>(field)];
}

// "DAY TO SECOND".
std::string Qualifier(const sql::IntervalLiteral& literal) {
  std::string text = Unit(literal.from);
  if (literal.to) text += fmt::format(" TO {}", Unit(*literal.to));
  return text;
}

[[noreturn]] void Bad(const sql::Location& location, std::string_view what, std::string_view text) {
  base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidLiteral,
              "{}: '{}' is not a valid {} literal", At(location), text, what);
}

// Trino's other words for intervals: with the fields, not the type alone.
[[noreturn]] void BadInterval(const sql::Location& location, const sql::IntervalLiteral& literal) {
  base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidLiteral,
              "{}: Invalid INTERVAL {} value: {}", At(location), Qualifier(literal), literal.value);
}

// DuckDB reads nanoseconds by way of the day that they are of, and the first day that has any
// begins before they do: those are given as a number.
constexpr int64_t kFirstWholeDayNanos = -9'223'286'400'000'000'000;

// "… UTC" and "… +02:00" with the zone as ISO 8601 has it, right behind the time.
std::string PlainZone(std::string text) {
  const size_t space = text.rfind(' ');
  if (space == std::string::npos || space + 1 == text.size()) return text;
  if (text.substr(space) == " UTC") return text.replace(space, 4, "Z");
  if (text[space + 1] == '+' || text[space + 1] == '-') text.erase(space, 1);
  return text;
}

// A literal of more digits than DuckDB's types have.
std::string FineText(const std::string& text, TypeKind kind, size_t digits) {
  const FineTime type{kind, static_cast<int>(digits)};
  return fmt::format("tarn_cast({}, CAST(NULL AS {}))", QuoteText(text), FineTimeName(type));
}

// Digits decide the type: seconds, milliseconds, microseconds, nanoseconds and finer ones.
// Nanoseconds are given as a number.
std::string TimestampText(const std::string& text, const sql::Location& location) {
  const bool zone = HasZone(text);
  const size_t digits = FractionDigits(text);
  constexpr size_t kMostDigits = 12;
  const auto parsed = ParseTimestamp(text);
  if (digits > kMostDigits) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kNumericValueOutOfRange,
                "{}: TIMESTAMP precision must be in range [0, 12]: {}", At(location), digits);
  }
  if (!parsed || !MicrosOf(*parsed) || (!parsed->zone.empty() && !FindZone(parsed->zone)) ||
      (!zone && !parsed->zone.empty())) {
    Bad(location, "TIMESTAMP", text);
  }
  if (digits <= 6) {
    if (zone) return fmt::format("tarn_timestamp_literal({})", QuoteText(text));
    return fmt::format("tarn_plain_timestamp_literal({}, {})", QuoteText(text), digits);
  }
  const TypeKind kind = zone ? TypeKind::kTimestampWithTimeZone : TypeKind::kTimestamp;
  if (digits >= static_cast<size_t>(LeastFineDigits(kind))) {
    return FineText(text, kind, digits);
  }
  const auto nanos = iceberg::ParseDateTimeNanos(text, false);
  if (nanos && *nanos < kFirstWholeDayNanos) {
    return fmt::format("CAST(make_timestamp_ns({}) AS TIMESTAMP_NS)", *nanos);
  }
  return fmt::format("CAST({} AS TIMESTAMP_NS)", QuoteText(text));
}

// The numbers of '1-2', '2 03:04:05.678', one for each field from `from` on.
std::vector<std::string> SplitFields(std::string_view text) {
  std::vector<std::string> parts(1);
  for (char c : text) {
    if (c == '-' || c == ' ' || c == ':') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

}  // namespace

// A zone follows the time of day: "… 10:00 UTC", "… 10:00+02:00", "… 10:00 Europe/Berlin".
bool HasZone(std::string_view text) {
  size_t colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  return std::any_of(text.begin() + colon, text.end(), [](char c) {
    return c == '+' || c == '-' || std::isalpha(static_cast<unsigned char>(c)) != 0;
  });
}

// Digits behind the point of the seconds: they are the literal's precision.
size_t FractionDigits(std::string_view text) {
  const size_t point = text.find('.');
  if (point == std::string_view::npos) return 0;
  const auto end = std::find_if_not(text.begin() + point + 1, text.end(), IsDigit);
  return static_cast<size_t>(end - text.begin()) - point - 1;
}

std::string DecimalText(const sql::DecimalLiteral& literal, const sql::Location& location) {
  std::string digits;
  size_t scale = 0;
  bool point = false, leading = true;
  for (char c : literal.text) {
    if (c == '.') {
      point = true;
      continue;
    }
    if (!IsDigit(c)) continue;
    if (point) ++scale;
    if (c != '0' || point) leading = false;
    if (!leading) digits += c;
  }
  size_t precision = std::max({digits.size(), scale, size_t{1}});
  if (precision > 38) Bad(location, "DECIMAL", literal.text);
  return fmt::format("CAST('{}' AS DECIMAL({},{}))", literal.text, precision, scale);
}

std::string BinaryText(const sql::BinaryLiteral& literal) {
  std::string hex;
  for (unsigned char c : literal.bytes) hex += fmt::format("{:02X}", c);
  return fmt::format("from_hex('{}')", hex);
}

namespace {

// A decimal's digits with at most one point, and a sign.
bool IsDecimal(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  const auto points = std::count(text.begin(), text.end(), '.');
  const auto digits = std::count_if(text.begin(), text.end(), IsDigit);
  return points <= 1 && digits > 0 && digits + points == static_cast<ptrdiff_t>(text.size());
}

// Eight, four, four, four and twelve hexadecimal digits.
bool IsUuid(std::string_view text) {
  constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  return std::equal(text.begin(), text.end(), kShape.begin(), kShape.end(), [](char c, char shape) {
    return shape == '-' ? c == '-' : std::isxdigit(static_cast<unsigned char>(c)) != 0;
  });
}

template <typename T>
bool IsInteger(std::string_view text) {
  const auto value = ParseInteger(text);
  return value && *value >= std::numeric_limits<T>::min() &&
         *value <= std::numeric_limits<T>::max();
}

// Types whose literals are read here only to see whether they can be.
struct Readable {
  std::string_view type;
  const char* name;  // as Trino's message has it
  bool (*reads)(std::string_view text);
};
constexpr std::array kReadable = {
    Readable{"tinyint", "TINYINT", IsInteger<int8_t>},
    Readable{"smallint", "SMALLINT", IsInteger<int16_t>},
    Readable{"integer", "INTEGER", IsInteger<int32_t>},
    Readable{"int", "INTEGER", IsInteger<int32_t>},
    Readable{"bigint", "BIGINT", IsInteger<int64_t>},
    Readable{"real", "REAL", [](std::string_view t) { return ParseDouble(t).has_value(); }},
    Readable{"double", "DOUBLE", [](std::string_view t) { return ParseDouble(t).has_value(); }},
    Readable{"boolean", "BOOLEAN", [](std::string_view t) { return ParseBoolean(t).has_value(); }},
    Readable{"decimal", "DECIMAL", IsDecimal},
    Readable{"uuid", "UUID", IsUuid},
    Readable{"json", "JSON", [](std::string_view t) { return ParseJsonDocument(t).has_value(); }},
};

}  // namespace

std::string TypedText(const sql::GenericLiteral& literal, const sql::Location& location) {
  std::string type = literal.type.Canonical();
  for (const Readable& readable : kReadable) {
    if (type == readable.type && !readable.reads(literal.value)) {
      Bad(location, readable.name, literal.value);
    }
  }
  if (type == "timestamp") return TimestampText(literal.value, location);
  if (type == "date") {
    if (!ParseDate(literal.value)) Bad(location, "DATE", literal.value);
    // DuckDB takes no sign before the year 12345.
    const size_t begin = literal.value.find_first_not_of(" \t\n");
    const bool sign = literal.value[begin] == '+';
    return fmt::format("CAST({} AS DATE)", QuoteText(literal.value.substr(begin + (sign ? 1 : 0))));
  }
  if (type == "time") {
    const std::string_view clock =
        std::string_view(literal.value).substr(0, literal.value.find_first_of("+- "));
    if (!ParseTime(clock)) Bad(location, "TIME", literal.value);
    const TypeKind kind = HasZone(literal.value) ? TypeKind::kTimeWithTimeZone : TypeKind::kTime;
    const size_t digits = FractionDigits(literal.value);
    if (digits >= static_cast<size_t>(LeastFineDigits(kind))) {
      return FineText(literal.value, kind, digits);
    }
    std::string text = PlainZone(literal.value);
    // DuckDB wants the seconds.
    if (std::count(clock.begin(), clock.end(), ':') == 1) text.insert(clock.size(), ":00");
    return fmt::format("CAST({} AS {})", QuoteText(text), HasZone(text) ? "TIMETZ" : "TIME");
  }
  if (type == "decimal") return DecimalText({literal.value}, location);
  if (type == "json") return fmt::format("tarn_json_parse({})", QuoteText(literal.value));
  if (type == "ipaddress") {
    if (!ParseIpAddress(literal.value)) Bad(location, "IPADDRESS", literal.value);
    return fmt::format("tarn_cast({}, CAST(NULL AS ipaddress))", QuoteText(literal.value));
  }
  sql::DataType data_type{sql::GenericType{literal.type, {}}, location};
  return fmt::format("CAST({} AS {})", QuoteText(literal.value), TranslateType(data_type).duckdb);
}

namespace {

// INTERVAL YEAR TO MONTH, the adapter's type for it: months in 32 bits.
std::string MonthsText(const sql::IntervalLiteral& literal, const std::vector<std::string>& parts,
                       bool negative, const sql::Location& location) {
  constexpr int kMonthsOfYear = 12;
  int64_t months = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    int64_t number = 0;
    const auto read = std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), number);
    if (parts.size() == 1 && parts[i].empty()) continue;  // none, as in Trino
    const bool valid = !parts[i].empty() && IsDigit(parts[i][0]) && read.ec == std::errc() &&
                       read.ptr == parts[i].data() + parts[i].size() &&
                       number <= std::numeric_limits<uint32_t>::max();
    if (!valid) BadInterval(location, literal);
    const bool years = i == 0 && literal.from == IntervalField::kYear;
    months += years ? number * kMonthsOfYear : number;
  }
  if (negative) months = -months;
  if (months < std::numeric_limits<int32_t>::min() ||
      months > std::numeric_limits<int32_t>::max()) {
    BadInterval(location, literal);
  }
  return fmt::format("CAST(to_months(CAST({} AS INTEGER)) AS interval_year_to_month)", months);
}

}  // namespace

std::string IntervalText(const sql::IntervalLiteral& literal, const sql::Location& location) {
  std::string_view value = literal.value;
  bool negative = literal.negative;
  if (!value.empty() && (value[0] == '-' || value[0] == '+')) {
    negative = negative != (value[0] == '-');
    value.remove_prefix(1);
  }
  auto parts = SplitFields(value);
  auto last = literal.to.value_or(literal.from);
  size_t fields = static_cast<size_t>(last) - static_cast<size_t>(literal.from) + 1;
  const bool months = literal.from <= IntervalField::kMonth;
  if (last < literal.from || months != (last <= IntervalField::kMonth)) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidLiteral,
                "{}: Invalid interval qualifier: {}", At(location), Qualifier(literal));
  }
  // The last fields may be missing, and so may all be.
  if (parts.size() > fields) BadInterval(location, literal);
  if (parts.size() == 1 && parts[0].empty()) parts[0] = "0";
  while (parts.size() < fields) parts.emplace_back("0");
  if (months) return MonthsText(literal, parts, negative, location);
  std::string text;
  for (size_t i = 0; i < fields; ++i) {
    auto field = static_cast<IntervalField>(static_cast<size_t>(literal.from) + i);
    bool fraction = field == IntervalField::kSecond;
    bool valid = !parts[i].empty() && std::all_of(parts[i].begin(), parts[i].end(), [&](char c) {
      return IsDigit(c) || (fraction && c == '.');
    });
    // More milliseconds than 64 bits have, for any field.
    constexpr size_t kMostDigits = 11;
    if (!valid || (!fraction && parts[i].size() > kMostDigits)) BadInterval(location, literal);
    text += fmt::format("{}INTERVAL '{}' {}", i > 0 ? " + " : "", parts[i], Unit(field));
  }
  return negative ? fmt::format("(-({}))", text) : fmt::format("({})", text);
}

}  // namespace tarn::engine::embedded

#include "api/postgres/literal.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "api/postgres/sql_error.h"
#include "sql/printer.h"

namespace tarn::api::postgres {
namespace {

using engine::Type;
using engine::TypeKind;

[[noreturn]] void NotOf(const Type& type, std::string_view text, const char* sqlstate = "22P02") {
  throw SqlError(sqlstate, fmt::format("invalid input syntax for type {}: \"{}\"", type.ToString(),
                                       text.substr(0, 200)));
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) {
    text.remove_prefix(1);
  }
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) {
    text.remove_suffix(1);
  }
  return text;
}

// PostgreSQL takes a UUID with or without its dashes, in any case and in braces; Trino's literals
// have dashes. What is none stays as it is, to be refused.
std::string CanonicalUuid(std::string_view given) {
  std::string digits;
  for (const char c : given) {
    if (std::isxdigit(static_cast<unsigned char>(c)) != 0) {
      digits += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (c != '-' && c != '{' && c != '}') {
      return std::string(given);
    }
  }
  constexpr size_t kDigits = 32;
  if (digits.size() != kDigits) return std::string(given);
  for (const size_t dash : {20, 16, 12, 8}) digits.insert(dash, 1, '-');
  return digits;
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

size_t Digits(std::string_view text, size_t at) {
  size_t count = 0;
  while (at + count < text.size() && text[at + count] >= '0' && text[at + count] <= '9') ++count;
  return count;
}

// [+-]digits[.digits][e[+-]digits]
bool IsNumber(std::string_view text, bool integer_only, bool exponent) {
  size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const size_t whole = Digits(text, at);
  at += whole;
  if (integer_only) return whole > 0 && at == text.size();
  size_t fraction = 0;
  if (at < text.size() && text[at] == '.') {
    fraction = Digits(text, at + 1);
    at += 1 + fraction;
  }
  if (whole + fraction == 0) return false;
  if (exponent && at < text.size() && (text[at] | 0x20) == 'e') {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    const size_t digits = Digits(text, at);
    if (digits == 0) return false;
    at += digits;
  }
  return at == text.size();
}

std::string Number(const Type& type, std::string_view given) {
  const std::string_view text = Trim(given);
  const bool floating = type.kind == TypeKind::kReal || type.kind == TypeKind::kDouble;
  if (floating) {
    const std::string lower = Lower(text);
    const char* cast = type.kind == TypeKind::kReal ? "CAST({} AS real)" : "{}";
    if (lower == "nan") return fmt::format(fmt::runtime(cast), "nan()");
    if (lower == "infinity" || lower == "inf") return fmt::format(fmt::runtime(cast), "infinity()");
    if (lower == "-infinity" || lower == "-inf") {
      return fmt::format(fmt::runtime(cast), "(-infinity())");
    }
    if (!IsNumber(text, false, true)) NotOf(type, text);
    return fmt::format("{} '{}'", type.kind == TypeKind::kReal ? "REAL" : "DOUBLE", text);
  }
  if (type.kind == TypeKind::kDecimal) {
    if (!IsNumber(text, false, false)) NotOf(type, text);
    constexpr std::ptrdiff_t kMostDigits = 38;
    if (std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) >
        kMostDigits) {
      NotOf(type, text, "22003");
    }
    return fmt::format("DECIMAL '{}'", text);
  }
  if (!IsNumber(text, true, false)) NotOf(type, text);
  const char* name = type.kind == TypeKind::kTinyint    ? "TINYINT"
                     : type.kind == TypeKind::kSmallint ? "SMALLINT"
                     : type.kind == TypeKind::kInteger  ? "INTEGER"
                                                        : "BIGINT";
  return fmt::format("{} '{}'", name, text.starts_with('+') ? text.substr(1) : text);
}

std::string Boolean(const Type& type, std::string_view given) {
  const std::string text = Lower(Trim(given));
  if (text == "t" || text == "true" || text == "yes" || text == "y" || text == "on" ||
      text == "1") {
    return "true";
  }
  if (text == "f" || text == "false" || text == "no" || text == "n" || text == "off" ||
      text == "0") {
    return "false";
  }
  NotOf(type, given);
}

std::string Binary(const Type& type, std::string_view text) {
  std::string hex;
  if (text.starts_with("\\x")) {
    for (const char c : text.substr(2)) {
      if (std::isspace(static_cast<unsigned char>(c)) != 0) continue;
      if (std::isxdigit(static_cast<unsigned char>(c)) == 0) NotOf(type, text);
      hex += c;
    }
    if (hex.size() % 2 != 0) NotOf(type, text);
    return "X'" + hex + "'";
  }
  for (size_t i = 0; i < text.size(); ++i) {
    auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\\') {
      if (i + 1 < text.size() && text[i + 1] == '\\') {
        ++i;
      } else {
        constexpr size_t kOctal = 3;
        if (Digits(text, i + 1) < kOctal) NotOf(type, text);
        byte = static_cast<unsigned char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 +
                                          (text[i + 3] - '0'));
        i += kOctal;
      }
    }
    hex += fmt::format("{:02x}", byte);
  }
  return "X'" + hex + "'";
}

// "2026-01-31 10:00:00.5+02" or with T, in its parts.
struct Moment {
  std::string date, time, zone;
};
std::optional<Moment> MomentOf(std::string_view text) {
  Moment moment;
  text = Trim(text);
  const bool dated = text.size() > 4 && text.find(':') > text.find('-');
  if (dated) {
    const size_t end = text.find_first_of(" T");
    moment.date = text.substr(0, end);
    text = end == std::string_view::npos ? "" : Trim(text.substr(end + 1));
  }
  const size_t zone = text.find_first_of("+-Zz U");
  moment.time = text.substr(0, zone);
  if (zone != std::string_view::npos) moment.zone = Trim(text.substr(zone));
  const std::string_view date = moment.date;
  const size_t year = Digits(date, 0);
  if (dated &&
      (year < 4 || date.size() != year + 6 || date[year] != '-' || Digits(date, year + 1) != 2 ||
       date[year + 3] != '-' || Digits(date, year + 4) != 2)) {
    return std::nullopt;
  }
  if (moment.time.find_first_not_of("0123456789:.") != std::string::npos) return std::nullopt;
  if (moment.time.size() == 5) moment.time += ":00";
  return moment;
}

// "+02" as "+02:00", "Z" as "UTC".
std::string ZoneText(const Type& type, const std::string& zone, std::string_view whole) {
  if (zone.empty() || zone == "Z" || zone == "z" || zone == "UTC" || zone == "+00") return "UTC";
  const bool signed_zone = zone[0] == '+' || zone[0] == '-';
  if (!signed_zone || zone.find_first_not_of("0123456789:", 1) != std::string::npos) {
    NotOf(type, whole, "22007");
  }
  if (zone.size() == 3) return zone + ":00";
  if (zone.size() == 5) return zone.substr(0, 3) + ":" + zone.substr(3);
  return zone;
}

std::string Temporal(const Type& type, std::string_view text) {
  const auto moment = MomentOf(text);
  if (!moment) NotOf(type, text, "22007");
  if (type.kind == TypeKind::kDate) {
    if (moment->date.empty()) NotOf(type, text, "22007");
    return fmt::format("DATE '{}'", moment->date);
  }
  if (type.kind == TypeKind::kTime) {
    if (moment->time.empty()) NotOf(type, text, "22007");
    return fmt::format("TIME '{}'", moment->time);
  }
  if (moment->date.empty()) NotOf(type, text, "22007");
  const std::string time = moment->time.empty() ? "00:00:00" : moment->time;
  if (type.kind == TypeKind::kTimestamp) {
    return fmt::format("TIMESTAMP '{} {}'", moment->date, time);
  }
  return fmt::format("TIMESTAMP '{} {} {}'", moment->date, time,
                     ZoneText(type, moment->zone, text));
}

// "{1,NULL,\"a b\"}": one dimension.
std::string Array(const Type& type, std::string_view given) {
  const std::string_view text = Trim(given);
  if (text.size() < 2 || text.front() != '{' || text.back() != '}') NotOf(type, given);
  const Type& element = type.children[0];
  std::string list;
  size_t at = 1;
  const size_t end = text.size() - 1;
  while (at < end) {
    std::string item;
    bool quoted = false;
    if (text[at] == '{') {
      throw SqlError("0A000", "arrays of several dimensions are not supported: " +
                                  std::string(text.substr(0, 200)));
    }
    if (text[at] == '"') {
      quoted = true;
      for (++at; at < end && text[at] != '"'; ++at) {
        if (text[at] == '\\' && at + 1 < end) ++at;
        item += text[at];
      }
      if (at >= end) NotOf(type, given);
      ++at;
    } else {
      for (; at < end && text[at] != ','; ++at) {
        if (text[at] == '\\' && at + 1 < end) ++at;
        item += text[at];
      }
    }
    if (at < end && text[at] != ',') NotOf(type, given);
    ++at;
    const bool null = !quoted && Lower(Trim(item)) == "null";
    list += list.empty() ? "" : ", ";
    list += null ? NullLiteralOf(element) : LiteralOf(element, item);
  }
  if (list.empty()) return fmt::format("CAST(ARRAY[] AS {})", type.ToString());
  return "ARRAY[" + list + "]";
}

}  // namespace

std::string NullLiteralOf(const Type& type) {
  if (type.kind == TypeKind::kUnknown) return "NULL";
  return fmt::format("CAST(NULL AS {})", type.ToString());
}

std::string LiteralOf(const Type& type, std::string_view text) {
  switch (type.kind) {
    case TypeKind::kBoolean: return Boolean(type, text);
    case TypeKind::kTinyint:
    case TypeKind::kSmallint:
    case TypeKind::kInteger:
    case TypeKind::kBigint:
    case TypeKind::kReal:
    case TypeKind::kDouble:
    case TypeKind::kDecimal: return Number(type, text);
    case TypeKind::kVarbinary: return Binary(type, text);
    case TypeKind::kDate:
    case TypeKind::kTime:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestampWithTimeZone: return Temporal(type, text);
    case TypeKind::kIntervalYearToMonth:
    case TypeKind::kIntervalDayToSecond: return IntervalLiteral(text);
    case TypeKind::kTimeWithTimeZone:
    case TypeKind::kIpAddress:
      return fmt::format("CAST({} AS {})", sql::QuoteString(Trim(text)), type.ToString());
    case TypeKind::kUuid: return "UUID " + sql::QuoteString(CanonicalUuid(Trim(text)));
    case TypeKind::kJson: return "JSON " + sql::QuoteString(text);
    case TypeKind::kArray: return Array(type, text);
    case TypeKind::kMap:
    case TypeKind::kHyperLogLog:
    case TypeKind::kP4HyperLogLog:
    case TypeKind::kSetDigest:
    case TypeKind::kTDigest:
    case TypeKind::kQDigest:
    case TypeKind::kRow:
      throw SqlError("0A000", "values of this type cannot be sent: " + type.ToString());
    case TypeKind::kUnknown:
    case TypeKind::kVarchar:
    case TypeKind::kChar: return sql::QuoteString(text);
  }
  return sql::QuoteString(text);
}

std::string IntervalLiteral(std::string_view given) {
  static constexpr std::pair<const char*, const char*> kUnits[] = {
      {"year", "YEAR"},     {"mon", "MONTH"},  {"month", "MONTH"},   {"day", "DAY"},
      {"hour", "HOUR"},     {"min", "MINUTE"}, {"minute", "MINUTE"}, {"sec", "SECOND"},
      {"second", "SECOND"}, {"h", "HOUR"},     {"m", "MINUTE"},      {"s", "SECOND"},
      {"d", "DAY"},         {"week", "WEEK"}};
  const auto fail = [&]() {
    throw SqlError(
        "22007",
        "invalid input syntax for type interval: \"" + std::string(given.substr(0, 200)) + "\"",
        "write numbers and units: '1 day 2 hours'");
  };
  std::vector<std::string> parts;
  std::string_view text = Trim(given);
  while (!text.empty()) {
    const size_t sign = text[0] == '-' || text[0] == '+' ? 1 : 0;
    size_t end = sign;
    while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || text[end] == '.')) ++end;
    std::string count(text.substr(text[0] == '+' ? 1 : 0, end - (text[0] == '+' ? 1 : 0)));
    text = Trim(text.substr(end));
    size_t length = 0;
    while (length < text.size() && std::isalpha(static_cast<unsigned char>(text[length])) != 0) {
      ++length;
    }
    std::string unit = Lower(text.substr(0, length));
    text = Trim(text.substr(length));
    if (unit.size() > 1 && unit.back() == 's') unit.pop_back();
    const auto known = std::find_if(std::begin(kUnits), std::end(kUnits),
                                    [&](const auto& entry) { return unit == entry.first; });
    if (known == std::end(kUnits) || end == sign) fail();
    if (unit == "week") {
      parts.push_back(fmt::format("7 * INTERVAL '{}' DAY", count));
    } else {
      parts.push_back(fmt::format("INTERVAL '{}' {}", count, known->second));
    }
  }
  if (parts.empty()) fail();
  if (parts.size() == 1) return parts[0];
  return fmt::format("({})", fmt::join(parts, " + "));
}

}  // namespace tarn::api::postgres

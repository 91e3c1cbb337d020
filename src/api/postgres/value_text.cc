#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "api/postgres/types.h"
#include "api/postgres/values.h"
#include "api/postgres/wire.h"

namespace tarn::api::postgres {
namespace {

using engine::Type;
using engine::TypeKind;
using engine::Value;

constexpr int64_t kMicrosPerSecond = 1'000'000;
constexpr int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;
constexpr int64_t kMillisPerDay = 86'400'000;

int64_t FloorDivide(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// Years before 1 are BC: `before_christ` says so, since that stands behind the time.
std::string DateText(int64_t days, bool& before_christ) {
  const int64_t shifted = days + 719468;
  const int64_t era = FloorDivide(shifted, 146097);
  const int64_t day_of_era = shifted - era * 146097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month_index = (5 * day_of_year + 2) / 153;
  const int64_t day = day_of_year - (153 * month_index + 2) / 5 + 1;
  const int64_t month = month_index < 10 ? month_index + 3 : month_index - 9;
  int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  before_christ = year < 1;
  if (before_christ) year = 1 - year;
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

// "10:00:00.12": without trailing zeros.
std::string TimeText(int64_t micros) {
  const int64_t seconds = micros / kMicrosPerSecond;
  std::string text =
      fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (const int64_t fraction = micros % kMicrosPerSecond; fraction != 0) {
    text += fmt::format(".{:06}", fraction);
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text;
}

std::string TimestampText(int64_t micros, const char* zone) {
  const int64_t days = FloorDivide(micros, kMicrosPerDay);
  bool before_christ = false;
  std::string text = DateText(days, before_christ);
  text += " " + TimeText(micros - days * kMicrosPerDay) + zone;
  return before_christ ? text + " BC" : text;
}

// Shortest digits that read back; exponents as PostgreSQL's %g has them.
template <typename Float>
std::string FloatText(Float value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  char buffer[64];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
  const std::string_view text(buffer, static_cast<size_t>(end.ptr - buffer));
  int exponent = 0;
  std::string_view digits = text.substr(text.find('e') + 1);
  if (digits.front() == '+') digits.remove_prefix(1);
  std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
  constexpr int kLeast = -4;
  constexpr int kFirstScientific = sizeof(Float) == sizeof(double) ? 15 : 6;
  if (exponent < kLeast || exponent >= kFirstScientific) return std::string(text);
  end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
  return {buffer, end.ptr};
}

std::string IntervalMonths(int64_t months) {
  std::string text;
  const auto add = [&](int64_t count, const char* unit) {
    if (count == 0) return;
    text += fmt::format("{}{} {}{}", text.empty() ? "" : " ", count, unit, count == 1 ? "" : "s");
  };
  add(months / 12, "year");
  add(months % 12, "mon");
  return text.empty() ? "00:00:00" : text;
}

std::string IntervalMillis(int64_t millis) {
  const int64_t days = millis / kMillisPerDay;
  const int64_t rest = millis % kMillisPerDay;
  std::string text;
  if (days != 0) text = fmt::format("{} day{}", days, days == 1 ? "" : "s");
  if (rest != 0 || days == 0) {
    text += text.empty() ? "" : " ";
    text += (rest < 0 ? "-" : "") + TimeText(std::abs(rest) * 1000);
  }
  return text;
}

void AppendArrayElement(std::string_view text, std::string& out) {
  const bool plain = !text.empty() && text != "NULL" && text != "null" &&
                     text.find_first_of(" \t\n\r\v\f{},\"\\") == std::string_view::npos;
  if (plain) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

void AppendArray(const Value& value, const Type& element, std::string& out) {
  out += '{';
  bool first = true;
  for (const Value& child : std::get<std::vector<Value>>(value.data)) {
    if (!first) out += ',';
    first = false;
    if (child.is_null()) {
      out += "NULL";
      continue;
    }
    std::string text;
    AppendText(child, element, text);
    AppendArrayElement(text, out);
  }
  out += '}';
}

void AppendHex(std::string_view bytes, std::string& out) {
  constexpr char kDigits[] = "0123456789abcdef";
  out += "\\x";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
}

}  // namespace

void AppendText(const Value& value, const Type& type, std::string& out) {
  const auto number = [&] { return std::get<int64_t>(value.data); };
  switch (type.kind) {
    case TypeKind::kBoolean: out += std::get<bool>(value.data) ? 't' : 'f'; return;
    case TypeKind::kTinyint:
    case TypeKind::kSmallint:
    case TypeKind::kInteger:
    case TypeKind::kBigint: out += std::to_string(number()); return;
    case TypeKind::kReal:
      out += FloatText(static_cast<float>(std::get<double>(value.data)));
      return;
    case TypeKind::kDouble: out += FloatText(std::get<double>(value.data)); return;
    case TypeKind::kDecimal: out += engine::ToText(value, type); return;
    case TypeKind::kHyperLogLog:
    case TypeKind::kP4HyperLogLog:
    case TypeKind::kSetDigest:
    case TypeKind::kTDigest:
    case TypeKind::kQDigest:
    case TypeKind::kVarbinary: AppendHex(std::get<std::string>(value.data), out); return;
    case TypeKind::kDate: {
      bool before_christ = false;
      out += DateText(number(), before_christ);
      if (before_christ) out += " BC";
      return;
    }
    case TypeKind::kTime: out += TimeText(engine::MicrosOfTime(value, type)); return;
    case TypeKind::kTimestamp: out += TimestampText(engine::MicrosOfTime(value, type), ""); return;
    case TypeKind::kTimestampWithTimeZone:
      out += TimestampText(engine::MicrosOfTime(value, type), "+00");
      return;
    case TypeKind::kIntervalYearToMonth: out += IntervalMonths(number()); return;
    case TypeKind::kIntervalDayToSecond: out += IntervalMillis(number()); return;
    case TypeKind::kArray:
      if (TypeOf(type).oid == oid::kJson) {
        out += engine::ToJson(value, type);
      } else {
        AppendArray(value, type.children[0], out);
      }
      return;
    case TypeKind::kMap:
    case TypeKind::kRow: out += engine::ToJson(value, type); return;
    case TypeKind::kVarchar:
    case TypeKind::kUuid:
    case TypeKind::kIpAddress:
    case TypeKind::kJson: out += std::get<std::string>(value.data); return;
    case TypeKind::kChar:
    case TypeKind::kTimeWithTimeZone:
    case TypeKind::kUnknown: out += engine::ToText(value, type); return;
  }
}

void AppendField(const Value& value, const Type& type, int16_t format, std::string& out) {
  if (value.is_null()) {
    AppendInt32(out, -1);
    return;
  }
  const size_t begin = out.size();
  AppendInt32(out, 0);
  if (format == 1) {
    AppendBinary(value, type, out);
  } else {
    AppendText(value, type, out);
  }
  std::string length;
  AppendInt32(length, static_cast<int32_t>(out.size() - begin - sizeof(int32_t)));
  out.replace(begin, sizeof(int32_t), length);
}

}  // namespace tarn::api::postgres

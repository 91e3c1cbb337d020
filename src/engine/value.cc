#include "engine/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "base/base64.h"

namespace tarn::engine {
namespace {

constexpr int64_t kMicrosPerSecond = 1'000'000;
constexpr int64_t kSecondsPerDay = 86'400;
constexpr int64_t kMicrosPerDay = kSecondsPerDay * kMicrosPerSecond;

int64_t FloorDivide(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// Days since 1970-01-01 in the proleptic Gregorian calendar, after Howard Hinnant's
// civil_from_days.
std::string DateText(int64_t days) {
  const int64_t shifted = days + 719468;
  const int64_t era = FloorDivide(shifted, 146097);
  const auto day_of_era = static_cast<int64_t>(shifted - era * 146097);
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month_index = (5 * day_of_year + 2) / 153;
  const int64_t day = day_of_year - (153 * month_index + 2) / 5 + 1;
  const int64_t month = month_index < 10 ? month_index + 3 : month_index - 9;
  const int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  // As java.time.LocalDate has it: years of more than four digits with their sign.
  const char* sign = year < 0 ? "-" : year > 9999 ? "+" : "";
  return fmt::format("{}{:04}-{:02}-{:02}", sign, std::abs(year), month, day);
}

std::string TimeOfDayText(int64_t micros, int digits) {
  const int64_t seconds = micros / kMicrosPerSecond;
  std::string text =
      fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (digits <= 0) return text;
  std::string fraction = fmt::format("{:06}", micros % kMicrosPerSecond);
  fraction.resize(static_cast<size_t>(digits), '0');
  return text + "." + fraction;
}

std::string TimestampText(int64_t micros, int digits) {
  if (digits > 6) {
    const int64_t nanos = micros;
    micros = FloorDivide(nanos, 1000);
    // Not nanos - micros * 1000: the product may lie below the range.
    const std::string last = fmt::format("{:03}000", (nanos % 1000 + 1000) % 1000);
    return TimestampText(micros, 6) + last.substr(0, static_cast<size_t>(digits - 6));
  }
  const int64_t days = FloorDivide(micros, kMicrosPerDay);
  return DateText(days) + " " + TimeOfDayText(micros - days * kMicrosPerDay, digits);
}

// "2024-07-01 01:30:00.250000 Europe/Paris" with so many digits of the second.
std::string ShownText(std::string text, int digits) {
  const size_t point = text.find('.');
  if (point == std::string::npos) return text;
  const size_t end = std::min(text.find_first_not_of("0123456789", point + 1), text.size());
  const size_t kept = digits > 0 ? point + 1 + static_cast<size_t>(digits) : point;
  if (kept < end) text.erase(kept, end - kept);
  if (kept > end) text.insert(end, kept - end, '0');
  return text;
}

std::string DecimalText(DecimalValue value, int scale) {
  const bool negative = value.unscaled < 0;
  auto magnitude = static_cast<unsigned __int128>(value.unscaled);
  if (negative) magnitude = -magnitude;
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(magnitude % 10)));
    magnitude /= 10;
  } while (magnitude != 0);
  if (scale > 0) {
    const auto fraction = static_cast<size_t>(scale);
    if (digits.size() <= fraction) digits.insert(0, fraction + 1 - digits.size(), '0');
    digits.insert(digits.size() - fraction, ".");
  }
  return negative ? "-" + digits : digits;
}

// As Java prints a double or a float, which is what Trino's clients show: shortest digits that read
// back, "1.0", "1.0E10", "NaN", "Infinity".
template <typename Float>
std::string FloatText(Float value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  if (value == 0) return std::signbit(value) ? "-0.0" : "0.0";
  char buffer[64];
  const auto scientific =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
  std::string_view text(buffer, static_cast<size_t>(scientific.ptr - buffer));
  const Float magnitude = std::abs(value);
  if (magnitude >= Float(1e-3) && magnitude < Float(1e7)) {
    const auto fixed =
        std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
    std::string out(buffer, static_cast<size_t>(fixed.ptr - buffer));
    if (out.find('.') == std::string::npos) out += ".0";
    return out;
  }
  // Of several numbers of two digits that read back Java takes the nearest, where one digit would
  // do: 1.4E-45, 4.9E-324.
  std::string two_digits;
  if (text.find('.') == std::string_view::npos) {
    two_digits = fmt::format("{:.1e}", value);
    Float back = 0;
    std::from_chars(two_digits.data(), two_digits.data() + two_digits.size(), back);
    if (back == value) text = two_digits;
  }
  const size_t e = text.find('e');
  std::string mantissa(text.substr(0, e));
  if (mantissa.find('.') == std::string::npos) mantissa += ".0";
  int exponent = 0;
  std::string_view exponent_text = text.substr(e + 1);
  if (exponent_text.front() == '+') exponent_text.remove_prefix(1);
  std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);
  return fmt::format("{}E{}", mantissa, exponent);
}

std::string HexText(std::string_view bytes) {
  std::string out;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i > 0) out += ' ';
    out += fmt::format("{:02x}", static_cast<unsigned char>(bytes[i]));
  }
  return out;
}

std::string JsonString(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<int>(c));
        } else {
          out += c;
        }
    }
  }
  return out + "\"";
}

std::string IntervalDayText(int64_t millis) {
  const bool negative = millis < 0;
  const int64_t m = negative ? -millis : millis;
  return fmt::format("{}{} {:02}:{:02}:{:02}.{:03}", negative ? "-" : "", m / 86'400'000,
                     m / 3'600'000 % 24, m / 60'000 % 60, m / 1000 % 60, m % 1000);
}

std::string IntervalYearText(int64_t months) {
  const bool negative = months < 0;
  const int64_t m = negative ? -months : months;
  return fmt::format("{}{}-{}", negative ? "-" : "", m / 12, m % 12);
}

std::string PaddedChar(std::string text, int length) {
  size_t points = 0;
  for (const char c : text) points += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  const auto wanted = static_cast<size_t>(std::max(length, 0));
  if (points < wanted) text.append(wanted - points, ' ');
  return text;
}

const std::vector<Value>& Children(const Value& value) {
  return std::get<std::vector<Value>>(value.data);
}

std::string NestedText(const Value& value, const Type& type) {
  const std::vector<Value>& children = Children(value);
  const bool array = type.kind == TypeKind::kArray;
  std::string out = array ? "[" : "{";
  const size_t step = type.kind == TypeKind::kMap ? 2 : 1;
  for (size_t i = 0; i < children.size(); i += step) {
    if (i > 0) out += ", ";
    if (array) {
      out += ToText(children[i], type.children[0]);
    } else if (step == 2) {
      out +=
          ToText(children[i], type.children[0]) + "=" + ToText(children[i + 1], type.children[1]);
    } else {
      const std::string name = i < type.field_names.size() && !type.field_names[i].empty()
                                   ? type.field_names[i]
                                   : fmt::format("field{}", i);
      out += name + "=" + ToText(children[i], type.children[i]);
    }
  }
  return out + (array ? "]" : "}");
}

std::string NestedJson(const Value& value, const Type& type) {
  const std::vector<Value>& children = Children(value);
  if (type.kind == TypeKind::kMap) {
    std::string out = "{";
    for (size_t i = 0; i + 1 < children.size(); i += 2) {
      if (i > 0) out += ",";
      out += JsonString(ToText(children[i], type.children[0])) + ":" +
             ToJson(children[i + 1], type.children[1]);
    }
    return out + "}";
  }
  bool named = type.kind == TypeKind::kRow && !type.field_names.empty();
  for (const std::string& name : type.field_names) named = named && !name.empty();
  std::string out = named ? "{" : "[";
  for (size_t i = 0; i < children.size(); ++i) {
    if (i > 0) out += ",";
    if (named) out += JsonString(type.field_names[i]) + ":";
    out += ToJson(children[i], type.children[type.kind == TypeKind::kArray ? 0 : i]);
  }
  return out + (named ? "}" : "]");
}

}  // namespace

Value ShownTime(int64_t micros, std::string text) {
  return {std::vector<Value>{{micros}, {std::move(text)}}};
}

int64_t MicrosOfTime(const Value& value, const Type& type) {
  if (const auto* pair = std::get_if<std::vector<Value>>(&value.data)) {
    return std::get<int64_t>(pair->front().data);
  }
  const int64_t number = std::get<int64_t>(value.data);
  const bool nanos = type.kind != TypeKind::kTime && type.precision > 6;
  return nanos ? FloorDivide(number, 1000) : number;
}

std::string ToText(const Value& value, const Type& type) {
  if (value.is_null()) return "NULL";
  const auto* pair = std::get_if<std::vector<Value>>(&value.data);  // of a ShownTime
  const auto shown = [&] {
    return ShownText(std::get<std::string>((*pair)[1].data), type.precision);
  };
  switch (type.kind) {
    case TypeKind::kUnknown: return "NULL";
    case TypeKind::kBoolean: return std::get<bool>(value.data) ? "true" : "false";
    case TypeKind::kTinyint:
    case TypeKind::kSmallint:
    case TypeKind::kInteger:
    case TypeKind::kBigint: return fmt::format("{}", std::get<int64_t>(value.data));
    case TypeKind::kReal: return FloatText(static_cast<float>(std::get<double>(value.data)));
    case TypeKind::kDouble: return FloatText(std::get<double>(value.data));
    case TypeKind::kDecimal: return DecimalText(std::get<DecimalValue>(value.data), type.scale);
    case TypeKind::kChar: return PaddedChar(std::get<std::string>(value.data), type.precision);
    case TypeKind::kTimeWithTimeZone:
      return ShownText(std::get<std::string>(value.data), type.precision);
    case TypeKind::kVarchar:
    case TypeKind::kJson:
    case TypeKind::kIpAddress:
    case TypeKind::kUuid: return std::get<std::string>(value.data);
    case TypeKind::kHyperLogLog:
    case TypeKind::kP4HyperLogLog:
    case TypeKind::kSetDigest:
    case TypeKind::kTDigest:
    case TypeKind::kQDigest:
    case TypeKind::kVarbinary: return HexText(std::get<std::string>(value.data));
    case TypeKind::kDate: return DateText(std::get<int64_t>(value.data));
    case TypeKind::kTime:
      if (pair != nullptr) return shown();
      return TimeOfDayText(std::get<int64_t>(value.data), type.precision);
    case TypeKind::kTimestamp:
      if (pair != nullptr) return shown();
      return TimestampText(std::get<int64_t>(value.data), type.precision);
    case TypeKind::kTimestampWithTimeZone:
      if (pair != nullptr) return shown();
      return TimestampText(std::get<int64_t>(value.data), type.precision) + " UTC";
    case TypeKind::kIntervalYearToMonth: return IntervalYearText(std::get<int64_t>(value.data));
    case TypeKind::kIntervalDayToSecond: return IntervalDayText(std::get<int64_t>(value.data));
    case TypeKind::kArray:
    case TypeKind::kMap:
    case TypeKind::kRow: return NestedText(value, type);
  }
  return {};
}

std::string ToJson(const Value& value, const Type& type) {
  if (value.is_null()) return "null";
  switch (type.kind) {
    case TypeKind::kBoolean:
    case TypeKind::kTinyint:
    case TypeKind::kSmallint:
    case TypeKind::kInteger:
    case TypeKind::kBigint: return ToText(value, type);
    case TypeKind::kReal:
    case TypeKind::kDouble: {
      const bool finite = std::isfinite(std::get<double>(value.data));
      return finite ? ToText(value, type) : JsonString(ToText(value, type));
    }
    case TypeKind::kHyperLogLog:
    case TypeKind::kP4HyperLogLog:
    case TypeKind::kSetDigest:
    case TypeKind::kTDigest:
    case TypeKind::kQDigest:
    case TypeKind::kVarbinary: return JsonString(base::Base64(std::get<std::string>(value.data)));
    case TypeKind::kArray:
    case TypeKind::kMap:
    case TypeKind::kRow: return NestedJson(value, type);
    default: return JsonString(ToText(value, type));
  }
}

}  // namespace tarn::engine

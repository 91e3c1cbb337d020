// JSON single-value serialization (spec: Appendix D), and the forms for people.
#include <charconv>
#include <cmath>

#include "base/base64.h"
#include "base/error.h"
#include "iceberg/civil_time.h"
#include "iceberg/int128.h"
#include "iceberg/json/literal_json.h"
#include "iceberg/json/writer.h"
#include "iceberg/literal.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

constexpr char kHexDigits[] = "0123456789abcdef";

std::string Hex(std::string_view bytes) {
  std::string text;
  for (char c : bytes) {
    text += kHexDigits[static_cast<unsigned char>(c) >> 4];
    text += kHexDigits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

std::string UuidText(std::string_view bytes) {
  std::string text = Hex(bytes);
  for (size_t at : {20, 16, 12, 8}) text.insert(at, "-");
  return text;
}

std::optional<std::string> FromHex(std::string_view text) {
  if (text.size() % 2 != 0) return {};
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  };
  std::string bytes;
  for (size_t i = 0; i < text.size(); i += 2) {
    const int high = digit(text[i]);
    const int low = digit(text[i + 1]);
    if (high < 0 || low < 0) return {};
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::optional<std::string> UuidBytes(std::string_view text) {
  if (text.size() != 36) return {};
  std::string digits;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash != (text[i] == '-')) return {};
    if (!dash) digits += text[i];
  }
  return FromHex(digits);
}

template <typename T>
std::string NumberText(T value) {
  char buffer[40];
  auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  return {buffer, end};
}

template <typename T>
std::string FloatText(T value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  const std::string text = NumberText(value);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

template <typename T>
std::string FloatJson(T value) {
  if (!std::isfinite(value)) {
    base::Throw(ErrorKind::kUnsupported, "JSON has no form for the number {}", FloatText(value));
  }
  return FloatText(value);
}

std::optional<Literal> FromText(const PrimitiveType& type, std::string_view text) {
  const auto number = [&](std::optional<int64_t> v) -> std::optional<Literal> {
    if (!v) return {};
    if (KindOf(type) == TypeKind::kDate) return Literal(type, static_cast<int32_t>(*v));
    return Literal(type, *v);
  };
  const auto bytes = [&](std::optional<std::string> v) -> std::optional<Literal> {
    if (!v) return {};
    return Literal(type, std::move(*v));
  };
  switch (KindOf(type)) {
    case TypeKind::kDate: return number(ParseDate(text));
    case TypeKind::kTime: return number(ParseTime(text));
    case TypeKind::kTimestamp: return number(ParseDateTime(text, false));
    case TypeKind::kTimestamptz: return number(ParseDateTime(text, true));
    case TypeKind::kTimestampNs: return number(ParseDateTimeNanos(text, false));
    case TypeKind::kTimestamptzNs: return number(ParseDateTimeNanos(text, true));
    case TypeKind::kString: return Literal(type, std::string(text));
    case TypeKind::kUuid: return bytes(UuidBytes(text));
    case TypeKind::kBinary: return bytes(FromHex(text));
    case TypeKind::kFixed: {
      auto value = FromHex(text);
      if (value && static_cast<int64_t>(value->size()) != std::get<FixedType>(type).length) {
        return {};
      }
      return bytes(std::move(value));
    }
    case TypeKind::kDecimal: {
      auto value = ParseDecimalText(text, std::get<DecimalType>(type).scale);
      if (!value) return {};
      return Literal(type, *value);
    }
    default: return {};
  }
}

}  // namespace

std::string ToJson(const Literal& literal) {
  switch (literal.kind()) {
    case TypeKind::kBoolean: return literal.get<bool>() ? "true" : "false";
    case TypeKind::kInt: return NumberText(literal.get<int32_t>());
    case TypeKind::kLong: return NumberText(literal.get<int64_t>());
    case TypeKind::kFloat: return FloatJson(literal.get<float>());
    case TypeKind::kDouble: return FloatJson(literal.get<double>());
    case TypeKind::kTime: return json::Quote(FormatTime(literal.get<int64_t>(), true));
    case TypeKind::kTimestamp: return json::Quote(FormatDateTime(literal.get<int64_t>(), true));
    case TypeKind::kTimestamptz:
      return json::Quote(FormatDateTime(literal.get<int64_t>(), true) + "+00:00");
    case TypeKind::kFixed:
    case TypeKind::kBinary: return json::Quote(Hex(literal.get<std::string>()));
    case TypeKind::kVariant:
    case TypeKind::kGeometry:
    case TypeKind::kGeography:
      base::Throw(ErrorKind::kUnsupported, "JSON has no form for a single value of type {}",
                  ToString(literal.type()));
    default: return json::Quote(ToHumanString(literal));
  }
}

std::string ToHumanString(const Literal& literal) {
  switch (literal.kind()) {
    case TypeKind::kBoolean: return literal.get<bool>() ? "true" : "false";
    case TypeKind::kInt: return NumberText(literal.get<int32_t>());
    case TypeKind::kLong: return NumberText(literal.get<int64_t>());
    case TypeKind::kFloat: return FloatText(literal.get<float>());
    case TypeKind::kDouble: return FloatText(literal.get<double>());
    case TypeKind::kDecimal:
      return FormatDecimal(literal.get<Int128>(), std::get<DecimalType>(literal.type()).scale);
    case TypeKind::kDate: return FormatDate(literal.get<int32_t>());
    case TypeKind::kTime: return FormatTime(literal.get<int64_t>(), false);
    case TypeKind::kTimestamp: return FormatDateTime(literal.get<int64_t>(), false);
    case TypeKind::kTimestamptz: return FormatDateTime(literal.get<int64_t>(), false) + "+00:00";
    case TypeKind::kTimestampNs: return FormatDateTimeNanos(literal.get<int64_t>());
    case TypeKind::kTimestamptzNs: return FormatDateTimeNanos(literal.get<int64_t>()) + "+00:00";
    case TypeKind::kUuid: return UuidText(literal.get<std::string>());
    case TypeKind::kString: return literal.get<std::string>();
    default: return base::Base64(literal.get<std::string>());
  }
}

namespace json {

Literal AsLiteral(const PrimitiveType& type, const Value& value) {
  switch (KindOf(type)) {
    case TypeKind::kBoolean: return {type, AsBool(value)};
    case TypeKind::kInt: return {type, AsInt32(value)};
    case TypeKind::kLong: return {type, AsInt64(value)};
    case TypeKind::kFloat:
    case TypeKind::kDouble: {
      double number = 0;
      if (value.get(number) != simdjson::SUCCESS) FailExpected("a number", value);
      if (KindOf(type) == TypeKind::kFloat) return {type, static_cast<float>(number)};
      return {type, number};
    }
    default: break;
  }
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) {
    if (auto literal = FromText(type, text)) return *literal;
  }
  FailExpected("a value of type " + ToString(type), value);
}

}  // namespace json

Literal LiteralFromJson(const PrimitiveType& type, std::string_view text) {
  return json::ParseDocument(text, ErrorKind::kInvalidArgument, "a single value",
                             [&](const json::Value& root) { return json::AsLiteral(type, root); });
}

}  // namespace tarn::iceberg

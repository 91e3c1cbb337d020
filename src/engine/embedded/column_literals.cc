#include "engine/embedded/column_literals.h"

#include <cctype>
#include <string>
#include <variant>

#include "base/error.h"
#include "engine/embedded/adapter/fine_time_text.h"

namespace tarn::engine::embedded {
namespace {

using iceberg::Literal;
using IcebergKind = iceberg::TypeKind;

std::string Lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// "2026-01-05 10:00:00" as JSON writes it, with a T.
std::optional<Literal> ParseTyped(IcebergKind kind, std::string text) {
  try {
    if (kind == IcebergKind::kDate) {
      return iceberg::LiteralFromJson(iceberg::DateType{}, "\"" + text + "\"");
    }
    if (text.size() > 10 && text[10] == ' ') {
      text[10] = 'T';
      return iceberg::LiteralFromJson(iceberg::TimestampType{}, "\"" + text + "\"");
    }
  } catch (const base::Error&) {  // the engine tells what is wrong with it
  }
  return std::nullopt;
}

// "2026-01-05 10:00:00 Europe/Paris", to the microsecond; nothing for a text without a zone, which
// the session's decides.
std::optional<Literal> ParseWithZone(const std::string& text) {
  constexpr int64_t kPicosPerMicro = 1'000'000;
  constexpr int64_t kAnotherZoneMinutes = 60;
  const FineTime type{TypeKind::kTimestampWithTimeZone, kMostDigits};
  const auto moment = ParseFine(text, type, kUtcZone);
  const auto elsewhere = ParseFine(text, type, OffsetZone(kAnotherZoneMinutes).value_or(kUtcZone));
  if (!moment || !elsewhere || moment->picos != elsewhere->picos) return std::nullopt;
  if (moment->picos % kPicosPerMicro != 0) return std::nullopt;
  const __int128 micros = moment->picos / kPicosPerMicro;
  if (micros < INT64_MIN || micros > INT64_MAX) return std::nullopt;
  return Literal::Timestamptz(static_cast<int64_t>(micros));
}

// "1.5" in a decimal's scale; nothing when it has more digits than that.
std::optional<Literal> ParseDecimal(const iceberg::PrimitiveType& type, std::string text) {
  const auto& decimal = std::get<iceberg::DecimalType>(type);
  size_t point = text.find('.');
  if (point == std::string::npos) {
    point = text.size();
    if (decimal.scale > 0) text += '.';
  }
  const size_t digits = point < text.size() ? text.size() - point - 1 : 0;
  if (digits > static_cast<size_t>(decimal.scale)) return std::nullopt;
  text.append(static_cast<size_t>(decimal.scale) - digits, '0');
  if (text.back() == '.') text.pop_back();
  try {
    return iceberg::LiteralFromJson(type, "\"" + text + "\"");
  } catch (const base::Error&) {  // too many digits before the point
    return std::nullopt;
  }
}

}  // namespace

std::optional<Literal> LiteralOf(const sql::Expression& expression,
                                 const iceberg::PrimitiveType& type) {
  std::optional<Literal> literal;
  const IcebergKind kind = iceberg::KindOf(type);
  const bool integral = kind == IcebergKind::kInt || kind == IcebergKind::kLong;
  if (const auto* number = expression.As<sql::LongLiteral>()) {
    if (integral || kind == IcebergKind::kDecimal) literal = Literal::Long(number->value);
  } else if (const auto* decimal = expression.As<sql::DecimalLiteral>()) {
    if (kind == IcebergKind::kDecimal) return ParseDecimal(type, decimal->text);
  } else if (const auto* real = expression.As<sql::DoubleLiteral>()) {
    if (kind == IcebergKind::kDouble) literal = Literal::Double(real->value);
  } else if (const auto* text = expression.As<sql::StringLiteral>()) {
    if (kind == IcebergKind::kString) literal = Literal::String(text->value);
  } else if (const auto* flag = expression.As<sql::BooleanLiteral>()) {
    if (kind == IcebergKind::kBoolean) literal = Literal::Boolean(flag->value);
  } else if (const auto* typed = expression.As<sql::GenericLiteral>()) {
    const std::string name = Lower(typed->type.Canonical());
    const bool same = (name == "date" && kind == IcebergKind::kDate) ||
                      (name == "timestamp" && kind == IcebergKind::kTimestamp);
    if (same) literal = ParseTyped(kind, typed->value);
    const bool zoned = kind == IcebergKind::kTimestamptz && name == "timestamp";
    if (zoned) return ParseWithZone(typed->value);
  }
  if (!literal) return std::nullopt;
  return iceberg::ConvertTo(*literal, type).literal;
}

}  // namespace tarn::engine::embedded

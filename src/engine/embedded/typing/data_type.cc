#include "engine/embedded/typing/data_type.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

#include "engine/embedded/dialect/literals.h"

namespace tarn::engine::embedded {
namespace {

constexpr int kDefaultDigits = 3;
constexpr int kMaxDigits = 12;

struct NamedKind {
  std::string_view name;
  TypeKind kind;
};
constexpr std::array kPlain = {
    NamedKind{"boolean", TypeKind::kBoolean},
    NamedKind{"tinyint", TypeKind::kTinyint},
    NamedKind{"smallint", TypeKind::kSmallint},
    NamedKind{"integer", TypeKind::kInteger},
    NamedKind{"int", TypeKind::kInteger},
    NamedKind{"bigint", TypeKind::kBigint},
    NamedKind{"real", TypeKind::kReal},
    NamedKind{"double", TypeKind::kDouble},
    NamedKind{"varbinary", TypeKind::kVarbinary},
    NamedKind{"json", TypeKind::kJson},
    NamedKind{"date", TypeKind::kDate},
    NamedKind{"uuid", TypeKind::kUuid},
    NamedKind{"unknown", TypeKind::kUnknown},
    NamedKind{"ipaddress", TypeKind::kIpAddress},
    NamedKind{"tdigest", TypeKind::kTDigest},
    NamedKind{"hyperloglog", TypeKind::kHyperLogLog},
    NamedKind{"setdigest", TypeKind::kSetDigest},
    NamedKind{"p4hyperloglog", TypeKind::kP4HyperLogLog},
};

Type Simple(TypeKind kind, int precision = 0, int scale = 0) {
  return {kind, precision, scale, {}, {}};
}

int CodePoints(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}
Type Text(TypeKind kind, int64_t length) {
  if (length >= std::numeric_limits<int>::max()) return Simple(kind);
  return Simple(kind, length > 0 ? static_cast<int>(length) : kEmptyVarchar);
}

std::optional<int64_t> Number(const sql::GenericType& type, size_t index) {
  if (index >= type.parameters.size()) return std::nullopt;
  const auto* number = std::get_if<sql::NumericParameter>(&type.parameters[index]);
  return number == nullptr ? std::nullopt : std::optional(number->value);
}

std::optional<Type> Nested(const sql::GenericType& type, TypeKind kind, size_t children) {
  if (type.parameters.size() != children) return std::nullopt;
  Type nested = Simple(kind);
  for (const sql::TypeParameter& parameter : type.parameters) {
    const auto* child = std::get_if<sql::Box<sql::DataType>>(&parameter);
    if (child == nullptr) return std::nullopt;
    auto child_type = TypeOfDataType(**child);
    if (!child_type) return std::nullopt;
    nested.children.push_back(std::move(*child_type));
  }
  return nested;
}

std::optional<Type> Generic(const sql::GenericType& type) {
  const std::string name = type.name.Canonical();
  for (const NamedKind& plain : kPlain) {
    if (plain.name == name) return Simple(plain.kind);
  }
  if (name == "varchar") {
    const auto length = Number(type, 0);
    return length ? Text(TypeKind::kVarchar, *length) : Simple(TypeKind::kVarchar);
  }
  if (name == "char") return Text(TypeKind::kChar, Number(type, 0).value_or(1));
  if (name == "decimal") {
    const int64_t precision = Number(type, 0).value_or(38), scale = Number(type, 1).value_or(0);
    if (precision < 1 || precision > 38 || scale < 0 || scale > precision) return std::nullopt;
    return Simple(TypeKind::kDecimal, static_cast<int>(precision), static_cast<int>(scale));
  }
  if (name == "array") return Nested(type, TypeKind::kArray, 1);
  if (name == "map") return Nested(type, TypeKind::kMap, 2);
  if (name == "qdigest") return Nested(type, TypeKind::kQDigest, 1);
  return std::nullopt;
}

std::optional<Type> DateTime(const sql::DateTimeType& type) {
  int64_t digits = kDefaultDigits;
  if (type.precision) {
    const auto* number = std::get_if<sql::NumericParameter>(&*type.precision);
    digits = number == nullptr ? -1 : number->value;
  }
  if (digits < 0 || digits > kMaxDigits) return std::nullopt;
  const bool timestamp = type.kind == sql::DateTimeKind::kTimestamp;
  const TypeKind zoned = timestamp ? TypeKind::kTimestampWithTimeZone : TypeKind::kTimeWithTimeZone;
  const TypeKind plain = timestamp ? TypeKind::kTimestamp : TypeKind::kTime;
  return Simple(type.with_time_zone ? zoned : plain, static_cast<int>(digits));
}

}  // namespace

std::optional<Type> TypeOfDataType(const sql::DataType& type) {
  if (const auto* generic = type.As<sql::GenericType>()) return Generic(*generic);
  if (const auto* date_time = type.As<sql::DateTimeType>()) return DateTime(*date_time);
  if (const auto* row = type.As<sql::RowType>()) {
    Type result = Simple(TypeKind::kRow);
    for (const sql::RowField& field : row->fields) {
      auto child = TypeOfDataType(field.type);
      if (!child) return std::nullopt;
      result.children.push_back(std::move(*child));
      const bool quoted = field.name && field.name->quoted;  // which keeps its case
      result.field_names.push_back(!field.name ? ""
                                   : quoted    ? field.name->value
                                               : field.name->Canonical());
    }
    return result;
  }
  const auto& interval = *type.As<sql::IntervalType>();
  return Simple(interval.from <= sql::IntervalField::kMonth ? TypeKind::kIntervalYearToMonth
                                                            : TypeKind::kIntervalDayToSecond);
}

Type TypeOfLiteral(const sql::LongLiteral& literal) {
  const bool fits = literal.value >= std::numeric_limits<int32_t>::min() &&
                    literal.value <= std::numeric_limits<int32_t>::max();
  return Simple(fits ? TypeKind::kInteger : TypeKind::kBigint);
}

Type TypeOfLiteral(const sql::DecimalLiteral& literal) {
  int digits = 0, scale = 0;
  bool point = false, leading = true;
  for (const char c : literal.text) {
    if (c == '.') point = true;
    if (c < '0' || c > '9') continue;
    if (point) ++scale;
    if (c != '0' || point) leading = false;
    if (!leading) ++digits;
  }
  return Simple(TypeKind::kDecimal, std::max({digits, scale, 1}), scale);
}

Type TypeOfLiteral(const sql::StringLiteral& literal) {
  return Text(TypeKind::kVarchar, CodePoints(literal.value));
}

Type TypeOfLiteral(const sql::IntervalLiteral& literal) {
  return Simple(literal.from <= sql::IntervalField::kMonth ? TypeKind::kIntervalYearToMonth
                                                           : TypeKind::kIntervalDayToSecond);
}

std::optional<Type> TypeOfLiteral(const sql::GenericLiteral& literal) {
  const std::string name = literal.type.Canonical();
  if (name == "char") return Text(TypeKind::kChar, CodePoints(literal.value));
  if (name == "decimal") return TypeOfLiteral(sql::DecimalLiteral{literal.value});
  if (name == "timestamp" || name == "time") {
    const auto digits =
        static_cast<int>(std::min<size_t>(FractionDigits(literal.value), kMaxDigits));
    const bool zone = HasZone(literal.value);
    if (name == "time") {
      return Simple(zone ? TypeKind::kTimeWithTimeZone : TypeKind::kTime, digits);
    }
    return Simple(zone ? TypeKind::kTimestampWithTimeZone : TypeKind::kTimestamp, digits);
  }
  return TypeOfDataType(sql::DataType{sql::GenericType{literal.type, {}}});
}

}  // namespace tarn::engine::embedded

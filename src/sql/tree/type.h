#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "sql/tree/forward.h"
#include "sql/tree/identifier.h"

namespace tarn::sql {

struct NumericParameter {
  int64_t value = 0;

  TARN_SQL_NODE(NumericParameter, value);
};

// What stands in a type's parentheses: a number or another type (also a type variable).
using TypeParameter = std::variant<NumericParameter, Box<DataType>>;

// bigint, varchar(10), decimal(10, 2), array(T), map(K, V), … `T ARRAY` and `ARRAY<T>` are
// array(T), `MAP<K, V>` is map(K, V), DOUBLE PRECISION is double.
struct GenericType {
  Identifier name;
  std::vector<TypeParameter> parameters;

  TARN_SQL_NODE(GenericType, name, parameters);
};

struct RowField;

// row(a bigint, varchar): fields may be without a name.
struct RowType {
  std::vector<RowField> fields;

  TARN_SQL_NODE(RowType, fields);
};

enum class DateTimeKind { kTime, kTimestamp };

// time|timestamp [(p)] [WITH|WITHOUT TIME ZONE].
struct DateTimeType {
  DateTimeKind kind = DateTimeKind::kTimestamp;
  std::optional<TypeParameter> precision;
  bool with_time_zone = false;

  TARN_SQL_NODE(DateTimeType, kind, precision, with_time_zone);
};

enum class IntervalField { kYear, kMonth, kDay, kHour, kMinute, kSecond };

// interval year to month, interval day to second; `to` equals `from` when there is no TO.
struct IntervalType {
  IntervalField from = IntervalField::kDay;
  IntervalField to = IntervalField::kSecond;

  TARN_SQL_NODE(IntervalType, from, to);
};

using DataTypeNode = std::variant<GenericType, RowType, DateTimeType, IntervalType>;

struct DataType {
  DataTypeNode node;
  Location location;

  TARN_SQL_SUM_NODE(DataType, DataTypeNode);
};

struct RowField {
  std::optional<Identifier> name;
  DataType type;

  TARN_SQL_NODE(RowField, name, type);
};

}  // namespace tarn::sql

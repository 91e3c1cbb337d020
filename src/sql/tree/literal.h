#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sql/tree/identifier.h"
#include "sql/tree/type.h"

namespace tarn::sql {

struct NullLiteral {
  TARN_SQL_EMPTY_NODE(NullLiteral);
};

struct BooleanLiteral {
  bool value = false;

  TARN_SQL_NODE(BooleanLiteral, value);
};

// An integer (bigint range), also written 0xFF, 0o17, 0b01 or 1_000. A leading minus belongs to it.
struct LongLiteral {
  int64_t value = 0;

  TARN_SQL_NODE(LongLiteral, value);
};

// A number with a point: its type is the smallest decimal(p, s) that holds the digits as written.
// Text without underscores, with its minus.
struct DecimalLiteral {
  std::string text;

  TARN_SQL_NODE(DecimalLiteral, text);
};

// A number with an exponent.
struct DoubleLiteral {
  double value = 0;

  TARN_SQL_NODE(DoubleLiteral, value);
};

// 'text' or U&'\0041', decoded to UTF-8.
struct StringLiteral {
  std::string value;

  TARN_SQL_NODE(StringLiteral, value);
};

// X'0AFF': the bytes.
struct BinaryLiteral {
  std::string bytes;

  TARN_SQL_NODE(BinaryLiteral, bytes);
};

// DATE '2020-01-01', TIMESTAMP '…', DECIMAL '1.0', JSON '{}', UUID '…': a type's name and a text.
// DOUBLE PRECISION '1' has type name DOUBLE.
struct GenericLiteral {
  Identifier type;
  std::string value;

  TARN_SQL_NODE(GenericLiteral, type, value);
};

// INTERVAL [+|-] 'value' from [TO to].
struct IntervalLiteral {
  std::string value;
  bool negative = false;
  IntervalField from = IntervalField::kDay;
  std::optional<IntervalField> to;

  TARN_SQL_NODE(IntervalLiteral, value, negative, from, to);
};

}  // namespace tarn::sql

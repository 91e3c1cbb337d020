#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tarn::engine {

enum class TypeKind {
  kUnknown,  // the type of NULL
  kBoolean,
  kTinyint,
  kSmallint,
  kInteger,
  kBigint,
  kReal,
  kDouble,
  kDecimal,
  kVarchar,
  kChar,
  kVarbinary,
  kDate,
  kTime,
  kTimeWithTimeZone,
  kTimestamp,
  kTimestampWithTimeZone,
  kIntervalYearToMonth,
  kIntervalDayToSecond,
  kUuid,
  kIpAddress,
  kJson,
  kHyperLogLog,  // this and the next four are sketches: bytes that are neither compared nor stored
  kP4HyperLogLog,
  kSetDigest,
  kTDigest,
  kQDigest,  // children: the type of its values
  kArray,    // children: element
  kMap,      // children: key, value
  kRow,      // children: the fields, names in field_names (empty for an unnamed one)
};

inline constexpr bool IsSketch(TypeKind kind) {
  return kind >= TypeKind::kHyperLogLog && kind <= TypeKind::kQDigest;
}

// The precision of varchar(0), the type of ''.
inline constexpr int kEmptyVarchar = -1;

// A column's type in Trino's terms, the same on every engine. A value.
struct Type {
  TypeKind kind = TypeKind::kUnknown;
  int precision = 0;  // decimal: digits; time and timestamp: digits of the second; varchar(n),
                      // char(n): n, 0 when unbounded, kEmptyVarchar when n is 0
  int scale = 0;      // decimal only
  std::vector<Type> children;
  std::vector<std::string> field_names;

  // As Trino writes it: "decimal(12,2)", "timestamp(6)", "array(row(a bigint, b varchar))".
  std::string ToString() const;
  // The reverse; kInvalidArgument with the offending text.
  static Type Parse(std::string_view text);
  friend bool operator==(const Type&, const Type&) = default;
};

}  // namespace tarn::engine

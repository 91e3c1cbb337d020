#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/type.h"

// PostgreSQL's types, by the OIDs that its clients know (pg_type.dat of PostgreSQL 16).
namespace tarn::api::postgres {

namespace oid {
inline constexpr uint32_t kBool = 16;
inline constexpr uint32_t kBytea = 17;
inline constexpr uint32_t kChar = 18;  // "char"
inline constexpr uint32_t kName = 19;
inline constexpr uint32_t kInt8 = 20;
inline constexpr uint32_t kInt2 = 21;
inline constexpr uint32_t kInt4 = 23;
inline constexpr uint32_t kText = 25;
inline constexpr uint32_t kOid = 26;
inline constexpr uint32_t kJson = 114;
inline constexpr uint32_t kFloat4 = 700;
inline constexpr uint32_t kFloat8 = 701;
inline constexpr uint32_t kUnknown = 705;
inline constexpr uint32_t kBpchar = 1042;
inline constexpr uint32_t kVarchar = 1043;
inline constexpr uint32_t kDate = 1082;
inline constexpr uint32_t kTime = 1083;
inline constexpr uint32_t kTimestamp = 1114;
inline constexpr uint32_t kTimestampTz = 1184;
inline constexpr uint32_t kInterval = 1186;
inline constexpr uint32_t kNumeric = 1700;
inline constexpr uint32_t kUuid = 2950;
inline constexpr uint32_t kJsonb = 3802;
}  // namespace oid

// How a column is described.
struct PgType {
  uint32_t oid = oid::kText;
  int16_t length = -1;    // typlen: bytes, -1 when it varies
  int32_t modifier = -1;  // atttypmod
};

// Arrays of arrays, maps and rows are json: PostgreSQL's arrays are rectangular, and its maps are
// nobody's.
PgType TypeOf(const engine::Type& type);

// One row for each type that clients are told of; also what pg_type is made of.
struct TypeRow {
  uint32_t oid;
  const char* name;       // typname
  const char* sql_name;   // as format_type shows it
  uint32_t array;         // typarray; 0 for none
  int16_t length;         // typlen
  char category;          // typcategory
  engine::TypeKind kind;  // kUnknown for one that values never have
};
const TypeRow* FindType(uint32_t oid);
// Of the arrays of that type; null when it is no array's OID.
const TypeRow* FindElementOfArray(uint32_t oid);
// By any of its names in lower case ("int4", "integer", "character varying"); null for none.
const TypeRow* FindTypeByName(std::string_view name);
struct TypeRows {
  const TypeRow* begin_;
  const TypeRow* end_;
  const TypeRow* begin() const { return begin_; }
  const TypeRow* end() const { return end_; }
};
TypeRows AllTypes();

// The engine's type that values of an OID are given in; nothing for one that Tarn has no type for.
std::optional<engine::Type> EngineTypeOf(uint32_t oid);

}  // namespace tarn::api::postgres

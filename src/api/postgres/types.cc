#include "api/postgres/types.h"

#include <algorithm>
#include <array>

namespace tarn::api::postgres {
namespace {

using engine::Type;
using engine::TypeKind;

constexpr std::array kRows = {
    TypeRow{oid::kBool, "bool", "boolean", 1000, 1, 'B', TypeKind::kBoolean},
    TypeRow{oid::kBytea, "bytea", "bytea", 1001, -1, 'U', TypeKind::kVarbinary},
    TypeRow{oid::kChar, "char", "\"char\"", 1002, 1, 'Z', TypeKind::kUnknown},
    TypeRow{oid::kName, "name", "name", 1003, 64, 'S', TypeKind::kUnknown},
    TypeRow{oid::kInt8, "int8", "bigint", 1016, 8, 'N', TypeKind::kBigint},
    TypeRow{oid::kInt2, "int2", "smallint", 1005, 2, 'N', TypeKind::kSmallint},
    TypeRow{oid::kInt4, "int4", "integer", 1007, 4, 'N', TypeKind::kInteger},
    TypeRow{24, "regproc", "regproc", 1008, 4, 'N', TypeKind::kUnknown},
    TypeRow{oid::kText, "text", "text", 1009, -1, 'S', TypeKind::kVarchar},
    TypeRow{oid::kOid, "oid", "oid", 1028, 4, 'N', TypeKind::kUnknown},
    TypeRow{oid::kJson, "json", "json", 199, -1, 'U', TypeKind::kJson},
    TypeRow{oid::kFloat4, "float4", "real", 1021, 4, 'N', TypeKind::kReal},
    TypeRow{oid::kFloat8, "float8", "double precision", 1022, 8, 'N', TypeKind::kDouble},
    TypeRow{oid::kUnknown, "unknown", "unknown", 0, -2, 'X', TypeKind::kUnknown},
    TypeRow{oid::kBpchar, "bpchar", "character", 1014, -1, 'S', TypeKind::kChar},
    TypeRow{oid::kVarchar, "varchar", "character varying", 1015, -1, 'S', TypeKind::kVarchar},
    TypeRow{oid::kDate, "date", "date", 1182, 4, 'D', TypeKind::kDate},
    TypeRow{oid::kTime, "time", "time without time zone", 1183, 8, 'D', TypeKind::kTime},
    TypeRow{oid::kTimestamp, "timestamp", "timestamp without time zone", 1115, 8, 'D',
            TypeKind::kTimestamp},
    TypeRow{oid::kTimestampTz, "timestamptz", "timestamp with time zone", 1185, 8, 'D',
            TypeKind::kTimestampWithTimeZone},
    TypeRow{oid::kInterval, "interval", "interval", 1187, 16, 'T', TypeKind::kIntervalDayToSecond},
    TypeRow{oid::kNumeric, "numeric", "numeric", 1231, -1, 'N', TypeKind::kDecimal},
    TypeRow{2205, "regclass", "regclass", 2210, 4, 'N', TypeKind::kUnknown},
    TypeRow{2206, "regtype", "regtype", 2211, 4, 'N', TypeKind::kUnknown},
    TypeRow{oid::kUuid, "uuid", "uuid", 2951, 16, 'U', TypeKind::kUuid},
    TypeRow{oid::kJsonb, "jsonb", "jsonb", 3807, -1, 'U', TypeKind::kJson},
    TypeRow{4089, "regnamespace", "regnamespace", 4090, 4, 'N', TypeKind::kUnknown},
};

struct Alias {
  const char* name;
  uint32_t oid;
};
constexpr std::array kAliases = {
    Alias{"int", oid::kInt4},      Alias{"decimal", oid::kNumeric},
    Alias{"double", oid::kFloat8}, Alias{"float", oid::kFloat8},
    Alias{"char", oid::kBpchar},   Alias{"timestamp", oid::kTimestamp},
    Alias{"time", oid::kTime},     Alias{"string", oid::kText},
};

PgType Scalar(uint32_t oid) { return {oid, FindType(oid)->length, -1}; }

// Room for the length word that PostgreSQL counts in.
constexpr int32_t kModifierHeader = 4;

PgType ArrayOf(const Type& element) {
  switch (element.kind) {
    case TypeKind::kArray:
    case TypeKind::kMap:
    case TypeKind::kRow: return Scalar(oid::kJson);
    default: break;
  }
  const PgType inner = TypeOf(element);
  return {FindType(inner.oid)->array, -1, inner.modifier};
}

}  // namespace

const TypeRow* FindType(uint32_t oid) {
  const auto found =
      std::find_if(kRows.begin(), kRows.end(), [&](const TypeRow& row) { return row.oid == oid; });
  return found == kRows.end() ? nullptr : &*found;
}

const TypeRow* FindElementOfArray(uint32_t oid) {
  if (oid == 0) return nullptr;
  const auto found = std::find_if(kRows.begin(), kRows.end(),
                                  [&](const TypeRow& row) { return row.array == oid; });
  return found == kRows.end() ? nullptr : &*found;
}

const TypeRow* FindTypeByName(std::string_view name) {
  for (const Alias& alias : kAliases) {
    if (alias.name == name) return FindType(alias.oid);
  }
  for (const TypeRow& row : kRows) {
    if (row.name == name || row.sql_name == name) return &row;
  }
  return nullptr;
}

TypeRows AllTypes() { return {kRows.data(), kRows.data() + kRows.size()}; }

PgType TypeOf(const Type& type) {
  switch (type.kind) {
    case TypeKind::kUnknown:
    case TypeKind::kTimeWithTimeZone:
    case TypeKind::kIpAddress: return Scalar(oid::kText);
    case TypeKind::kBoolean: return Scalar(oid::kBool);
    case TypeKind::kTinyint:
    case TypeKind::kSmallint: return Scalar(oid::kInt2);
    case TypeKind::kInteger: return Scalar(oid::kInt4);
    case TypeKind::kBigint: return Scalar(oid::kInt8);
    case TypeKind::kReal: return Scalar(oid::kFloat4);
    case TypeKind::kDouble: return Scalar(oid::kFloat8);
    case TypeKind::kDecimal: {
      PgType decimal = Scalar(oid::kNumeric);
      decimal.modifier = (type.precision << 16 | type.scale) + kModifierHeader;
      return decimal;
    }
    case TypeKind::kVarchar: {
      if (type.precision <= 0) return Scalar(oid::kText);
      PgType varchar = Scalar(oid::kVarchar);
      varchar.modifier = type.precision + kModifierHeader;
      return varchar;
    }
    case TypeKind::kChar: {
      PgType fixed = Scalar(oid::kBpchar);
      fixed.modifier = std::max(type.precision, 0) + kModifierHeader;
      return fixed;
    }
    case TypeKind::kHyperLogLog:
    case TypeKind::kP4HyperLogLog:
    case TypeKind::kSetDigest:
    case TypeKind::kTDigest:
    case TypeKind::kQDigest:
    case TypeKind::kVarbinary: return Scalar(oid::kBytea);
    case TypeKind::kDate: return Scalar(oid::kDate);
    case TypeKind::kTime: return Scalar(oid::kTime);
    case TypeKind::kTimestamp: return Scalar(oid::kTimestamp);
    case TypeKind::kTimestampWithTimeZone: return Scalar(oid::kTimestampTz);
    case TypeKind::kIntervalYearToMonth:
    case TypeKind::kIntervalDayToSecond: return Scalar(oid::kInterval);
    case TypeKind::kUuid: return Scalar(oid::kUuid);
    case TypeKind::kArray: return ArrayOf(type.children[0]);
    case TypeKind::kJson:
    case TypeKind::kMap:
    case TypeKind::kRow: return Scalar(oid::kJson);
  }
  return Scalar(oid::kText);
}

std::optional<Type> EngineTypeOf(uint32_t type_oid) {
  if (const TypeRow* element = FindElementOfArray(type_oid)) {
    const auto inner = EngineTypeOf(element->oid);
    if (!inner) return std::nullopt;
    return Type{TypeKind::kArray, 0, 0, {*inner}, {}};
  }
  const TypeRow* row = FindType(type_oid);
  if (row == nullptr) return std::nullopt;
  switch (type_oid) {
    case oid::kName:
    case oid::kChar:
    case oid::kUnknown:
    case oid::kBpchar: return Type{TypeKind::kVarchar, 0, 0, {}, {}};
    case oid::kOid: return Type{TypeKind::kBigint, 0, 0, {}, {}};
    case oid::kTime:
    case oid::kTimestamp:
    case oid::kTimestampTz: return Type{row->kind, 6, 0, {}, {}};
    case oid::kNumeric: return Type{TypeKind::kDecimal, 38, 10, {}, {}};
    default: break;
  }
  if (row->kind == TypeKind::kUnknown) return std::nullopt;
  return Type{row->kind, 0, 0, {}, {}};
}

}  // namespace tarn::api::postgres

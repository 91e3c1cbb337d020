#include "engine/embedded/adapter/told_type.h"

#include <cstddef>

namespace tarn::engine::embedded {
namespace {

constexpr int kMicros = 6;

bool IsInteger(TypeKind kind) { return kind >= TypeKind::kTinyint && kind <= TypeKind::kBigint; }
bool IsFloat(TypeKind kind) { return kind == TypeKind::kReal || kind == TypeKind::kDouble; }

bool IsTellable(const Type& typed, const Type& computed) {
  switch (typed.kind) {
    case TypeKind::kUnknown:
      // What DuckDB makes of NULL; of an array without elements as well.
      return computed.kind == TypeKind::kUnknown || computed.kind == TypeKind::kInteger;
    case TypeKind::kChar: return computed.kind == TypeKind::kVarchar;
    case TypeKind::kDecimal: {
      if (IsInteger(computed.kind)) return true;
      if (computed.kind != TypeKind::kDecimal) return false;
      // Digits behind the point may be added, never taken.
      return typed.scale >= computed.scale;
    }
    case TypeKind::kReal:
    case TypeKind::kDouble:
      return IsFloat(computed.kind) || IsInteger(computed.kind) ||
             computed.kind == TypeKind::kDecimal;
    case TypeKind::kTime:
    case TypeKind::kTimeWithTimeZone:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestampWithTimeZone:
      return typed.kind == computed.kind &&
             (typed.precision > kMicros) == (computed.precision > kMicros);
    default:
      if (IsInteger(typed.kind)) return IsInteger(computed.kind);
      return typed.kind == computed.kind;
  }
}

}  // namespace

Type ToldType(const Type& typed, const Type& computed) {
  if (computed.kind == TypeKind::kUnknown) return typed;
  if (!IsTellable(typed, computed)) return computed;
  if (typed.children.size() != computed.children.size()) return computed;
  Type told = typed;
  for (size_t i = 0; i < told.children.size(); ++i) {
    told.children[i] = ToldType(typed.children[i], computed.children[i]);
  }
  return told;
}

}  // namespace tarn::engine::embedded

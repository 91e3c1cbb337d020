#include "engine/embedded/typing/coercion.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace tarn::engine::embedded {
namespace {

constexpr int kMaxDecimalDigits = 38;
constexpr int kMaxCharLength = 65536;

Type Simple(TypeKind kind, int precision = 0, int scale = 0) {
  return {kind, precision, scale, {}, {}};
}

// What a type without parameters becomes.
struct Widening {
  TypeKind from;
  TypeKind to;
  int precision;
};
constexpr std::array kWidenings = {
    Widening{TypeKind::kTinyint, TypeKind::kSmallint, 0},
    Widening{TypeKind::kTinyint, TypeKind::kInteger, 0},
    Widening{TypeKind::kTinyint, TypeKind::kBigint, 0},
    Widening{TypeKind::kTinyint, TypeKind::kReal, 0},
    Widening{TypeKind::kTinyint, TypeKind::kDouble, 0},
    Widening{TypeKind::kTinyint, TypeKind::kDecimal, 3},
    Widening{TypeKind::kSmallint, TypeKind::kInteger, 0},
    Widening{TypeKind::kSmallint, TypeKind::kBigint, 0},
    Widening{TypeKind::kSmallint, TypeKind::kReal, 0},
    Widening{TypeKind::kSmallint, TypeKind::kDouble, 0},
    Widening{TypeKind::kSmallint, TypeKind::kDecimal, 5},
    Widening{TypeKind::kInteger, TypeKind::kBigint, 0},
    Widening{TypeKind::kInteger, TypeKind::kReal, 0},
    Widening{TypeKind::kInteger, TypeKind::kDouble, 0},
    Widening{TypeKind::kInteger, TypeKind::kDecimal, 10},
    Widening{TypeKind::kBigint, TypeKind::kReal, 0},
    Widening{TypeKind::kBigint, TypeKind::kDouble, 0},
    Widening{TypeKind::kBigint, TypeKind::kDecimal, 19},
    Widening{TypeKind::kDecimal, TypeKind::kReal, 0},
    Widening{TypeKind::kDecimal, TypeKind::kDouble, 0},
    Widening{TypeKind::kReal, TypeKind::kDouble, 0},
    Widening{TypeKind::kP4HyperLogLog, TypeKind::kHyperLogLog, 0},
    Widening{TypeKind::kDate, TypeKind::kTimestamp, 0},
    Widening{TypeKind::kDate, TypeKind::kTimestampWithTimeZone, 0},
};

// The common super type of two types, and whether it is the second.
struct Common {
  Type type;
  bool is_second = false;
};

std::optional<Common> Compare(const Type& from, const Type& to);

int LongerVarchar(int a, int b) { return a == 0 || b == 0 ? 0 : std::max(a, b); }

Type DecimalForBoth(const Type& a, const Type& b) {
  const int scale = std::max(a.scale, b.scale);
  const int whole = std::max(a.precision - a.scale, b.precision - b.scale);
  return Simple(TypeKind::kDecimal, std::min(kMaxDecimalDigits, whole + scale), scale);
}

std::optional<Common> CompareChildren(const Type& from, const Type& to) {
  if (from.children.size() != to.children.size()) return std::nullopt;
  Common common{Simple(from.kind), true};
  for (size_t i = 0; i < from.children.size(); ++i) {
    auto child = Compare(from.children[i], to.children[i]);
    if (!child) return std::nullopt;
    common.is_second = common.is_second && child->is_second;
    common.type.children.push_back(std::move(child->type));
    if (from.kind != TypeKind::kRow) continue;
    const std::string name = i < from.field_names.size() ? from.field_names[i] : "";
    const bool same = name == (i < to.field_names.size() ? to.field_names[i] : "");
    common.type.field_names.push_back(same ? name : "");
  }
  return common;
}

std::optional<Common> CompareOfOneKind(const Type& from, const Type& to) {
  switch (from.kind) {
    case TypeKind::kDecimal: {
      Type both = DecimalForBoth(from, to);
      const bool is_second = both == to;
      return Common{std::move(both), is_second};
    }
    case TypeKind::kVarchar: {
      const int length = LongerVarchar(from.precision, to.precision);
      return Common{Simple(TypeKind::kVarchar, length), length == to.precision};
    }
    case TypeKind::kChar:
    case TypeKind::kTime:
    case TypeKind::kTimeWithTimeZone:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestampWithTimeZone: {
      const int precision = std::max(from.precision, to.precision);
      return Common{Simple(from.kind, precision), precision == to.precision};
    }
    case TypeKind::kQDigest:
      if (!SameType(from, to)) return std::nullopt;
      return Common{to, true};
    case TypeKind::kArray:
    case TypeKind::kMap:
    case TypeKind::kRow: return CompareChildren(from, to);
    default: return Common{to, true};
  }
}

std::optional<Common> Compare(const Type& from, const Type& to) {
  if (from.kind == TypeKind::kUnknown) return Common{to, true};
  if (to.kind == TypeKind::kUnknown) return Common{from, false};
  if (from.kind == to.kind) return CompareOfOneKind(from, to);
  if (const auto coerced = CoerceToKind(from, to.kind)) return CompareOfOneKind(*coerced, to);
  if (const auto coerced = CoerceToKind(to, from.kind)) {
    auto common = CompareOfOneKind(from, *coerced);
    if (common) common->is_second = false;
    return common;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Type> CoerceToKind(const Type& source, TypeKind kind) {
  if (source.kind == kind) return source;
  switch (source.kind) {
    case TypeKind::kUnknown:
      if (kind == TypeKind::kVarchar || kind == TypeKind::kChar) return Simple(kind, kEmptyVarchar);
      if (kind == TypeKind::kDecimal) return Simple(kind, 1);
      if (kind == TypeKind::kArray || kind == TypeKind::kMap || kind == TypeKind::kRow ||
          kind == TypeKind::kQDigest) {
        return std::nullopt;
      }
      return Simple(kind);
    case TypeKind::kVarchar: {
      if (kind != TypeKind::kChar) return std::nullopt;
      const int length = source.precision == 0 ? kMaxCharLength : source.precision;
      return Simple(kind, std::min(length, kMaxCharLength));
    }
    case TypeKind::kTime:
      if (kind != TypeKind::kTimeWithTimeZone) return std::nullopt;
      return Simple(kind, source.precision);
    case TypeKind::kTimestamp:
      if (kind != TypeKind::kTimestampWithTimeZone) return std::nullopt;
      return Simple(kind, source.precision);
    default: break;
  }
  for (const Widening& widening : kWidenings) {
    if (widening.from == source.kind && widening.to == kind) {
      return Simple(kind, widening.precision);
    }
  }
  return std::nullopt;
}

std::optional<Type> CommonSuperType(const Type& a, const Type& b) {
  auto common = Compare(a, b);
  if (!common) return std::nullopt;
  return std::move(common->type);
}

bool CanCoerce(const Type& from, const Type& to) {
  const auto common = Compare(from, to);
  return common && common->is_second;
}

bool SameType(const Type& a, const Type& b) {
  if (a.kind != b.kind || a.precision != b.precision || a.scale != b.scale ||
      a.children.size() != b.children.size()) {
    return false;
  }
  for (size_t i = 0; i < a.children.size(); ++i) {
    if (!SameType(a.children[i], b.children[i])) return false;
  }
  return true;
}

}  // namespace tarn::engine::embedded

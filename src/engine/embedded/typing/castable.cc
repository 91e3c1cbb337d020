#include "engine/embedded/typing/castable.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>

namespace tarn::engine::embedded {
namespace {

using enum TypeKind;

using Kinds = uint32_t;  // a bit a kind

constexpr Kinds Bit(TypeKind kind) { return Kinds{1} << static_cast<int>(kind); }
constexpr Kinds Bits(std::initializer_list<TypeKind> kinds) {
  Kinds bits = 0;
  for (const TypeKind kind : kinds) bits |= Bit(kind);
  return bits;
}

constexpr Kinds kNumbers =
    Bits({kBoolean, kTinyint, kSmallint, kInteger, kBigint, kReal, kDouble, kDecimal});
constexpr Kinds kTimes =
    Bits({kTime, kTimeWithTimeZone, kTimestamp, kTimestampWithTimeZone, kVarchar});

constexpr Kinds kSketches = Bits({kHyperLogLog, kP4HyperLogLog, kSetDigest, kTDigest, kQDigest});

// What kinds other than itself a kind can be cast to.
struct CastRow {
  Kinds from;
  Kinds to;
};
constexpr CastRow kCasts[] = {
    {kNumbers, kNumbers | Bits({kVarchar, kJson})},
    {Bit(kVarchar), kNumbers | kTimes | Bits({kChar, kVarbinary, kDate, kUuid, kIpAddress, kJson})},
    {Bit(kChar), Bit(kVarchar)},
    {Bit(kVarbinary), Bits({kUuid, kIpAddress}) | kSketches},
    {Bit(kDate), Bits({kVarchar, kTimestamp, kTimestampWithTimeZone, kJson})},
    {Bits({kTime, kTimeWithTimeZone}), kTimes},
    {Bit(kTimestamp), kTimes | Bits({kDate, kJson})},
    {Bit(kTimestampWithTimeZone), kTimes | Bit(kDate)},
    {Bits({kIntervalYearToMonth, kIntervalDayToSecond}), Bit(kVarchar)},
    {Bits({kUuid, kIpAddress}), Bits({kVarchar, kVarbinary})},
    {Bit(kHyperLogLog), Bits({kVarbinary, kP4HyperLogLog})},
    {Bit(kP4HyperLogLog), Bit(kHyperLogLog)},
    {Bit(kSetDigest), Bits({kVarbinary, kHyperLogLog})},
    {Bits({kTDigest, kQDigest}), Bit(kVarbinary)},
    {Bit(kJson), kNumbers | Bits({kVarchar, kArray, kMap, kRow})},
    {Bits({kArray, kMap, kRow}), Bit(kJson)},
};

bool CanCastChildren(const Type& from, const Type& to) {
  return std::equal(from.children.begin(), from.children.end(), to.children.begin(),
                    to.children.end(), CanCast);
}

}  // namespace

bool CanCast(const Type& from, const Type& to) {
  if (from.kind == kUnknown || to.kind == kUnknown) return true;
  if (from.kind == to.kind) return CanCastChildren(from, to);
  for (const CastRow& row : kCasts) {
    if ((row.from & Bit(from.kind)) != 0) return (row.to & Bit(to.kind)) != 0;
  }
  return true;
}

bool IsOrderable(const Type& type) {
  if (type.kind == kMap || type.kind == kJson || IsSketch(type.kind)) return false;
  return std::all_of(type.children.begin(), type.children.end(), IsOrderable);
}

bool IsComparable(const Type& type) {
  if (IsSketch(type.kind)) return false;
  return std::all_of(type.children.begin(), type.children.end(), IsComparable);
}

std::string SignatureText(const Type& type) {
  if (type.children.empty()) return type.ToString();
  const bool is_row = type.kind == kRow;
  std::string text = is_row                  ? "row("
                     : type.kind == kMap     ? "map("
                     : type.kind == kQDigest ? "qdigest("
                                             : "array(";
  for (size_t i = 0; i < type.children.size(); ++i) {
    if (i > 0) text += ',';
    if (is_row && i < type.field_names.size() && !type.field_names[i].empty()) {
      text += '"' + type.field_names[i] + "\" ";
    }
    text += SignatureText(type.children[i]);
  }
  return text + ')';
}

}  // namespace tarn::engine::embedded

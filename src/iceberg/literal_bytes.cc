// Binary single-value serialization (spec: Appendix D).
#include <cstring>

#include "base/error.h"
#include "iceberg/civil_time.h"
#include "iceberg/int128.h"
#include "iceberg/literal.h"

namespace tarn::iceberg {
namespace {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);

template <typename T>
std::string LittleEndian(T value) {
  std::string bytes(sizeof(T), '\0');
  std::memcpy(bytes.data(), &value, sizeof(T));
  return bytes;
}

[[noreturn]] void ThrowLength(const PrimitiveType& type, std::string_view bytes) {
  base::Throw(base::ErrorKind::kDataCorruption, "{} bytes cannot be a value of type {}",
              bytes.size(), ToString(type));
}

template <typename T>
T FromLittleEndian(const PrimitiveType& type, std::string_view bytes) {
  if (bytes.size() != sizeof(T)) ThrowLength(type, bytes);
  T value;
  std::memcpy(&value, bytes.data(), sizeof(T));
  return value;
}

// Days as what dates are promoted to (spec: Schema Evolution, bounds of promoted columns).
Literal FromDays(const PrimitiveType& type, std::string_view bytes, int64_t units_per_day) {
  int64_t value = 0;
  if (__builtin_mul_overflow(int64_t{FromLittleEndian<int32_t>(type, bytes)}, units_per_day,
                             &value)) {
    base::Throw(base::ErrorKind::kDataCorruption, "a date is beyond the range of the type {}",
                ToString(type));
  }
  return {type, value};
}

}  // namespace

std::string ToBytes(const Literal& literal) {
  switch (literal.value().index()) {
    case 0: return std::string(1, literal.get<bool>() ? '\1' : '\0');
    case 1: return LittleEndian(literal.get<int32_t>());
    case 2: return LittleEndian(literal.get<int64_t>());
    case 3: return LittleEndian(literal.get<float>());
    case 4: return LittleEndian(literal.get<double>());
    case 5: return MinimalBytes(literal.get<Int128>());
    default: return literal.get<std::string>();
  }
}

Literal LiteralFromBytes(const PrimitiveType& type, std::string_view bytes) {
  switch (KindOf(type)) {
    case TypeKind::kBoolean:
      if (bytes.size() != 1) ThrowLength(type, bytes);
      return {type, bytes[0] != 0};
    case TypeKind::kInt:
    case TypeKind::kDate: return {type, FromLittleEndian<int32_t>(type, bytes)};
    case TypeKind::kLong:
      if (bytes.size() == 4) return {type, int64_t{FromLittleEndian<int32_t>(type, bytes)}};
      return {type, FromLittleEndian<int64_t>(type, bytes)};
    case TypeKind::kTimestamp:
      if (bytes.size() == 4) return FromDays(type, bytes, kMicrosPerDay);
      return {type, FromLittleEndian<int64_t>(type, bytes)};
    case TypeKind::kTimestampNs:
      if (bytes.size() == 4) return FromDays(type, bytes, kMicrosPerDay * kNanosPerMicro);
      [[fallthrough]];
    case TypeKind::kTime:
    case TypeKind::kTimestamptz:
    case TypeKind::kTimestamptzNs: return {type, FromLittleEndian<int64_t>(type, bytes)};
    case TypeKind::kFloat: return {type, FromLittleEndian<float>(type, bytes)};
    case TypeKind::kDouble:
      if (bytes.size() == 4) return {type, double{FromLittleEndian<float>(type, bytes)}};
      return {type, FromLittleEndian<double>(type, bytes)};
    case TypeKind::kDecimal: {
      auto value = Int128FromBytes(bytes);
      if (!value) ThrowLength(type, bytes);
      return {type, *value};
    }
    case TypeKind::kUuid:
      if (bytes.size() != 16) ThrowLength(type, bytes);
      return {type, std::string(bytes)};
    case TypeKind::kUnknown: ThrowLength(type, bytes);
    default: return {type, std::string(bytes)};
  }
}

}  // namespace tarn::iceberg

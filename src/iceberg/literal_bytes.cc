// Binary single-value serialization (spec: Appendix D).
#include <cstring>

#include "base/error.h"
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
      [[fallthrough]];
    case TypeKind::kTime:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestamptz: return {type, FromLittleEndian<int64_t>(type, bytes)};
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
    default: return {type, std::string(bytes)};
  }
}

}  // namespace tarn::iceberg

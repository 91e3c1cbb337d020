#include "iceberg/literal.h"

#include <bit>
#include <cmath>

#include "base/error.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

// The index in Literal::Value of each primitive kind's representation.
size_t RepresentationOf(TypeKind kind) {
  switch (kind) {
    case TypeKind::kBoolean: return 0;
    case TypeKind::kInt:
    case TypeKind::kDate: return 1;
    case TypeKind::kLong:
    case TypeKind::kTime:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestamptz:
    case TypeKind::kTimestampNs:
    case TypeKind::kTimestamptzNs: return 2;
    case TypeKind::kFloat: return 3;
    case TypeKind::kDouble: return 4;
    case TypeKind::kDecimal: return 5;
    default: return 6;
  }
}

template <typename T>
std::strong_ordering CompareFloats(T a, T b) {
  const auto rank = [](T v) { return std::isnan(v) ? (std::signbit(v) ? -1 : 1) : 0; };
  if (rank(a) != 0 || rank(b) != 0) return rank(a) <=> rank(b);
  if (a == b) return static_cast<int>(std::signbit(b)) <=> static_cast<int>(std::signbit(a));
  return a < b ? std::strong_ordering::less : std::strong_ordering::greater;
}

std::strong_ordering CompareBytes(const std::string& a, const std::string& b) {
  const int order = a.compare(b);  // char_traits<char> compares as unsigned bytes
  return order <=> 0;
}

}  // namespace

Literal::Literal(PrimitiveType type, Value value)
    : type_(std::move(type)), value_(std::move(value)) {
  bool fits = value_.index() == RepresentationOf(kind());
  if (fits && kind() == TypeKind::kUuid) fits = get<std::string>().size() == 16;
  if (kind() == TypeKind::kUnknown) fits = false;
  if (!fits) {
    base::Throw(ErrorKind::kInternal, "a literal's value does not represent its type {}",
                ToString(type_));
  }
}

bool Literal::is_nan() const {
  if (const auto* f = std::get_if<float>(&value_)) return std::isnan(*f);
  if (const auto* d = std::get_if<double>(&value_)) return std::isnan(*d);
  return false;
}

bool operator==(const Literal& a, const Literal& b) {
  if (a.type_ != b.type_) return false;
  if (const auto* f = std::get_if<float>(&a.value_)) {
    return std::bit_cast<uint32_t>(*f) == std::bit_cast<uint32_t>(std::get<float>(b.value_));
  }
  if (const auto* d = std::get_if<double>(&a.value_)) {
    return std::bit_cast<uint64_t>(*d) == std::bit_cast<uint64_t>(std::get<double>(b.value_));
  }
  return a.value_ == b.value_;
}

std::strong_ordering Compare(const Literal& a, const Literal& b) {
  if (a.value().index() != b.value().index() || a.kind() != b.kind()) {
    base::Throw(ErrorKind::kInternal, "cannot compare {} with {}", ToString(a.type()),
                ToString(b.type()));
  }
  switch (a.value().index()) {
    case 0: return a.get<bool>() <=> b.get<bool>();
    case 1: return a.get<int32_t>() <=> b.get<int32_t>();
    case 2: return a.get<int64_t>() <=> b.get<int64_t>();
    case 3: return CompareFloats(a.get<float>(), b.get<float>());
    case 4: return CompareFloats(a.get<double>(), b.get<double>());
    case 5: return a.get<Int128>() <=> b.get<Int128>();
    default: return CompareBytes(a.get<std::string>(), b.get<std::string>());
  }
}

}  // namespace tarn::iceberg

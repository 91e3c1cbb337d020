#include "iceberg/transform.h"

#include <charconv>
#include <cstring>

#include "base/error.h"
#include "iceberg/civil_time.h"
#include "iceberg/int128.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

bool IsTimestamp(TypeKind kind) {
  return kind == TypeKind::kTimestamp || kind == TypeKind::kTimestamptz ||
         kind == TypeKind::kTimestampNs || kind == TypeKind::kTimestamptzNs;
}

// Of a timestamp of either precision.
int64_t MicrosOf(const Literal& value) {
  const bool nanos =
      value.kind() == TypeKind::kTimestampNs || value.kind() == TypeKind::kTimestamptzNs;
  return nanos ? FloorDiv(value.get<int64_t>(), kNanosPerMicro) : value.get<int64_t>();
}

uint32_t Rotate(uint32_t x, int bits) { return (x << bits) | (x >> (32 - bits)); }

uint32_t Scramble(uint32_t k) { return Rotate(k * 0xcc9e2d51U, 15) * 0x1b873593U; }

// MurmurHash3_x86_32 with seed 0.
int32_t Murmur3(std::string_view bytes) {
  uint32_t hash = 0;
  size_t i = 0;
  for (; i + 4 <= bytes.size(); i += 4) {
    uint32_t block;
    std::memcpy(&block, bytes.data() + i, 4);
    hash = Rotate(hash ^ Scramble(block), 13) * 5 + 0xe6546b64U;
  }
  uint32_t rest = 0;
  for (size_t j = bytes.size(); j > i; --j) {
    rest = (rest << 8) | static_cast<unsigned char>(bytes[j - 1]);
  }
  hash ^= Scramble(rest);
  hash ^= static_cast<uint32_t>(bytes.size());
  hash = (hash ^ (hash >> 16)) * 0x85ebca6bU;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35U;
  return static_cast<int32_t>(hash ^ (hash >> 16));
}

int32_t HashLong(int64_t value) {
  char bytes[8];
  std::memcpy(bytes, &value, 8);
  return Murmur3({bytes, 8});
}

// The first `width` code points.
std::string TruncateText(const std::string& text, int32_t width) {
  int32_t points = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool starts = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (starts && points++ == width) return text.substr(0, i);
  }
  return text;
}

template <typename T>
T TruncateNumber(T value, int64_t width) {
  const T remainder = static_cast<T>(((value % width) + width) % width);
  T result;
  __builtin_sub_overflow(value, remainder, &result);  // wraps at the minimum, as Java does
  return result;
}

Literal Truncated(const Literal& value, int32_t width) {
  switch (value.kind()) {
    case TypeKind::kInt:
      return {value.type(),
              static_cast<int32_t>(TruncateNumber<int64_t>(value.get<int32_t>(), width))};
    case TypeKind::kLong: return {value.type(), TruncateNumber(value.get<int64_t>(), width)};
    case TypeKind::kDecimal: return {value.type(), TruncateNumber(value.get<Int128>(), width)};
    case TypeKind::kString: return {value.type(), TruncateText(value.get<std::string>(), width)};
    default: return {value.type(), value.get<std::string>().substr(0, static_cast<size_t>(width))};
  }
}

// Days since the epoch of a date or timestamp.
int64_t DaysOf(const Literal& value) {
  return value.kind() == TypeKind::kDate ? value.get<int32_t>()
                                         : FloorDiv(MicrosOf(value), kMicrosPerDay);
}

int32_t MonthsOf(const Literal& value) {
  const CivilDate date = CivilFromDays(DaysOf(value));
  return static_cast<int32_t>((date.year - 1970) * 12 + date.month - 1);
}

int32_t HoursOf(const Literal& value) {
  return static_cast<int32_t>(FloorDiv(MicrosOf(value), kMicrosPerHour));
}

std::string HumanMonth(int64_t months) {
  return fmt::format("{:04}-{:02}", 1970 + FloorDiv(months, 12), FloorMod(months, 12) + 1);
}

std::string HumanHour(int64_t hours) {
  return FormatDate(FloorDiv(hours, 24)) + fmt::format("-{:02}", FloorMod(hours, 24));
}

}  // namespace

int32_t BucketHash(const Literal& value) {
  switch (value.kind()) {
    case TypeKind::kInt:
    case TypeKind::kDate: return HashLong(value.get<int32_t>());
    case TypeKind::kLong:
    case TypeKind::kTime:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestamptz: return HashLong(value.get<int64_t>());
    case TypeKind::kTimestampNs:
    case TypeKind::kTimestamptzNs: return HashLong(MicrosOf(value));
    case TypeKind::kDecimal: return Murmur3(MinimalBytes(value.get<Int128>()));
    case TypeKind::kString:
    case TypeKind::kUuid:
    case TypeKind::kFixed:
    case TypeKind::kBinary: return Murmur3(value.get<std::string>());
    default:
      base::Throw(ErrorKind::kInvalidArgument, "values of type {} have no bucket",
                  ToString(value.type()));
  }
}

bool Transform::CanApplyTo(const PrimitiveType& source) const {
  const TypeKind type = KindOf(source);
  switch (kind) {
    case TransformKind::kIdentity: return IsOrdered(source) || type == TypeKind::kUnknown;
    case TransformKind::kVoid:
    case TransformKind::kUnknown: return true;
    case TransformKind::kBucket:
      return IsOrdered(source) && type != TypeKind::kBoolean && type != TypeKind::kFloat &&
             type != TypeKind::kDouble;
    case TransformKind::kTruncate:
      return type == TypeKind::kInt || type == TypeKind::kLong || type == TypeKind::kDecimal ||
             type == TypeKind::kString || type == TypeKind::kBinary;
    case TransformKind::kYear:
    case TransformKind::kMonth:
    case TransformKind::kDay: return type == TypeKind::kDate || IsTimestamp(type);
    case TransformKind::kHour: return IsTimestamp(type);
  }
  return false;
}

PrimitiveType Transform::ResultType(const PrimitiveType& source) const {
  if (!CanApplyTo(source)) {
    base::Throw(ErrorKind::kInvalidArgument, "the transform {} does not take values of type {}",
                iceberg::ToString(*this), iceberg::ToString(source));
  }
  switch (kind) {
    case TransformKind::kBucket:
    case TransformKind::kYear:
    case TransformKind::kMonth:
    case TransformKind::kHour: return IntType{};
    case TransformKind::kDay: return DateType{};
    case TransformKind::kUnknown: return StringType{};
    default: return source;
  }
}

std::optional<Literal> Transform::Apply(const std::optional<Literal>& value) const {
  if (kind == TransformKind::kUnknown) {
    base::Throw(ErrorKind::kUnsupported, "Tarn does not know the partition transform {}",
                unknown_name);
  }
  if (!value || kind == TransformKind::kVoid) return {};
  if (!CanApplyTo(value->type())) ResultType(value->type());  // throws
  switch (kind) {
    case TransformKind::kBucket: return Literal::Int((BucketHash(*value) & INT32_MAX) % parameter);
    case TransformKind::kTruncate: return Truncated(*value, parameter);
    case TransformKind::kYear:
      return Literal::Int(static_cast<int32_t>(CivilFromDays(DaysOf(*value)).year - 1970));
    case TransformKind::kMonth: return Literal::Int(MonthsOf(*value));
    case TransformKind::kDay: return Literal::Date(static_cast<int32_t>(DaysOf(*value)));
    case TransformKind::kHour: return Literal::Int(HoursOf(*value));
    default: return value;
  }
}

bool Transform::PreservesOrder() const {
  return kind != TransformKind::kBucket && kind != TransformKind::kVoid &&
         kind != TransformKind::kUnknown;
}

std::string Transform::ToHumanString(const std::optional<Literal>& result) const {
  if (!result) return "null";
  const auto* number = std::get_if<int32_t>(&result->value());
  if (number) {
    switch (kind) {
      case TransformKind::kYear: return fmt::format("{:04}", 1970 + int64_t{*number});
      case TransformKind::kMonth: return HumanMonth(*number);
      case TransformKind::kDay: return FormatDate(*number);
      case TransformKind::kHour: return HumanHour(*number);
      default: break;
    }
  }
  return iceberg::ToHumanString(*result);
}

namespace {

struct NamedTransform {
  std::string_view name;
  TransformKind kind;
};
constexpr NamedTransform kNames[] = {
    {"identity", TransformKind::kIdentity}, {"bucket", TransformKind::kBucket},
    {"truncate", TransformKind::kTruncate}, {"year", TransformKind::kYear},
    {"month", TransformKind::kMonth},       {"day", TransformKind::kDay},
    {"hour", TransformKind::kHour},         {"void", TransformKind::kVoid},
};

bool TakesParameter(TransformKind kind) {
  return kind == TransformKind::kBucket || kind == TransformKind::kTruncate;
}

}  // namespace

std::string ToString(const Transform& transform) {
  if (transform.kind == TransformKind::kUnknown) return transform.unknown_name;
  for (const NamedTransform& named : kNames) {
    if (named.kind != transform.kind) continue;
    if (!TakesParameter(named.kind)) return std::string(named.name);
    return fmt::format("{}[{}]", named.name, transform.parameter);
  }
  return {};
}

Transform ParseTransform(std::string_view text) {
  const size_t bracket = text.find('[');
  const std::string_view name = text.substr(0, bracket);
  for (const NamedTransform& named : kNames) {
    if (named.name != name) continue;
    const bool bracketed = bracket != std::string_view::npos;
    if (TakesParameter(named.kind) != bracketed) break;
    if (!bracketed) return {named.kind, 0, {}};
    int32_t parameter = 0;
    const char* begin = text.data() + bracket + 1;
    const char* end = text.data() + text.size();
    auto [stop, error] = std::from_chars(begin, end, parameter);
    if (error != std::errc() || stop + 1 != end || *stop != ']' || parameter < 1) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "a {} transform needs a positive number in brackets: {}", name, text);
    }
    return {named.kind, parameter, {}};
  }
  if (text.empty()) base::Throw(ErrorKind::kInvalidArgument, "a transform without a name");
  return {TransformKind::kUnknown, 0, std::string(text)};
}

}  // namespace tarn::iceberg

#include "engine/embedded/adapter/value_hash.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <string_view>
#include <utility>

#include <xxhash.h>

#include "engine/embedded/adapter/fine_moment.h"
#include "engine/embedded/adapter/ip_address.h"
#include "engine/embedded/adapter/month_interval.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/timestamptz_ns.h"
#include "engine/embedded/adapter/zoned_timestamp.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::string_t;

constexpr int64_t kMicrosPerSecond = 1'000'000, kPicosPerMicro = 1'000'000, kMicrosPerMilli = 1'000,
                  kNanosPerMicro = 1'000;
constexpr uint8_t kMostDigitsOf64Bits = 18;

// XXH64 of 8 bytes with seed 0 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md),
// written out: the library's function looks at the length first, and this one is inlined into the
// loop over a vector.
inline uint64_t HashOfNumber(int64_t number) {
  constexpr uint64_t kPrime1 = 0x9E3779B185EBCA87ULL, kPrime2 = 0xC2B2AE3D27D4EB4FULL,
                     kPrime3 = 0x165667B19E3779F9ULL, kPrime4 = 0x85EBCA77C2B2AE63ULL,
                     kPrime5 = 0x27D4EB2F165667C5ULL;
  uint64_t hash = kPrime5 + sizeof number;
  hash ^= std::rotl(static_cast<uint64_t>(number) * kPrime2, 31) * kPrime1;
  hash = std::rotl(hash, 27) * kPrime1 + kPrime4;
  hash = (hash ^ hash >> 33) * kPrime2;
  hash = (hash ^ hash >> 29) * kPrime3;
  return hash ^ hash >> 32;
}
uint64_t HashOfBytes(std::string_view bytes) { return XXH64(bytes.data(), bytes.size(), 0); }
uint64_t HashOfPair(int64_t one, int64_t other) { return HashOfNumber(one) ^ HashOfNumber(other); }

// Zeros are one value, and so are all NaN.
int64_t BitsOf(double value) {
  if (value == 0) return 0;
  return std::isnan(value) ? 0x7FF8000000000000LL : std::bit_cast<int64_t>(value);
}
int64_t BitsOf(float value) {
  if (value == 0) return 0;
  return std::isnan(value) ? 0x7FC00000 : std::bit_cast<int32_t>(value);
}

uint64_t HashOfWide(duckdb::hugeint_t value) {
  return HashOfPair(value.upper, static_cast<int64_t>(value.lower));
}

// Trino reads the bytes of a UUID, the most significant first, as two numbers of its machine.
uint64_t HashOfUuid(duckdb::hugeint_t value) {
  static_assert(std::endian::native == std::endian::little);
  const uint64_t upper = static_cast<uint64_t>(value.upper) ^ (uint64_t{1} << 63);
  return HashOfPair(static_cast<int64_t>(__builtin_bswap64(upper)),
                    static_cast<int64_t>(__builtin_bswap64(value.lower)));
}
uint64_t HashOfAddress(std::string_view bytes) {
  int64_t halves[2] = {};
  std::memcpy(halves, bytes.data(), std::min(bytes.size(), sizeof halves));
  return HashOfPair(halves[0], halves[1]);
}

// The moment of a timestamp with time zone: in milliseconds and, where its type has more digits,
// the picoseconds beside them.
uint64_t HashOfMoment(int64_t micros, bool has_rest) {
  const int64_t rest = ((micros % kMicrosPerMilli) + kMicrosPerMilli) % kMicrosPerMilli;
  const int64_t millis = (micros - rest) / kMicrosPerMilli;
  return has_rest ? HashOfPair(millis, rest * kPicosPerMicro) : HashOfNumber(millis);
}
uint64_t HashOfZoned(duckdb::interval_t value) {
  constexpr int kMostDigitsOfMillis = 3;
  const ZonedMoment moment = DecodeZoned(value);
  return HashOfMoment(moment.micros, moment.digits > kMostDigitsOfMillis);
}

// Times of more digits: the part that is counted in micro- or milliseconds, and the rest.
uint64_t HashOfPicos(__int128 picos, int64_t unit) {
  const auto rest = static_cast<int64_t>((picos % unit + unit) % unit);
  return HashOfPair(static_cast<int64_t>((picos - rest) / unit), rest);
}
constexpr int64_t kPicosPerMilli = kPicosPerMicro * kMicrosPerMilli, kPicosPerNano = 1'000;
uint64_t HashOfFineTime(duckdb::hugeint_t value) {
  return HashOfNumber(static_cast<int64_t>(FineMomentOf(value).picos));
}
// Of 9 digits at most, Trino counts it in nanoseconds.
uint64_t HashOfNanoTime(duckdb::hugeint_t value) {
  return HashOfNumber(static_cast<int64_t>(FineMomentOf(value).picos / kPicosPerNano));
}
uint64_t HashOfFineTimestamp(duckdb::hugeint_t value) {
  return HashOfPicos(FineMomentOf(value).picos, kPicosPerMicro);
}
uint64_t HashOfFineZoned(duckdb::hugeint_t value) {
  return HashOfPicos(FineMomentOf(value).picos, kPicosPerMilli);
}
uint64_t HashOfNanos(int64_t nanos) {
  return HashOfPicos(static_cast<__int128>(nanos) * kPicosPerNano, kPicosPerMicro);
}
uint64_t HashOfZonedNanos(int64_t nanos) {
  return HashOfPicos(static_cast<__int128>(nanos) * kPicosPerNano, kPicosPerMilli);
}
uint64_t HashOfDayInterval(duckdb::interval_t value) {
  constexpr int64_t kDaysPerMonth = 30, kMillisPerDay = 86'400'000;
  return HashOfNumber((value.months * kDaysPerMonth + value.days) * kMillisPerDay +
                      value.micros / kMicrosPerMilli);
}
uint64_t HashOfZonedTime(duckdb::dtime_tz_t value) {
  constexpr int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;
  const int64_t utc = value.time().micros - value.offset() * kMicrosPerSecond;
  return HashOfNumber((utc % kMicrosPerDay + kMicrosPerDay) % kMicrosPerDay * kNanosPerMicro);
}

uint64_t HashOfElement(const duckdb::Value& value) { return value.IsNull() ? 0 : ValueHash(value); }

uint64_t HashOfNested(const duckdb::Value& value) {
  uint64_t hash = 0;
  switch (value.type().id()) {
    case LogicalTypeId::LIST:
      for (const duckdb::Value& element : duckdb::ListValue::GetChildren(value)) {
        hash = 31 * hash + HashOfElement(element);
      }
      return hash;
    case LogicalTypeId::STRUCT:
      hash = 1;
      for (const duckdb::Value& field : duckdb::StructValue::GetChildren(value)) {
        hash = 31 * hash + HashOfElement(field);
      }
      return hash;
    case LogicalTypeId::MAP:
      for (const duckdb::Value& entry : duckdb::ListValue::GetChildren(value)) {
        const auto& pair = duckdb::StructValue::GetChildren(entry);
        hash += HashOfElement(pair[0]) ^ HashOfElement(pair[1]);
      }
      return hash;
    default: return HashOfBytes(value.ToString());
  }
}

// Hashes values of one physical type.
template <typename T, uint64_t (*kHash)(T)>
struct FlatHash {
  using Type = T;
  static int64_t Of(T value) { return std::bit_cast<int64_t>(kHash(value)); }
};
template <typename T>
uint64_t OfNumber(T value) {
  return HashOfNumber(static_cast<int64_t>(value));
}
template <typename T>
uint64_t OfFloat(T value) {
  return HashOfNumber(BitsOf(value));
}
template <int64_t kMicros>
uint64_t OfCoarse(int64_t value) {
  return HashOfNumber(value * kMicros);
}
uint64_t OfTime(int64_t micros) { return HashOfNumber(micros * kPicosPerMicro); }
uint64_t OfMoment(int64_t micros) { return HashOfMoment(micros, true); }
uint64_t OfText(string_t text) { return HashOfBytes(View(text)); }
uint64_t OfAddress(string_t bytes) { return HashOfAddress(View(bytes)); }
uint64_t OfMonths(duckdb::interval_t value) { return HashOfNumber(value.months); }

// Calls visit(FlatHash) with what hashes a flat type's values as they lie in a vector; false for
// types whose values are hashed one by one.
template <typename Visit>
bool VisitFlat(const LogicalType& type, Visit visit) {
  const auto flat = [&]<typename T, uint64_t (*kHash)(T)>() {
    visit(FlatHash<T, kHash>{});
    return true;
  };
  if (const auto fine = FineTimeOf(type)) {
    using duckdb::hugeint_t;
    constexpr int kMostDigitsOfNanos = 9;
    switch (fine->kind) {
      case TypeKind::kTimestamp: return flat.template operator()<hugeint_t, HashOfFineTimestamp>();
      case TypeKind::kTimestampWithTimeZone:
        return flat.template operator()<hugeint_t, HashOfFineZoned>();
      case TypeKind::kTimeWithTimeZone:
        if (fine->digits <= kMostDigitsOfNanos) {
          return flat.template operator()<hugeint_t, HashOfNanoTime>();
        }
        [[fallthrough]];
      default: return flat.template operator()<hugeint_t, HashOfFineTime>();
    }
  }
  switch (type.id()) {
    case LogicalTypeId::BOOLEAN: return flat.template operator()<bool, OfNumber<bool>>();
    case LogicalTypeId::TINYINT: return flat.template operator()<int8_t, OfNumber<int8_t>>();
    case LogicalTypeId::SMALLINT: return flat.template operator()<int16_t, OfNumber<int16_t>>();
    case LogicalTypeId::INTEGER:
    case LogicalTypeId::DATE: return flat.template operator()<int32_t, OfNumber<int32_t>>();
    case LogicalTypeId::BIGINT:
    case LogicalTypeId::TIMESTAMP: return flat.template operator()<int64_t, OfNumber<int64_t>>();
    case LogicalTypeId::FLOAT: return flat.template operator()<float, OfFloat<float>>();
    case LogicalTypeId::DOUBLE: return flat.template operator()<double, OfFloat<double>>();
    case LogicalTypeId::TIME: return flat.template operator()<int64_t, OfTime>();
    case LogicalTypeId::TIMESTAMP_MS:
      return flat.template operator()<int64_t, OfCoarse<kMicrosPerMilli>>();
    case LogicalTypeId::TIMESTAMP_SEC:
      return flat.template operator()<int64_t, OfCoarse<kMicrosPerSecond>>();
    case LogicalTypeId::TIMESTAMP_NS:
      if (IsTimestampTzNs(type)) return flat.template operator()<int64_t, HashOfZonedNanos>();
      return flat.template operator()<int64_t, HashOfNanos>();
    case LogicalTypeId::TIMESTAMP_TZ: return flat.template operator()<int64_t, OfMoment>();
    case LogicalTypeId::TIME_TZ:
      return flat.template operator()<duckdb::dtime_tz_t, HashOfZonedTime>();
    case LogicalTypeId::UUID: return flat.template operator()<duckdb::hugeint_t, HashOfUuid>();
    case LogicalTypeId::VARCHAR: return flat.template operator()<string_t, OfText>();
    case LogicalTypeId::BLOB:
      if (IsIpAddress(type)) return flat.template operator()<string_t, OfAddress>();
      return flat.template operator()<string_t, OfText>();
    case LogicalTypeId::INTERVAL:
      if (IsZonedTimestamp(type)) {
        return flat.template operator()<duckdb::interval_t, HashOfZoned>();
      }
      if (IsMonthInterval(type)) return flat.template operator()<duckdb::interval_t, OfMonths>();
      return flat.template operator()<duckdb::interval_t, HashOfDayInterval>();
    case LogicalTypeId::DECIMAL:
      if (duckdb::DecimalType::GetWidth(type) > kMostDigitsOf64Bits) {
        return flat.template operator()<duckdb::hugeint_t, HashOfWide>();
      }
      switch (type.InternalType()) {
        case duckdb::PhysicalType::INT16:
          return flat.template operator()<int16_t, OfNumber<int16_t>>();
        case duckdb::PhysicalType::INT32:
          return flat.template operator()<int32_t, OfNumber<int32_t>>();
        default: return flat.template operator()<int64_t, OfNumber<int64_t>>();
      }
    default: return false;
  }
}

void HashOneByOne(duckdb::DataChunk& arguments, duckdb::ExpressionState&, duckdb::Vector& result) {
  const bool constant = arguments.AllConstant();
  const duckdb::idx_t rows = constant ? 1 : arguments.size();
  result.SetVectorType(duckdb::VectorType::FLAT_VECTOR);
  auto* hashes = duckdb::FlatVector::GetData<int64_t>(result);
  for (duckdb::idx_t row = 0; row < rows; ++row) {
    const duckdb::Value value = arguments.data[0].GetValue(row);
    if (value.IsNull()) {
      duckdb::FlatVector::SetNull(result, row, true);
    } else {
      hashes[row] = std::bit_cast<int64_t>(ValueHash(value));
    }
  }
  if (constant) result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
}

template <typename Flat>
void HashFlat(duckdb::DataChunk& arguments, duckdb::ExpressionState&, duckdb::Vector& result) {
  duckdb::UnaryExecutor::Execute<typename Flat::Type, int64_t>(arguments.data[0], result,
                                                               arguments.size(), Flat::Of);
}

}  // namespace

uint64_t ValueHash(const duckdb::Value& value) {
  if (value.type().IsNested()) return HashOfNested(value);
  uint64_t hash = 0;
  const bool flat = VisitFlat(value.type(), [&]<typename Flat>(Flat) {
    using T = typename Flat::Type;
    int64_t of = 0;
    if constexpr (std::is_same_v<T, string_t>) {
      of = Flat::Of(string_t(duckdb::StringValue::Get(value)));
    } else {
      of = Flat::Of(value.GetValueUnsafe<T>());
    }
    hash = std::bit_cast<uint64_t>(of);
  });
  return flat ? hash : HashOfBytes(value.ToString());
}

duckdb::unique_ptr<duckdb::Expression> ValueHashOf(
    duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::Expression> expression) {
  const LogicalType type = expression->return_type;
  duckdb::scalar_function_t kernel = HashOneByOne;
  VisitFlat(type, [&]<typename Flat>(Flat) { kernel = HashFlat<Flat>; });
  BoundExpressions children;
  children.push_back(std::move(expression));
  return CallOwn(context, std::move(children), "tarn_value_hash", {type}, LogicalType::BIGINT,
                 std::move(kernel), "tarn_value_hash");
}

}  // namespace tarn::engine::embedded

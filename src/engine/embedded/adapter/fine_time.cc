#include "engine/embedded/adapter/fine_time.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "duckdb/common/vector_operations/binary_executor.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/fine_moment.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/timestamptz_ns.h"
#include "engine/embedded/adapter/zone_functions.h"
#include "engine/embedded/adapter/zoned_timestamp.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::CastParameters;
using duckdb::DataChunk;
using duckdb::Expression;
using duckdb::ExpressionState;
using duckdb::hugeint_t;
using duckdb::idx_t;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::string_t;
using duckdb::UnaryExecutor;
using duckdb::unique_ptr;
using duckdb::Vector;

constexpr int kZoneBits = 12;
constexpr int64_t kPicosPerMicro = 1'000'000, kPicosPerNano = 1'000;

hugeint_t Encode(const FineMoment& moment) {
  const __int128 number = moment.picos * (1 << kZoneBits) + moment.zone;
  hugeint_t value;
  value.lower = static_cast<uint64_t>(number);
  value.upper = static_cast<int64_t>(number >> 64);
  return value;
}
FineMoment Decode(hugeint_t value) {
  const __int128 number =
      (static_cast<__int128>(value.upper) << 64) | static_cast<__int128>(value.lower);
  return {number >> kZoneBits, static_cast<ZoneKey>(number & ((1 << kZoneBits) - 1))};
}

int64_t FloorTo(__int128 picos, int64_t unit) {
  return static_cast<int64_t>(picos / unit - (picos % unit < 0 ? 1 : 0));
}
int64_t NanosOf(const FineMoment& moment) {
  const __int128 nanos = moment.picos / kPicosPerNano - (moment.picos % kPicosPerNano < 0 ? 1 : 0);
  if (nanos != static_cast<__int128>(static_cast<int64_t>(nanos))) {
    throw DuckErrorOf<duckdb::OutOfRangeException>(base::StandardError::kNumericValueOutOfRange,
                                                   "the timestamp is out of range of nanoseconds");
  }
  return static_cast<int64_t>(nanos);
}
FineMoment OfMicros(int64_t micros, ZoneKey zone = kUtcZone) {
  return {static_cast<__int128>(micros) * kPicosPerMicro, zone};
}

// ---- casts without a session, which DuckDB makes by itself

// One value between a fine type and a type of DuckDB's that keeps `Coarse`, of so many digits. What
// is written to tables is rounded; functions take the digits that there are.
template <typename Coarse, TypeKind kKind, int kDigits, Coarse (*kOf)(const FineMoment&)>
bool ToCoarse(Vector& source, Vector& result, idx_t count, CastParameters&) {
  UnaryExecutor::Execute<hugeint_t, Coarse>(source, result, count, [](hugeint_t value) {
    return kOf(RoundFine(Decode(value), {kKind, kDigits}));
  });
  return true;
}
template <typename Coarse, Coarse (*kOf)(const FineMoment&)>
void Floored(DataChunk& arguments, ExpressionState&, Vector& result) {
  UnaryExecutor::Execute<hugeint_t, Coarse>(arguments.data[0], result, arguments.size(),
                                            [](hugeint_t value) { return kOf(Decode(value)); });
}
template <typename Coarse, FineMoment (*kOf)(Coarse)>
bool FromCoarse(Vector& source, Vector& result, idx_t count, CastParameters&) {
  UnaryExecutor::Execute<Coarse, hugeint_t>(source, result, count,
                                            [](Coarse value) { return Encode(kOf(value)); });
  return true;
}

int64_t MicrosOfMoment(const FineMoment& moment) { return FloorTo(moment.picos, kPicosPerMicro); }
duckdb::interval_t ZonedOfMoment(const FineMoment& moment) {
  return EncodeZoned({MicrosOfMoment(moment), moment.zone, 6});
}
duckdb::dtime_tz_t TimeTzOfMoment(const FineMoment& moment) {
  constexpr int64_t kMicrosPerDay = 86'400'000'000;
  const int64_t offset = ZoneOffsets(moment.zone).OffsetAt(MicrosOfMoment(moment));
  const int64_t local =
      (MicrosOfMoment(moment) + offset * 1'000'000 + kMicrosPerDay) % kMicrosPerDay;
  return {duckdb::dtime_t(local), static_cast<int32_t>(offset)};
}
FineMoment FromMicros(int64_t micros) { return OfMicros(micros); }
FineMoment FromNanos(int64_t nanos) {
  return {static_cast<__int128>(nanos) * kPicosPerNano, kUtcZone};
}
FineMoment FromZoned(duckdb::interval_t value) {
  const ZonedMoment moment = DecodeZoned(value);
  return OfMicros(moment.micros, moment.zone);
}
FineMoment FromTimeTz(duckdb::dtime_tz_t time) {
  const FineTime to{TypeKind::kTimeWithTimeZone, kMostDigits};
  const ZoneKey zone = OffsetZone(time.offset() / 60).value_or(kUtcZone);
  return ConvertFine(OfMicros(time.time().micros), TypeKind::kTime, to, zone);
}

using Cast = bool (*)(Vector&, Vector&, idx_t, CastParameters&);
struct CoarseCasts {
  TypeKind kind;
  LogicalType type;
  Cast to_coarse, from_coarse;
  duckdb::scalar_function_t floored;
  // Of implicit casts: a fine type is what both become when they meet; of several coarse ones
  // functions take the first.
  int64_t to_cost, from_cost;
};

template <TypeKind kKind, int kDigits, typename Coarse, Coarse (*kTo)(const FineMoment&),
          FineMoment (*kFrom)(Coarse)>
CoarseCasts Between(const LogicalType& type, int64_t to_cost) {
  constexpr int64_t kFromCost = 5;
  return {kKind,
          type,
          ToCoarse<Coarse, kKind, kDigits, kTo>,
          FromCoarse<Coarse, kFrom>,
          Floored<Coarse, kTo>,
          to_cost,
          kFromCost};
}

const std::vector<CoarseCasts>& AllCoarseCasts() {
  static const std::vector<CoarseCasts> all = {
      Between<TypeKind::kTime, 6, int64_t, MicrosOfMoment, FromMicros>(LogicalType::TIME, 20),
      Between<TypeKind::kTimeWithTimeZone, 6, duckdb::dtime_tz_t, TimeTzOfMoment, FromTimeTz>(
          LogicalType::TIME_TZ, 20),
      Between<TypeKind::kTimestamp, 9, int64_t, NanosOf, FromNanos>(LogicalType::TIMESTAMP_NS, 20),
      Between<TypeKind::kTimestamp, 6, int64_t, MicrosOfMoment, FromMicros>(LogicalType::TIMESTAMP,
                                                                            30),
      Between<TypeKind::kTimestampWithTimeZone, 6, duckdb::interval_t, ZonedOfMoment, FromZoned>(
          ZonedTimestamp(), 20),
      Between<TypeKind::kTimestampWithTimeZone, 9, int64_t, NanosOf, FromNanos>(TimestampTzNs(),
                                                                                25),
      Between<TypeKind::kTimestampWithTimeZone, 6, int64_t, MicrosOfMoment, FromMicros>(
          LogicalType::TIMESTAMP_TZ, 30),
  };
  return all;
}

// What the clock shows in its zone: INSERT casts so.
bool ToLocal(Vector& source, Vector& result, idx_t count, CastParameters&) {
  UnaryExecutor::Execute<hugeint_t, int64_t>(source, result, count, [](hugeint_t value) {
    const FineTime to{TypeKind::kTimestamp, 6};
    return MicrosOfMoment(
        ConvertFine(Decode(value), TypeKind::kTimestampWithTimeZone, to, kUtcZone));
  });
  return true;
}

template <TypeKind kKind, int kDigits>
bool ToVarchar(Vector& source, Vector& result, idx_t count, CastParameters&) {
  UnaryExecutor::Execute<hugeint_t, string_t>(source, result, count, [&](hugeint_t value) {
    return NewString(result, FineText(Decode(value), {kKind, kDigits}));
  });
  return true;
}
template <TypeKind kKind>
Cast VarcharCast(int digits) {
  static constexpr Cast kCasts[] = {ToVarchar<kKind, 7>,  ToVarchar<kKind, 8>,
                                    ToVarchar<kKind, 9>,  ToVarchar<kKind, 10>,
                                    ToVarchar<kKind, 11>, ToVarchar<kKind, 12>};
  return kCasts[digits - 7];
}
Cast VarcharCast(const FineTime& type) {
  switch (type.kind) {
    case TypeKind::kTime: return VarcharCast<TypeKind::kTime>(type.digits);
    case TypeKind::kTimeWithTimeZone: return VarcharCast<TypeKind::kTimeWithTimeZone>(type.digits);
    case TypeKind::kTimestamp: return VarcharCast<TypeKind::kTimestamp>(type.digits);
    default: return VarcharCast<TypeKind::kTimestampWithTimeZone>(type.digits);
  }
}

// To a type of the same kind and more digits: nothing changes.
bool Same(Vector& source, Vector& result, idx_t count, CastParameters&) {
  UnaryExecutor::Execute<hugeint_t, hugeint_t>(source, result, count,
                                               [](hugeint_t value) { return value; });
  return true;
}

std::vector<FineTime> AllFineTimes() {
  std::vector<FineTime> all;
  for (const TypeKind kind : {TypeKind::kTime, TypeKind::kTimeWithTimeZone, TypeKind::kTimestamp,
                              TypeKind::kTimestampWithTimeZone}) {
    for (int digits = LeastFineDigits(kind); digits <= kMostDigits; ++digits) {
      all.push_back({kind, digits});
    }
  }
  return all;
}

// ---- casts that statements ask for

template <typename Body>
unique_ptr<Expression> OfFine(duckdb::ClientContext& context, unique_ptr<Expression> child,
                              const char* name, const LogicalType& result,
                              const std::string& identity, Body body) {
  const LogicalType source = child->return_type;
  BoundExpressions children;
  children.push_back(std::move(child));
  auto kernel = [body](DataChunk& arguments, ExpressionState&, Vector& out) {
    UnaryExecutor::Execute<hugeint_t, hugeint_t>(
        arguments.data[0], out, arguments.size(),
        [&](hugeint_t value) { return Encode(body(Decode(value))); });
  };
  return CallOwn(context, std::move(children), name, {source}, result, kernel, identity.c_str());
}

unique_ptr<Expression> Coarsened(duckdb::ClientContext& context, unique_ptr<Expression> child,
                                 const CoarseCasts& casts) {
  const LogicalType source = child->return_type;
  BoundExpressions children;
  children.push_back(std::move(child));
  return CallOwn(context, std::move(children), "coarse_time", {source}, casts.type, casts.floored,
                 "of the types");
}

unique_ptr<Expression> FromText(duckdb::ClientContext& context, unique_ptr<Expression> child,
                                const FineTime& type, bool safe) {
  const ZoneKey session = SessionZone(context);
  BoundExpressions children;
  children.push_back(std::move(child));
  const char* name = type.kind == TypeKind::kTime               ? "time"
                     : type.kind == TypeKind::kTimeWithTimeZone ? "time with time zone"
                                                                : "timestamp";
  return CallOwn(context, std::move(children), safe ? "tarn_try_cast" : "tarn_cast",
                 {LogicalType::VARCHAR}, DuckTypeOf(type),
                 UnaryKernel<string_t, hugeint_t>(
                     safe,
                     [type, session](string_t text, Vector&) -> std::optional<hugeint_t> {
                       const auto moment = ParseFine(View(text), type, session);
                       if (!moment) return std::nullopt;
                       return Encode(*moment);
                     },
                     [name](string_t text) {
                       throw DuckErrorOf(
                           base::StandardError::kInvalidCastArgument,
                           fmt::format("Value cannot be cast to {}: {}", name, View(text)));
                     }),
                 "of the types");
}

unique_ptr<Expression> Converted(duckdb::ClientContext& context, unique_ptr<Expression> child,
                                 TypeKind from, const FineTime& to) {
  const ZoneKey session = SessionZone(context);
  const std::string identity = fmt::format("{} in {}", static_cast<int>(from), session);
  return OfFine(context, std::move(child), "tarn_cast", DuckTypeOf(to), identity,
                [=](const FineMoment& moment) { return ConvertFine(moment, from, to, session); });
}

// A value of DuckDB's types, or a date, as a fine one of its own kind and all digits.
unique_ptr<Expression> Widened(duckdb::ClientContext& context, unique_ptr<Expression> child,
                               TypeKind& kind) {
  switch (child->return_type.id()) {
    case LogicalTypeId::TIME: kind = TypeKind::kTime; break;
    case LogicalTypeId::TIME_TZ: kind = TypeKind::kTimeWithTimeZone; break;
    case LogicalTypeId::DATE:
    case LogicalTypeId::TIMESTAMP_SEC:
    case LogicalTypeId::TIMESTAMP_MS:
      child = CastTo(context, std::move(child), LogicalType::TIMESTAMP);
      [[fallthrough]];
    case LogicalTypeId::TIMESTAMP: kind = TypeKind::kTimestamp; break;
    case LogicalTypeId::TIMESTAMP_NS:
      kind = IsTimestampTzNs(child->return_type) ? TypeKind::kTimestampWithTimeZone
                                                 : TypeKind::kTimestamp;
      break;
    case LogicalTypeId::TIMESTAMP_TZ: kind = TypeKind::kTimestampWithTimeZone; break;
    default:
      if (!IsZonedTimestamp(child->return_type)) return nullptr;
      kind = TypeKind::kTimestampWithTimeZone;
  }
  return CastTo(context, std::move(child), DuckTypeOf({kind, kMostDigits}));
}

unique_ptr<Expression> ToFine(duckdb::ClientContext& context, unique_ptr<Expression>& child,
                              const FineTime& target, bool safe) {
  const LogicalType source = child->return_type;
  if (source.id() == LogicalTypeId::VARCHAR && !source.IsJSONType()) {
    return FromText(context, std::move(child), target, safe);
  }
  if (const auto fine = FineTimeOf(source)) {
    if (fine->kind == target.kind && fine->digits <= target.digits) {
      return CastTo(context, std::move(child), DuckTypeOf(target));
    }
    return Converted(context, std::move(child), fine->kind, target);
  }
  TypeKind kind = TypeKind::kTime;
  auto widened = Widened(context, std::move(child), kind);
  if (!widened) {
    throw DuckErrorOf<duckdb::BinderException>(
        base::StandardError::kTypeMismatch, "Type mismatch: Cannot cast %s to %s",
        source.ToString(), Type{target.kind, target.digits, 0, {}, {}}.ToString());
  }
  return Converted(context, std::move(widened), kind, target);
}

}  // namespace

FineMoment FineMomentOf(hugeint_t value) { return Decode(value); }

LogicalType DuckTypeOf(const FineTime& type) {
  LogicalType duck(LogicalTypeId::UUID);
  duck.SetAlias(FineTimeName(type));
  return duck;
}

std::optional<FineTime> FineTimeOf(const LogicalType& type) {
  if (type.id() != LogicalTypeId::UUID || !type.HasAlias()) return std::nullopt;
  return FineTimeOfName(type.GetAlias());
}

Value FineTimeValue(const duckdb::Value& value, const FineTime& type) {
  const FineMoment moment = Decode(value.GetValueUnsafe<hugeint_t>());
  const std::string text = FineText(moment, type);
  if (type.kind == TypeKind::kTimeWithTimeZone) return {text};
  return ShownTime(MicrosOfMoment(moment), text);
}

unique_ptr<Expression> CastFineTime(duckdb::ClientContext& context, unique_ptr<Expression>& child,
                                    const LogicalType& target, bool safe) {
  if (const auto to = FineTimeOf(target)) return ToFine(context, child, *to, safe);
  const auto from = FineTimeOf(child->return_type);
  if (!from) return nullptr;
  if (target.id() == LogicalTypeId::VARCHAR && !target.IsJSONType()) {
    return CastTo(context, std::move(child), target);
  }
  return nullptr;
}

unique_ptr<Expression> RoundFineTime(duckdb::ClientContext& context,
                                     unique_ptr<Expression> expression, int digits) {
  const LogicalType type = expression->return_type;
  const FineTime rounded{FineTimeOf(type)->kind, digits};
  return OfFine(context, std::move(expression), "round_time", type, std::to_string(digits),
                [rounded](const FineMoment& moment) { return RoundFine(moment, rounded); });
}

unique_ptr<Expression> CoarseTime(duckdb::ClientContext& context,
                                  unique_ptr<Expression> expression) {
  const auto fine = FineTimeOf(expression->return_type);
  if (!fine) return expression;
  for (const CoarseCasts& casts : AllCoarseCasts()) {
    if (casts.kind == fine->kind) return Coarsened(context, std::move(expression), casts);
  }
  return expression;
}

unique_ptr<Expression> MicrosOfFineTime(duckdb::ClientContext& context,
                                        unique_ptr<Expression> expression) {
  const TypeKind kind = FineTimeOf(expression->return_type)->kind;
  for (const CoarseCasts& casts : AllCoarseCasts()) {
    if (casts.kind == kind && casts.type.id() != LogicalTypeId::TIMESTAMP_NS) {
      return Coarsened(context, std::move(expression), casts);
    }
  }
  return expression;
}

unique_ptr<Expression> ApplyToFineTime(duckdb::ClientContext& context,
                                       unique_ptr<Expression> expression, bool keep_rest,
                                       const TimeFunction& apply) {
  const LogicalType type = expression->return_type;
  unique_ptr<Expression> original = keep_rest ? expression->Copy() : nullptr;
  auto applied = CastTo(context, apply(MicrosOfFineTime(context, std::move(expression))), type);
  if (!keep_rest) return applied;
  BoundExpressions children;
  children.push_back(std::move(applied));
  children.push_back(std::move(original));
  auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
    duckdb::BinaryExecutor::Execute<hugeint_t, hugeint_t, hugeint_t>(
        arguments.data[0], arguments.data[1], result, arguments.size(),
        [](hugeint_t value, hugeint_t from) {
          FineMoment moment = Decode(value);
          const __int128 rest = Decode(from).picos % kPicosPerMicro;
          moment.picos += rest < 0 ? rest + kPicosPerMicro : rest;
          return Encode(moment);
        });
  };
  return CallOwn(context, std::move(children), "with_digits", {type, type}, type, kernel);
}

unique_ptr<Expression> FineInstant(duckdb::ClientContext& context,
                                   unique_ptr<Expression> expression) {
  const LogicalType type = expression->return_type;
  constexpr int kColumnDigits = 9;  // what columns of tables have
  if (FineTimeOf(type)->digits <= kColumnDigits) {
    return CastTo(context, std::move(expression), TimestampTzNs());
  }
  return OfFine(context, std::move(expression), "instant", type, "", [](FineMoment moment) {
    moment.zone = kUtcZone;
    return moment;
  });
}

unique_ptr<Expression> FineTimeInstant(duckdb::ClientContext& context,
                                       unique_ptr<Expression> expression) {
  const LogicalType type = expression->return_type;
  BoundExpressions children;
  children.push_back(std::move(expression));
  auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
    UnaryExecutor::Execute<hugeint_t, int64_t>(
        arguments.data[0], result, arguments.size(),
        [](hugeint_t value) { return static_cast<int64_t>(Decode(value).picos); });
  };
  return CallOwn(context, std::move(children), "tarn_time_instant", {type}, LogicalType::BIGINT,
                 kernel);
}

unique_ptr<Expression> FineAtTimeZone(duckdb::ClientContext& context,
                                      unique_ptr<Expression> expression,
                                      unique_ptr<Expression> zone) {
  const LogicalType type = expression->return_type;
  BoundExpressions children;
  children.push_back(std::move(expression));
  children.push_back(std::move(zone));
  auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
    duckdb::BinaryExecutor::Execute<hugeint_t, string_t, hugeint_t>(
        arguments.data[0], arguments.data[1], result, arguments.size(),
        [](hugeint_t value, string_t name) {
          const auto key = FindZone(View(name));
          if (!key) {
            InvalidFunctionArgument("at_timezone",
                                    "'" + std::string(View(name)) + "' is not a valid time zone");
          }
          return Encode({Decode(value).picos, *key});
        });
  };
  return CallOwn(context, std::move(children), "at_timezone", {type, LogicalType::VARCHAR}, type,
                 kernel);
}

void RegisterFineTimes(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const std::vector<FineTime> all = AllFineTimes();
  for (const FineTime& fine : all) {
    const LogicalType type = DuckTypeOf(fine);
    loader.RegisterType(FineTimeName(fine), type);
    loader.RegisterCastFunction(type, LogicalType::VARCHAR,
                                duckdb::BoundCastInfo(VarcharCast(fine)));
    for (const CoarseCasts& casts : AllCoarseCasts()) {
      if (casts.kind != fine.kind) continue;
      loader.RegisterCastFunction(type, casts.type, duckdb::BoundCastInfo(casts.to_coarse),
                                  casts.to_cost);
      loader.RegisterCastFunction(casts.type, type, duckdb::BoundCastInfo(casts.from_coarse),
                                  casts.from_cost);
    }
    if (fine.kind == TypeKind::kTimestampWithTimeZone) {
      loader.RegisterCastFunction(type, LogicalType::TIMESTAMP, duckdb::BoundCastInfo(ToLocal));
    }
    for (const FineTime& other : all) {
      if (other.kind != fine.kind || other.digits <= fine.digits) continue;
      loader.RegisterCastFunction(type, DuckTypeOf(other), duckdb::BoundCastInfo(Same),
                                  other.digits - fine.digits);
    }
  }
}

}  // namespace tarn::engine::embedded

#include "engine/embedded/adapter/time_functions.h"

#include "duckdb/common/types/date.hpp"
#include "duckdb/common/types/timestamp.hpp"
#include "iceberg/civil_time.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalTypeId;
using iceberg::CivilDate;
using iceberg::CivilFromDays;
using iceberg::DaysFromCivil;
using iceberg::FloorDiv;
using iceberg::kMicrosPerDay;
using Step = TimeFunction::Step;

constexpr int kMaxNested = 8;
constexpr int64_t kMaxYear = 9999;
constexpr int64_t kDaysPerWeek = 7;
constexpr int64_t kMondayOfEpoch = -3;  // 1970-01-01 was a Thursday

bool IsTime(LogicalTypeId type) {
  return type == LogicalTypeId::DATE || type == LogicalTypeId::TIMESTAMP ||
         type == LogicalTypeId::TIMESTAMP_TZ;
}

std::optional<Step> StepOfUnit(const std::string& unit) {
  static constexpr std::pair<const char*, Step> kUnits[] = {
      {"second", Step::kSecond},   {"minute", Step::kMinute}, {"hour", Step::kHour},
      {"day", Step::kDay},         {"week", Step::kWeek},     {"month", Step::kMonth},
      {"quarter", Step::kQuarter}, {"year", Step::kYear}};
  for (const auto& [name, step] : kUnits) {
    if (duckdb::StringUtil::CIEquals(unit, name)) return step;
  }
  return {};
}

int64_t CeilTo(int64_t micros, int64_t unit) { return -FloorDiv(-micros, unit) * unit; }

// The first instant of a month (any number of months from January of the year 0) as microseconds.
int64_t StartOfMonth(int64_t months) {
  const int64_t year = FloorDiv(months, 12);
  return DaysFromCivil({year, static_cast<int32_t>(months - year * 12) + 1, 1}) * kMicrosPerDay;
}

int64_t CeilToMonths(int64_t micros, int64_t unit) {
  const CivilDate date = CivilFromDays(FloorDiv(micros, kMicrosPerDay));
  const int64_t months = date.year * 12 + date.month - 1;
  const int64_t floor = FloorDiv(months, unit) * unit;
  return StartOfMonth(floor) == micros ? micros : StartOfMonth(floor + unit);
}

// The least x for which the step's value of x is at least `value`.
int64_t LeastAt(Step step, int64_t value) {
  switch (step) {
    case Step::kNone: return value;
    case Step::kSecond: return CeilTo(value, iceberg::kMicrosPerSecond);
    case Step::kMinute: return CeilTo(value, 60 * iceberg::kMicrosPerSecond);
    case Step::kHour: return CeilTo(value, iceberg::kMicrosPerHour);
    case Step::kDay: return CeilTo(value, kMicrosPerDay);
    case Step::kWeek: {
      const int64_t monday = kMondayOfEpoch * kMicrosPerDay;
      return CeilTo(value - monday, kDaysPerWeek * kMicrosPerDay) + monday;
    }
    case Step::kMonth: return CeilToMonths(value, 1);
    case Step::kQuarter: return CeilToMonths(value, 3);
    case Step::kYear: return CeilToMonths(value, 12);
    case Step::kYearNumber: return StartOfMonth(value * 12);
  }
  return value;
}

// Looks at one function; gives its argument, or null when it is none of ours.
const duckdb::Expression* Peel(const duckdb::Expression& expression, TimeFunction& function) {
  if (expression.GetExpressionClass() == duckdb::ExpressionClass::BOUND_CAST) {
    const auto& cast = expression.Cast<duckdb::BoundCastExpression>();
    const LogicalTypeId from = cast.child->return_type.id();
    const LogicalTypeId to = cast.return_type.id();
    if (!IsTime(from) || !IsTime(to)) return nullptr;
    function.zoned =
        function.zoned || from == LogicalTypeId::TIMESTAMP_TZ || to == LogicalTypeId::TIMESTAMP_TZ;
    function.steps.push_back(to == LogicalTypeId::DATE ? Step::kDay : Step::kNone);
    return cast.child.get();
  }
  if (expression.GetExpressionClass() != duckdb::ExpressionClass::BOUND_FUNCTION) return nullptr;
  const auto& call = expression.Cast<duckdb::BoundFunctionExpression>();
  const duckdb::Expression* argument = nullptr;
  std::optional<Step> step;
  if (call.function.name == "year" && call.children.size() == 1) {
    argument = call.children[0].get();
    step = Step::kYearNumber;
  } else if ((call.function.name == "date_trunc" || call.function.name == "datetrunc") &&
             call.children.size() == 2 &&
             call.children[0]->GetExpressionClass() == duckdb::ExpressionClass::BOUND_CONSTANT) {
    argument = call.children[1].get();
    const auto& unit = call.children[0]->Cast<duckdb::BoundConstantExpression>().value;
    if (!unit.IsNull()) step = StepOfUnit(unit.ToString());
  }
  if (!step || !IsTime(argument->return_type.id())) return nullptr;
  function.zoned = function.zoned || argument->return_type.id() == LogicalTypeId::TIMESTAMP_TZ;
  function.steps.push_back(*step);
  return argument;
}

bool IsFinite(int64_t micros) {
  const int64_t end = StartOfMonth((kMaxYear + 1) * 12);
  return micros > -end && micros < end;
}

}  // namespace

TimeFunction ToTimeFunction(const duckdb::Expression& expression) {
  TimeFunction function;
  function.argument = &expression;
  while (function.steps.size() < kMaxNested) {
    const duckdb::Expression* inner = Peel(*function.argument, function);
    if (inner == nullptr) break;
    function.argument = inner;
  }
  return function;
}

std::optional<int64_t> TimeFunction::Threshold(int64_t value) const {
  for (const Step step : steps) {
    const bool in_range =
        step == Step::kYearNumber ? value >= -kMaxYear && value <= kMaxYear : IsFinite(value);
    if (!in_range) return {};
    value = LeastAt(step, value);
  }
  return value;
}

std::optional<int64_t> TimeNumber(const duckdb::Value& value) {
  if (value.IsNull()) return {};
  switch (value.type().id()) {
    case LogicalTypeId::INTEGER: return value.GetValueUnsafe<int32_t>();
    case LogicalTypeId::BIGINT: return value.GetValueUnsafe<int64_t>();
    case LogicalTypeId::DATE: {
      const auto date = value.GetValueUnsafe<duckdb::date_t>();
      if (!duckdb::Date::IsFinite(date)) return {};
      const int64_t days = date.days;
      constexpr int64_t kMostDays = 4'000'000;  // beyond the year 9999
      if (days > kMostDays || days < -kMostDays * 2) return {};
      return days * kMicrosPerDay;
    }
    case LogicalTypeId::TIMESTAMP:
    case LogicalTypeId::TIMESTAMP_TZ: {
      const auto time = value.GetValueUnsafe<duckdb::timestamp_t>();
      if (!duckdb::Timestamp::IsFinite(time)) return {};
      return time.value;
    }
    default: return {};
  }
}

}  // namespace tarn::engine::embedded

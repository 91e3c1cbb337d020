#include "engine/embedded/adapter/sequence_functions.h"

#include <utility>

#include "duckdb/common/types/date.hpp"
#include "duckdb/common/types/interval.hpp"
#include "duckdb/common/types/timestamp.hpp"
#include "duckdb/common/vector_operations/binary_executor.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/month_interval.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::Expression;
using duckdb::FunctionBindExpressionInput;
using duckdb::interval_t;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::unique_ptr;
using duckdb::Value;

constexpr int64_t kMostEntries = 10'000;
constexpr int64_t kMicrosPerDay = duckdb::Interval::MICROS_PER_DAY;

[[noreturn]] void Invalid(const char* problem) { InvalidFunctionArgument("sequence", problem); }
[[noreturn]] void TooMany() {
  Invalid("result of sequence function must not have more than 10000 entries");
}

void CheckStep(int64_t start, int64_t stop, int64_t step) {
  if (step == 0) Invalid("step must not be zero");
  if (step > 0 ? stop < start : stop > start) {
    Invalid(
        "sequence stop value should be greater than or equal to start value if step is greater "
        "than zero otherwise stop should be less than or equal to start");
  }
}

// Calls add(value) for each.
template <typename Add>
void EachStep(int64_t start, int64_t stop, int64_t step, Add add) {
  CheckStep(start, stop, step);
  const __int128 steps = (static_cast<__int128>(stop) - start) / step;
  if (steps >= kMostEntries) TooMany();
  for (int64_t i = 0; i <= static_cast<int64_t>(steps); ++i) add(start + i * step);
}

Value Numbers(const std::vector<Value>& values) {
  const auto start = values[0].GetValue<int64_t>(), stop = values[1].GetValue<int64_t>();
  const int64_t step = values.size() > 2 ? values[2].GetValue<int64_t>() : start <= stop ? 1 : -1;
  duckdb::vector<Value> items;
  EachStep(start, stop, step, [&](int64_t item) { items.push_back(Value::BIGINT(item)); });
  return Value::LIST(LogicalType::BIGINT, std::move(items));
}

// By months on the calendar: each so many from the start, as the day of the start may not be in
// every month.
template <typename T>
void EachMonths(T start, T stop, int64_t months, duckdb::vector<Value>& items) {
  CheckStep(start < stop ? 0 : stop < start ? 2 : 1, 1, months);
  for (int64_t i = 0;; ++i) {
    interval_t by{static_cast<int32_t>(i * months), 0, 0};
    const T item = duckdb::Interval::Add(start, by);
    if (months > 0 ? item > stop : item < stop) return;
    if (i == kMostEntries) TooMany();
    items.push_back(Value::CreateValue(item));
  }
}

// A step of days and less, in microseconds.
int64_t Micros(interval_t step) {
  int64_t days = 0, micros = 0;
  if (__builtin_mul_overflow(static_cast<int64_t>(step.days), kMicrosPerDay, &days) ||
      __builtin_add_overflow(days, step.micros, &micros)) {
    TooMany();
  }
  return micros;
}

Value Dates(const std::vector<Value>& values) {
  const auto start = values[0].GetValue<duckdb::date_t>();
  const auto stop = values[1].GetValue<duckdb::date_t>();
  duckdb::vector<Value> items;
  const interval_t step = values.size() > 2 ? values[2].GetValue<interval_t>()
                                            : interval_t{0, start <= stop ? 1 : -1, 0};
  if (step.months != 0) {
    EachMonths(start, stop, step.months, items);
  } else {
    const int64_t micros = Micros(step);
    if (micros % kMicrosPerDay != 0) {
      Invalid("sequence step must be a day interval if start and end values are dates");
    }
    EachStep(start.days, stop.days, micros / kMicrosPerDay, [&](int64_t day) {
      items.push_back(Value::DATE(duckdb::date_t(static_cast<int32_t>(day))));
    });
  }
  return Value::LIST(LogicalType::DATE, std::move(items));
}

Value Timestamps(const std::vector<Value>& values) {
  const auto start = values[0].GetValue<duckdb::timestamp_t>();
  const auto stop = values[1].GetValue<duckdb::timestamp_t>();
  const auto step = values[2].GetValue<interval_t>();
  duckdb::vector<Value> items;
  if (step.months != 0) {
    EachMonths(start, stop, step.months, items);
  } else {
    EachStep(start.value, stop.value, Micros(step), [&](int64_t micros) {
      items.push_back(Value::TIMESTAMP(duckdb::timestamp_t(micros)));
    });
  }
  return Value::LIST(LogicalType::TIMESTAMP, std::move(items));
}

unique_ptr<Expression> BindSequence(FunctionBindExpressionInput& input) {
  auto& children = input.children;
  const LogicalType type = children[0]->return_type;
  if (type.IsIntegral()) {
    const duckdb::vector<LogicalType> types(children.size(), LogicalType::BIGINT);
    return CallOwn(input.context, std::move(children), "tarn_sequence", types,
                   LogicalType::LIST(LogicalType::BIGINT), RowKernel(Numbers), "of numbers");
  }
  const bool dates = type.id() == LogicalTypeId::DATE;
  const bool steps = children.size() > 2;
  if (steps && IsMonthInterval(children[2]->return_type)) {
    children[2] = CastTo(input.context, std::move(children[2]), LogicalType::INTERVAL);
  }
  const LogicalType computed = dates ? LogicalType::DATE : LogicalType::TIMESTAMP;
  duckdb::vector<LogicalType> types = {computed, computed};
  if (steps) types.push_back(LogicalType::INTERVAL);
  auto list = CallOwn(input.context, std::move(children), "tarn_sequence", types,
                      LogicalType::LIST(computed), RowKernel(dates ? Dates : Timestamps),
                      dates ? "of dates" : "of timestamps");
  return CastTo(input.context, std::move(list), LogicalType::LIST(type));
}

// Trino's limit of entries is about arrays; DuckDB makes rows of a series without holding them all.
unique_ptr<Expression> BindRowSequence(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  if (!type.IsIntegral()) {
    if (input.children.size() == 2) {
      input.children.push_back(
          duckdb::make_uniq<duckdb::BoundConstantExpression>(Value::INTERVAL(0, 1, 0)));
    }
    auto series = Call(input.context, "generate_series", std::move(input.children));
    return type.id() == LogicalTypeId::DATE
               ? CastTo(input.context, std::move(series), LogicalType::LIST(type))
               : std::move(series);
  }
  if (input.children.size() == 2) {
    BoundExpressions ends;
    for (const auto& child : input.children) ends.push_back(child->Copy());
    auto direction = [](duckdb::DataChunk& arguments, duckdb::ExpressionState&,
                        duckdb::Vector& result) {
      duckdb::BinaryExecutor::Execute<int64_t, int64_t, int64_t>(
          arguments.data[0], arguments.data[1], result, arguments.size(),
          [](int64_t start, int64_t stop) { return start <= stop ? 1 : -1; });
    };
    input.children.push_back(CallOwn(input.context, std::move(ends), "tarn_direction",
                                     {LogicalType::BIGINT, LogicalType::BIGINT},
                                     LogicalType::BIGINT, direction));
  }
  for (auto& child : input.children) {
    child = CastTo(input.context, std::move(child), LogicalType::BIGINT);
  }
  return Call(input.context, "generate_series", std::move(input.children));
}

}  // namespace

void RegisterSequenceFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  loader.RegisterFunction(BoundLater("tarn_sequence", 2, BindSequence));
  loader.RegisterFunction(BoundLater("tarn_sequence_by", 3, BindSequence));
  loader.RegisterFunction(BoundLater("tarn_row_sequence", 2, BindRowSequence));
  loader.RegisterFunction(BoundLater("tarn_row_sequence_by", 3, BindRowSequence));
}

}  // namespace tarn::engine::embedded

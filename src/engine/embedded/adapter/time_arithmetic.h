#pragma once

#include "duckdb/function/scalar_function.hpp"
#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// Arithmetic of dates, times, timestamps and intervals as Trino has it
// (https://trino.io/docs/476/functions/datetime.html). Registers, for when a statement is bound:
//   tarn_date_add, tarn_date_trunc  keep the type of their last argument; by the clock of its zone
//   tarn_to_milliseconds            of an interval
void RegisterTimeArithmetic(duckdb::DatabaseInstance& instance);

// What operators become when they are of times or intervals; null when they are not. A date and an
// interval make a date, for which the interval has no part of a day; a moment with a zone moves by
// seconds, or by months on the clock of its zone.
using BoundTime = duckdb::unique_ptr<duckdb::Expression>;
BoundTime BindTimeSum(duckdb::FunctionBindExpressionInput& input);
BoundTime BindTimeDifference(duckdb::FunctionBindExpressionInput& input);
BoundTime BindIntervalNegated(duckdb::FunctionBindExpressionInput& input);
// interval * number, number * interval, interval / number: whole months, or milliseconds.
BoundTime BindIntervalScaled(duckdb::FunctionBindExpressionInput& input, bool divide);

}  // namespace tarn::engine::embedded

#pragma once

#include <cstdint>
#include <optional>

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// Functions of one time that never decrease: CAST(ts AS date), CAST(d AS timestamp),
// date_trunc(unit, …), year(…) and any of them inside another. A comparison of such a function with
// a constant is one of its argument (Trino: UnwrapCastInComparison, UnwrapDateTruncInComparison,
// UnwrapYearInComparison), so that files can be left out by the bounds of the column. Pure.
struct TimeFunction {
  const duckdb::Expression* argument = nullptr;  // what is not such a function: mostly a column
  // Depends on the time zone of the session: thresholds may be off by a day.
  bool zoned = false;

  // The least argument for which the function's value is at least `value`, in microseconds since
  // 1970; nothing beyond the years -9999 … 9999. `value` is microseconds, or years for year().
  std::optional<int64_t> Threshold(int64_t value) const;

  // Outermost first.
  enum class Step {
    kDay,
    kNone,
    kYear,
    kQuarter,
    kMonth,
    kWeek,
    kHour,
    kMinute,
    kSecond,
    kYearNumber
  };
  duckdb::vector<Step> steps;
};

// Null (no steps) when the expression is no such function of anything.
TimeFunction ToTimeFunction(const duckdb::Expression& expression);

// A date or time as microseconds, an integer as it is (what Threshold takes); nothing for others,
// for null and for infinity.
std::optional<int64_t> TimeNumber(const duckdb::Value& value);

}  // namespace tarn::engine::embedded

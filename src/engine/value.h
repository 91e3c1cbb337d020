#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/type.h"

namespace tarn::engine {

struct Value;

// Unscaled value of a decimal; the scale is the type's.
struct DecimalValue {
  __int128 unscaled = 0;
  friend bool operator==(const DecimalValue&, const DecimalValue&) = default;
};

// One value of a result, for people and small results; bulk data goes by Batch::Column pointers of
// the engine itself. Representation by type: boolean → bool; integers → int64_t; real, double →
// double; decimal → DecimalValue; varchar, json, uuid (36 characters), ipaddress → string; char →
// string, with or without the blanks at its end; time with time zone → string as shown, with 6
// digits or more; varbinary → string (bytes); date → int64_t days since 1970-01-01; time → int64_t
// microseconds of the day; timestamps → int64_t microseconds since the epoch (UTC when with zone),
// nanoseconds when the type's precision is beyond 6, or, with another zone or more digits than
// these, both the microseconds and the text that is shown (ShownTime), as times of more than 6
// digits; intervals → int64_t months or milliseconds; array, row → the children in order; map →
// key, value, key, value, …
struct Value {
  std::variant<std::monostate, bool, int64_t, double, DecimalValue, std::string, std::vector<Value>>
      data;
  bool is_null() const { return data.index() == 0; }
  friend bool operator==(const Value&, const Value&) = default;
};

// A time or timestamp whose number of microseconds does not tell all.
Value ShownTime(int64_t micros, std::string text);
// Microseconds of a time of day, or since the epoch, of any representation, towards the past;
// `value` is a time without zone or a timestamp, not null.
int64_t MicrosOfTime(const Value& value, const Type& type);

// The value as Trino's clients show it ("2026-01-31 10:00:00.000000", "12.50", "[1, 2]"); "NULL"
// for null.
std::string ToText(const Value& value, const Type& type);
// The value as JSON (numbers as numbers, decimals as strings, binary as base64).
std::string ToJson(const Value& value, const Type& type);

}  // namespace tarn::engine

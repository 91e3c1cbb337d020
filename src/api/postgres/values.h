#pragma once

#include <cstdint>
#include <string>

#include "engine/type.h"
#include "engine/value.h"

// Values of results as PostgreSQL sends them.
namespace tarn::api::postgres {

// As psql shows it: DateStyle ISO, bytea_output hex, extra_float_digits 1, TimeZone UTC. `value` is
// not null. Timestamps are told to the microsecond.
void AppendText(const engine::Value& value, const engine::Type& type, std::string& out);

// As the type's binary send function has it, without its length. `value` is not null.
void AppendBinary(const engine::Value& value, const engine::Type& type, std::string& out);

// The length word and the value, or -1 for null: what DataRow has for a column.
void AppendField(const engine::Value& value, const engine::Type& type, int16_t format,
                 std::string& out);

inline constexpr int64_t kEpochDays = 10'957;                 // 2000-01-01 in days of 1970
inline constexpr int64_t kEpochMicros = 946'684'800'000'000;  // and in microseconds

}  // namespace tarn::api::postgres

#pragma once

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// Trino's INTERVAL YEAR TO MONTH: DuckDB's INTERVAL under another name, of which only the months
// count. Plain INTERVAL is Trino's INTERVAL DAY TO SECOND.
inline constexpr const char* kMonthIntervalName = "interval_year_to_month";

duckdb::LogicalType MonthInterval();
bool IsMonthInterval(const duckdb::LogicalType& type);
// A plain INTERVAL: not of months, and no zoned timestamp.
bool IsDayInterval(const duckdb::LogicalType& type);

// Makes the type and its casts from and to INTERVAL known to a database.
void RegisterMonthInterval(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

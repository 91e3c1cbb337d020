#pragma once

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// Iceberg's timestamptz_ns, Trino's timestamp(9) with time zone, for which DuckDB has no type: its
// TIMESTAMP_NS under another name. Values are nanoseconds since the epoch in UTC; comparisons with
// DuckDB's TIMESTAMPTZ are made in nanoseconds, functions of time take it as they take TIMESTAMP_NS
// (the session's zone is UTC).

// The type's name in DuckDB's SQL and in what typeof() tells.
inline constexpr const char* kTimestampTzNsName = "timestamptz_ns";

duckdb::LogicalType TimestampTzNs();
bool IsTimestampTzNs(const duckdb::LogicalType& type);

// Makes the type and its casts known to a database: to varchar with the zone, implicitly to
// TIMESTAMP_NS and, with fewer digits, to TIMESTAMPTZ.
void RegisterTimestampTzNs(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

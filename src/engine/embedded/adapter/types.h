#pragma once

#include "engine/embedded/adapter/duck.h"
#include "engine/type.h"
#include "engine/value.h"
#include "iceberg/literal.h"
#include "iceberg/schema.h"

namespace tarn::engine::embedded {

// Types between Iceberg, DuckDB and Trino. Pure and thread safe.

// How DuckDB computes with values of an Iceberg type.
duckdb::LogicalType ToDuckType(const iceberg::Type& type);

// The Iceberg type in which a result column is stored, field ids 0 (the table action gives them).
// Small integers become int, unsigned ones the next wider, hugeint decimal(38,0), enums string.
// kUnsupported, with the column's name, for what Iceberg has no type for (intervals, unions, …).
iceberg::Type ToIcebergType(const duckdb::LogicalType& type, const std::string& column);

// As users see it.
Type ToEngineType(const duckdb::LogicalType& type);

// A value of a result. `value` has `type`.
Value ToEngineValue(const duckdb::Value& value, const Type& type);

// A non-null DuckDB value as a literal of a column's type; null when it has no exact counterpart.
std::optional<iceberg::Literal> ToLiteral(const duckdb::Value& value,
                                          const iceberg::PrimitiveType& type);
duckdb::Value FromLiteral(const iceberg::Literal& literal);

// What ToIcebergType's type is computed in: the cast that a writer puts before its files.
duckdb::LogicalType StorageType(const duckdb::LogicalType& type, const std::string& column);

}  // namespace tarn::engine::embedded

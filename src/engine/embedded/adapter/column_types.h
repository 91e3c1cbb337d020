#pragma once

#include <string>

#include "engine/type.h"
#include "iceberg/literal.h"
#include "iceberg/types.h"

namespace tarn::engine::embedded {

// Types between Trino's SQL and Iceberg. Pure.

// How a table keeps a Trino type; field ids are 0. As Trino does: tinyint and smallint become int,
// char becomes string, time and timestamps have six digits, timestamps without a zone nine where
// they have more than six. kUnsupported, with the column's name, for what Iceberg has no type for.
iceberg::Type ToIcebergType(const Type& type, const std::string& column);
// The same for a table of a version that has no nanoseconds: six digits.
iceberg::Type ForVersion(iceberg::Type type, int32_t format_version);

// The type and a constant in DuckDB's SQL.
std::string DuckTypeText(const iceberg::Type& type);
std::string DuckLiteralText(const iceberg::Literal& literal);

// As users see a stored column.
Type FromIcebergType(const iceberg::Type& type);

}  // namespace tarn::engine::embedded

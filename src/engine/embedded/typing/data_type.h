#pragma once

#include <optional>
#include <string_view>

#include "engine/type.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// The type that is written in a CAST or a definition, with Trino's defaults: timestamp is
// timestamp(3), decimal is decimal(38,0), char is char(1). Nothing for types that Tarn does not
// have. Pure.
std::optional<Type> TypeOfDataType(const sql::DataType& type);

// Literals: integer, decimal(3,2), varchar(3), timestamp(6) with time zone, … Pure.
Type TypeOfLiteral(const sql::LongLiteral& literal);
Type TypeOfLiteral(const sql::DecimalLiteral& literal);
Type TypeOfLiteral(const sql::StringLiteral& literal);
Type TypeOfLiteral(const sql::IntervalLiteral& literal);
std::optional<Type> TypeOfLiteral(const sql::GenericLiteral& literal);

}  // namespace tarn::engine::embedded

#pragma once

#include <optional>

#include "iceberg/literal.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// A literal of SQL as a value of a column's type: numbers for integers and decimals, strings,
// booleans, DATE and TIMESTAMP, the latter with a zone of its own where the column has one. Nothing
// for other expressions, and for a literal of another type or out of the column's range: what is
// left is the same value, not a rounded one. Pure.
std::optional<iceberg::Literal> LiteralOf(const sql::Expression& expression,
                                          const iceberg::PrimitiveType& type);

}  // namespace tarn::engine::embedded

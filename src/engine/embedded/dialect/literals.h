#pragma once

#include <string>

#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// Trino's literals as DuckDB writes them. kInvalidArgument with "line L:C" for text that its type
// does not take.
std::string DecimalText(const sql::DecimalLiteral& literal, const sql::Location& location);
std::string BinaryText(const sql::BinaryLiteral& literal);
std::string TypedText(const sql::GenericLiteral& literal, const sql::Location& location);
std::string IntervalText(const sql::IntervalLiteral& literal, const sql::Location& location);

}  // namespace tarn::engine::embedded

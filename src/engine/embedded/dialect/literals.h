#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// Trino's literals as DuckDB writes them. kInvalidArgument with "line L:C" for text that its type
// does not take.
std::string DecimalText(const sql::DecimalLiteral& literal, const sql::Location& location);
std::string BinaryText(const sql::BinaryLiteral& literal);
std::string TypedText(const sql::GenericLiteral& literal, const sql::Location& location);
std::string IntervalText(const sql::IntervalLiteral& literal, const sql::Location& location);

// Whether a zone follows the time of day in the text of a TIME or TIMESTAMP.
bool HasZone(std::string_view text);
// Digits behind the point of the seconds: the literal's precision.
size_t FractionDigits(std::string_view text);

}  // namespace tarn::engine::embedded

#pragma once

#include <string>
#include <string_view>

#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// DuckDB's "name", with its quotes doubled; kInvalidArgument for one with a NUL character, which
// DuckDB's parser cannot take.
std::string QuoteName(std::string_view name);
// And 'text'; an expression where there is a NUL character.
std::string QuoteText(std::string_view text);

// "line 1:8", as Trino's messages begin.
std::string At(const sql::Location& location);

}  // namespace tarn::engine::embedded

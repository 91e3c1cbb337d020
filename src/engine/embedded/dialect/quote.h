#pragma once

#include <string>
#include <string_view>

#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// DuckDB's "name" and 'text', with their quotes doubled.
std::string QuoteName(std::string_view name);
// kInvalidArgument for text with a NUL character, which DuckDB's parser cannot take.
std::string QuoteText(std::string_view text);

// "line 1:8", as Trino's messages begin.
std::string At(const sql::Location& location);

}  // namespace tarn::engine::embedded

#pragma once

#include <string>
#include <string_view>

#include "sql/tree/location.h"

namespace tarn::engine::embedded {

// A MySQL date format, as Trino's date_format and date_parse take it, in strftime's letters.
// https://trino.io/docs/476/functions/datetime.html#mysql-date-functions. kUnsupported for a letter
// that has no counterpart.
std::string MySqlToStrftime(std::string_view format, const sql::Location& location);

}  // namespace tarn::engine::embedded

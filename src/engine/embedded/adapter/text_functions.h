#pragma once

#include <string>
#include <string_view>

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// String functions of https://trino.io/docs/476/functions/string.html that DuckDB has not, or has
// otherwise: all count code points, positions begin at 1, negative ones count from the end, and
// arguments that make no sense are errors. Named tarn_<Trino's name>.
void RegisterTextFunctions(duckdb::DatabaseInstance& instance);

// Bytes as text: what is no UTF-8 becomes `replacement`, one for each byte sequence.
std::string DecodeUtf8(std::string_view bytes, std::string_view replacement);

}  // namespace tarn::engine::embedded

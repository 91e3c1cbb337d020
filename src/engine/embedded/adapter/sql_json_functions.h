#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// The functions of SQL/JSON (ISO/IEC 9075-2:2016; https://trino.io/docs/476/functions/json.html):
//   tarn_json_exists(input, path, passing, on_error)
//   tarn_json_value(input, path, passing, on_empty, on_error, CAST(NULL AS type))
//     a row (outcome, value): outcome 0 a value, 1 the default on empty, 2 the default on error
//   tarn_json_query(input, path, passing, on_empty, on_error, wrapper, omit_quotes)
//   tarn_json_object(keys, values, null_on_null, unique_keys), tarn_json_array(values,
//   null_on_null)
//     of lists of texts; values are JSON
//   tarn_json_input(value, encoding)  text, or bytes in UTF-8 (8), UTF-16 (16) or UTF-32 (32), both
//     little endian, as text
// `passing` is a JSON object of the path's variables. What to do on empty and on error is a
// JsonBehavior (sql_json_results.h).
void RegisterSqlJsonFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

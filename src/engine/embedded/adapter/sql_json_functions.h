#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// JSON_EXISTS, JSON_VALUE and JSON_QUERY of SQL:2016
// (https://trino.io/docs/476/functions/json.html):
//   tarn_json_exists(input, path, passing, on_error)
//   tarn_json_value(input, path, passing, on_empty, on_error, CAST(NULL AS type))
//     a row (outcome, value): outcome 0 a value, 1 the default on empty, 2 the default on error
//   tarn_json_query(input, path, passing, on_empty, on_error, wrapper, omit_quotes)
// `passing` is a JSON object of the path's variables. What to do on empty and on error is a number:
// 0 null (exists: false), 1 an error, 2 the default (query: an empty array; exists: true), 3 query:
// an empty object; exists: unknown.
void RegisterSqlJsonFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

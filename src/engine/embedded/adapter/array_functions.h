#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// Functions of arrays, maps and rows whose errors are Trino's
// (https://trino.io/docs/476/functions/array.html, map.html):
//   tarn_subscript(x, i)   x[i]: positions outside an array, and keys that a map has not, are
//   errors tarn_element_at(x, i)  these are null; negative positions count from an array's end
//   tarn_check(ok, function, problem)  true, or the error
void RegisterArrayFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

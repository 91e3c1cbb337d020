#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// CAST and TRY_CAST as Trino has them, where that differs from DuckDB's:
//   tarn_cast(x, CAST(NULL AS t)), tarn_try_cast(…)   to the type of the second argument
//   tarn_cast_varchar(x, n), tarn_try_cast_varchar(…)  to varchar(n): text is cut, a number that
//                                                     does not fit is an error
//   tarn_cast_char(x, n), …                           to char(n), text only, without the blanks at
//   its end tarn_typeof(x)                                  the name of the type
// Text is read strictly, doubles are rounded half away from zero and written as Trino writes them;
// pairs of types that Trino has no cast for are "type mismatch".
void RegisterCasts(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

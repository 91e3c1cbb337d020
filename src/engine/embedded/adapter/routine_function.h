#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// SQL routines (https://trino.io/docs/476/udf/sql.html), interpreted over vectors of rows, their
// expressions evaluated by DuckDB:
//   tarn_routine('program', CAST(NULL AS STRUCT(variables…)), CAST(NULL AS result type),
//                arguments…, expressions…)
// The program is a RoutineProgram's text. Expressions refer to variables by
//   tarn_variable(number, CAST(NULL AS type))
// which has no meaning elsewhere. Loops end with the statement when it is cancelled.
void RegisterRoutines(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

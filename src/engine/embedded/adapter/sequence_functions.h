#pragma once

namespace duckdb {
class DatabaseInstance;
}  // namespace duckdb

namespace tarn::engine::embedded {

// tarn_sequence(start, stop) and tarn_sequence_by(start, stop, step): an array of whole numbers,
// dates or timestamps, of at most 10,000 elements as in Trino. INVALID_FUNCTION_ARGUMENT for more,
// and for a step that is zero or leads away from the end.
// tarn_row_sequence and tarn_row_sequence_by: the same below UNNEST, where it is rows: of any
// number.
void RegisterSequenceFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

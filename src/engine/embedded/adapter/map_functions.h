#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// https://trino.io/docs/476/functions/map.html where DuckDB differs:
//   tarn_map_agg(entries)        an array of rows as a map: null keys are left out, of a key that
//                                stands twice the first value stays
//   tarn_multimap_agg(entries)   the same with all values of a key
//   tarn_map_from_entries, tarn_multimap_from_entries   null keys, and for the first repeated ones,
//                                are errors
//   tarn_bigint_values(map)      the values as bigint
void RegisterMapFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

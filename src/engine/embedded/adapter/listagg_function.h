#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// tarn_listagg(values, separator, truncates, filler, counts): Trino's listagg() of a list of texts,
// which leaves NULLs out. Beyond 1 MiB of UTF-8 it ends with the filler and the number of values
// left out, or is "invalid argument" (https://trino.io/docs/476/functions/aggregate.html).
void RegisterListaggFunction(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

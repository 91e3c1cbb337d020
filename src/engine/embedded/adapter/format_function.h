#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// tarn_format(format, …): Trino's format(), by java_format.h. Nested values are "not supported".
void RegisterFormatFunction(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// tarn_format(format, …): Trino's format(), by java_format.h. Nested values are "not supported".
// tarn_format_number(number): 123456 as "123K".
void RegisterFormatFunction(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// https://trino.io/docs/476/functions/regexp.html on DuckDB's RE2: linear in the text, whatever the
// pattern; no look-around and no back references. Groups that take no part in a match are null, and
// replacements are Java's ("$1", "${name}", "\$"). Named tarn_<Trino's name>.
void RegisterRegexpFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// JSON functions of https://trino.io/docs/476/functions/json.html, named tarn_<Trino's name>: text
// that is no JSON gives null, but for json_parse; paths are Trino's ("$.a[0][\"b c\"]"), others are
// errors; JSON is kept as Trino prints it, without blanks and with the keys of objects in order.
void RegisterJsonFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

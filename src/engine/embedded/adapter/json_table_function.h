#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// JSON_TABLE (ISO/IEC 9075-2:2016, 7.11; https://trino.io/docs/476/functions/json.html#json-table):
//   tarn_json_table(input, passing, row(defaults…), 'plan', CAST(NULL AS STRUCT(columns…)))
// gives the rows of one document as a list of structs. Defaults are cast to the types of their
// columns. The plan is JSON, which the translation writes:
//   {"error": bool, "root": node}
//   node: {"path": text, "columns": [column…], "outer": bool, "child": node}, a path without
//   "child"
//         being a leaf; {"union": [node…]}; {"cross": [node…]}
//   column: {"at": place of its field, "kind": "ordinality" | "value" | "query", "path": text,
//            "empty": n, "error": n (JsonBehavior), of a value "empty_default" and "error_default":
//            places among the defaults, "length", "char" and "digits"; of a query "wrapper" and
//            "omit_quotes"}
void RegisterJsonTable(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/json_path.h"

namespace tarn::engine::embedded {

// What the SQL/JSON functions and JSON_TABLE's columns make of the items that a path found. What
// they throw is DuckDB's exception, with the words by which api/trino tells Trino's codes.

// What to do when a path finds nothing or fails, as the translation writes it.
enum JsonBehavior {
  kJsonNull = 0,     // JSON_EXISTS: false
  kJsonError = 1,    //
  kJsonDefault = 2,  // JSON_QUERY: an empty array; JSON_EXISTS: true
  kJsonOther = 3,    // JSON_QUERY: an empty object; JSON_EXISTS: unknown
};

// A path that is a literal, read once a thread. kInvalidArgument for text that is no path.
const JsonPath& CompiledPath(std::string_view text);

// Evaluates over a document; nullopt after an error that shall not be told.
std::optional<JsonPath::Found> FindItems(const JsonPath& path,
                                         const nlohmann::ordered_json& document,
                                         const nlohmann::ordered_json& variables, bool tell_errors);

[[noreturn]] void ThrowNoJsonInput();

// What JSON_VALUE gives: a value, or which default is wanted.
struct JsonScalar {
  enum class Kind { kValue, kDefaultOnEmpty, kDefaultOnError };
  Kind kind = Kind::kValue;
  duckdb::Value value;
};
JsonScalar JsonScalarOf(const std::optional<JsonPath::Found>& found,
                        const duckdb::LogicalType& type, int on_empty, int on_error);

// What JSON_QUERY gives, as text. `wrapper`: 0 none, 1 conditional, 2 always.
duckdb::Value JsonQueryOf(const std::optional<JsonPath::Found>& found, int on_empty, int on_error,
                          int wrapper, bool omit_quotes);

}  // namespace tarn::engine::embedded

#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/embedded/adapter/duck.h"
#include "engine/type.h"
#include "engine/value.h"

namespace tarn::engine::embedded {

// Casts between JSON and other types (https://trino.io/docs/476/functions/json.html#cast-to-json).

// x → JSON: text becomes a string, rows objects, maps objects with their keys in order.
duckdb::scalar_function_t ToJsonText(const duckdb::LogicalType& source);

// JSON → target: scalars, arrays, maps and rows of them; what does not fit is null where `safe`,
// else "Cannot cast …".
duckdb::scalar_function_t FromJson(const duckdb::LogicalType& target, bool safe);

// A date as Trino's casts write it: without a sign before the year 12345.
std::string UnsignedDateText(const Value& date);

// A value as JSON's text; what ToJsonText makes of one row.
std::string JsonTextOf(const Value& value, const Type& type);

// One value of a document as `target`; nullopt for what does not fit.
std::optional<duckdb::Value> FromJsonValue(const nlohmann::ordered_json& json,
                                           const duckdb::LogicalType& target);

// JSON as Trino prints it: without blanks, doubles as Java has them.
std::string CanonicalJson(const nlohmann::ordered_json& json);

}  // namespace tarn::engine::embedded

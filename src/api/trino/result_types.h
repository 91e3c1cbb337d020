#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "engine/type.h"
#include "engine/value.h"

// How types and values look in the client protocol of Trino
// (https://trino.io/docs/476/develop/client-protocol.html, io.trino.client.ClientTypeSignature).
// Pure functions.
namespace tarn::api::trino {

// The type that a client is told. One without the capability PARAMETRIC_DATETIME knows only
// milliseconds: TIME, TIMESTAMP and their like without a precision.
engine::Type ClientType(const engine::Type& type, bool parametric_datetime);

// {"name", "type", "typeSignature"} of a column; `type` as ClientType gives it.
nlohmann::json ColumnJson(const std::string& name, const engine::Type& type,
                          bool parametric_datetime);

// Appends a value as the protocol's JSON: numbers as numbers (NaN and the infinities as strings),
// decimals, dates and times as strings, binary as base64, arrays and rows as arrays, maps as
// objects. `type` is the value's own type, `shown` what ClientType made of it.
void AppendValue(const engine::Value& value, const engine::Type& type, const engine::Type& shown,
                 std::string& out);

// "text" with what JSON wants escaped; bytes that are no UTF-8 become U+FFFD.
void AppendJsonString(std::string_view text, std::string& out);

}  // namespace tarn::api::trino

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/type.h"

// Values that clients send, as literals of Trino's SQL. What is not a value of the type is SqlError
// 22P02, 22003 or 22007, with the text.
namespace tarn::api::postgres {

// `text` is what PostgreSQL's input function of the type reads.
std::string LiteralOf(const engine::Type& type, std::string_view text);
std::string NullLiteralOf(const engine::Type& type);

// A value in its type's binary format, as the text that LiteralOf reads. SqlError 22P03 for bytes
// that are none of the type, 0A000 for a type that Tarn has not.
std::string TextOfBinary(uint32_t type_oid, std::string_view bytes);

// "1 day 2 hours" as "INTERVAL '1' DAY + INTERVAL '2' HOUR", in parentheses when it is several.
std::string IntervalLiteral(std::string_view text);

}  // namespace tarn::api::postgres

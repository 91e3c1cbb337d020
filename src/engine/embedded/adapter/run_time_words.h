#pragma once

#include <optional>
#include <string_view>

#include "base/error.h"

namespace tarn::engine::embedded {

// What DuckDB says of values that its operators, casts and maps cannot take, as Trino 476 says it:
// "Overflow in addition of INT32 (2147483647 + 1)!" is "integer addition overflow: 2147483647 + 1".
// Of kind kInvalidArgument, with Trino's code. nullopt for any other message. Pure and thread safe.
std::optional<base::Error> RunTimeWords(std::string_view message);

}  // namespace tarn::engine::embedded

#pragma once

#include <optional>
#include <string_view>

#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// SQL's LIKE: '%' any characters, '_' one byte, `escape` (NUL: none) before either makes it plain.
// In time of at most the product of the lengths.
bool MatchesLike(std::string_view text, std::string_view pattern, char escape);

// Whether a name is among those that a SHOW statement asks for; without a pattern all are.
bool Matches(std::string_view name, const std::optional<sql::ShowPattern>& like);

}  // namespace tarn::engine::embedded

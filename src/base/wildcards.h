#pragma once

#include <string_view>

namespace tarn::base {

// Whether all of `text` is as `pattern` says: '*' stands for any characters, '?' for one. In time
// proportional to the product of the lengths. Bytes, not letters. Pure.
bool MatchesWildcards(std::string_view text, std::string_view pattern);

}  // namespace tarn::base

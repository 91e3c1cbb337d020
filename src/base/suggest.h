#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::base {

// The candidate nearest to `name` by edit distance (case-insensitive), when near enough to be a
// likely slip of the keyboard: for "did you mean …" in errors. Empty when nothing is near.
std::optional<std::string> Suggest(std::string_view name,
                                   const std::vector<std::string>& candidates);

// " (did you mean 'x'?)", or "" when nothing is near.
std::string DidYouMean(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace tarn::base

#pragma once

#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

namespace tarn::engine::embedded {

// A JSON text as a tree that keeps the order of members (of two with one name, the last counts);
// nullopt for what is no JSON or is nested deeper than 1,000 levels. Pure and thread safe.
std::optional<nlohmann::ordered_json> ParseJsonDocument(std::string_view text);

}  // namespace tarn::engine::embedded

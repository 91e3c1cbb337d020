#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

// https://trino.io/docs/476/functions/map.html
constexpr FunctionRule kRules[] = {
    {"map", 0, 0, "map"},
    {"map", 2, 2, "tarn_map"},
    {"map_concat", 1, kAny, "CASE WHEN $& THEN map_concat($*) END"},
    {"map_entries", 1, 1, "map_entries"},
    {"map_filter", 2, 2,
     "map_from_entries(list_filter(map_entries($1), lambda tarn_e: list_transform([tarn_e.key], "
     "lambda $p: list_transform([tarn_e.value], lambda $q: $b)[1])[1]))"},
    {"map_from_entries", 1, 1, "tarn_map_from_entries"},
    {"map_zip_with", 3, 3,
     "tarn_map_from_entries(list_transform(tarn_map_zip($1, $2), lambda tarn_e: row(tarn_e.k, "
     "list_transform([tarn_e.k], lambda $p: list_transform([tarn_e.a], lambda $q: "
     "list_transform([tarn_e.b], lambda $r: $b)[1])[1])[1])))"},
    {"multimap_from_entries", 1, 1, "tarn_multimap_from_entries"},
    {"map_keys", 1, 1, "map_keys"},
    {"map_values", 1, 1, "map_values"},
    {"transform_keys", 2, 2,
     "tarn_map_from_entries(list_transform(map_entries($1), lambda tarn_e: "
     "row(list_transform([tarn_e.key], lambda $p: list_transform([tarn_e.value], lambda $q: "
     "$b)[1])[1], tarn_e.value)))"},
    {"transform_values", 2, 2,
     "map_from_entries(list_transform(map_entries($1), lambda tarn_e: row(tarn_e.key, "
     "list_transform([tarn_e.key], lambda $p: list_transform([tarn_e.value], lambda $q: "
     "$b)[1])[1])))"},
};

}  // namespace

const std::span<const FunctionRule> kMapFunctions = kRules;

}  // namespace tarn::engine::embedded

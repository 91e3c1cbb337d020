#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

// https://trino.io/docs/476/functions/json.html
constexpr FunctionRule kRules[] = {
    {"json_array_contains", 2, 2, "tarn_json_array_contains"},
    {"json_array_length", 1, 1, "tarn_json_array_length"},
    {"json_extract", 2, 2, "tarn_json_extract"},
    {"json_extract_scalar", 2, 2, "tarn_json_extract_scalar"},
    {"json_format", 1, 1, "CAST($1 AS VARCHAR)"},
    {"json_parse", 1, 1, "tarn_json_parse"},
    {"json_array_get", 2, 2, "tarn_json_array_get"},
    {"json_size", 2, 2, "tarn_json_size"},
    {"is_json_scalar", 1, 1, "tarn_is_json_scalar"},
};

}  // namespace

const std::span<const FunctionRule> kJsonFunctions = kRules;

}  // namespace tarn::engine::embedded

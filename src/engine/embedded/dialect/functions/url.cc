#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

// https://trino.io/docs/476/functions/url.html
constexpr FunctionRule kRules[] = {
    {"uuid", 0, 0, "uuid"},
    {"url_decode", 1, 1, "tarn_url_decode"},
    {"url_encode", 1, 1, "tarn_url_encode"},
    {"url_extract_fragment", 1, 1, "tarn_url_fragment"},
    {"url_extract_host", 1, 1, "tarn_url_host"},
    {"url_extract_parameter", 2, 2, "tarn_url_parameter"},
    {"url_extract_path", 1, 1, "tarn_url_path"},
    {"url_extract_port", 1, 1, "tarn_url_port"},
    {"url_extract_protocol", 1, 1, "tarn_url_protocol"},
    {"url_extract_query", 1, 1, "tarn_url_query"},
};

}  // namespace

const std::span<const FunctionRule> kUrlFunctions = kRules;

}  // namespace tarn::engine::embedded

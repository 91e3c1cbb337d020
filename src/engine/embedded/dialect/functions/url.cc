#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

// https://trino.io/docs/476/functions/url.html
constexpr FunctionRule kRules[] = {
    {"uuid", 0, 0, "uuid"},
    {"url_decode", 1, 1, "url_decode"},
    {"url_encode", 1, 1, "url_encode"},
};

}  // namespace

const std::span<const FunctionRule> kUrlFunctions = kRules;

}  // namespace tarn::engine::embedded

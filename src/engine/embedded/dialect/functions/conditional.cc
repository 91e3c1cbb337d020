#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

// https://trino.io/docs/476/functions/conditional.html
constexpr FunctionRule kRules[] = {
    {"greatest", 1, kAny, "CASE WHEN $& THEN greatest($*) END"},
    {"least", 1, kAny, "CASE WHEN $& THEN least($*) END"},
    {"typeof", 1, 1, "tarn_typeof"},
    {"version", 0, 0, "('476')"},
    {"fail", 1, 1, "error"},
    {"fail", 2, 2, "error('Error code ' || ($1) || ': ' || ($2))"},
};

// NaN is the greatest to DuckDB; to Trino any other number stands before it.
constexpr FunctionRule kFloatRules[] = {
    {"greatest", 1, kAny, "tarn_greatest"},
    {"least", 1, kAny, "tarn_least"},
};

}  // namespace

const std::span<const FunctionRule> kFloatConditionalFunctions = kFloatRules;
const std::span<const FunctionRule> kConditionalFunctions = kRules;

}  // namespace tarn::engine::embedded

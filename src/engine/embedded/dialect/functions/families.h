#pragma once

#include <span>

#include "engine/embedded/dialect/function_table.h"

namespace tarn::engine::embedded {

// In rules: any number of arguments.
inline constexpr int kAny = -1;

// One file a family: adding a function is one row there, and statements in tests/golden/trino.
extern const std::span<const FunctionRule> kAggregateFunctions;
// What other functions of the families are of arguments of some kinds.
extern const std::span<const FunctionRule> kFloatAggregateFunctions;
extern const std::span<const FunctionRule> kFloatConditionalFunctions;
extern const std::span<const FunctionRule> kIntervalAggregateFunctions;
extern const std::span<const FunctionRule> kLambdaRegexpFunctions;
extern const std::span<const FunctionRule> kWindowFunctions;
extern const std::span<const FunctionRule> kConditionalFunctions;
extern const std::span<const FunctionRule> kMathFunctions;
extern const std::span<const FunctionRule> kStringFunctions;
extern const std::span<const FunctionRule> kRegexpFunctions;
extern const std::span<const FunctionRule> kBinaryFunctions;
extern const std::span<const FunctionRule> kDateTimeFunctions;
extern const std::span<const FunctionRule> kArrayFunctions;
extern const std::span<const FunctionRule> kMapFunctions;
extern const std::span<const FunctionRule> kJsonFunctions;
extern const std::span<const FunctionRule> kUrlFunctions;
extern const std::span<const FunctionRule> kSketchFunctions;

}  // namespace tarn::engine::embedded

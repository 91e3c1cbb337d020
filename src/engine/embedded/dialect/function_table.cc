#include "engine/embedded/dialect/function_table.h"

#include <algorithm>
#include <array>

#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
// Trino's functions (https://trino.io/docs/476/functions/list.html). What is missing is an error
// that says so: a function that means something else in DuckDB never slips through.
std::span<const FunctionFamily> FunctionFamilies() {
  static const std::array kFamilies = {
      FunctionFamily{"Aggregate", kAggregateFunctions},
      FunctionFamily{"Window", kWindowFunctions},
      FunctionFamily{"Conditional and session", kConditionalFunctions},
      FunctionFamily{"Mathematical and bitwise", kMathFunctions},
      FunctionFamily{"String", kStringFunctions},
      FunctionFamily{"Regular expressions", kRegexpFunctions},
      FunctionFamily{"Binary", kBinaryFunctions},
      FunctionFamily{"Date and time", kDateTimeFunctions},
      FunctionFamily{"Array", kArrayFunctions},
      FunctionFamily{"Map", kMapFunctions},
      FunctionFamily{"JSON", kJsonFunctions},
      FunctionFamily{"URL and UUID", kUrlFunctions},
      FunctionFamily{"Sketches", kSketchFunctions},
  };
  return kFamilies;
}

namespace {

const FunctionRule* Find(std::span<const FunctionRule> rules, std::string_view name,
                         size_t arguments) {
  const auto count = static_cast<int>(arguments);
  for (const FunctionRule& rule : rules) {
    if (rule.name == name && count >= rule.min_arguments &&
        (rule.max_arguments == kAny || count <= rule.max_arguments)) {
      return &rule;
    }
  }
  return nullptr;
}

}  // namespace

const FunctionRule* FindFunction(std::string_view name, size_t arguments) {
  for (const FunctionFamily& family : FunctionFamilies()) {
    if (const auto* rule = Find(family.rules, name, arguments)) return rule;
  }
  return nullptr;
}

const FunctionRule* FindFunctionOf(ArgumentKind kind, std::string_view name, size_t arguments) {
  switch (kind) {
    case ArgumentKind::kFloat: {
      const auto* rule = Find(kFloatAggregateFunctions, name, arguments);
      return rule != nullptr ? rule : Find(kFloatConditionalFunctions, name, arguments);
    }
    case ArgumentKind::kInterval: return Find(kIntervalAggregateFunctions, name, arguments);
    case ArgumentKind::kLambda: return Find(kLambdaRegexpFunctions, name, arguments);
  }
  return nullptr;
}

bool FunctionExists(std::string_view name) {
  for (const FunctionFamily& family : FunctionFamilies()) {
    for (const FunctionRule& rule : family.rules) {
      if (rule.name == name) return true;
    }
  }
  return false;
}

std::vector<std::string> FunctionNames() {
  std::vector<std::string> names;
  for (const FunctionFamily& family : FunctionFamilies()) {
    for (const FunctionRule& rule : family.rules) names.emplace_back(rule.name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace tarn::engine::embedded

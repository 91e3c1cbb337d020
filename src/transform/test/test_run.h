#pragma once

#include <optional>
#include <string>
#include <vector>

#include "transform/context/render_scope.h"
#include "transform/runner/compiler.h"
#include "transform/runner/invocation.h"

namespace tarn::transform {

// What a test found: rows that break its rule, and whether that is too many.
struct TestOutcome {
  int64_t failures = 0;
  bool should_warn = false;
  bool should_error = false;
};

// Runs one test's query: fail_calc over the test's SQL (its first `limit` rows), compared with
// warn_if and error_if by the engine. With store_failures the rows are kept in a table first.
TestOutcome RunTest(const Node& node, const CompiledNode& compiled, RenderScope& scope,
                    Database& database, bool store_failures, std::string* run_sql);

// The status and message that dbt derives from severity and outcome.
void SetTestResult(const Node& node, const TestOutcome& outcome, bool warn_error,
                   NodeResult* result);

// warn_if or error_if ("!= 0", "> 10", ">= 5"): what it says of a count; nothing when it is more
// than a comparison with a whole number.
std::optional<bool> EvaluateThreshold(const std::string& condition, int64_t failures);

}  // namespace tarn::transform

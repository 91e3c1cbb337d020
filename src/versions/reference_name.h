#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "versions/hash.h"

namespace tarn::versions {

// kInvalidArgument for what cannot name a branch or tag: allowed are letters, digits and "_ - . /",
// 1 to 255 of them, beginning with a letter or digit, ending with neither "." nor "/", without
// "..",
// "//" or "/.", not 64 hexadecimal digits (that is a hash), not HEAD or DETACHED.
void CheckReferenceName(const std::string& name);

// "~2": the second first-parent ancestor.
struct AncestorStep {
  uint64_t count = 1;
};
// "^2": the second parent.
struct ParentStep {
  uint64_t number = 1;
};
// "*2026-01-01T00:00:00Z" or "*<milliseconds since 1970>": the newest ancestor that is not newer.
struct TimeStep {
  base::TimePoint time;
};
// "@<hash>": that commit, which must be in the history so far; the digits may be a prefix.
struct HashStep {
  std::string digits;
};
using ExpressionStep = std::variant<AncestorStep, ParentStep, TimeStep, HashStep>;

// A reference expression, taken apart; see ResolvedReference.
struct ReferenceExpression {
  std::string base;  // a name, or hexadecimal digits; empty when the first step is "@<hash>"
  std::vector<ExpressionStep> steps;
};

// kInvalidArgument, with the expression, for what is not one.
ReferenceExpression ParseReferenceExpression(const std::string& text);

// Whether this can be (the beginning of) a hash: 8 to 64 hexadecimal digits.
bool LooksLikeHash(const std::string& text);

}  // namespace tarn::versions

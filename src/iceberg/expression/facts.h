#pragma once

#include <optional>

#include "iceberg/expression/expression.h"

namespace tarn::iceberg {

// What is known of a predicate over some rows.
enum class Truth {
  kFalse,    // true of no row
  kUnknown,  // may be true of some
  kTrue,     // true of every row
};

// What is known of one column in some rows: a file, a manifest's partitions, one value.
// Conservative defaults: nothing is known. Bounds leave out nulls and NaNs.
struct ColumnFacts {
  bool may_have_null = true;
  bool all_null = false;
  bool may_have_nan = true;
  bool all_nan = false;  // of the values that are not null
  std::optional<Literal> lower;
  std::optional<Literal> upper;

  static ColumnFacts OfValue(const std::optional<Literal>& value);
};

// Engines differ in how NaN compares; what is said here holds for all of them.
Truth Evaluate(const BoundPredicate& predicate, const ColumnFacts& facts);

// `facts_of` gives the facts of a leaf's column.
template <typename FactsOf>
Truth EvaluateAll(const BoundExpression& expression, const FactsOf& facts_of) {
  if (expression.is_true()) return Truth::kTrue;
  if (expression.is_false()) return Truth::kFalse;
  if (const auto* leaf = std::get_if<BoundPredicate>(&expression.node)) {
    return Evaluate(*leaf, facts_of(*leaf));
  }
  if (const auto* all = std::get_if<AndOf<BoundPredicate>>(&expression.node)) {
    Truth result = Truth::kTrue;
    for (const BoundExpression& operand : all->operands) {
      const Truth truth = EvaluateAll(operand, facts_of);
      if (truth == Truth::kFalse) return Truth::kFalse;
      if (truth == Truth::kUnknown) result = Truth::kUnknown;
    }
    return result;
  }
  if (const auto* any = std::get_if<OrOf<BoundPredicate>>(&expression.node)) {
    Truth result = Truth::kFalse;
    for (const BoundExpression& operand : any->operands) {
      const Truth truth = EvaluateAll(operand, facts_of);
      if (truth == Truth::kTrue) return Truth::kTrue;
      if (truth == Truth::kUnknown) result = Truth::kUnknown;
    }
    return result;
  }
  return Truth::kUnknown;  // binding has pushed every negation into a leaf
}

}  // namespace tarn::iceberg

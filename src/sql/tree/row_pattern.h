#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "sql/tree/forward.h"
#include "sql/tree/identifier.h"

// SQL:2016 row pattern recognition: the pieces that MATCH_RECOGNIZE and window frames share.
namespace tarn::sql {

// expression AS name.
struct MeasureDefinition {
  ExpressionBox expression;
  Identifier name;

  TARN_SQL_NODE(MeasureDefinition, expression, name);
};

enum class SkipToPosition { kPastLast, kNext, kFirst, kLast };

// AFTER MATCH SKIP …; `SKIP TO x` is kLast x.
struct SkipTo {
  SkipToPosition position = SkipToPosition::kPastLast;
  std::optional<Identifier> variable;  // for kFirst and kLast

  TARN_SQL_NODE(SkipTo, position, variable);
};

enum class PatternSearchMode { kInitial, kSeek };

// SUBSET name = (a, b).
struct SubsetDefinition {
  Identifier name;
  std::vector<Identifier> members;

  TARN_SQL_NODE(SubsetDefinition, name, members);
};

// DEFINE name AS condition.
struct VariableDefinition {
  Identifier name;
  ExpressionBox condition;

  TARN_SQL_NODE(VariableDefinition, name, condition);
};

struct PatternVariable {
  Identifier name;
  TARN_SQL_NODE(PatternVariable, name);
};
// ()
struct EmptyPattern {
  TARN_SQL_EMPTY_NODE(EmptyPattern);
};
// ^ and $
struct AnchorPattern {
  bool end = false;
  TARN_SQL_NODE(AnchorPattern, end);
};
// PERMUTE(a, b, …)
struct PatternPermutation {
  std::vector<RowPattern> patterns;
  TARN_SQL_NODE(PatternPermutation, patterns);
};
// {- a -}
struct ExcludedPattern {
  Box<RowPattern> pattern;
  TARN_SQL_NODE(ExcludedPattern, pattern);
};
// a b c
struct PatternConcatenation {
  std::vector<RowPattern> patterns;
  TARN_SQL_NODE(PatternConcatenation, patterns);
};
// a | b | c
struct PatternAlternation {
  std::vector<RowPattern> patterns;
  TARN_SQL_NODE(PatternAlternation, patterns);
};

enum class QuantifierKind { kZeroOrMore, kOneOrMore, kZeroOrOne, kRange };

// a*, a+, a?, a{n}, a{n,m}; a trailing ? makes it reluctant. {n} has both bounds equal.
struct QuantifiedPattern {
  Box<RowPattern> pattern;
  QuantifierKind kind = QuantifierKind::kZeroOrMore;
  std::optional<int64_t> at_least;
  std::optional<int64_t> at_most;
  bool reluctant = false;

  TARN_SQL_NODE(QuantifiedPattern, pattern, kind, at_least, at_most, reluctant);
};

using RowPatternNode =
    std::variant<PatternVariable, EmptyPattern, AnchorPattern, PatternPermutation, ExcludedPattern,
                 PatternConcatenation, PatternAlternation, QuantifiedPattern>;

struct RowPattern {
  RowPatternNode node;
  Location location;

  TARN_SQL_SUM_NODE(RowPattern, RowPatternNode);
};

}  // namespace tarn::sql

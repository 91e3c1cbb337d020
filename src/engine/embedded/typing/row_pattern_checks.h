#pragma once

#include <optional>
#include <vector>

#include "engine/embedded/typing/fault.h"
#include "engine/embedded/typing/row_pattern.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// What MATCH_RECOGNIZE and windows with a row pattern have in common.
struct RowPatternClauses {
  const sql::RowPattern& pattern;
  const std::vector<sql::SubsetDefinition>& subsets;
  const std::vector<sql::VariableDefinition>& definitions;
  const std::vector<sql::MeasureDefinition>& measures;
  const std::optional<sql::SkipTo>& after_match_skip;
};
RowPatternClauses ClausesOf(const sql::MatchRecognize& match);
// Of a frame that has a pattern.
RowPatternClauses ClausesOf(const sql::WindowFrame& frame);

// What Trino's PatternRecognitionAnalyzer finds wrong with the clauses of row pattern recognition,
// their expressions aside.
void CheckRowPattern(const sql::MatchRecognize& match, const sql::Location& location,
                     Faults& faults);
// The same of a window's frame, with or without a pattern; `place` is that of the call or the
// definition that the window is of.
void CheckFramePattern(const sql::WindowFrame& frame, const sql::Location& place, Faults& faults);
// That the keys, measures and conditions of a window have no calls over windows in them.
void CheckNestedWindows(const sql::WindowSpecification& window, Faults& faults);
// That conditions and measures of a window do not use MATCH_NUMBER.
void CheckNoMatchNumber(const sql::WindowFrame& frame, Faults& faults);

// That conditions and measures have no window functions.
void CheckNoWindows(const sql::Expression& expression, Faults& faults);
// What is compared with a subquery's rows cannot depend on labels.
void CheckPatternIn(const sql::InSubquery& in, const RowPatternAnalysis& analysis, Faults& faults);

// FIRST, LAST, PREV, NEXT, CLASSIFIER and MATCH_NUMBER; only one part, whatever its case.
bool IsRowPatternFunction(const sql::FunctionCall& call);
bool IsNavigation(const sql::FunctionCall& call);
bool IsAggregateCall(const sql::Expression& expression);

// What is wrong with such a call itself, its arguments aside.
void CheckRowPatternCall(const sql::FunctionCall& call, const sql::Location& location,
                         Faults& faults);
// What FIRST, LAST, PREV and NEXT, and aggregates have in their arguments that they may not.
void CheckNavigation(const sql::FunctionCall& call, const sql::Location& location, Faults& faults);
void CheckPatternAggregate(const sql::FunctionCall& call, const sql::Location& location,
                           Faults& faults);
void CheckAggregateArguments(const sql::FunctionCall& call, Faults& faults);

}  // namespace tarn::engine::embedded

#pragma once

#include "engine/embedded/typing/fault.h"
#include "engine/embedded/typing/row_pattern.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// What Trino's PatternRecognitionAnalyzer finds wrong with the clauses of row pattern recognition,
// their expressions aside.
void CheckRowPattern(const sql::MatchRecognize& match, const sql::Location& location,
                     Faults& faults);

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

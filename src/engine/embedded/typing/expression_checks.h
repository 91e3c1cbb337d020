#pragma once

#include "engine/embedded/typing/fault.h"
#include "engine/embedded/typing/typer.h"

namespace tarn::engine::embedded {

// Reports what Trino's ExpressionAnalyzer finds wrong with an expression whose parts are typed and
// were checked before. Silent where a type that matters is not known. Calls and names are checked
// where they are resolved.
void CheckExpression(const sql::Expression& expression, const StatementTypes& types,
                     Faults& faults);

// That a condition is a boolean: "<what> must evaluate to a boolean: actual type integer".
void CheckCondition(const sql::Expression& condition, const char* what, const StatementTypes& types,
                    Faults& faults);

}  // namespace tarn::engine::embedded

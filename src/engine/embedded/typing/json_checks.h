#pragma once

#include "engine/embedded/typing/fault.h"
#include "engine/embedded/typing/typer.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// What Trino's analyzer finds wrong with a function of SQL/JSON whose parts are typed; nothing for
// other expressions.
void CheckJsonFunction(const sql::Expression& expression, const StatementTypes& types,
                       Faults& faults);

}  // namespace tarn::engine::embedded

#pragma once

#include "sql/tree/expression.h"

namespace tarn::engine::embedded {

// Whether an expression has a subquery anywhere inside: no lambda may have one, for example.
bool HasQuery(const sql::Expression& expression);

}  // namespace tarn::engine::embedded

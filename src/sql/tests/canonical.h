#pragma once

#include "sql/tree/tree.h"

namespace tarn::sql {

// Brings trees that mean the same into one form: what Trino's formatter writes in another way than
// the user did (concat for ||, NOT around negated predicates, defaults spelled out, …).
void Canonicalize(Statement& statement);
void Canonicalize(Expression& expression);

}  // namespace tarn::sql

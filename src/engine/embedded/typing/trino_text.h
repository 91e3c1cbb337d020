#pragma once

#include <string>

#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// An expression as Trino's messages write it: "(a + 1)", "ARRAY[b,a]", "sum(a) OVER ()". Pure.
std::string TrinoText(const sql::Expression& expression);

// What names of windows are compared by: as written between quotes, in capitals without. Pure.
std::string WindowKey(const sql::Identifier& name);

}  // namespace tarn::engine::embedded

#pragma once

#include <string>

#include "sql/tree/tree.h"

// SQL text of trees as Trino's SqlFormatter writes it: a clause a line, parentheses around every
// operator and join, defaults spelled out. It is what SHOW CREATE VIEW shows. Unlike printer.h's it
// means the same as the tree but need not parse to an equal one: Trino writes || as concat, NOT
// around negated predicates and decimals as DECIMAL '…'. Queries and views end with a line break.
// Pure functions; they throw nothing but std::bad_alloc.
namespace tarn::sql {

std::string Format(const Query& query);
std::string Format(const CreateView& view);
std::string Format(const CreateMaterializedView& view);
std::string Format(const Expression& expression);
std::string Format(const DataType& type);

}  // namespace tarn::sql

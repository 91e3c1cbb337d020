#pragma once

#include <string>
#include <string_view>

#include "sql/tree/tree.h"

// SQL text of trees, on one line, in Trino's spelling. Parsing the text gives an equal tree, and
// printing that gives the same text. Pure functions; they throw nothing but std::bad_alloc.
namespace tarn::sql {

std::string Print(const Statement& statement);
std::string Print(const Query& query);
std::string Print(const Relation& relation);
std::string Print(const Expression& expression);
std::string Print(const DataType& type);
std::string Print(const QualifiedName& name);
// Quoted when it was or must be.
std::string Print(const Identifier& identifier);

// 'text' with its quotes doubled.
std::string QuoteString(std::string_view text);
// "name" with its quotes doubled.
std::string QuoteIdentifier(std::string_view name);

}  // namespace tarn::sql

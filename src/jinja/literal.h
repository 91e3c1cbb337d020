#pragma once

#include <optional>
#include <string_view>

#include "jinja/ast.h"
#include "jinja/value.h"

namespace tarn::jinja {

// The value of an expression made of literals only: numbers, strings, true, none, and lists, tuples
// and dicts of them. Nothing for anything else.
std::optional<Value> LiteralOf(const Expr& expr);

// ast.literal_eval: reads Python text (numbers, strings, True, None, lists, tuples, dicts). Nothing
// when it is anything else. Nesting is bounded.
// literal_eval ignores blanks before a literal, ast.parse does not: `leading_blanks`.
std::optional<Value> ParsePythonLiteral(std::string_view text, bool leading_blanks = true);

}  // namespace tarn::jinja

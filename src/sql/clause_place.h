#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "sql/token.h"

// Places of clauses, which trees do not keep: found again in the text, for errors.
namespace tarn::sql {

// The tokens of `source` that lie within `where`, as Tokenize gives them; `source` is the whole
// text that the location is of and outlives them.
std::vector<Token> TokensWithin(std::string_view source, const Location& where);

// The index of the last of these keywords outside of parentheses, of the first one with `first`;
// nothing when there is none.
std::optional<size_t> FindKeyword(const std::vector<Token>& tokens,
                                  std::initializer_list<Keyword> keywords, bool first = false);

}  // namespace tarn::sql

#pragma once

#include <cstddef>
#include <vector>

#include "sql/token.h"

namespace tarn::sql {

// The tokens of one statement: [begin, end), without the ';' that may stand at `end`.
struct TokenRange {
  size_t begin = 0;
  size_t end = 0;
  bool terminated = false;  // a ';' stands at `end`
};

// Splits the tokens of a script, which end with kEnd, at ';'. The bodies of SQL routines (CREATE
// FUNCTION … BEGIN … END) contain ';' that do not end the statement. Empty statements are left out.
std::vector<TokenRange> SplitTokens(const std::vector<Token>& tokens);

}  // namespace tarn::sql

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cel/value.h"

namespace tarn::cel {

enum class TokenKind { kIdentifier, kLiteral, kOperator, kEnd };

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string text;  // of an identifier or operator
  Value value;       // of a literal
  size_t position = 0;
};

// kInvalidArgument with the place for what is no token: a string without an end, a bad escape, a
// number out of range. Ends with a kEnd.
std::vector<Token> Tokenize(std::string_view text);

[[noreturn]] void ThrowAt(std::string_view text, size_t position, const std::string& problem);

}  // namespace tarn::cel

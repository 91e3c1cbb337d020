#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "jinja/location.h"
#include "jinja/value.h"

namespace tarn::jinja {

enum class TokenType : uint8_t {
  kData,
  kVariableBegin,
  kVariableEnd,
  kBlockBegin,
  kBlockEnd,
  kName,
  kString,
  kInteger,
  kFloat,
  kAdd,
  kAssign,
  kColon,
  kComma,
  kDiv,
  kDot,
  kEq,
  kFloorDiv,
  kGt,
  kGtEq,
  kLBrace,
  kLBracket,
  kLParen,
  kLt,
  kLtEq,
  kMod,
  kMul,
  kNe,
  kPipe,
  kPow,
  kRBrace,
  kRBracket,
  kRParen,
  kSemicolon,
  kSub,
  kTilde,
  kEof,
  // The lexer could not go on; `text` is the message. Raised when the parser gets there, so that an
  // earlier error of the parser is told first.
  kError,
};

struct Token {
  TokenType type = TokenType::kEof;
  // Data after whitespace control, a name, or the message of an error.
  std::string text;
  // A literal.
  Value value;
  Location location;
  // Byte range in the normalized source.
  size_t begin = 0;
  size_t end = 0;

  bool Is(TokenType wanted) const { return type == wanted; }
  bool IsName(std::string_view name) const { return type == TokenType::kName && text == name; }
};

// As Jinja2 names tokens in messages: "end of print statement", ",", or the name itself.
std::string_view DescribeType(TokenType type);
std::string Describe(const Token& token);

}  // namespace tarn::jinja

#pragma once

#include <string_view>
#include <vector>

#include "sql/keyword.h"
#include "sql/tree/location.h"

// The token stream, for the parser and for highlighting and completion.
namespace tarn::sql {

enum class TokenKind {
  kEnd,
  kIdentifier,            // not a keyword
  kKeyword,               // `keyword` says which; many are names, too (IsReserved)
  kQuotedIdentifier,      // "x"
  kBackquotedIdentifier,  // `x`; an error for the parser
  kDigitIdentifier,       // 1x; an error for the parser
  kString,                // 'x'
  kUnicodeString,         // U&'x'
  kBinaryString,          // X'00'
  kDollarString,          // $$x$$
  kInteger,
  kDecimal,
  kDouble,
  kSymbol,  // ( ) [ ] , . ; < <= => -> || and the like: the text says which
  kComment,
  kUnterminated,  // a string, quoted name or comment that the end of the text cuts off
  kUnrecognized   // a character that SQL does not have
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Keyword keyword = Keyword::kNotKeyword;
  std::string_view text;  // a view into the source; empty for kEnd
  Location location;
};

enum class Comments { kSkip, kKeep };

// All tokens of `text`, the last one of kind kEnd. Never throws on bad SQL; the text must outlive
// the tokens and be shorter than 4 GiB.
std::vector<Token> Tokenize(std::string_view text, Comments comments = Comments::kSkip);

}  // namespace tarn::sql

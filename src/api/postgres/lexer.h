#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::api::postgres {

enum class TokenKind {
  kEnd,
  kName,        // `text` is in lower case
  kQuotedName,  // "x": `text` without its quotes
  kString,      // 'x', E'x', $$x$$: `text` is what it says
  kBitString,   // B'…' and X'…': `text` as it is written
  kNumber,
  kParameter,  // $1: `number`
  kOperator,   // a run of + - * / < > = ~ ! @ # % ^ & | ` ?
  kSymbol      // ( ) [ ] , ; . : ::
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string text;
  int number = 0;
  size_t begin = 0;  // in the source, in bytes
  size_t end = 0;
  bool plain_string = false;  // 'x', which Trino writes in the same way

  bool Is(std::string_view word) const {
    return (kind == TokenKind::kName || kind == TokenKind::kSymbol ||
            kind == TokenKind::kOperator) &&
           text == word;
  }
  bool name() const { return kind == TokenKind::kName || kind == TokenKind::kQuotedName; }
};

// The tokens of PostgreSQL's SQL (section 4.1 "Lexical Structure", standard_conforming_strings on),
// the last one of kind kEnd; comments are left out. SqlError 42601 for a string, a quoted name or a
// comment that does not end, 22P05 for an escape that is none.
std::vector<Token> Tokenize(std::string_view sql);

// Statements between ';', as ranges of tokens: [begin, end). Empty ones are left out.
struct StatementTokens {
  size_t begin = 0;
  size_t end = 0;
};
std::vector<StatementTokens> SplitStatements(const std::vector<Token>& tokens);

// How many characters the first `bytes` of a text are, from 1: what 'P' of an error counts.
size_t CharacterPosition(std::string_view text, size_t bytes);

// Whether it is UTF-8 without zero bytes.
bool IsUtf8(std::string_view text);

}  // namespace tarn::api::postgres

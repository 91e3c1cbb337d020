#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sql/keyword.h"
#include "sql/parse_error.h"
#include "sql/token.h"

namespace tarn::sql {

// Walks over the tokens of one text and remembers what was asked for at the furthest place, so that
// a failure can tell what was expected there, as Trino does. Not thread-safe; `text` must outlive
// it.
class TokenCursor {
 public:
  // `tokens` are of `text` and end with one of kind kEnd.
  TokenCursor(std::string_view text, std::vector<Token> tokens);

  const Token& Peek(size_t ahead = 0) const {
    const size_t index = position_ + ahead;
    return tokens_[index < tokens_.size() ? index : tokens_.size() - 1];
  }
  const Token& Previous() const { return tokens_[position_ == 0 ? 0 : position_ - 1]; }
  const Token& TokenAt(size_t index) const { return tokens_[index]; }
  size_t position() const { return position_; }
  std::string_view text() const { return text_; }
  const Token& Advance() {
    const Token& token = tokens_[position_];
    if (position_ + 1 < tokens_.size()) ++position_;
    return token;
  }

  // Look without taking and without remembering.
  bool Is(Keyword keyword, size_t ahead = 0) const { return Peek(ahead).keyword == keyword; }
  bool Is(std::string_view symbol, size_t ahead = 0) const {
    const Token& token = Peek(ahead);
    return token.kind == TokenKind::kSymbol && token.text == symbol;
  }
  bool Is(TokenKind kind, size_t ahead = 0) const { return Peek(ahead).kind == kind; }
  // A word that is no keyword of Trino 476 (an extension's), in any case, unquoted.
  bool IsWord(std::string_view word, size_t ahead = 0) const;
  // A token that can be a name: identifier, quoted identifier or non-reserved keyword.
  bool IsName(size_t ahead = 0) const;
  bool IsString(size_t ahead = 0) const {
    return Is(TokenKind::kString, ahead) || Is(TokenKind::kUnicodeString, ahead);
  }

  // Take when there; remember as expected when not.
  bool Accept(Keyword keyword);
  bool Accept(std::string_view symbol);
  bool AcceptWord(std::string_view word);
  // Takes both or none.
  bool Accept(Keyword first, Keyword second);
  // Take, or fail with everything that was expected here.
  const Token& Expect(Keyword keyword);
  const Token& Expect(std::string_view symbol);
  const Token& ExpectWord(std::string_view word);

  // Remembers "<expression>" and the like.
  void Expecting(std::string_view label);
  void Expecting(Keyword keyword);
  // Remembers nothing more at this token: a label told what is expected here.
  void Suppress() { suppressed_ = position_; }

  // Throw ParseError: with what was expected here; or with `problem`, here or at a token.
  [[noreturn]] void FailExpecting() const;
  [[noreturn]] void Fail(std::string problem, std::string hint = {}) const;
  [[noreturn]] void FailAt(const Location& where, std::string problem, std::string hint = {}) const;

 private:
  bool Remembering();
  std::string Hint(const Token& token) const;

  std::string_view text_;
  std::vector<Token> tokens_;
  size_t position_ = 0;
  size_t expected_at_ = 0;
  size_t suppressed_ = static_cast<size_t>(-1);
  std::bitset<512> expected_keywords_;
  std::vector<std::string_view> expected_labels_;
};

}  // namespace tarn::sql

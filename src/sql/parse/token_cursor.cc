#include "sql/parse/token_cursor.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/suggest.h"

namespace tarn::sql {

namespace {

bool EqualsIgnoringCase(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(a) == lower(b);
  });
}

bool IsWordToken(const Token& token) {
  return token.kind == TokenKind::kIdentifier || token.kind == TokenKind::kKeyword;
}

std::string UnterminatedProblem(const Token& token) {
  if (token.text.starts_with("/*")) return "unterminated comment: '*/' is missing";
  if (token.text.starts_with("$$")) return "unterminated text: '$$' is missing";
  if (token.text.front() == '"') return "unterminated quoted identifier: '\"' is missing";
  if (token.text.front() == '`') return "unterminated quoted identifier: '`' is missing";
  return "unterminated string: ''' is missing";
}

}  // namespace

TokenCursor::TokenCursor(std::string_view text, std::vector<Token> tokens)
    : text_(text), tokens_(std::move(tokens)) {}

bool TokenCursor::IsWord(std::string_view word, size_t ahead) const {
  return IsWordToken(Peek(ahead)) && EqualsIgnoringCase(Peek(ahead).text, word);
}

bool TokenCursor::IsName(size_t ahead) const {
  const Token& token = Peek(ahead);
  switch (token.kind) {
    // The last two are names that fail with a message of their own.
    case TokenKind::kIdentifier:
    case TokenKind::kQuotedIdentifier:
    case TokenKind::kBackquotedIdentifier:
    case TokenKind::kDigitIdentifier: return true;
    case TokenKind::kKeyword: return !IsReserved(token.keyword);
    default: return false;
  }
}

bool TokenCursor::Remembering() {
  if (position_ < expected_at_ || position_ == suppressed_) return false;
  if (position_ > expected_at_) {
    expected_at_ = position_;
    expected_keywords_.reset();
    expected_labels_.clear();
  }
  return true;
}

void TokenCursor::Expecting(Keyword keyword) {
  if (Remembering()) expected_keywords_.set(static_cast<size_t>(keyword));
}

void TokenCursor::Expecting(std::string_view label) {
  if (!Remembering()) return;
  if (std::find(expected_labels_.begin(), expected_labels_.end(), label) ==
      expected_labels_.end()) {
    expected_labels_.push_back(label);
  }
}

bool TokenCursor::Accept(Keyword keyword) {
  if (Is(keyword)) {
    Advance();
    return true;
  }
  Expecting(keyword);
  return false;
}

bool TokenCursor::Accept(std::string_view symbol) {
  if (Is(symbol)) {
    Advance();
    return true;
  }
  Expecting(symbol);
  return false;
}

bool TokenCursor::AcceptWord(std::string_view word) {
  if (!IsWord(word)) return false;
  Advance();
  return true;
}

bool TokenCursor::Accept(Keyword first, Keyword second) {
  if (Is(first) && Is(second, 1)) {
    Advance();
    Advance();
    return true;
  }
  Expecting(first);
  return false;
}

const Token& TokenCursor::Expect(Keyword keyword) {
  if (!Is(keyword)) {
    Expecting(keyword);
    FailExpecting();
  }
  return Advance();
}

const Token& TokenCursor::Expect(std::string_view symbol) {
  if (!Is(symbol)) {
    Expecting(symbol);
    FailExpecting();
  }
  return Advance();
}

const Token& TokenCursor::ExpectWord(std::string_view word) {
  if (!IsWord(word)) {
    Expecting(word);
    FailExpecting();
  }
  return Advance();
}

std::string TokenCursor::Hint(const Token& token) const {
  std::vector<std::string> candidates;
  for (Keyword keyword : AllKeywords()) {
    if (expected_keywords_.test(static_cast<size_t>(keyword))) {
      candidates.emplace_back(KeywordText(keyword));
    }
  }
  if (std::find(expected_labels_.begin(), expected_labels_.end(), "<query>") !=
      expected_labels_.end()) {
    candidates.insert(candidates.end(), {"SELECT", "WITH", "VALUES", "TABLE"});
  }
  // The word here, or the one before it that was taken for an alias: SELECT a FORM t.
  const size_t index = static_cast<size_t>(&token - tokens_.data());
  const auto suggest = [&candidates](const Token& word) -> std::string {
    if (!IsWordToken(word) || IsReserved(word.keyword)) return {};
    const auto near = base::Suggest(word.text, candidates);
    return near && !EqualsIgnoringCase(*near, word.text)
               ? fmt::format("did you mean '{}' instead of '{}'?", *near, word.text)
               : std::string();
  };
  std::string hint = suggest(token);
  if (hint.empty() && index > 0) hint = suggest(tokens_[index - 1]);
  if (hint.empty() && token.kind == TokenKind::kKeyword && IsReserved(token.keyword) &&
      std::find(expected_labels_.begin(), expected_labels_.end(), "<identifier>") !=
          expected_labels_.end()) {
    hint = fmt::format("'{0}' is a reserved word; to use it as a name write \"{0}\"", token.text);
  }
  return hint;
}

void TokenCursor::FailExpecting() const {
  const Token& token = tokens_[std::max(position_, expected_at_)];
  if (token.kind == TokenKind::kUnterminated) FailAt(token.location, UnterminatedProblem(token));
  std::vector<std::string> expected;
  for (std::string_view label : expected_labels_) {
    expected.push_back(label.size() > 2 && label.front() == '<' && label.back() == '>'
                           ? std::string(label)
                           : fmt::format("'{}'", label));
  }
  for (Keyword keyword : AllKeywords()) {
    if (expected_keywords_.test(static_cast<size_t>(keyword))) {
      expected.push_back(fmt::format("'{}'", KeywordText(keyword)));
    }
  }
  std::sort(expected.begin(), expected.end());
  FailAt(
      token.location,
      fmt::format("mismatched input '{}'. Expecting: {}",
                  token.kind == TokenKind::kEnd ? "<EOF>" : token.text, fmt::join(expected, ", ")),
      Hint(token));
}

void TokenCursor::Fail(std::string problem, std::string hint) const {
  FailAt(Peek().location, std::move(problem), std::move(hint));
}

void TokenCursor::FailAt(const Location& where, std::string problem, std::string hint) const {
  throw ParseError(base::ErrorKind::kInvalidArgument, where, std::move(problem), text_,
                   std::move(hint));
}

}  // namespace tarn::sql

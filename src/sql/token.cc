#include "sql/token.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace tarn::sql {

namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool IsWordPart(char c) { return IsLetter(c) || IsDigit(c) || c == '_'; }
bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool IsContinuationByte(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Longest first, so that the first match is the longest.
constexpr std::array<std::string_view, 32> kSymbols = {
    "{-", "-}", "=>", "->", "<>", "!=", "<=", ">=", "||", "(", ")", "[", "]", ",", ".", ":",
    ";",  "|",  "^",  "$",  "{",  "}",  "=",  "<",  ">",  "+", "-", "*", "/", "%", "?", "@"};

// One pass over the text. Every rule takes the longest match, as ANTLR's lexers do, and earlier
// rules of Trino's grammar win ties.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) Advance(3);  // byte order mark
  }

  Token Next() {
    while (offset_ < text_.size() && IsSpace(text_[offset_])) Advance(1);
    if (offset_ == text_.size()) return Take(TokenKind::kEnd, 0);
    const char c = At(0);
    if (c == '-' && At(1) == '-') return Take(TokenKind::kComment, LineCommentLength());
    if (c == '/' && At(1) == '*') return TakeUntil(TokenKind::kComment, 2, "*/");
    if (c == '\'') return TakeQuoted(TokenKind::kString, 0, '\'');
    if (c == '"') return TakeQuoted(TokenKind::kQuotedIdentifier, 0, '"');
    if (c == '`') return TakeQuoted(TokenKind::kBackquotedIdentifier, 0, '`');
    if ((c == 'U' || c == 'u') && At(1) == '&' && At(2) == '\'') {
      return TakeQuoted(TokenKind::kUnicodeString, 2, '\'');
    }
    if ((c == 'X' || c == 'x') && At(1) == '\'') {
      return TakeUntil(TokenKind::kBinaryString, 2, "'");
    }
    if (c == '$' && At(1) == '$') return TakeUntil(TokenKind::kDollarString, 2, "$$");
    if (IsLetter(c) || c == '_') return TakeWord();
    if (IsDigit(c) || (c == '.' && IsDigit(At(1)))) return TakeNumber();
    for (std::string_view symbol : kSymbols) {
      if (text_.substr(offset_).starts_with(symbol)) {
        return Take(TokenKind::kSymbol, symbol.size());
      }
    }
    size_t length = 1;
    while (IsContinuationByte(At(length))) ++length;
    return Take(TokenKind::kUnrecognized, length);
  }

 private:
  // The byte at an offset from here; 0 beyond the end.
  char At(size_t ahead) const {
    return offset_ + ahead < text_.size() ? text_[offset_ + ahead] : '\0';
  }

  void Advance(size_t length) {
    for (size_t i = 0; i < length; ++i) {
      const char c = text_[offset_++];
      if (c == '\n') {
        ++line_;
        column_ = 1;
      } else if (!IsContinuationByte(c)) {
        ++column_;
      }
    }
  }

  Token Take(TokenKind kind, size_t length) {
    Token token;
    token.kind = kind;
    token.text = text_.substr(offset_, length);
    token.location = {line_, column_, static_cast<uint32_t>(offset_),
                      static_cast<uint32_t>(offset_ + length)};
    Advance(length);
    return token;
  }

  Token TakeWord() {
    size_t length = 1;
    while (IsWordPart(At(length))) ++length;
    Token token = Take(TokenKind::kIdentifier, length);
    token.keyword = FindKeyword(token.text);
    if (token.keyword != Keyword::kNotKeyword) token.kind = TokenKind::kKeyword;
    return token;
  }

  // `prefix` bytes, then a text between quotes where a doubled quote stands for one.
  Token TakeQuoted(TokenKind kind, size_t prefix, char quote) {
    size_t end = offset_ + prefix + 1;
    while (true) {
      end = text_.find(quote, end);
      if (end == std::string_view::npos) {
        return Take(TokenKind::kUnterminated, text_.size() - offset_);
      }
      if (end + 1 >= text_.size() || text_[end + 1] != quote) break;
      end += 2;
    }
    return Take(kind, end + 1 - offset_);
  }

  Token TakeUntil(TokenKind kind, size_t opening, std::string_view closing) {
    const size_t end = text_.find(closing, offset_ + opening);
    if (end == std::string_view::npos) {
      return Take(TokenKind::kUnterminated, text_.size() - offset_);
    }
    return Take(kind, end + closing.size() - offset_);
  }

  size_t LineCommentLength() const {
    const size_t end = text_.find_first_of("\r\n", offset_);
    return (end == std::string_view::npos ? text_.size() : end) - offset_;
  }

  // Digits with single underscores between them, from `start`; the length, or 0.
  template <typename IsDigitOf>
  size_t Digits(size_t start, IsDigitOf is_digit) const {
    size_t length = 0;
    while (is_digit(At(start + length)) ||
           (length > 0 && At(start + length) == '_' && is_digit(At(start + length + 1)))) {
      ++length;
    }
    return length;
  }

  size_t IntegerLength() const {
    if (At(0) == '0') {
      const char base = static_cast<char>(At(1) | 0x20);
      const size_t first = At(2) == '_' ? 3 : 2;
      size_t digits = 0;
      if (base == 'x') digits = Digits(first, IsHexDigit);
      if (base == 'o') digits = Digits(first, [](char c) { return c >= '0' && c <= '7'; });
      if (base == 'b') digits = Digits(first, [](char c) { return c == '0' || c == '1'; });
      if (digits > 0) return first + digits;
    }
    return Digits(0, IsDigit);
  }

  size_t DecimalLength() const {
    const size_t whole = Digits(0, IsDigit);
    if (At(whole) != '.') return 0;
    const size_t fraction = Digits(whole + 1, IsDigit);
    return whole + fraction == 0 ? 0 : whole + 1 + fraction;
  }

  size_t DoubleLength() const {
    size_t length = 0;
    while (IsDigit(At(length))) ++length;
    const size_t whole = length;
    if (At(length) == '.') {
      ++length;
      while (IsDigit(At(length))) ++length;
      if (whole == 0 && length == 1) return 0;
    } else if (whole == 0) {
      return 0;
    }
    if (At(length) != 'e' && At(length) != 'E') return 0;
    ++length;
    if (At(length) == '+' || At(length) == '-') ++length;
    if (!IsDigit(At(length))) return 0;
    while (IsDigit(At(length))) ++length;
    return length;
  }

  Token TakeNumber() {
    const size_t integer = IntegerLength();
    const size_t decimal = DecimalLength();
    const size_t floating = DoubleLength();
    size_t word = 0;
    if (IsDigit(At(0))) {
      while (IsWordPart(At(word))) ++word;
    }
    const size_t longest = std::max({integer, decimal, floating, word});
    if (longest == integer) return Take(TokenKind::kInteger, longest);
    if (longest == decimal) return Take(TokenKind::kDecimal, longest);
    if (longest == floating) return Take(TokenKind::kDouble, longest);
    return Take(TokenKind::kDigitIdentifier, longest);
  }

  std::string_view text_;
  size_t offset_ = 0;
  uint32_t line_ = 1;
  uint32_t column_ = 1;
};

}  // namespace

std::vector<Token> Tokenize(std::string_view text, Comments comments) {
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 4 + 2);
  Lexer lexer(text);
  while (true) {
    Token token = lexer.Next();
    const bool end = token.kind == TokenKind::kEnd;
    if (token.kind != TokenKind::kComment || comments == Comments::kKeep) tokens.push_back(token);
    if (end) return tokens;
  }
}

}  // namespace tarn::sql

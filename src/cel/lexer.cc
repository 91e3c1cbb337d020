#include "cel/lexer.h"

#include <charconv>

#include "base/error.h"
#include "cel/limits.h"

namespace tarn::cel {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWordStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsWord(char c) { return IsWordStart(c) || IsDigit(c); }

void AppendUtf8(std::string& out, uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> Run() {
    std::vector<Token> tokens;
    while (SkipSpace()) tokens.push_back(Next());
    tokens.push_back({TokenKind::kEnd, {}, {}, at_});
    return tokens;
  }

 private:
  char Peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  bool SkipSpace() {
    while (at_ < text_.size()) {
      if (text_.substr(at_, 2) == "//") {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (std::string_view(" \t\n\r\f").find(text_[at_]) != std::string_view::npos) {
        ++at_;
      } else {
        return true;
      }
    }
    return false;
  }

  Token Next() {
    const size_t start = at_;
    const char c = Peek();
    if ((c == 'r' || c == 'R') && (Peek(1) == '"' || Peek(1) == '\'')) {
      ++at_;
      return {TokenKind::kLiteral, {}, Value(String(true)), start};
    }
    if (c == '"' || c == '\'') return {TokenKind::kLiteral, {}, Value(String(false)), start};
    if (IsDigit(c) || (c == '.' && IsDigit(Peek(1)))) {
      return {TokenKind::kLiteral, {}, Number(), start};
    }
    if (IsWordStart(c)) return Word();
    for (std::string_view op : {"&&", "||", "==", "!=", "<=", ">="}) {
      if (text_.substr(at_, 2) == op) {
        at_ += 2;
        return {TokenKind::kOperator, std::string(op), {}, start};
      }
    }
    if (std::string_view("!<>+-*/%?:.,()[]{}").find(c) == std::string_view::npos) {
      ThrowAt(text_, at_, "unexpected character");
    }
    ++at_;
    return {TokenKind::kOperator, std::string(1, c), {}, start};
  }

  Token Word() {
    const size_t start = at_;
    while (IsWord(Peek())) ++at_;
    std::string word(text_.substr(start, at_ - start));
    if (word == "true" || word == "false") {
      return {TokenKind::kLiteral, {}, Value(word == "true"), start};
    }
    if (word == "null") return {TokenKind::kLiteral, {}, Value(Null()), start};
    if (word == "in") return {TokenKind::kOperator, word, {}, start};
    return {TokenKind::kIdentifier, std::move(word), {}, start};
  }

  Value Number() {
    const size_t start = at_;
    bool hex = Peek() == '0' && (Peek(1) == 'x' || Peek(1) == 'X');
    bool real = false;
    if (hex) at_ += 2;
    while (hex ? std::isxdigit(static_cast<unsigned char>(Peek())) != 0 : IsDigit(Peek())) ++at_;
    if (!hex) real = Fraction();
    std::string_view digits =
        text_.substr(hex ? start + 2 : start, at_ - (hex ? start + 2 : start));
    if (IsWord(Peek())) ThrowAt(text_, start, "not a number (unsigned integers are not known)");
    if (real) {
      double value = 0;
      auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
      if (error != std::errc()) ThrowAt(text_, start, "a number out of range");
      return Value(value);
    }
    int64_t value = 0;
    auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    if (error != std::errc()) ThrowAt(text_, start, "a number out of range");
    return Value(value);
  }

  bool Fraction() {
    bool real = false;
    if (Peek() == '.' && IsDigit(Peek(1))) {
      real = true;
      ++at_;
      while (IsDigit(Peek())) ++at_;
    }
    const size_t sign = Peek(1) == '+' || Peek(1) == '-' ? 1 : 0;
    if ((Peek() == 'e' || Peek() == 'E') && IsDigit(Peek(1 + sign))) {
      real = true;
      at_ += 1 + sign;
      while (IsDigit(Peek())) ++at_;
    }
    return real;
  }

  std::string String(bool raw) {
    const size_t start = at_;
    const char quote = Peek();
    const std::string triple(3, quote);
    const bool is_triple = text_.substr(at_, 3) == triple;
    at_ += is_triple ? 3 : 1;
    std::string value;
    while (true) {
      if (at_ >= text_.size() || (!is_triple && Peek() == '\n')) {
        ThrowAt(text_, start, "a string without an end");
      }
      if (is_triple ? text_.substr(at_, 3) == triple : Peek() == quote) {
        at_ += is_triple ? 3 : 1;
        return value;
      }
      if (Peek() == '\\' && !raw) {
        Escape(value);
      } else {
        value += text_[at_++];
      }
    }
  }

  void Escape(std::string& value) {
    const size_t start = at_++;
    const char c = Peek();
    ++at_;
    constexpr std::string_view kNames = "abfnrtv\\'\"`?";
    constexpr std::string_view kValues = "\a\b\f\n\r\t\v\\'\"`?";
    if (size_t known = kNames.find(c); c != '\0' && known != std::string_view::npos) {
      value += kValues[known];
    } else if (c == 'x' || c == 'X') {
      AppendUtf8(value, Code(start, 2, 16));
    } else if (c == 'u') {
      AppendUtf8(value, Code(start, 4, 16));
    } else if (c == 'U') {
      AppendUtf8(value, Code(start, 8, 16));
    } else if (c >= '0' && c <= '3') {
      --at_;
      AppendUtf8(value, Code(start, 3, 8));
    } else {
      ThrowAt(text_, start, "an unknown escape");
    }
  }

  uint32_t Code(size_t start, size_t count, int base) {
    std::string_view digits = text_.substr(std::min(at_, text_.size()), count);
    uint32_t code = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, base);
    bool valid = digits.size() == count && error == std::errc() &&
                 end == digits.data() + digits.size() && code <= 0x10FFFF &&
                 (code < 0xD800 || code > 0xDFFF);
    if (!valid) ThrowAt(text_, start, "an escape without its digits");
    at_ += count;
    return code;
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

void ThrowAt(std::string_view text, size_t position, const std::string& problem) {
  base::Throw(base::ErrorKind::kInvalidArgument, "filter: {} at character {}: '{}'", problem,
              position + 1, text.substr(0, 300));
}

std::vector<Token> Tokenize(std::string_view text) {
  if (text.size() > kMaxTextBytes) {
    base::Throw(base::ErrorKind::kInvalidArgument, "the filter is over {} bytes long: {}",
                kMaxTextBytes, text.size());
  }
  return Lexer(text).Run();
}

}  // namespace tarn::cel

#include "jinja/lexer.h"

#include <charconv>

#include "base/error.h"
#include "jinja/string_literal.h"
#include "jinja/unicode.h"

namespace tarn::jinja {
namespace {

bool IsBlank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f');
}
bool IsDigitChar(char c) { return c >= '0' && c <= '9'; }

struct Operator {
  std::string_view text;
  TokenType type;
};
// Longer operators first.
constexpr Operator kOperators[] = {
    {"//", TokenType::kFloorDiv}, {"**", TokenType::kPow},      {"==", TokenType::kEq},
    {"!=", TokenType::kNe},       {">=", TokenType::kGtEq},     {"<=", TokenType::kLtEq},
    {"+", TokenType::kAdd},       {"-", TokenType::kSub},       {"/", TokenType::kDiv},
    {"*", TokenType::kMul},       {"%", TokenType::kMod},       {"~", TokenType::kTilde},
    {"[", TokenType::kLBracket},  {"]", TokenType::kRBracket},  {"(", TokenType::kLParen},
    {")", TokenType::kRParen},    {"{", TokenType::kLBrace},    {"}", TokenType::kRBrace},
    {">", TokenType::kGt},        {"<", TokenType::kLt},        {"=", TokenType::kAssign},
    {".", TokenType::kDot},       {":", TokenType::kColon},     {"|", TokenType::kPipe},
    {",", TokenType::kComma},     {";", TokenType::kSemicolon},
};

class Lexer {
 public:
  Lexer(std::string_view source, const Options& options) : source_(source), options_(options) {
    tokens_.reserve(source.size() / 6 + 8);
  }

  std::vector<Token> Run() {
    while (!failed_ && position_ < source_.size()) Root();
    if (!failed_) {
      // As in Jinja2, the end is where the last token begins: there stands what was not finished.
      const Location last = tokens_.empty() ? Location{} : tokens_.back().location;
      Emit(TokenType::kEof, source_.size(), source_.size());
      tokens_.back().location = last;
    }
    return std::move(tokens_);
  }

 private:
  struct RawTag {
    size_t begin;  // of {%
    size_t end;    // behind %} and what it strips
    char sign;     // '-', '+' or 0
  };

  // Text up to the next tag, then the tag.
  void Root() {
    const size_t begin = position_;
    size_t tag = begin;
    for (;; ++tag) {
      tag = source_.find('{', tag);
      if (tag == std::string_view::npos || tag + 1 >= source_.size()) {
        EmitData(begin, source_.size(), source_.size());
        position_ = source_.size();
        return;
      }
      const char next = source_[tag + 1];
      if (next == '{' || next == '%' || next == '#') break;
    }
    if (source_[tag + 1] == '%') {
      if (const auto raw = MatchTag(tag, "raw", /*plus_ends=*/false)) {
        EmitText(begin, tag, raw->sign, /*strippable=*/true);
        line_starting_ = source_[raw->end - 1] == '\n';
        position_ = raw->end;
        Raw(tag);
        return;
      }
    }
    const char kind = source_[tag + 1];
    size_t after = tag + 2;
    const char sign = after < source_.size() && (source_[after] == '-' || source_[after] == '+')
                          ? source_[after]
                          : 0;
    if (sign) ++after;
    EmitText(begin, tag, sign, /*strippable=*/kind != '{');
    line_starting_ = false;
    position_ = after;
    if (kind == '#') {
      Comment(tag);
    } else {
      Emit(kind == '{' ? TokenType::kVariableBegin : TokenType::kBlockBegin, tag, after);
      Tag(kind == '{');
    }
  }

  // `{%[-+]? word [-+]?%}` at `at`, with what a - or trim_blocks takes behind it.
  std::optional<RawTag> MatchTag(size_t at, std::string_view word, bool plus_ends) const {
    size_t p = at + 2;
    char sign = 0;
    if (p < source_.size() && (source_[p] == '-' || source_[p] == '+')) sign = source_[p++];
    while (p < source_.size() && IsBlank(source_[p])) ++p;
    if (source_.substr(p, word.size()) != word) return std::nullopt;
    p += word.size();
    while (p < source_.size() && IsBlank(source_[p])) ++p;
    const auto end = MatchBlockEnd(p, plus_ends);
    if (!end) return std::nullopt;
    return RawTag{at, *end, sign};
  }

  std::optional<size_t> MatchBlockEnd(size_t p, bool plus_ends_and_trims) const {
    if (source_.substr(p, 2) == "%}") {
      p += 2;
      if (plus_ends_and_trims && options_.trim_blocks && p < source_.size() && source_[p] == '\n')
        ++p;
      return p;
    }
    if (source_.substr(p, 3) == "-%}") return SkipBlanks(p + 3);
    if (plus_ends_and_trims && source_.substr(p, 3) == "+%}") return p + 3;
    return std::nullopt;
  }

  size_t SkipBlanks(size_t p) const {
    while (p < source_.size() && IsBlank(source_[p])) ++p;
    return p;
  }

  void Raw(size_t tag) {
    const size_t begin = position_;
    for (size_t at = begin; (at = source_.find("{%", at)) != std::string_view::npos; ++at) {
      const auto end = MatchTag(at, "endraw", /*plus_ends=*/true);
      if (!end) continue;
      EmitText(begin, at, end->sign, /*strippable=*/true);
      line_starting_ = source_[end->end - 1] == '\n';
      position_ = end->end;
      return;
    }
    Fail("Missing end of raw directive", tag);
  }

  void Comment(size_t tag) {
    const size_t end = source_.find("#}", position_);
    if (end == std::string_view::npos) return Fail("Missing end of comment tag", tag);
    const char before = end > position_ ? source_[end - 1] : 0;
    position_ = end + 2;
    if (before == '-') {
      position_ = SkipBlanks(position_);
    } else if (before != '+' && options_.trim_blocks && position_ < source_.size() &&
               source_[position_] == '\n') {
      ++position_;
    }
    line_starting_ = source_[position_ - 1] == '\n';
  }

  // The tokens of a tag up to its end.
  void Tag(bool variable) {
    std::string open;
    while (!failed_ && position_ < source_.size()) {
      if (open.empty() && TagEnd(variable)) return;
      const char c = source_[position_];
      if (IsBlank(c)) {
        ++position_;
      } else if (Number() || Name() || String()) {
      } else if (!Punctuation(&open)) {
        const size_t begin = position_;
        DecodeAt(source_, &position_);
        return Fail("unexpected char " + ReprString(source_.substr(begin, position_ - begin)) +
                        " at " + std::to_string(CodePointCount(source_.substr(0, begin))),
                    begin);
      }
    }
  }

  bool TagEnd(bool variable) {
    const size_t begin = position_;
    size_t end;
    if (variable) {
      if (source_.substr(begin, 2) == "}}") {
        end = begin + 2;
      } else if (source_.substr(begin, 3) == "-}}") {
        end = SkipBlanks(begin + 3);
      } else {
        return false;
      }
    } else {
      const auto matched = MatchBlockEnd(begin, /*plus_ends_and_trims=*/true);
      if (!matched) return false;
      end = *matched;
    }
    Emit(variable ? TokenType::kVariableEnd : TokenType::kBlockEnd, begin, end);
    line_starting_ = source_[end - 1] == '\n';
    position_ = end;
    return true;
  }

  // (\d+_)*\d+ from p; the end of the match, or p.
  size_t Digits(size_t p) const {
    size_t end = p;
    while (end < source_.size() && IsDigitChar(source_[end])) {
      while (end < source_.size() && IsDigitChar(source_[end])) ++end;
      if (end + 1 < source_.size() && source_[end] == '_' && IsDigitChar(source_[end + 1])) {
        ++end;
      } else {
        break;
      }
    }
    return end;
  }

  bool Number() {
    const size_t begin = position_;
    if (!IsDigitChar(source_[begin])) return false;
    if (begin == 0 || source_[begin - 1] != '.') {
      size_t end = Digits(begin);
      bool is_float = false;
      if (end + 1 < source_.size() && source_[end] == '.' && IsDigitChar(source_[end + 1])) {
        end = Digits(end + 1);
        is_float = true;
      }
      if (end < source_.size() && (source_[end] == 'e' || source_[end] == 'E')) {
        size_t exponent = end + 1;
        if (exponent < source_.size() && (source_[exponent] == '+' || source_[exponent] == '-'))
          ++exponent;
        if (exponent < source_.size() && IsDigitChar(source_[exponent])) {
          end = Digits(exponent);
          is_float = true;
        }
      }
      if (is_float) {
        EmitNumber(TokenType::kFloat, begin, end, 10, begin);
        return true;
      }
    }
    Integer(begin);
    return true;
  }

  void Integer(size_t begin) {
    if (source_[begin] == '0' && begin + 1 < source_.size()) {
      const char marker = static_cast<char>(source_[begin + 1] | 0x20);
      const int base = marker == 'x' ? 16 : marker == 'o' ? 8 : marker == 'b' ? 2 : 0;
      const auto valid = [base](char c) {
        if (IsDigitChar(c)) return c - '0' < base;
        return base == 16 && (c | 0x20) >= 'a' && (c | 0x20) <= 'f';
      };
      size_t end = begin + 2;
      while (base && end < source_.size()) {
        if (valid(source_[end])) {
          ++end;
        } else if (source_[end] == '_' && end + 1 < source_.size() && valid(source_[end + 1])) {
          end += 2;
        } else {
          break;
        }
      }
      if (base && end > begin + 2)
        return EmitNumber(TokenType::kInteger, begin, end, base, begin + 2);
    }
    size_t end = Digits(begin);
    if (source_[begin] == '0') {  // 0(_?0)*
      end = begin + 1;
      while (end < source_.size()) {
        if (source_[end] == '0') {
          ++end;
        } else if (source_[end] == '_' && end + 1 < source_.size() && source_[end + 1] == '0') {
          end += 2;
        } else {
          break;
        }
      }
    }
    EmitNumber(TokenType::kInteger, begin, end, 10, begin);
  }

  void EmitNumber(TokenType type, size_t begin, size_t end, int base, size_t digits_begin) {
    std::string digits;
    for (size_t i = digits_begin; i < end; ++i)
      if (source_[i] != '_') digits.push_back(source_[i]);
    Value value;
    if (type == TokenType::kFloat) {
      value = Value(strtod(digits.c_str(), nullptr));
    } else {
      int64_t integer = 0;
      const auto [rest, error] =
          std::from_chars(digits.data(), digits.data() + digits.size(), integer, base);
      if (error != std::errc())
        return Fail("integer literal does not fit into 64 bits: " +
                        std::string(source_.substr(begin, end - begin)),
                    begin);
      value = Value(integer);
    }
    Emit(type, begin, end);
    tokens_.back().value = std::move(value);
    position_ = end;
  }

  bool Name() {
    const size_t begin = position_;
    size_t end = begin;
    bool identifier = true;
    while (end < source_.size()) {
      size_t next = end;
      const char32_t c = DecodeAt(source_, &next);
      if (!IsWord(c)) break;
      if (c != '_' && !IsAlpha(c) &&
          (end == begin || !IsAlnum(c) || c == 0xB2 || c == 0xB3 || c == 0xB9))
        identifier = false;
      end = next;
    }
    if (end == begin) return false;
    if (!identifier) {
      Fail("Invalid character in identifier", begin);
      return true;
    }
    Emit(TokenType::kName, begin, end);
    tokens_.back().text = std::string(source_.substr(begin, end - begin));
    position_ = end;
    return true;
  }

  bool String() {
    const char quote = source_[position_];
    if (quote != '\'' && quote != '"') return false;
    const size_t begin = position_;
    size_t end = begin + 1;
    while (end < source_.size() && source_[end] != quote) end += source_[end] == '\\' ? 2 : 1;
    if (end >= source_.size()) return false;
    std::string text;
    if (const auto error = UnescapeString(source_.substr(begin + 1, end - begin - 1), &text)) {
      Fail(*error, begin);
      return true;
    }
    Emit(TokenType::kString, begin, end + 1);
    tokens_.back().value = Value(std::move(text));
    position_ = end + 1;
    return true;
  }

  bool Punctuation(std::string* open) {
    const std::string_view rest = source_.substr(position_);
    for (const Operator& candidate : kOperators) {
      if (!rest.starts_with(candidate.text)) continue;
      const char c = candidate.text[0];
      if (c == '{' || c == '(' || c == '[') {
        open->push_back(c == '{' ? '}' : c == '(' ? ')' : ']');
      } else if (c == '}' || c == ')' || c == ']') {
        if (open->empty() || open->back() != c) {
          std::string message = std::string("unexpected '") + c + "'";
          if (!open->empty()) message += std::string(", expected '") + open->back() + "'";
          Fail(message, position_);
          return true;
        }
        open->pop_back();
      }
      Emit(candidate.type, position_, position_ + candidate.text.size());
      position_ += candidate.text.size();
      return true;
    }
    return false;
  }

  void EmitText(size_t begin, size_t end, char sign, bool strippable) {
    size_t kept = end;
    if (sign == '-') {
      while (kept > begin && IsBlank(source_[kept - 1])) --kept;
    } else if (sign != '+' && options_.lstrip_blocks && strippable) {
      const size_t newline =
          end > begin ? source_.substr(begin, end - begin).rfind('\n') : std::string_view::npos;
      const size_t line = newline == std::string_view::npos ? begin : begin + newline + 1;
      if (line > begin || line_starting_) {
        size_t p = line;
        while (p < end && IsBlank(source_[p])) ++p;
        if (p == end) kept = line;
      }
    }
    EmitData(begin, kept, end);
  }

  void EmitData(size_t begin, size_t kept, size_t end) {
    if (kept == begin) return;
    Emit(TokenType::kData, begin, end);
    tokens_.back().text = std::string(source_.substr(begin, kept - begin));
  }

  void Emit(TokenType type, size_t begin, size_t end) {
    Token token;
    token.type = type;
    token.location = LocationOf(begin);
    token.begin = begin;
    token.end = end;
    tokens_.push_back(std::move(token));
  }

  void Fail(std::string message, size_t at) {
    failed_ = true;
    Emit(TokenType::kError, at, at);
    tokens_.back().text = std::move(message);
  }

  // Tokens come in order, so lines are counted once.
  Location LocationOf(size_t offset) {
    for (; counted_ < offset; ++counted_) {
      if (source_[counted_] == '\n') {
        ++line_;
        line_begin_ = counted_ + 1;
      }
    }
    return {line_, static_cast<uint32_t>(offset - line_begin_ + 1)};
  }

  std::string_view source_;
  const Options& options_;
  std::vector<Token> tokens_;
  size_t position_ = 0;
  bool failed_ = false;
  bool line_starting_ = true;
  size_t counted_ = 0;
  size_t line_begin_ = 0;
  uint32_t line_ = 1;
};

}  // namespace

std::string NormalizeNewlines(std::string_view source, bool keep_trailing_newline) {
  std::string out;
  out.reserve(source.size());
  for (size_t i = 0; i < source.size(); ++i) {
    if (source[i] == '\r') {
      out.push_back('\n');
      if (i + 1 < source.size() && source[i + 1] == '\n') ++i;
    } else {
      out.push_back(source[i]);
    }
  }
  if (!keep_trailing_newline && !out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

std::vector<Token> Tokenize(std::string_view source, const Options& options) {
  return Lexer(source, options).Run();
}

}  // namespace tarn::jinja

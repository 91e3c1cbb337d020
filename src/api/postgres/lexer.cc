#include "api/postgres/lexer.h"

#include <cctype>
#include <charconv>

#include "api/postgres/sql_error.h"

namespace tarn::api::postgres {
namespace {

bool IsNameStart(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsNamePart(char c) { return IsNameStart(c) || IsDigit(c) || c == '$'; }

void AppendUtf8(uint32_t point, std::string& out) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xc0 | point >> 6);
    out += static_cast<char>(0x80 | (point & 0x3f));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xe0 | point >> 12);
    out += static_cast<char>(0x80 | (point >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (point & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | point >> 18);
    out += static_cast<char>(0x80 | (point >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (point >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (point & 0x3f));
  }
}

class Lexer {
 public:
  explicit Lexer(std::string_view sql) : sql_(sql) {}

  std::vector<Token> All() {
    std::vector<Token> tokens;
    while (true) {
      SkipSpace();
      Token token;
      token.begin = at_;
      if (at_ < sql_.size()) Next(token);
      token.end = at_;
      const bool end = token.kind == TokenKind::kEnd;
      tokens.push_back(std::move(token));
      if (end) return tokens;
    }
  }

 private:
  char Peek(size_t ahead = 0) const { return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0'; }
  [[noreturn]] void Unterminated(const char* what, size_t begin) const {
    throw SqlError("42601", std::string("unterminated ") + what, {},
                   CharacterPosition(sql_, begin));
  }

  void SkipSpace() {
    while (at_ < sql_.size()) {
      if (std::isspace(static_cast<unsigned char>(Peek())) != 0) {
        ++at_;
      } else if (Peek() == '-' && Peek(1) == '-') {
        while (at_ < sql_.size() && Peek() != '\n') ++at_;
      } else if (Peek() == '/' && Peek(1) == '*') {
        SkipComment();
      } else {
        return;
      }
    }
  }
  void SkipComment() {
    const size_t begin = at_;
    int depth = 0;
    do {
      if (at_ >= sql_.size()) Unterminated("/* comment", begin);
      if (Peek() == '/' && Peek(1) == '*') {
        ++depth;
        at_ += 2;
      } else if (Peek() == '*' && Peek(1) == '/') {
        --depth;
        at_ += 2;
      } else {
        ++at_;
      }
    } while (depth > 0);
  }

  void Next(Token& token) {
    const char c = Peek();
    const char lower = static_cast<char>(c | 0x20);
    if (c == '\'') return Plain(token);
    if (c == '"') return QuotedName(token);
    if (Peek(1) == '\'' && lower == 'e') {
      ++at_;
      return Escaped(token);
    }
    if (Peek(1) == '\'' && (lower == 'b' || lower == 'x')) return BitString(token);
    if (c == '$') return Dollar(token);
    if (IsNameStart(c)) return Name(token);
    if (IsDigit(c) || (c == '.' && IsDigit(Peek(1)))) return Number(token);
    constexpr std::string_view kOperators = "+-*/<>=~!@#%^&|`?";
    if (kOperators.find(c) != std::string_view::npos) return Operator(token, kOperators);
    token.kind = TokenKind::kSymbol;
    const size_t length = c == ':' && Peek(1) == ':' ? 2 : 1;
    token.text = sql_.substr(at_, length);
    at_ += length;
  }

  void Name(Token& token) {
    token.kind = TokenKind::kName;
    while (at_ < sql_.size() && IsNamePart(Peek())) {
      token.text += static_cast<char>(std::tolower(static_cast<unsigned char>(sql_[at_++])));
    }
  }
  void QuotedName(Token& token) {
    token.kind = TokenKind::kQuotedName;
    Quoted(token, '"', "quoted identifier");
  }
  void Plain(Token& token) {
    token.kind = TokenKind::kString;
    token.plain_string = true;
    Quoted(token, '\'', "quoted string");
  }
  void Quoted(Token& token, char quote, const char* what) {
    const size_t begin = at_++;
    while (true) {
      if (at_ >= sql_.size()) Unterminated(what, begin);
      if (Peek() == quote) {
        if (Peek(1) != quote) break;
        ++at_;
      }
      token.text += sql_[at_++];
    }
    ++at_;
  }
  void BitString(Token& token) {
    token.kind = TokenKind::kBitString;
    const size_t begin = at_;
    at_ += 2;
    while (at_ < sql_.size() && Peek() != '\'') ++at_;
    if (at_ >= sql_.size()) Unterminated("bit string literal", begin);
    ++at_;
    token.text = sql_.substr(begin, at_ - begin);
  }
  void Escaped(Token& token) {
    token.kind = TokenKind::kString;
    const size_t begin = at_++;
    while (true) {
      if (at_ >= sql_.size()) Unterminated("quoted string", begin);
      const char c = sql_[at_];
      if (c == '\'') {
        if (Peek(1) != '\'') break;
        ++at_;
      } else if (c == '\\') {
        ++at_;
        Escape(token.text);
        continue;
      }
      token.text += sql_[at_++];
    }
    ++at_;
  }
  void Escape(std::string& out) {
    const char c = Peek();
    if (at_ < sql_.size()) ++at_;
    switch (c) {
      case 'b': out += '\b'; return;
      case 'f': out += '\f'; return;
      case 'n': out += '\n'; return;
      case 'r': out += '\r'; return;
      case 't': out += '\t'; return;
      case 'x': return CodeOf(out, 16, 2, /*is_point=*/false);
      case 'u': return CodeOf(out, 16, 4, /*is_point=*/true);
      case 'U': return CodeOf(out, 16, 8, /*is_point=*/true);
      default: break;
    }
    if (c >= '0' && c <= '7') {
      --at_;
      return CodeOf(out, 8, 3, /*is_point=*/false);
    }
    out += c;
  }
  void CodeOf(std::string& out, int base, size_t most, bool is_point) {
    uint32_t code = 0;
    const std::string_view digits = sql_.substr(at_, most);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, base);
    const auto length = static_cast<size_t>(read.ptr - digits.data());
    const bool whole = length > 0 && (!is_point || length == most);
    if (!whole || code == 0 || code > 0x10ffff || (is_point && code >= 0xd800 && code < 0xe000)) {
      throw SqlError("22P05", "invalid escape in a string", "write it as it is",
                     CharacterPosition(sql_, at_));
    }
    at_ += length;
    if (is_point) {
      AppendUtf8(code, out);
    } else {
      out += static_cast<char>(code & 0xff);
    }
  }
  void Dollar(Token& token) {
    const size_t begin = at_;
    if (IsDigit(Peek(1))) {
      token.kind = TokenKind::kParameter;
      ++at_;
      const auto read = std::from_chars(sql_.data() + at_, sql_.data() + sql_.size(), token.number);
      at_ = static_cast<size_t>(read.ptr - sql_.data());
      constexpr int kMost = 65535;
      if (read.ec != std::errc() || token.number < 1 || token.number > kMost) {
        throw SqlError("42P02",
                       "there is no such parameter: $" + std::string(sql_.substr(begin + 1, 12)),
                       {}, CharacterPosition(sql_, begin));
      }
      return;
    }
    size_t end = at_ + 1;
    while (end < sql_.size() && sql_[end] != '$' && IsNamePart(sql_[end])) ++end;
    if (end >= sql_.size() || sql_[end] != '$') {
      token.kind = TokenKind::kSymbol;
      token.text = "$";
      ++at_;
      return;
    }
    const std::string_view tag = sql_.substr(begin, end + 1 - begin);
    const size_t close = sql_.find(tag, end + 1);
    if (close == std::string_view::npos) Unterminated("dollar-quoted string", begin);
    token.kind = TokenKind::kString;
    token.text = sql_.substr(end + 1, close - end - 1);
    at_ = close + tag.size();
  }
  void Number(Token& token) {
    token.kind = TokenKind::kNumber;
    const size_t begin = at_;
    while (IsDigit(Peek()) || Peek() == '.') ++at_;
    if ((Peek() | 0x20) == 'e') {
      const size_t sign = Peek(1) == '+' || Peek(1) == '-' ? 1 : 0;
      if (IsDigit(Peek(1 + sign))) {
        at_ += 1 + sign;
        while (IsDigit(Peek())) ++at_;
      }
    }
    token.text = sql_.substr(begin, at_ - begin);
  }
  void Operator(Token& token, std::string_view operators) {
    token.kind = TokenKind::kOperator;
    while (at_ < sql_.size() && operators.find(Peek()) != std::string_view::npos) {
      const bool comment = (Peek() == '-' && Peek(1) == '-') || (Peek() == '/' && Peek(1) == '*');
      if (comment) break;
      // "=-1" and "*-1" are two: a run may end with a sign only when it has one of ~!@#%^&|`?.
      const bool sign = (Peek() == '-' || Peek() == '+') && !token.text.empty() &&
                        token.text.find_first_of("~!@#%^&|`?") == std::string::npos;
      if (sign && token.text != "-") break;
      token.text += sql_[at_++];
      if (token.text == "-" || token.text == "+") {
        // "->" and "->>" are Trino's lambda and PostgreSQL's JSON.
        if (token.text == "-" && Peek() == '>') continue;
        break;
      }
    }
  }

  const std::string_view sql_;
  size_t at_ = 0;
};

}  // namespace

std::vector<Token> Tokenize(std::string_view sql) { return Lexer(sql).All(); }

std::vector<StatementTokens> SplitStatements(const std::vector<Token>& tokens) {
  std::vector<StatementTokens> statements;
  StatementTokens open;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != TokenKind::kEnd && !tokens[i].Is(";")) continue;
    open.end = i;
    if (open.end > open.begin) statements.push_back(open);
    open.begin = i + 1;
  }
  return statements;
}

size_t CharacterPosition(std::string_view text, size_t bytes) {
  size_t characters = 1;
  for (size_t i = 0; i < bytes && i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80) ++characters;
  }
  return characters;
}

bool IsUtf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    size_t length = 1;
    uint32_t point = byte;
    if (byte >= 0xf0 && byte < 0xf5) {
      length = 4;
      point = byte & 7;
    } else if (byte >= 0xe0 && byte < 0xf0) {
      length = 3;
      point = byte & 15;
    } else if (byte >= 0xc2 && byte < 0xe0) {
      length = 2;
      point = byte & 31;
    } else if (byte >= 0x80 || byte == 0) {
      return false;
    }
    if (i + length > text.size()) return false;
    for (size_t k = 1; k < length; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      if ((next & 0xc0) != 0x80) return false;
      point = point << 6 | (next & 0x3f);
    }
    constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    if (point < kLeast[length] || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) {
      return false;
    }
    i += length;
  }
  return true;
}

}  // namespace tarn::api::postgres

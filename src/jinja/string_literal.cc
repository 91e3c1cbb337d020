#include "jinja/string_literal.h"

#include "jinja/unicode.h"

namespace tarn::jinja {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Reads exactly `count` hexadecimal digits.
std::optional<char32_t> ReadHex(std::string_view body, size_t begin, size_t count) {
  if (begin + count > body.size()) return std::nullopt;
  char32_t value = 0;
  for (size_t i = begin; i < begin + count; ++i) {
    const int digit = HexDigit(body[i]);
    if (digit < 0) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(digit);
  }
  return value;
}

char SimpleEscape(char c) {
  switch (c) {
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    case '\\':
    case '\'':
    case '"': return c;
    default: return 0;
  }
}

}  // namespace

std::optional<std::string> UnescapeString(std::string_view body, std::string* out) {
  out->reserve(body.size());
  for (size_t i = 0; i < body.size();) {
    if (body[i] != '\\' || i + 1 >= body.size()) {
      out->push_back(body[i++]);
      continue;
    }
    const char c = body[i + 1];
    if (const char simple = SimpleEscape(c)) {
      out->push_back(simple);
      i += 2;
    } else if (c == '\n') {
      i += 2;
    } else if (c >= '0' && c <= '7') {
      char32_t value = 0;
      size_t end = i + 1;
      for (; end < body.size() && end < i + 4 && body[end] >= '0' && body[end] <= '7'; ++end)
        value = value * 8 + static_cast<char32_t>(body[end] - '0');
      AppendUtf8(out, value);
      i = end;
    } else if (c == 'x' || c == 'u' || c == 'U') {
      const size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : 8;
      const auto value = ReadHex(body, i + 2, digits);
      if (!value) return std::string("truncated \\") + c + std::string(digits, 'X') + " escape";
      if (*value > 0x10FFFF) return "illegal Unicode character";
      AppendUtf8(out, *value);
      i += 2 + digits;
    } else if (c == 'N') {
      return "names of characters (\\N{…}) are not supported; write \\uXXXX";
    } else {
      out->push_back('\\');
      ++i;
    }
  }
  return std::nullopt;
}

}  // namespace tarn::jinja

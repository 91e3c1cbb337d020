#include "sql/parse/strings.h"

#include <charconv>
#include <cstdint>
#include <limits>

#include <fmt/format.h>

namespace tarn::sql {

namespace {

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

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

char UnicodeEscape(const TokenCursor& cursor, const Token& token, std::string_view escape) {
  if (escape.empty()) cursor.FailAt(token.location, "Empty Unicode escape character");
  const char c = escape.front();
  if (escape.size() != 1 || c <= ' ' || c > '~' || HexValue(c) >= 0 || c == '"' || c == '+' ||
      c == '\'') {
    cursor.FailAt(token.location, fmt::format("Invalid Unicode escape character: {}", escape));
  }
  return c;
}

}  // namespace

std::string Unquote(std::string_view text) {
  const char quote = text.front();
  std::string value;
  value.reserve(text.size());
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    value += text[i];
    if (text[i] == quote) ++i;
  }
  return value;
}

std::string DecodeUnicodeString(const TokenCursor& cursor, const Token& token,
                                std::string_view escape) {
  const char mark = UnicodeEscape(cursor, token, escape);
  const std::string raw = Unquote(token.text.substr(2));
  const auto fail = [&](std::string problem) { cursor.FailAt(token.location, std::move(problem)); };
  std::string value;
  for (size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != mark) {
      value += raw[i];
      continue;
    }
    if (++i == raw.size()) fail("Incomplete escape sequence: ");
    if (raw[i] == mark) {
      value += mark;
      continue;
    }
    const size_t length = raw[i] == '+' ? 6 : 4;
    if (raw[i] == '+') {
      ++i;
    } else if (HexValue(raw[i]) < 0) {
      fail(fmt::format("Invalid hexadecimal digit: {}", raw[i]));
    }
    const std::string digits = raw.substr(i, length);
    uint32_t code = 0;
    for (size_t k = 0; k < length; ++k) {
      const int digit = k < digits.size() ? HexValue(digits[k]) : -1;
      if (digit < 0) fail(fmt::format("Incomplete escape sequence: {}", digits.substr(0, k)));
      code = code * 16 + static_cast<uint32_t>(digit);
    }
    if (code > 0x10FFFF) fail(fmt::format("Invalid escaped character: {}", digits));
    if (code >= 0xD800 && code <= 0xDFFF) {
      fail(
          fmt::format("Invalid escaped character: {}. Escaped character is a surrogate. Use "
                      "'\\+123456' instead.",
                      digits));
    }
    AppendUtf8(value, code);
    i += length - 1;
  }
  return value;
}

std::string DecodeBinaryString(const TokenCursor& cursor, const Token& token) {
  std::string bytes;
  int high = -1;
  for (char c : token.text.substr(2, token.text.size() - 3)) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
    const int digit = HexValue(c);
    if (digit < 0) {
      cursor.FailAt(token.location, "Binary literal can only contain hexadecimal digits");
    }
    if (high < 0) {
      high = digit;
    } else {
      bytes += static_cast<char>(high * 16 + digit);
      high = -1;
    }
  }
  if (high >= 0) {
    cursor.FailAt(token.location, "Binary literal must contain an even number of digits");
  }
  return bytes;
}

int64_t DecodeInteger(const TokenCursor& cursor, const Token& token, bool negative) {
  std::string digits;
  for (char c : token.text) {
    if (c != '_') digits += c;
  }
  int base = 10;
  if (digits.size() > 2 && digits[0] == '0') {
    const char prefix = static_cast<char>(digits[1] | 0x20);
    if (prefix == 'x') base = 16;
    if (prefix == 'o') base = 8;
    if (prefix == 'b') base = 2;
  }
  const char* first = digits.data() + (base == 10 ? 0 : 2);
  const char* last = digits.data() + digits.size();
  uint64_t magnitude = 0;
  const auto result = std::from_chars(first, last, magnitude, base);
  const uint64_t limit =
      static_cast<uint64_t>(std::numeric_limits<int64_t>::max()) + (negative ? 1 : 0);
  if (result.ec != std::errc() || magnitude > limit) {
    cursor.FailAt(token.location,
                  fmt::format("Invalid numeric literal: {}{}", negative ? "-" : "", token.text),
                  fmt::format("bigint ends at 9223372036854775807; write a decimal as DECIMAL '{}'",
                              token.text));
  }
  return negative ? static_cast<int64_t>(0 - magnitude) : static_cast<int64_t>(magnitude);
}

}  // namespace tarn::sql

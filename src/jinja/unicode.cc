#include "jinja/unicode.h"

#include <clocale>
#include <cwctype>

namespace tarn::jinja {
namespace {

// Bytes that are not UTF-8 decode to themselves above this base, so that they encode back to the
// same byte.
constexpr char32_t kRawByte = 0x110000;

locale_t Utf8Locale() {
  static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return locale;
}

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

bool Ask(int (*predicate)(wint_t, locale_t), char32_t character) {
  const locale_t locale = Utf8Locale();
  return character < kRawByte && locale && predicate(static_cast<wint_t>(character), locale) != 0;
}

}  // namespace

char32_t DecodeAt(std::string_view text, size_t* position) {
  const auto lead = static_cast<unsigned char>(text[*position]);
  if (lead < 0x80) {
    ++*position;
    return lead;
  }
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
  if (length == 0 || lead > 0xF4 || *position + length > text.size()) {
    ++*position;
    return kRawByte + lead;
  }
  char32_t character = lead & (0xFF >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    const char byte = text[*position + i];
    if (!IsContinuation(byte)) {
      ++*position;
      return kRawByte + lead;
    }
    character = (character << 6) | (static_cast<unsigned char>(byte) & 0x3F);
  }
  const bool overlong = (length == 3 && character < 0x800) || (length == 4 && character < 0x10000);
  if (overlong || character > 0x10FFFF) {
    ++*position;
    return kRawByte + lead;
  }
  *position += length;
  return character;
}

void AppendUtf8(std::string* out, char32_t character) {
  if (character < 0x80) {
    out->push_back(static_cast<char>(character));
  } else if (character < 0x800) {
    out->push_back(static_cast<char>(0xC0 | (character >> 6)));
    out->push_back(static_cast<char>(0x80 | (character & 0x3F)));
  } else if (character < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | (character >> 12)));
    out->push_back(static_cast<char>(0x80 | ((character >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (character & 0x3F)));
  } else if (character < kRawByte) {
    out->push_back(static_cast<char>(0xF0 | (character >> 18)));
    out->push_back(static_cast<char>(0x80 | ((character >> 12) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | ((character >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (character & 0x3F)));
  } else {
    out->push_back(static_cast<char>(character - kRawByte));
  }
}

bool IsAscii(std::string_view text) {
  for (char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

size_t CodePointCount(std::string_view text) {
  if (IsAscii(text)) return text.size();
  size_t count = 0;
  for (size_t position = 0; position < text.size(); ++count) DecodeAt(text, &position);
  return count;
}

size_t ByteOffset(std::string_view text, size_t index) {
  size_t position = 0;
  while (index-- > 0 && position < text.size()) DecodeAt(text, &position);
  return position;
}

std::vector<std::string> Characters(std::string_view text) {
  std::vector<std::string> characters;
  characters.reserve(text.size());
  for (size_t position = 0; position < text.size();) {
    const size_t begin = position;
    DecodeAt(text, &position);
    characters.emplace_back(text.substr(begin, position - begin));
  }
  return characters;
}

bool IsSpace(char32_t c) {
  // str.isspace(), which includes the separators that C leaves out.
  return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}
bool IsAlpha(char32_t c) {
  return c < 0x80 ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                  : Ask(iswalpha_l, c) && !Ask(iswdigit_l, c);
}
bool IsDigit(char32_t c) { return (c >= '0' && c <= '9') || c == 0xB2 || c == 0xB3 || c == 0xB9; }
bool IsAlnum(char32_t c) { return IsAlpha(c) || IsDigit(c) || (c >= 0x80 && Ask(iswalnum_l, c)); }
bool IsUpper(char32_t c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : Ask(iswupper_l, c); }
bool IsLower(char32_t c) {
  return c < 0x80 ? c >= 'a' && c <= 'z'
                  : Ask(iswlower_l, c) || c == 0xDF || c == 0xAA || c == 0xBA;
}
bool IsPrintable(char32_t c) {
  if (c < 0x80) return c >= 0x20 && c < 0x7F;
  return c != 0xAD && !IsSpace(c) && Ask(iswprint_l, c);
}
bool IsWord(char32_t c) { return c == '_' || IsAlnum(c); }

void AppendUpper(std::string* out, char32_t c) {
  if (c < 0x80) {
    out->push_back(static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c));
  } else if (c == 0xDF) {
    *out += "SS";
  } else if (c < kRawByte && Utf8Locale()) {
    AppendUtf8(out, towupper_l(static_cast<wint_t>(c), Utf8Locale()));
  } else {
    AppendUtf8(out, c);
  }
}

void AppendLower(std::string* out, char32_t c) {
  if (c < 0x80) {
    out->push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
  } else if (c < kRawByte && Utf8Locale()) {
    AppendUtf8(out, towlower_l(static_cast<wint_t>(c), Utf8Locale()));
  } else {
    AppendUtf8(out, c);
  }
}

std::string Upper(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t position = 0; position < text.size();) AppendUpper(&out, DecodeAt(text, &position));
  return out;
}

std::string Lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t position = 0; position < text.size();) AppendLower(&out, DecodeAt(text, &position));
  return out;
}

}  // namespace tarn::jinja

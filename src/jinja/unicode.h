#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::jinja {

// UTF-8 as Python's str sees it. A byte that is not UTF-8 counts as one character and is kept as it
// is.

// Decodes the character at *position and moves behind it.
char32_t DecodeAt(std::string_view text, size_t* position);
void AppendUtf8(std::string* out, char32_t character);

size_t CodePointCount(std::string_view text);
bool IsAscii(std::string_view text);
// The byte offset of the character number `index` (at most the length of the text).
size_t ByteOffset(std::string_view text, size_t index);
// One string for each character.
std::vector<std::string> Characters(std::string_view text);

// Classes and simple case mappings of Unicode (by the C library, without the process' locale).
bool IsSpace(char32_t character);
bool IsAlpha(char32_t character);
bool IsDigit(char32_t character);
bool IsAlnum(char32_t character);
bool IsUpper(char32_t character);
bool IsLower(char32_t character);
bool IsPrintable(char32_t character);
// \w of Python's re.
bool IsWord(char32_t character);
std::string Upper(std::string_view text);
std::string Lower(std::string_view text);
void AppendUpper(std::string* out, char32_t character);
void AppendLower(std::string* out, char32_t character);

}  // namespace tarn::jinja

#include <algorithm>

#include "jinja/builtins.h"
#include "jinja/unicode.h"

namespace tarn::jinja {
namespace {

// Python's textwrap on code points.
using Text = std::u32string;

bool IsBlank(char32_t c) {
  return c == '\t' || c == '\n' || c == 0x0B || c == 0x0C || c == '\r' || c == ' ';
}
bool IsLetter(char32_t c) { return IsWord(c) && !IsDigit(c); }
bool IsWordPunctuation(char32_t c) {
  return IsWord(c) || c == '!' || c == '"' || c == '\'' || c == '&' || c == '.' || c == ',' ||
         c == '?';
}

Text Decode(std::string_view text) {
  Text out;
  for (size_t position = 0; position < text.size();) out.push_back(DecodeAt(text, &position));
  return out;
}

std::string Encode(const Text& text) {
  std::string out;
  for (char32_t c : text) AppendUtf8(&out, c);
  return out;
}

// The end of a run of two or more hyphens at `at` that a word follows; 0 when there is none.
size_t DashRun(const Text& text, size_t at) {
  size_t end = at;
  while (end < text.size() && text[end] == '-') ++end;
  return end >= at + 2 && end < text.size() && IsWord(text[end]) ? end : 0;
}

// Whether a word may be cut behind the hyphen at `at`.
bool IsHyphenBreak(const Text& text, size_t at) {
  const bool before =
      (at >= 2 && IsLetter(text[at - 1]) && IsLetter(text[at - 2])) ||
      (at >= 3 && IsLetter(text[at - 1]) && text[at - 2] == '-' && IsLetter(text[at - 3]));
  if (!before || at + 1 >= text.size() || !IsLetter(text[at + 1])) return false;
  size_t next = at + 2;
  if (next < text.size() && text[next] == '-') ++next;
  return next < text.size() && IsLetter(text[next]);
}

// TextWrapper._split: blanks, words, parts of hyphenated words, dashes.
std::vector<Text> Chunks(const Text& text, bool break_on_hyphens) {
  std::vector<Text> chunks;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin;
    if (IsBlank(text[begin])) {
      while (end < text.size() && IsBlank(text[end])) ++end;
    } else if (!break_on_hyphens) {
      while (end < text.size() && !IsBlank(text[end])) ++end;
    } else if (const size_t dash =
                   begin > 0 && IsWordPunctuation(text[begin - 1]) ? DashRun(text, begin) : 0) {
      end = dash;
    } else {
      for (end = begin + 1; end < text.size() && !IsBlank(text[end]); ++end) {
        if (text[end] == '-' && IsHyphenBreak(text, end)) {
          ++end;
          break;
        }
        if (IsWordPunctuation(text[end - 1]) && DashRun(text, end)) break;
      }
    }
    chunks.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return chunks;
}

bool IsAllBlank(const Text& text) { return std::all_of(text.begin(), text.end(), IsSpace); }

}  // namespace

std::vector<std::string> WrapText(std::string_view source, int64_t width_in, bool break_long_words,
                                  bool break_on_hyphens) {
  const auto width = static_cast<size_t>(width_in);
  std::vector<Text> chunks = Chunks(Decode(source), break_on_hyphens);
  std::reverse(chunks.begin(), chunks.end());
  std::vector<std::string> lines;
  while (!chunks.empty()) {
    std::vector<Text> line;
    size_t length = 0;
    if (!lines.empty() && IsAllBlank(chunks.back())) chunks.pop_back();
    while (!chunks.empty() && length + chunks.back().size() <= width) {
      length += chunks.back().size();
      line.push_back(std::move(chunks.back()));
      chunks.pop_back();
    }
    if (!chunks.empty() && chunks.back().size() > width) {
      const size_t space = width - length;
      if (break_long_words) {
        Text& chunk = chunks.back();
        size_t end = space;
        if (break_on_hyphens && chunk.size() > space && space > 0) {
          const size_t hyphen = chunk.rfind('-', space - 1);
          if (hyphen != Text::npos && hyphen > 0 && chunk.find_first_not_of('-') < hyphen)
            end = hyphen + 1;
        }
        line.push_back(chunk.substr(0, end));
        chunk.erase(0, end);
      } else if (line.empty()) {
        line.push_back(std::move(chunks.back()));
        chunks.pop_back();
      }
    }
    if (!line.empty() && IsAllBlank(line.back())) line.pop_back();
    if (line.empty()) continue;
    Text joined;
    for (const Text& part : line) joined += part;
    lines.push_back(Encode(joined));
  }
  return lines;
}

}  // namespace tarn::jinja

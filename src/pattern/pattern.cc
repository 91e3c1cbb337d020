#include "pattern/pattern.h"

#include <charconv>
#include <string>

#include "base/error.h"

namespace tarn::pattern {
namespace {

using Kind = Pattern::Kind;

// Prefix notation: a letter for the kind, then numbers, then the parts.
constexpr std::string_view kLetters = "le^$xsapq";

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Pattern Read() {
    const std::string_view word = Word();
    const size_t kind = word.size() == 1 ? kLetters.find(word[0]) : std::string_view::npos;
    if (kind == std::string_view::npos) Fail();
    Pattern pattern;
    pattern.kind = static_cast<Kind>(kind);
    size_t parts = 0;
    switch (pattern.kind) {
      case Kind::kLabel: pattern.label = static_cast<int>(Number()); break;
      case Kind::kSequence:
      case Kind::kAlternation:
      case Kind::kPermutation: parts = static_cast<size_t>(Number()); break;
      case Kind::kExclusion: parts = 1; break;
      case Kind::kQuantified:
        parts = 1;
        pattern.greedy = Number() != 0;
        pattern.at_least = Number();
        if (const int64_t at_most = Number(); at_most >= 0) pattern.at_most = at_most;
        break;
      default: break;
    }
    for (size_t i = 0; i < parts; ++i) pattern.parts.push_back(Read());
    return pattern;
  }
  bool done() const { return rest_.empty(); }
  [[noreturn]] static void Fail() {
    throw base::Error(base::ErrorKind::kInvalidArgument, "not the text of a row pattern");
  }

 private:
  std::string_view Word() {
    const size_t end = rest_.find(' ');
    const std::string_view word = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    return word;
  }
  int64_t Number() {
    const std::string_view word = Word();
    int64_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size()) Fail();
    return number;
  }

  std::string_view rest_;
};

}  // namespace

std::string ToText(const Pattern& pattern) {
  std::string text(1, kLetters[static_cast<size_t>(pattern.kind)]);
  switch (pattern.kind) {
    case Kind::kLabel: text += ' ' + std::to_string(pattern.label); break;
    case Kind::kSequence:
    case Kind::kAlternation:
    case Kind::kPermutation: text += ' ' + std::to_string(pattern.parts.size()); break;
    case Kind::kQuantified:
      text += pattern.greedy ? " 1 " : " 0 ";
      text += std::to_string(pattern.at_least) + ' ' + std::to_string(pattern.at_most.value_or(-1));
      break;
    default: break;
  }
  for (const Pattern& part : pattern.parts) text += ' ' + ToText(part);
  return text;
}

Pattern PatternOf(std::string_view text) {
  Reader reader(text);
  Pattern pattern = reader.Read();
  if (!reader.done()) Reader::Fail();
  return pattern;
}

}  // namespace tarn::pattern

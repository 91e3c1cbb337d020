#include "sql/parse_error.h"
#include "base/standard_error.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

namespace tarn::sql {

namespace {

// Longer lines are cut to what stands around the error.
constexpr size_t kMaxLineLength = 160;
constexpr size_t kContextBefore = 80;

bool IsContinuationByte(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The source line of `location` and a line with a caret under the place.
std::string Excerpt(const Location& location, std::string_view text) {
  const size_t at = std::min<size_t>(location.begin, text.size());
  size_t begin = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  begin = begin == std::string_view::npos ? 0 : begin + 1;
  size_t end = text.find('\n', at);
  if (end == std::string_view::npos) end = text.size();
  std::string before;
  std::string after;
  if (end - begin > kMaxLineLength) {
    if (at - begin > kContextBefore) {
      begin = at - kContextBefore;
      while (begin < at && IsContinuationByte(text[begin])) ++begin;
      before = "…";
    }
    if (end - begin > kMaxLineLength) {
      end = begin + kMaxLineLength;
      while (end > at && IsContinuationByte(text[end])) --end;
      after = "…";
    }
  }
  std::string line = before;
  std::string indent(before.empty() ? 0 : 1, ' ');
  for (size_t i = begin; i < end; ++i) {
    const char c = text[i];
    const bool plain = c == '\t' || static_cast<unsigned char>(c) >= 0x20;
    line += plain ? c : ' ';
    if (i < at && !IsContinuationByte(c)) indent += c == '\t' ? '\t' : ' ';
  }
  while (!line.empty() && line.back() == ' ' && line.size() > indent.size()) line.pop_back();
  return fmt::format("{}{}\n{}^", line, after, indent);
}

// What passes a limit is no error of syntax.
base::Error ErrorOf(base::ErrorKind kind, std::string message, std::string hint) {
  if (kind != base::ErrorKind::kInvalidArgument) {
    return base::Error(kind, std::move(message), std::move(hint));
  }
  return base::Error(kind, base::StandardError::kSyntaxError, std::move(message), std::move(hint));
}

}  // namespace

ParseError::ParseError(base::ErrorKind kind, Location location, std::string problem,
                       std::string_view text, std::string hint)
    : Error(ErrorOf(kind,
                    fmt::format("line {}:{}: {}\n{}", location.line, location.column, problem,
                                Excerpt(location, text)),
                    std::move(hint))),
      location_(location),
      problem_(std::move(problem)) {}

}  // namespace tarn::sql

#include "engine/embedded/show_pattern.h"

#include <cstddef>

#include "base/standard_error.h"

namespace tarn::engine::embedded {

bool MatchesLike(std::string_view text, std::string_view pattern, char escape) {
  constexpr size_t kNone = std::string_view::npos;
  size_t at = 0, place = 0;
  size_t after_percent = kNone, taken_until = 0;  // where to go on when what follows does not fit
  while (at < text.size()) {
    const bool has_more = place < pattern.size();
    if (has_more && pattern[place] == '%') {
      after_percent = ++place;
      taken_until = at;
      continue;
    }
    const bool escaped =
        has_more && escape != '\0' && pattern[place] == escape && place + 1 < pattern.size();
    const size_t wanted = escaped ? place + 1 : place;
    if (has_more && (pattern[wanted] == text[at] || (!escaped && pattern[place] == '_'))) {
      ++at;
      place = wanted + 1;
    } else if (after_percent != kNone) {
      at = ++taken_until;
      place = after_percent;
    } else {
      return false;
    }
  }
  while (place < pattern.size() && pattern[place] == '%') ++place;
  return place == pattern.size();
}

bool Matches(std::string_view name, const std::optional<sql::ShowPattern>& like) {
  if (!like) return true;
  if (like->escape && like->escape->size() != 1) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      base::StandardError::kInvalidFunctionArgument,
                      "Escape string must be a single character");
  }
  const char escape = like->escape ? like->escape->front() : '\0';
  return MatchesLike(name, like->pattern, escape);
}

}  // namespace tarn::engine::embedded

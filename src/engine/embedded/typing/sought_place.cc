#include "engine/embedded/typing/sought_place.h"

#include <optional>
#include <vector>

#include "sql/clause_place.h"

namespace tarn::engine::embedded {
namespace {

using enum sql::Keyword;
using Tokens = std::vector<sql::Token>;

// The tokens between the parentheses of a window, with the one that closes them.
Tokens InsideOfWindow(const Tokens& tokens) {
  const auto opens = sql::FindKeyword(tokens, {kOver, kAs}, /*first=*/true);
  if (!opens || *opens + 2 >= tokens.size()) return {};
  return {tokens.begin() + static_cast<ptrdiff_t>(*opens + 2), tokens.end()};
}

template <typename Is>
std::optional<size_t> LastOf(const Tokens& tokens, const Is& is) {
  for (size_t i = tokens.size(); i > 0; --i) {
    if (is(i - 1)) return i - 1;
  }
  return std::nullopt;
}

std::optional<size_t> IndexOf(SoughtPlace part, const Tokens& tokens) {
  switch (part) {
    case SoughtPlace::kOver: return sql::FindKeyword(tokens, {kOver}, /*first=*/true);
    case SoughtPlace::kWindow: return tokens.empty() ? std::nullopt : std::optional<size_t>(0);
    case SoughtPlace::kOrderBy: return sql::FindKeyword(tokens, {kOrder}, /*first=*/true);
    case SoughtPlace::kFrame: {
      const auto measures = sql::FindKeyword(tokens, {kMeasures}, /*first=*/true);
      if (measures) return measures;
      const bool has_pattern = sql::FindKeyword(tokens, {kPattern}).has_value();
      return sql::FindKeyword(tokens, {kRange, kRows, kGroups}, /*first=*/has_pattern);
    }
    case SoughtPlace::kSkip: return sql::FindKeyword(tokens, {kSkip});
    case SoughtPlace::kModifier: return sql::FindKeyword(tokens, {kInitial, kSeek});
    case SoughtPlace::kFetch: return sql::FindKeyword(tokens, {kFetch});
    case SoughtPlace::kSearch:
      return LastOf(tokens, [&](size_t i) {
        const bool is_mode = tokens[i].keyword == kInitial || tokens[i].keyword == kSeek;
        return is_mode && i + 1 < tokens.size() && tokens[i + 1].keyword == kPattern;
      });
    case SoughtPlace::kRange:
      return LastOf(tokens, [&](size_t i) { return tokens[i].text == "{"; });
  }
  return std::nullopt;
}

}  // namespace

sql::Location Sought(SoughtPlace part, const sql::Location& within) {
  return {0, static_cast<uint32_t>(part), within.begin, within.end};
}

sql::Location FindSought(const sql::Location& location, std::string_view source) {
  if (location.line > 0) return location;
  const auto part = static_cast<SoughtPlace>(location.column);
  const Tokens all = sql::TokensWithin(source, location);
  const bool whole = part == SoughtPlace::kFetch || part == SoughtPlace::kOver ||
                     part == SoughtPlace::kSearch || part == SoughtPlace::kRange;
  const Tokens tokens = whole ? all : InsideOfWindow(all);
  if (const auto index = IndexOf(part, tokens)) return tokens[*index].location;
  return all.empty() ? sql::Location{} : all.front().location;
}

}  // namespace tarn::engine::embedded

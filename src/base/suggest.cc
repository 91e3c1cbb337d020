#include "base/suggest.h"

#include <algorithm>
#include <cctype>
#include <numeric>

#include <fmt/format.h>

namespace tarn::base {
namespace {

char Lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// Optimal string alignment: insert, delete, replace and swap of neighbours each cost one.
size_t Distance(std::string_view a, std::string_view b) {
  std::vector<size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  std::iota(previous.begin(), previous.end(), 0);
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t cost = Lower(a[i - 1]) == Lower(b[j - 1]) ? 0 : 1;
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost});
      if (i > 1 && j > 1 && Lower(a[i - 1]) == Lower(b[j - 2]) &&
          Lower(a[i - 2]) == Lower(b[j - 1])) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
    }
    before.swap(previous);
    previous.swap(current);
  }
  return previous[b.size()];
}

}  // namespace

std::optional<std::string> Suggest(std::string_view name,
                                   const std::vector<std::string>& candidates) {
  constexpr size_t kLongestCompared = 256;
  if (name.empty() || name.size() > kLongestCompared) return std::nullopt;
  size_t limit = std::max<size_t>(1, name.size() / 3);
  const std::string* best = nullptr;
  for (const auto& candidate : candidates) {
    if (candidate.size() > name.size() + limit || name.size() > candidate.size() + limit) continue;
    size_t distance = Distance(name, candidate);
    if (distance <= limit && (best == nullptr || distance < Distance(name, *best)))
      best = &candidate;
  }
  if (best == nullptr) return std::nullopt;
  return *best;
}

std::string DidYouMean(std::string_view name, const std::vector<std::string>& candidates) {
  auto suggestion = Suggest(name, candidates);
  return suggestion ? fmt::format(" (did you mean '{}'?)", *suggestion) : std::string();
}

}  // namespace tarn::base

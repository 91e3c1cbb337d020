#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "tpch/random.h"

namespace tarn::tpch {

// The words of which columns are made (specification 3.0.1, clauses 4.2.2.13 and 4.2.2.14; the
// weights are dbgen's).

struct Weighted {
  std::string_view value;
  int weight;
};

// A word by its weight: the number drawn counts them off.
class Distribution {
 public:
  template <size_t N>
  constexpr explicit Distribution(const std::array<Weighted, N>& values) : values_(values) {
    for (const Weighted& value : values) total_ += value.weight;
  }
  std::string_view Next(Random& random) const {
    int rest = random.Next(0, total_ - 1);
    for (const Weighted& value : values_) {
      if (rest < value.weight) return value.value;
      rest -= value.weight;
    }
    return values_.back().value;
  }
  int total() const { return total_; }
  std::span<const Weighted> values() const { return values_; }

 private:
  std::span<const Weighted> values_;
  int total_ = 0;
};

// Words that are equally likely.
template <size_t N>
std::string_view NextOf(const std::array<std::string_view, N>& words, Random& random) {
  return words[static_cast<size_t>(random.Next(0, static_cast<int>(N) - 1))];
}

struct Nation {
  std::string_view name;
  int region;
};
extern const std::array<Nation, 25> kNations;
extern const std::array<std::string_view, 5> kRegions;
extern const std::array<std::string_view, 5> kMarketSegments;
extern const std::array<std::string_view, 5> kOrderPriorities;
extern const std::array<std::string_view, 4> kShipInstructions;
extern const std::array<std::string_view, 7> kShipModes;
extern const std::array<std::string_view, 2> kReturnFlags;
extern const std::array<std::string_view, 92> kColors;
// Types of parts are three words, containers two; each in the order of its number.
extern const std::array<std::string_view, 6> kTypeSizes;
extern const std::array<std::string_view, 5> kTypeFinishes;
extern const std::array<std::string_view, 5> kTypeMetals;
extern const std::array<std::string_view, 5> kContainerSizes;
extern const std::array<std::string_view, 8> kContainerKinds;

// The grammar of comments.
extern const Distribution kSentences;    // N noun phrase, V verb phrase, P preposition, T end
extern const Distribution kNounPhrases;  // N noun, J adjective, D adverb
extern const Distribution kVerbPhrases;  // V verb, X auxiliary, D adverb
extern const Distribution kNouns;
extern const Distribution kVerbs;
extern const Distribution kAdjectives;
extern const Distribution kAdverbs;
extern const Distribution kAuxiliaries;
extern const Distribution kPrepositions;
extern const Distribution kTerminators;

}  // namespace tarn::tpch

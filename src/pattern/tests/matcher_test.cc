#include "pattern/matcher.h"

#include <algorithm>

#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "base/error.h"

namespace tarn::pattern {
namespace {

using Kind = Pattern::Kind;

Pattern Label(int label) { return {Kind::kLabel, label, {}, 0, {}, true}; }
Pattern Of(Kind kind, std::vector<Pattern> parts = {}) {
  return {kind, 0, std::move(parts), 0, {}, true};
}
Pattern Repeat(Pattern part, int64_t at_least, std::optional<int64_t> at_most, bool greedy = true) {
  return {Kind::kQuantified, 0, {std::move(part)}, at_least, at_most, greedy};
}

// The labels that the rows before have, with the one that is tried.
using Labels = std::vector<int>;
using Condition = std::function<bool(const Labels&)>;

// All ways of a pattern, the preferred ones first, tried one after the other.
class Backtracker {
 public:
  struct TooLong {};  // some patterns take for ever that way
  Backtracker(Condition condition, int64_t rows, bool at_start)
      : condition_(std::move(condition)), rows_(rows), at_start_(at_start) {}

  std::optional<Match> Run(const Pattern& pattern) {
    if (!Try(pattern, [] { return true; })) return std::nullopt;
    return Match{labels_, excluded_};
  }

 private:
  using Rest = std::function<bool()>;

  bool Try(const Pattern& pattern, const Rest& rest) {
    if (++steps_ > kMostSteps) throw TooLong{};
    switch (pattern.kind) {
      case Kind::kEmpty: return rest();
      case Kind::kStart: return labels_.empty() && at_start_ && rest();
      case Kind::kEnd: return static_cast<int64_t>(labels_.size()) == rows_ && rest();
      case Kind::kLabel: {
        if (static_cast<int64_t>(labels_.size()) == rows_) return false;
        labels_.push_back(pattern.label);
        excluded_.push_back(exclusions_ > 0);
        if (condition_(labels_) && rest()) return true;
        labels_.pop_back();
        excluded_.pop_back();
        return false;
      }
      case Kind::kExclusion: {
        ++exclusions_;
        const bool found = Try(pattern.parts[0], [&] {
          --exclusions_;
          if (rest()) return true;
          ++exclusions_;
          return false;
        });
        if (!found) --exclusions_;
        return found;
      }
      case Kind::kSequence: return Sequence(pattern.parts, 0, rest);
      case Kind::kAlternation:
        for (const Pattern& part : pattern.parts) {
          if (Try(part, rest)) return true;
        }
        return false;
      case Kind::kPermutation: {
        std::vector<size_t> order(pattern.parts.size());
        for (size_t i = 0; i < order.size(); ++i) order[i] = i;
        do {
          std::vector<Pattern> parts;
          for (const size_t i : order) parts.push_back(pattern.parts[i]);
          if (Sequence(parts, 0, rest)) return true;
        } while (std::next_permutation(order.begin(), order.end()));
        return false;
      }
      case Kind::kQuantified: return Quantified(pattern, 0, rest);
    }
    return false;
  }
  bool Sequence(const std::vector<Pattern>& parts, size_t at, const Rest& rest) {
    if (at == parts.size()) return rest();
    return Try(parts[at], [&, at] { return Sequence(parts, at + 1, rest); });
  }
  bool Quantified(const Pattern& pattern, int64_t done, const Rest& rest) {
    const auto again = [&] {
      const size_t before = labels_.size();
      return Try(pattern.parts[0], [&, before] {
        // An iteration that took no row ends a loop; one behind others that did is no way at all.
        const int64_t written = std::max<int64_t>(pattern.at_least, 1);
        const bool in_vain = labels_.size() == before && !pattern.at_most;
        if (in_vain && done + 1 == written) return rest();
        if (in_vain && done + 1 > written) return false;
        return Quantified(pattern, done + 1, rest);
      });
    };
    if (done < pattern.at_least) return again();
    if (pattern.at_most && done == *pattern.at_most) return rest();
    if (pattern.greedy) return again() || rest();
    return rest() || again();
  }

  const Condition condition_;
  const int64_t rows_;
  const bool at_start_;
  Labels labels_;
  std::vector<bool> excluded_;
  int exclusions_ = 0;
  static constexpr size_t kMostSteps = 20'000;
  size_t steps_ = 0;
};

// A condition over the labels in the matcher's terms.
class Asked : public Conditions {
 public:
  explicit Asked(Condition condition) : condition_(std::move(condition)) {}
  bool Hold(const History& history, History::Row row) override {
    ++asked;
    Labels labels;
    for (; row != History::kNone; row = history.before(row)) labels.push_back(history.label(row));
    return condition_({labels.rbegin(), labels.rend()});
  }
  void Poll(size_t) override { ++polled; }
  size_t asked = 0, polled = 0;

 private:
  const Condition condition_;
};

constexpr int kLabels = 3;
const std::vector<bool> kAll(kLabels, true);

class RandomPattern {
 public:
  explicit RandomPattern(std::mt19937& random) : random_(random) {}
  int Below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  Pattern Make(int depth) {
    const int kind = depth == 0 ? Below(10) : Below(26);
    if (kind < 8) return Label(Below(kLabels));
    if (kind == 8) return Of(Kind::kEmpty);
    if (kind == 9) return Of(Below(2) == 0 ? Kind::kStart : Kind::kEnd);
    if (kind < 14) return Of(Kind::kSequence, Parts(depth, 2 + Below(2)));
    if (kind < 17) return Of(Kind::kAlternation, Parts(depth, 2 + Below(2)));
    if (kind == 17) return Of(Kind::kPermutation, Parts(depth, 2 + Below(2)));
    if (kind == 18) return Of(Kind::kExclusion, Parts(depth, 1));
    const int least = Below(3);
    std::optional<int64_t> most;
    if (Below(2) == 0) most = std::max(1, least) + Below(2);
    return Repeat(Make(depth - 1), least, most, Below(3) > 0);
  }

 private:
  std::vector<Pattern> Parts(int depth, int count) {
    std::vector<Pattern> parts;
    for (int i = 0; i < count; ++i) parts.push_back(Make(depth - 1));
    return parts;
  }
  std::mt19937& random_;
};

std::string Text(const std::optional<Match>& match) {
  if (!match) return "none";
  std::string text;
  for (size_t i = 0; i < match->labels.size(); ++i) {
    text += static_cast<char>((match->excluded[i] ? 'A' : 'a') + match->labels[i]);
  }
  return text;
}

// What the matcher finds is what trying all ways one after the other finds first.
void Compare(std::mt19937& random, const Condition& condition, const History& history, int depth) {
  RandomPattern maker(random);
  const Pattern pattern = maker.Make(depth);
  const int64_t rows = maker.Below(7);
  const bool at_start = maker.Below(2) == 0;
  ASSERT_EQ(pattern, PatternOf(ToText(pattern)));
  Asked asked(condition);
  Matcher matcher(Compile(pattern), kAll, history);
  std::string wanted;
  try {
    wanted = Text(Backtracker(condition, rows, at_start).Run(pattern));
  } catch (const Backtracker::TooLong&) {
    return;
  }
  EXPECT_EQ(Text(matcher.Run(rows, at_start, asked)), wanted) << ToText(pattern) << " of " << rows;
  EXPECT_EQ(Text(matcher.Run(rows, at_start, asked)), wanted) << "a second time";
}

TEST(MatcherTest, FindsThePreferredMatchWhereConditionsAreAboutTheRow) {
  std::mt19937 random(1);
  for (int i = 0; i < 4000; ++i) {
    // Bits of a row: the labels that it may have.
    std::vector<int> rows(8);
    for (int& row : rows) row = std::uniform_int_distribution<int>(0, 7)(random);
    const Condition condition = [&](const Labels& labels) {
      return (rows[labels.size() - 1] >> labels.back() & 1) != 0;
    };
    Compare(random, condition, History({}, {}), 4);
  }
}

TEST(MatcherTest, FindsThePreferredMatchWhereConditionsLookBack) {
  std::mt19937 random(2);
  for (int i = 0; i < 4000; ++i) {
    RandomPattern maker(random);
    const Navigation sought{maker.Below(2) == 0 ? LabelSet{maker.Below(kLabels)} : LabelSet{0, 2},
                            maker.Below(2) == 0, maker.Below(20) == 0 ? 20 : maker.Below(3),
                            maker.Below(2) == 0};
    const int parity = maker.Below(2);
    const auto find = [sought](const Labels& labels) {
      std::vector<size_t> found;
      for (size_t at = 0; at < labels.size(); ++at) {
        if (Has(sought.labels, labels[at])) found.push_back(at);
      }
      const auto offset = static_cast<size_t>(sought.offset);
      if (found.size() <= offset) return -1;
      const size_t at = sought.last ? found[found.size() - 1 - offset] : found[offset];
      return static_cast<int>(sought.label_counts ? at * 3 + static_cast<size_t>(labels[at]) : at);
    };
    const Condition condition = [&](const Labels& labels) {
      return (find(labels) + labels.back()) % 2 != parity;
    };
    Compare(random, condition, History({sought}, {}), 4);
  }
}

TEST(MatcherTest, FindsThePreferredMatchWhereConditionsCountRows) {
  std::mt19937 random(3);
  for (int i = 0; i < 3000; ++i) {
    RandomPattern maker(random);
    const int counted = maker.Below(kLabels), modulus = 2 + maker.Below(2);
    const Condition condition = [&](const Labels& labels) {
      size_t sum = 0;  // of the places of rows of that label
      for (size_t at = 0; at < labels.size(); ++at) sum += labels[at] == counted ? at + 1 : 0;
      return (sum + static_cast<size_t>(labels.back())) % static_cast<size_t>(modulus) != 0;
    };
    Compare(random, condition, History({}, {{{counted}, false}}), 4);
  }
}

// What the history finds while a match grows is what looking through the labels finds.
TEST(HistoryTest, FindsFirstAndLast) {
  std::mt19937 random(4);
  std::vector<Navigation> navigations;
  for (const bool last : {false, true}) {
    for (const int64_t offset : {0, 1, 3, 40}) {
      for (const LabelSet& set : {LabelSet{}, LabelSet{1}, LabelSet{0, 2}}) {
        navigations.push_back({set, last, offset, true});
      }
    }
  }
  History history(navigations, {});
  History::Row row = History::kNone;
  Labels labels;
  for (int i = 0; i < 200; ++i) {
    labels.push_back(std::uniform_int_distribution<int>(0, 2)(random));
    row = history.Add(row, labels.back(), false);
    for (size_t n = 0; n < navigations.size(); ++n) {
      int64_t left = navigations[n].offset;
      int64_t wanted = -1;
      for (size_t at = 0; at < labels.size() && wanted < 0; ++at) {
        const size_t place = navigations[n].last ? labels.size() - 1 - at : at;
        if (Has(navigations[n].labels, labels[place]) && left-- == 0) {
          wanted = static_cast<int64_t>(place);
        }
      }
      const History::Place found = history.Find(n, row);
      EXPECT_EQ(found.position, wanted);
      if (wanted >= 0) EXPECT_EQ(found.label, labels[static_cast<size_t>(wanted)]);
    }
  }
}

// (a | b)* (a | b)* … over rows that may be anything: trying would take 2^n steps.
TEST(MatcherTest, TakesTimeInProportionToRowsAndPattern) {
  const Pattern any = Repeat(Of(Kind::kAlternation, {Label(0), Label(1)}), 0, {});
  const Pattern pattern = Of(Kind::kSequence, {any, any, any, any, Label(2)});
  Asked asked([](const Labels& labels) { return labels.back() != 2; });
  Matcher matcher(Compile(pattern), {false, false, true}, History({}, {}));
  EXPECT_FALSE(matcher.Run(3000, true, asked).has_value());
  EXPECT_LE(asked.asked, 3001u);
  EXPECT_GT(asked.polled, 1u);
}

TEST(ProgramTest, IsOnlySoLong) {
  std::vector<Pattern> parts(12, Label(0));
  EXPECT_THROW(Compile(Of(Kind::kPermutation, parts)), base::Error);
  EXPECT_THROW(Compile(Repeat(Label(0), 0, 2'000'000)), base::Error);
  EXPECT_THROW(Compile(Repeat(Of(Kind::kEmpty), 2'000'000, {})), base::Error);
  EXPECT_EQ(Compile(Repeat(Label(0), 2, 3)).size(), 5u);
}

TEST(PatternTest, RefusesOtherText) {
  for (const char* text : {"", "l", "l x", "z", "s 2 e", "e e", "q 1 0"}) {
    EXPECT_THROW(PatternOf(text), base::Error) << text;
  }
}

}  // namespace

}  // namespace tarn::pattern

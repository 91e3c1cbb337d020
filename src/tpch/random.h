#pragma once

#include <array>
#include <cstdint>
#include <cstdlib>

namespace tarn::tpch {

// The random numbers of TPC-H's generator (specification 3.0.1, clause 4.2.2; dbgen's rnd.c): each
// column has a stream of its own, of which every row uses a fixed number of values, so that a
// stream can be set to any row. What is odd here is odd there, and rows depend on it.

namespace random_detail {

inline constexpr int64_t kModulus = 2147483647;  // 2^31 - 1
inline constexpr int64_t kMultiplier = 16807;

// Of two numbers below 2^31.
constexpr int64_t MultiplyModulo(int64_t a, int64_t b) {
  const int64_t product = a * b;
  const int64_t folded = (product & kModulus) + (product >> 31);
  return folded >= kModulus ? folded - kModulus : folded;
}

constexpr int64_t PowerModulo(int64_t exponent) {
  int64_t power = 1;
  for (int64_t base = kMultiplier; exponent > 0; exponent /= 2) {
    if (exponent % 2 != 0) power = MultiplyModulo(power, base);
    base = MultiplyModulo(base, base);
  }
  return power;
}

inline constexpr int kMaxUses = 92;  // the names of parts
inline constexpr auto kPowers = [] {
  std::array<int64_t, kMaxUses + 1> powers{};
  for (int i = 0; i <= kMaxUses; ++i) powers[static_cast<size_t>(i)] = PowerModulo(i);
  return powers;
}();

}  // namespace random_detail

// A stream of 31-bit numbers. A value, used by one thread.
class Random {
 public:
  // `uses`: how many values a row may take, 1 to 92.
  constexpr Random(int64_t seed, int uses) : start_(seed), seed_(seed), uses_(uses) {}

  // To the first value of a row, 0 the first.
  constexpr void Seek(int64_t row) {
    using namespace random_detail;
    used_ = 0;
    // The period of the numbers is modulus - 1.
    const int64_t steps = MultiplyModuloPeriod(row % (kModulus - 1), uses_);
    seed_ = MultiplyModulo(start_, PowerModulo(steps));
  }

  // Both ends may come. For 0 to 2^31 - 1 the width overflows, and negative numbers come instead.
  constexpr int Next(int low, int high) {
    using namespace random_detail;
    seed_ = MultiplyModulo(seed_, kMultiplier);
    ++used_;
    const auto width = static_cast<int32_t>(static_cast<uint32_t>(high) -
                                            static_cast<uint32_t>(low) + uint32_t{1});
    const double share = static_cast<double>(seed_) / static_cast<double>(kModulus);
    return low + static_cast<int>(share * static_cast<double>(width));
  }

  // Leaves the values that the row did not take.
  constexpr void EndRow() {
    seed_ = random_detail::MultiplyModulo(
        seed_, random_detail::kPowers[static_cast<size_t>(uses_ - used_)]);
    used_ = 0;
  }

  constexpr int64_t seed() const { return seed_; }

 private:
  static constexpr int64_t MultiplyModuloPeriod(int64_t row, int64_t uses) {
    return row * uses % (random_detail::kModulus - 1);  // 31 and 7 bits: no overflow
  }

  int64_t start_;
  int64_t seed_;
  int uses_;
  int used_ = 0;
};

// A stream of keys: of 31 bits below scale factor 30,000, of 64 bits from there on, where dbgen
// skips rows by the arithmetic of the 31-bit stream, overflows included. What comes there after a
// skip is not what comes when the rows before were made, so that dbgen's rows, and those of Trino's
// connector, depend on how a table is cut into pieces. Here every row is found by a skip from the
// first: the rows of any pieces are the same, and those of dbgen's pieces of one row.
class KeyRandom {
 public:
  KeyRandom(int64_t seed, int uses, bool wide, int64_t low, int64_t high)
      : narrow_(seed, uses),
        start_(seed),
        seed_(seed),
        uses_(uses),
        wide_(wide),
        low_(low),
        high_(high) {}

  void Seek(int64_t row) {
    if (!wide_) return narrow_.Seek(row);
    row_ = row;
    seed_ = start_;
    auto multiplier = random_detail::kMultiplier;
    for (int64_t count = uses_ * row; count > 0; count /= 2) {
      if (count % 2 != 0) {
        seed_ =
            static_cast<int64_t>(static_cast<uint64_t>(multiplier) * static_cast<uint64_t>(seed_)) %
            random_detail::kModulus;
      }
      multiplier = random_detail::MultiplyModulo(multiplier, multiplier);
    }
  }
  int64_t Next() {
    if (!wide_) return narrow_.Next(static_cast<int>(low_), static_cast<int>(high_));
    seed_ = static_cast<int64_t>(static_cast<uint64_t>(seed_) * 6364136223846793005ULL + 1);
    // As in Java, the magnitude of the least number is itself.
    const int64_t magnitude =
        seed_ < 0 ? static_cast<int64_t>(uint64_t{0} - static_cast<uint64_t>(seed_)) : seed_;
    return low_ + magnitude % (high_ - low_ + 1);
  }
  void EndRow() {
    if (!wide_) return narrow_.EndRow();
    Seek(row_ + 1);
  }

 private:
  Random narrow_;
  int64_t start_;
  int64_t seed_;
  int64_t row_ = 0;
  int64_t uses_;
  bool wide_;
  int64_t low_;
  int64_t high_;
};

}  // namespace tarn::tpch

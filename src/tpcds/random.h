#pragma once

#include <cstdint>
#include <deque>

namespace tarn::tpcds {

// The random numbers of TPC-DS's generator (dsdgen's genrand.c): each column has a stream of its
// own, of which every row (of sales: every order) has a fixed share, so that a stream can be set to
// any row.

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

}  // namespace random_detail

// A stream of 31-bit numbers. Used by one thread.
class Random {
 public:
  // `column`: its number among all columns of dsdgen; `uses`: the share of a row.
  constexpr Random(int column, int uses)
      : start_(kSeed + static_cast<int64_t>(column) * (random_detail::kModulus / kColumns)),
        row_(start_),
        seed_(start_),
        row_step_(random_detail::PowerModulo(uses)),
        uses_(uses) {}

  // To the first value of a row, 0 the first.
  constexpr void Seek(int64_t row) {
    using namespace random_detail;
    // The period of the numbers is modulus - 1.
    const int64_t steps = row % (kModulus - 1) * uses_ % (kModulus - 1);
    row_ = seed_ = MultiplyModulo(start_, PowerModulo(steps));
    used_ = 0;
  }
  // To the first value of the next row, whatever was used of this one.
  constexpr void NextRow() {
    overran_ = overran_ || used_ > uses_;
    row_ = seed_ = random_detail::MultiplyModulo(row_, row_step_);
    used_ = 0;
  }

  constexpr int64_t Next() {
    ++used_;
    return seed_ = random_detail::MultiplyModulo(seed_, random_detail::kMultiplier);
  }
  // Both ends may come; ends and width are below 2^31.
  constexpr int64_t Uniform(int64_t low, int64_t high) { return Next() % (high - low + 1) + low; }

  // Whether a row took more than its share: rows in sequence would then be others than by Seek.
  constexpr bool overran() const { return overran_; }

 private:
  static constexpr int64_t kSeed = 19620718;
  static constexpr int64_t kColumns = 799;

  int64_t start_;
  int64_t row_;
  int64_t seed_;
  int64_t row_step_;
  int uses_;
  int used_ = 0;
  bool overran_ = false;
};

// The streams of a table's columns.
class Streams {
 public:
  Streams() = default;
  Streams(const Streams&) = delete;
  Streams& operator=(const Streams&) = delete;

  Random& Add(int column, int uses) { return streams_.emplace_back(column, uses); }
  void Seek(int64_t row) {
    for (Random& stream : streams_) stream.Seek(row);
  }
  void NextRow() {
    for (Random& stream : streams_) stream.NextRow();
  }
  bool overran() const {
    for (const Random& stream : streams_) {
      if (stream.overran()) return true;
    }
    return false;
  }

 private:
  std::deque<Random> streams_;  // of stable addresses
};

}  // namespace tarn::tpcds

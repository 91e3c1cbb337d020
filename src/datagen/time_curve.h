#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tarn::datagen {

// How busy the shop is at any time: a daily rhythm (quiet nights, a peak in the evening), a weekly
// one, seasons (a peak from late November to Christmas), steady growth over the years, and good and
// bad days. Times are seconds since 1970-01-01. Immutable and thread safe.
class TimeCurve {
 public:
  // From the first second of `first_day` to the last of `last_day` (days since 1970-01-01).
  TimeCurve(int64_t first_day, int64_t last_day, uint64_t seed);

  int64_t first_second() const { return first_second_; }
  int64_t last_second() const { return first_second_ + hours() * 3600 - 1; }
  int64_t days() const { return hours() / 24; }

  // The share of the whole range's business that is done before `second`; 0 before the range, 1
  // after it.
  double ShareBefore(int64_t second) const;

  // Turns shares into times. Asking for growing shares costs next to nothing; any order is right.
  class Cursor {
   public:
    explicit Cursor(const TimeCurve& curve) : curve_(&curve) {}
    // The second before which the share (0 ≤ share < 1) is done: the inverse of ShareBefore.
    int64_t TimeOf(double share);

   private:
    const TimeCurve* curve_;
    size_t hour_ = 0;
  };

 private:
  int64_t hours() const { return static_cast<int64_t>(cumulative_.size()) - 1; }

  int64_t first_second_;
  std::vector<double> cumulative_;  // share before each hour, one more than there are hours
};

}  // namespace tarn::datagen

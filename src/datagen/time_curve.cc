#include "datagen/time_curve.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "datagen/random.h"

namespace tarn::datagen {
namespace {

// Relative business by hour of the day, Monday to Sunday, and by month.
constexpr std::array<double, 24> kHours = {1.4, 0.8, 0.5, 0.4, 0.4, 0.7, 1.5, 2.6,
                                           3.6, 4.3, 4.8, 5.0, 5.3, 5.1, 4.9, 4.8,
                                           5.0, 5.4, 6.1, 6.9, 7.3, 6.6, 4.7, 2.7};
constexpr std::array<double, 7> kWeekdays = {1.00, 0.97, 0.96, 0.98, 1.04, 1.12, 1.18};
constexpr std::array<double, 12> kMonths = {0.92, 0.88, 0.94, 0.96, 1.00, 0.98,
                                            0.94, 0.95, 1.00, 1.05, 1.28, 1.38};
constexpr double kGrowthPerYear = 0.30;
constexpr double kDayNoise = 0.08;

double DayWeight(int64_t day, int64_t first_day, uint64_t seed) {
  std::chrono::sys_days date{std::chrono::days{day}};
  std::chrono::year_month_day ymd{date};
  unsigned month = static_cast<unsigned>(ymd.month()) - 1;
  // Between the middles of two months the season moves in a straight line.
  double within = (static_cast<double>(static_cast<unsigned>(ymd.day())) - 15.5) / 30.5;
  unsigned other = within < 0 ? (month + 11) % 12 : (month + 1) % 12;
  double weight = within < 0 ? -within : within;
  double season = kMonths[month] * (1 - weight) + kMonths[other] * weight;
  double growth = 1 + kGrowthPerYear * static_cast<double>(day - first_day) / 365;
  double luck = static_cast<double>(Mix(seed, static_cast<uint64_t>(day)) >> 11) * 0x1p-53;
  return season * growth * kWeekdays[std::chrono::weekday{date}.iso_encoding() - 1] *
         (1 + kDayNoise * (2 * luck - 1));
}

}  // namespace

TimeCurve::TimeCurve(int64_t first_day, int64_t last_day, uint64_t seed)
    : first_second_(first_day * 86400) {
  cumulative_.reserve(static_cast<size_t>(last_day - first_day + 1) * 24 + 1);
  double sum = 0;
  cumulative_.push_back(0);
  for (int64_t day = first_day; day <= last_day; ++day) {
    double weight = DayWeight(day, first_day, seed);
    for (double hour : kHours) {
      sum += weight * hour;
      cumulative_.push_back(sum);
    }
  }
  for (double& share : cumulative_) share /= sum;
}

double TimeCurve::ShareBefore(int64_t second) const {
  int64_t offset = second - first_second_;
  if (offset <= 0) return 0;
  int64_t hour = offset / 3600;
  if (hour >= hours()) return 1;
  auto i = static_cast<size_t>(hour);
  double within = static_cast<double>(offset % 3600) / 3600;
  return cumulative_[i] + (cumulative_[i + 1] - cumulative_[i]) * within;
}

int64_t TimeCurve::Cursor::TimeOf(double share) {
  const std::vector<double>& cumulative = curve_->cumulative_;
  constexpr size_t kStepsBeforeSearch = 4;
  size_t steps = 0;
  while (share < cumulative[hour_] || share >= cumulative[hour_ + 1]) {
    if (share >= cumulative[hour_ + 1] && hour_ + 2 < cumulative.size() &&
        ++steps <= kStepsBeforeSearch) {
      ++hour_;
      continue;
    }
    auto after = std::upper_bound(cumulative.begin() + 1, cumulative.end() - 1, share);
    hour_ = static_cast<size_t>(after - cumulative.begin()) - 1;
    break;
  }
  double within = (share - cumulative[hour_]) / (cumulative[hour_ + 1] - cumulative[hour_]);
  auto second = static_cast<int64_t>(within * 3600);
  return curve_->first_second_ + static_cast<int64_t>(hour_) * 3600 +
         std::clamp<int64_t>(second, 0, 3599);
}

}  // namespace tarn::datagen

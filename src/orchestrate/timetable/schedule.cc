#include "orchestrate/timetable/schedule.h"

#include <fmt/format.h>

namespace tarn::orchestrate {
namespace {

template <typename... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <typename... F>
Overloaded(F...) -> Overloaded<F...>;

}  // namespace

std::optional<base::TimePoint> NextFire(const Schedule& schedule, const ScheduleBounds& bounds,
                                        base::TimePoint after) {
  base::TimePoint from = after;
  // A run may fall on the start date itself, so look strictly after the moment before it.
  if (bounds.start && *bounds.start > from) from = *bounds.start - std::chrono::microseconds(1);
  auto next = std::visit(
      Overloaded{[](const NoSchedule&) -> std::optional<base::TimePoint> { return std::nullopt; },
                 [&](const OnceSchedule&) -> std::optional<base::TimePoint> {
                   if (!bounds.start || *bounds.start <= after) return std::nullopt;
                   return bounds.start;
                 },
                 [&](const IntervalSchedule& interval) -> std::optional<base::TimePoint> {
                   base::TimePoint origin = bounds.start.value_or(base::TimePoint{});
                   auto passed = from - origin;
                   if (passed < Duration::zero()) return origin;
                   return origin + (passed / interval.every + 1) * interval.every;
                 },
                 [&](const CronSchedule& cron) { return cron.cron.Next(from, cron.timezone); }},
      schedule);
  if (next && bounds.end && *next > *bounds.end) return std::nullopt;
  return next;
}

std::string Describe(const Schedule& schedule) {
  return std::visit(Overloaded{[](const NoSchedule&) { return std::string("none"); },
                               [](const OnceSchedule&) { return std::string("once"); },
                               [](const IntervalSchedule& interval) {
                                 return "every " + FormatDuration(interval.every);
                               },
                               [](const CronSchedule& cron) {
                                 return fmt::format("cron {} ({})", cron.cron.text(),
                                                    cron.timezone);
                               }},
                    schedule);
}

}  // namespace tarn::orchestrate

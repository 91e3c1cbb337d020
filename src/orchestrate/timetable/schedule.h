#pragma once

#include <optional>
#include <string>
#include <variant>

#include "base/clock.h"
#include "orchestrate/dags/duration.h"
#include "orchestrate/timetable/cron.h"

namespace tarn::orchestrate {

// When a DAG runs by itself. A value; thread safe.
struct NoSchedule {};
struct OnceSchedule {};
struct IntervalSchedule {
  Duration every{0};
};
struct CronSchedule {
  Cron cron;
  std::string timezone;
};
using Schedule = std::variant<NoSchedule, OnceSchedule, IntervalSchedule, CronSchedule>;

// Bounds of the runs that a schedule makes.
struct ScheduleBounds {
  std::optional<base::TimePoint> start;
  std::optional<base::TimePoint> end;  // inclusive
};

// The first time a schedule fires strictly after `after` and within the bounds; nullopt when it
// never does. Intervals count from the start date, or from 1970-01-01 UTC without one.
std::optional<base::TimePoint> NextFire(const Schedule& schedule, const ScheduleBounds& bounds,
                                        base::TimePoint after);

// "cron 0 2 * * * (UTC)", "every 6h", "once", "none".
std::string Describe(const Schedule& schedule);

}  // namespace tarn::orchestrate

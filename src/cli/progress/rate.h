#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/progress.h"

namespace tarn::cli {

// Counters of some work at one moment.
struct ProgressSample {
  uint64_t rows = 0;
  uint64_t total_rows = 0;
  uint64_t bytes = 0;
  uint64_t total_bytes = 0;
  double seconds = 0;           // since the work began
  std::optional<double> share;  // when the work itself tells
};

ProgressSample Sample(const base::Progress& progress, double seconds);

// 0..1 by rows, else by bytes; nullopt when no total is known.
std::optional<double> Share(const ProgressSample& sample);
// Seconds left when it goes on as it did; nullopt before there is something to go by.
std::optional<double> SecondsLeft(const ProgressSample& sample);

// "1,976,000 of 3,800,000 rows, 1.25 M rows/s, 142 MB/s", without what is not known.
std::string Describe(const ProgressSample& sample);

}  // namespace tarn::cli

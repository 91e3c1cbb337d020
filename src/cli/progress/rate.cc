#include "cli/progress/rate.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/terminal/terminal.h"

namespace tarn::cli {

ProgressSample Sample(const base::Progress& progress, double seconds) {
  return {progress.rows, progress.total_rows, progress.bytes, progress.total_bytes,
          seconds,       std::nullopt};
}

std::optional<double> Share(const ProgressSample& sample) {
  auto share = [](uint64_t done, uint64_t total) {
    return std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
  };
  if (sample.share) return std::clamp(*sample.share, 0.0, 1.0);
  if (sample.total_rows > 0) return share(sample.rows, sample.total_rows);
  if (sample.total_bytes > 0) return share(sample.bytes, sample.total_bytes);
  return std::nullopt;
}

std::optional<double> SecondsLeft(const ProgressSample& sample) {
  auto share = Share(sample);
  if (!share || *share < 0.02 || *share >= 1 || sample.seconds < 1) return std::nullopt;
  return sample.seconds * (1 - *share) / *share;
}

std::string Describe(const ProgressSample& sample) {
  std::vector<std::string> parts;
  if (sample.rows > 0) {
    parts.push_back(sample.total_rows > 0 ? fmt::format("{} of {} rows", FormatCount(sample.rows),
                                                        FormatCount(sample.total_rows))
                                          : fmt::format("{} rows", FormatCount(sample.rows)));
  }
  if (sample.seconds >= 0.2) {
    if (sample.rows > 0) {
      double rate = static_cast<double>(sample.rows) / sample.seconds;
      parts.push_back(FormatShortCount(rate) + " rows/s");
    }
    if (sample.bytes > 0) {
      double rate = static_cast<double>(sample.bytes) / sample.seconds;
      parts.push_back(FormatBytes(static_cast<uint64_t>(rate)) + "/s");
    }
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace tarn::cli

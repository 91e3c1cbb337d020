#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "cli/progress/rate.h"
#include "cli/terminal/terminal.h"

namespace tarn::cli {

// Shows one piece of work while it lives, once it has taken longer than a second: an updating line
// on a terminal, else a plain line every few seconds. On stderr, so that results stay clean.
class ProgressLine {
 public:
  // `sample` is called from a thread of its own.
  ProgressLine(const Terminal& terminal, std::string label, std::function<ProgressSample()> sample);
  ProgressLine(const Terminal& terminal, std::string label, const base::Progress& progress);
  ~ProgressLine() { Stop(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // Removes the line; before anything else is printed.
  void Stop();
  double seconds() const;

 private:
  void Loop();
  std::string Line(const ProgressSample& sample, size_t tick) const;

  const Terminal& terminal_;
  std::string label_;
  std::function<ProgressSample()> sample_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace tarn::cli

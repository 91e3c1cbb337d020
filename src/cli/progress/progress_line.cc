#include "cli/progress/progress_line.h"

#include <fmt/format.h>

#include "cli/terminal/live_block.h"
#include "cli/terminal/text_width.h"

namespace tarn::cli {
namespace {

constexpr auto kShowAfter = std::chrono::milliseconds(700);
constexpr auto kRedraw = std::chrono::milliseconds(100);
constexpr auto kPlainEvery = std::chrono::seconds(3);

}  // namespace

ProgressLine::ProgressLine(const Terminal& terminal, std::string label,
                           std::function<ProgressSample()> sample)
    : terminal_(terminal), label_(std::move(label)), sample_(std::move(sample)) {
  thread_ = std::thread([this] { Loop(); });
}

ProgressLine::ProgressLine(const Terminal& terminal, std::string label,
                           const base::Progress& progress)
    : ProgressLine(terminal, std::move(label), std::function<ProgressSample()>([this, &progress] {
                     return Sample(progress, seconds());
                   })) {}

double ProgressLine::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void ProgressLine::Stop() {
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::string ProgressLine::Line(const ProgressSample& sample, size_t tick) const {
  std::string line = terminal_.stderr_is_terminal()
                         ? terminal_.Paint(stderr, Style::kCyan, Spinner(tick)) + " " + label_
                         : label_ + ":";
  if (auto share = Share(sample)) {
    if (terminal_.stderr_is_terminal()) line += " " + Bar(*share, 20);
    line += fmt::format(" {:.0f}%", *share * 100);
  }
  std::string counters = Describe(sample);
  if (!counters.empty()) line += "  " + counters;
  line += ", " + FormatSeconds(seconds());
  if (auto left = SecondsLeft(sample)) line += fmt::format(", about {} left", FormatSeconds(*left));
  size_t width = terminal_.Width(stderr);
  return width > 0 && TextWidth(line) > width + 9 ? CutToWidth(line, width - 1) : line;
}

void ProgressLine::Loop() {
  const bool live = terminal_.stderr_is_terminal();
  LiveBlock block(terminal_);
  std::unique_lock lock(mutex_);
  if (wake_.wait_for(lock, live ? std::chrono::milliseconds(kShowAfter) : kPlainEvery,
                     [&] { return stop_; })) {
    return;
  }
  for (size_t tick = 0; !stop_; ++tick) {
    lock.unlock();
    std::string line = Line(sample_(), tick);
    if (live) {
      block.Draw({line});
    } else {
      fmt::print(stderr, "{}\n", line);
    }
    lock.lock();
    wake_.wait_for(lock, live ? std::chrono::milliseconds(kRedraw) : kPlainEvery,
                   [&] { return stop_; });
  }
}

}  // namespace tarn::cli

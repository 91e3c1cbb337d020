#include "cli/progress/run_screen.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/progress/rate.h"
#include "cli/terminal/text_width.h"

namespace tarn::cli {
namespace {

using orchestrate::TaskState;
using orchestrate::TaskStatus;

constexpr auto kRedraw = std::chrono::milliseconds(100);
constexpr auto kPlainEvery = std::chrono::seconds(5);

double Seconds(base::TimePoint from, base::TimePoint to) {
  return std::chrono::duration<double>(to - from).count();
}

std::string RowsAndBytes(const TaskStatus& task) {
  std::string text;
  if (task.rows > 0) text += fmt::format("  {} rows", FormatCount(task.rows));
  if (task.bytes > 0) text += "  " + FormatBytes(task.bytes);
  return text;
}

}  // namespace

std::string StatePicture(TaskState state) {
  switch (state) {
    case TaskState::kSuccess: return "✓";
    case TaskState::kFailed: return "✗";
    case TaskState::kUpForRetry: return "↻";
    case TaskState::kUpstreamFailed: return "⊘";
    case TaskState::kSkipped: return "↷";
    case TaskState::kRunning: return "▶";
    default: return "·";
  }
}

Style StateStyle(TaskState state) {
  switch (state) {
    case TaskState::kSuccess: return Style::kGreen;
    case TaskState::kFailed: return Style::kRed;
    case TaskState::kUpForRetry: return Style::kYellow;
    case TaskState::kRunning: return Style::kCyan;
    default: return Style::kDim;
  }
}

RunScreen::RunScreen(const Terminal& terminal, const orchestrate::RunMonitor& monitor)
    : terminal_(terminal), monitor_(monitor) {
  thread_ = std::thread([this] { Loop(); });
}

void RunScreen::Stop() {
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

double RunScreen::SecondsSince(base::TimePoint time) const {
  return Seconds(time, base::Clock::System().Now());
}

std::string RunScreen::TaskLine(const TaskStatus& task, size_t name_width, size_t tick) const {
  std::string picture =
      task.state == TaskState::kRunning ? Spinner(tick) : StatePicture(task.state);
  std::string name = task.id + std::string(name_width - TextWidth(task.id), ' ');
  std::string rest;
  if (task.state == TaskState::kRunning && task.start) {
    ProgressSample sample{task.rows,        task.total_rows,           task.bytes,
                          task.total_bytes, SecondsSince(*task.start), std::nullopt};
    if (auto share = Share(sample)) {
      rest += fmt::format("  {} {:>3.0f}%", Bar(*share, 12), *share * 100);
    }
    std::string counters = Describe(sample);
    if (!counters.empty()) rest += "  " + counters;
    rest += "  " + FormatSeconds(sample.seconds);
    if (auto left = SecondsLeft(sample)) rest += fmt::format(", {} left", FormatSeconds(*left));
    if (!task.note.empty()) rest += "  " + task.note;
    if (task.attempt > 1) rest += fmt::format("  (try {})", task.attempt);
  } else if (task.state == TaskState::kUpForRetry && task.retry_at) {
    rest = fmt::format("  try {} in {}: {}", task.attempt + 1,
                       FormatSeconds(std::max(0.0, -SecondsSince(*task.retry_at))), task.message);
  } else if (orchestrate::IsFinished(task.state)) {
    rest = RowsAndBytes(task);
    if (task.start && task.end) rest += "  " + FormatSeconds(Seconds(*task.start, *task.end));
    if (!task.message.empty()) rest += "  " + task.message;
  }
  size_t width = terminal_.Width(stderr);
  size_t room = width > name_width + 5 ? width - name_width - 5 : 0;
  rest = CutToWidth(MakePrintable(rest), room);
  Style style = StateStyle(task.state);
  bool quiet = task.state == TaskState::kNone;
  return " " + terminal_.Paint(stderr, style, picture) + " " +
         (quiet ? terminal_.Paint(stderr, Style::kDim, name) : name) + rest;
}

void RunScreen::DrawBlock(LiveBlock& block, size_t tick) {
  auto run = monitor_.run();
  std::string phase = monitor_.phase();
  std::string elapsed = FormatSeconds(
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count());
  std::vector<std::string> lines;
  if (!run) {
    if (!phase.empty()) lines.push_back(Spinner(tick) + " " + phase + "  " + elapsed);
    return block.Draw(lines);
  }
  std::string title = fmt::format("run {} of {} on {}", run->number, run->dag_id, run->branch);
  lines.push_back(terminal_.Paint(stderr, Style::kBold, title) + "  " + elapsed +
                  (phase.empty() ? "" : "  " + phase));
  auto tasks = monitor_.Tasks();
  size_t name_width = 0;
  for (const auto& task : tasks) name_width = std::max(name_width, TextWidth(task.id));
  // Finished tasks give way when the terminal is too low for all.
  size_t height = std::max<size_t>(terminal_.Height(stderr), 6) - 3;
  size_t hide = tasks.size() > height ? tasks.size() - height : 0;
  size_t hidden = 0;
  for (const auto& task : tasks) {
    if (hidden < hide && orchestrate::IsFinished(task.state)) {
      ++hidden;
      continue;
    }
    lines.push_back(TaskLine(task, name_width, tick));
  }
  block.Draw(lines);
}

std::string RunScreen::PlainLine(const TaskStatus& task) const {
  std::string line = fmt::format("{}: {}", task.id, orchestrate::StateName(task.state));
  if (task.state == TaskState::kRunning && task.start) {
    ProgressSample sample{task.rows,        task.total_rows,           task.bytes,
                          task.total_bytes, SecondsSince(*task.start), std::nullopt};
    if (sample.seconds < 1) return line;
    if (auto share = Share(sample)) line += fmt::format(" {:.0f}%", *share * 100);
    std::string counters = Describe(sample);
    if (!counters.empty()) line += ", " + counters;
    line += ", " + FormatSeconds(sample.seconds);
    if (auto left = SecondsLeft(sample))
      line += fmt::format(", about {} left", FormatSeconds(*left));
    if (!task.note.empty()) line += ", " + task.note;
    return line;
  }
  if (task.rows > 0) line += fmt::format(", {} rows", FormatCount(task.rows));
  if (task.bytes > 0) line += ", " + FormatBytes(task.bytes);
  if (task.start && task.end) line += ", " + FormatSeconds(Seconds(*task.start, *task.end));
  if (!task.message.empty()) line += ": " + task.message;
  return line;
}

void RunScreen::PrintChanges() {
  auto run = monitor_.run();
  if (!run) return;
  if (!announced_) {
    announced_ = true;
    fmt::print(stderr, "run {} of {} on {}\n", run->number, run->dag_id, run->branch);
  }
  auto now = std::chrono::steady_clock::now();
  bool beat = now - last_plain_ >= kPlainEvery;
  for (const auto& task : monitor_.Tasks()) {
    std::string key = fmt::format("{}/{}", orchestrate::StateName(task.state), task.attempt);
    bool changed = shown_[task.id] != key;
    if (task.state == TaskState::kNone) continue;
    if (!changed && !(beat && task.state == TaskState::kRunning)) continue;
    shown_[task.id] = key;
    fmt::print(stderr, "{}\n", PlainLine(task));
    last_plain_ = now;
  }
}

void RunScreen::Loop() {
  const bool live = terminal_.stderr_is_terminal();
  LiveBlock block(terminal_);
  std::unique_lock lock(mutex_);
  for (size_t tick = 0; !stop_; ++tick) {
    lock.unlock();
    if (live) {
      DrawBlock(block, tick);
    } else {
      PrintChanges();
    }
    lock.lock();
    wake_.wait_for(lock, kRedraw, [&] { return stop_; });
  }
  lock.unlock();
  if (!live) PrintChanges();
}

}  // namespace tarn::cli

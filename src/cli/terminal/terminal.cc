#include "cli/terminal/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include <fmt/format.h>

namespace tarn::cli {
namespace {

const char* Code(Style style) {
  switch (style) {
    case Style::kBold: return "1";
    case Style::kDim: return "2";
    case Style::kRed: return "31";
    case Style::kGreen: return "32";
    case Style::kYellow: return "33";
    case Style::kBlue: return "34";
    case Style::kCyan: return "36";
  }
  return "0";
}

bool WantsColours() {
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* term = std::getenv("TERM");
  return term != nullptr && std::string_view(term) != "dumb";
}

size_t Dimension(FILE* stream, bool columns) {
  winsize size{};
  if (ioctl(fileno(stream), TIOCGWINSZ, &size) == 0) {
    size_t value = columns ? size.ws_col : size.ws_row;
    if (value > 0) return value;
  }
  if (const char* text = std::getenv(columns ? "COLUMNS" : "LINES")) {
    long value = std::strtol(text, nullptr, 10);
    if (value > 0 && value < 10'000) return static_cast<size_t>(value);
  }
  return columns ? 80 : 24;
}

}  // namespace

Terminal::Terminal()
    : stdin_is_terminal_(isatty(STDIN_FILENO) == 1),
      stdout_is_terminal_(isatty(STDOUT_FILENO) == 1),
      stderr_is_terminal_(isatty(STDERR_FILENO) == 1),
      colours_(WantsColours()) {}

size_t Terminal::Width(FILE* stream) const {
  bool terminal = stream == stdout ? stdout_is_terminal_ : stderr_is_terminal_;
  return terminal ? Dimension(stream, true) : 0;
}

size_t Terminal::Height(FILE* stream) const {
  bool terminal = stream == stdout ? stdout_is_terminal_ : stderr_is_terminal_;
  return terminal ? Dimension(stream, false) : 0;
}

std::string Terminal::Paint(FILE* stream, Style style, std::string_view text) const {
  bool terminal = stream == stdout ? stdout_is_terminal_ : stderr_is_terminal_;
  if (!colours_ || !terminal || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", Code(style), text);
}

std::string FormatCount(uint64_t count) {
  std::string digits = std::to_string(count);
  std::string result;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) result += ',';
    result += digits[i];
  }
  return result;
}

std::string FormatBytes(uint64_t bytes) {
  static constexpr std::array<const char*, 6> kUnits = {"B", "KB", "MB", "GB", "TB", "PB"};
  auto value = static_cast<double>(bytes);
  size_t unit = 0;
  while (value >= 999.5 && unit + 1 < kUnits.size()) {
    value /= 1000;
    ++unit;
  }
  if (unit == 0) return fmt::format("{} B", bytes);
  return value < 9.95 ? fmt::format("{:.1f} {}", value, kUnits[unit])
                      : fmt::format("{:.0f} {}", value, kUnits[unit]);
}

std::string FormatSeconds(double seconds) {
  if (seconds < 0.0995) return fmt::format("{:.3f} s", seconds);
  if (seconds < 9.95) return fmt::format("{:.2f} s", seconds);
  if (seconds < 59.95) return fmt::format("{:.1f} s", seconds);
  auto whole = static_cast<int64_t>(seconds + 0.5);
  if (whole < 3600) return fmt::format("{}:{:02} min", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02} h", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string FormatShortCount(double count) {
  if (count < 9'995) return fmt::format("{:.0f}", count);
  if (count < 999'500) return fmt::format("{:.0f} K", count / 1e3);
  if (count < 999.5e6) return fmt::format("{:.2f} M", count / 1e6);
  return fmt::format("{:.2f} G", count / 1e9);
}

}  // namespace tarn::cli

#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace tarn::cli {

enum class Style { kBold, kDim, kRed, kGreen, kYellow, kBlue, kCyan };

// What the program's standard streams are. Colours and updating screens only where a person looks:
// on a terminal, without NO_COLOR (https://no-color.org), and TERM is not "dumb".
class Terminal {
 public:
  Terminal();

  bool stdin_is_terminal() const { return stdin_is_terminal_; }
  bool stdout_is_terminal() const { return stdout_is_terminal_; }
  bool stderr_is_terminal() const { return stderr_is_terminal_; }
  // Columns of the terminal that `stream` is; 0 when it is none (then nothing is cut).
  size_t Width(FILE* stream) const;
  size_t Height(FILE* stream) const;

  // The text in a style, as it is when `stream` shows no colours.
  std::string Paint(FILE* stream, Style style, std::string_view text) const;

 private:
  bool stdin_is_terminal_;
  bool stdout_is_terminal_;
  bool stderr_is_terminal_;
  bool colours_;
};

// "3,800,000".
std::string FormatCount(uint64_t count);
// "512 B", "1.2 KB", "347 MB": powers of 1000, as disks and networks count.
std::string FormatBytes(uint64_t bytes);
// "0.4 s", "12.3 s", "1:05 min", "1:00:05 h".
std::string FormatSeconds(double seconds);
// "950", "12.3 K", "1.25 M".
std::string FormatShortCount(double count);

}  // namespace tarn::cli

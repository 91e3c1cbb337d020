#include "cli/terminal/live_block.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace tarn::cli {

std::string LiveBlock::Up() const {
  return drawn_ == 0 ? std::string() : fmt::format("\x1b[{}A\r\x1b[J", drawn_);
}

void LiveBlock::Draw(const std::vector<std::string>& lines) {
  // One write for all, so that the terminal never shows half a block.
  std::string text = Up();
  size_t height = std::max<size_t>(terminal_.Height(stderr), 4) - 1;
  size_t count = std::min(lines.size(), height);
  for (size_t i = 0; i < count; ++i) text += lines[i] + "\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
  drawn_ = count;
}

void LiveBlock::Clear() {
  if (drawn_ == 0) return;
  std::string text = Up();
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
  drawn_ = 0;
}

void LiveBlock::PrintAbove(const std::string& text) {
  Clear();
  fmt::print(stderr, "{}\n", text);
}

std::string Bar(double share, size_t width) {
  share = std::clamp(share, 0.0, 1.0);
  auto full = static_cast<size_t>(std::floor(share * static_cast<double>(width)));
  std::string bar;
  for (size_t i = 0; i < width; ++i) bar += i < full ? "█" : "░";
  return bar;
}

std::string Spinner(size_t tick) {
  static constexpr std::array<const char*, 10> kPictures = {"⠋", "⠙", "⠹", "⠸", "⠼",
                                                            "⠴", "⠦", "⠧", "⠇", "⠏"};
  return kPictures[tick % kPictures.size()];
}

}  // namespace tarn::cli

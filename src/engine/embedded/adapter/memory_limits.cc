#include "engine/embedded/adapter/memory_limits.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace tarn::engine::embedded {
namespace {

std::optional<uint64_t> Least(std::optional<uint64_t> left, std::optional<uint64_t> right) {
  if (!left || !right) return left ? left : right;
  return std::min(*left, *right);
}

}  // namespace

MemoryLimits StricterOf(const MemoryLimits& left, const MemoryLimits& right) {
  return {Least(left.query, right.query), Least(left.query_per_node, right.query_per_node),
          Least(left.query_total, right.query_total)};
}

std::string DataSizeText(uint64_t bytes) {
  constexpr std::array kUnits = {"B", "kB", "MB", "GB", "TB", "PB"};
  auto value = static_cast<double>(bytes);
  size_t unit = 0;
  while (value >= 1024 && unit + 1 < kUnits.size()) {
    value /= 1024;
    ++unit;
  }
  if (value == std::floor(value)) return fmt::format("{:.0f}{}", value, kUnits[unit]);
  return fmt::format("{:.2f}{}", value, kUnits[unit]);
}

}  // namespace tarn::engine::embedded

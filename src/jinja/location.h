#pragma once

#include <cstdint>

namespace tarn::jinja {

// A place in a template: line and column from 1, the column in bytes.
struct Location {
  uint32_t line = 1;
  uint32_t column = 1;

  bool operator==(const Location&) const = default;
};

}  // namespace tarn::jinja

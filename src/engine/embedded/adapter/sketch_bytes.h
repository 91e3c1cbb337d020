#pragma once

#include <string_view>

#include "base/error.h"

namespace tarn::engine::embedded {

// A sketch of `Sketch` from the bytes of a value; kDataCorruption for bytes that are none.
template <typename Sketch>
Sketch ReadSketch(std::string_view bytes) {
  try {
    return Sketch::Deserialize(bytes);
  } catch (const base::Error& error) {
    throw base::Error(base::ErrorKind::kDataCorruption, error.message(),
                      "only bytes that a sketch was cast to are one");
  }
}

}  // namespace tarn::engine::embedded

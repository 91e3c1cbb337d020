#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "iceberg/puffin/puffin.h"

// What reader and writer share of the layout (Puffin spec: File structure). Only for .cc files.
namespace tarn::iceberg::puffin {

inline constexpr std::string_view kMagic = "PFA1";
// After the payload: its size, flags, magic.
inline constexpr uint64_t kTailBytes = 12;
inline constexpr uint32_t kFlagCompressed = 1;

template <typename T>
void AppendLittleEndian(std::string& out, T value) {
  for (size_t i = 0; i < sizeof(T); ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

inline std::string_view NameOf(PuffinCompression compression) {
  return compression == PuffinCompression::kLz4 ? "lz4" : "zstd";
}

}  // namespace tarn::iceberg::puffin

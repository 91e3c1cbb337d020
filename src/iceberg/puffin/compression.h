#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tarn::iceberg {

// Frames as Puffin files have them: one zstd or LZ4 frame. Nothing is allocated beyond `limit`
// bytes, whatever a frame claims: kResourceExhausted for more; kDataCorruption for damage,
// kUnsupported for LZ4 dictionaries.

std::string CompressZstd(std::string_view data);
std::string DecompressZstd(std::string_view frame, uint64_t limit);
// LZ4 frame format, version 1.6: header, block and content checksums are verified.
std::string DecompressLz4(std::string_view frame, uint64_t limit);

}  // namespace tarn::iceberg

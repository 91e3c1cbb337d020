#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "iceberg/chunked_log.h"

namespace tarn::iceberg {

// Text as raw deflate blocks that end on a byte and refer to nothing outside themselves.
CompressedText CompressPiece(std::string_view text);

// One gzip member (RFC 1952) stitched together from pieces: the cost is copying them.
class GzipStitcher {
 public:
  GzipStitcher();
  void Append(const CompressedText& piece);
  void AppendText(std::string_view text) { Append(CompressPiece(text)); }
  std::string Finish();

 private:
  std::string out_;
  uint32_t crc_ = 0;
  uint64_t text_bytes_ = 0;
};

// The text of all members. kDataCorruption for anything else, kResourceExhausted beyond `limit`
// bytes.
std::string Gunzip(std::string_view bytes, size_t limit);

}  // namespace tarn::iceberg

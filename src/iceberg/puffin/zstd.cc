#include <memory>

#include <zstd.h>

#include "base/error.h"
#include "iceberg/puffin/compression.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

constexpr int kLevel = 3;

}  // namespace

std::string CompressZstd(std::string_view data) {
  std::string frame(ZSTD_compressBound(data.size()), '\0');
  const size_t size = ZSTD_compress(frame.data(), frame.size(), data.data(), data.size(), kLevel);
  if (ZSTD_isError(size)) {
    base::Throw(ErrorKind::kInternal, "zstd failed: {}", ZSTD_getErrorName(size));
  }
  frame.resize(size);
  return frame;
}

std::string DecompressZstd(std::string_view frame, uint64_t limit) {
  const std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream*)> stream(ZSTD_createDStream(),
                                                                        ZSTD_freeDStream);
  if (!stream) base::Throw(ErrorKind::kResourceExhausted, "no memory for zstd");
  std::string out;
  std::string piece(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{frame.data(), frame.size(), 0};
  size_t left = 1;
  while (left != 0) {
    ZSTD_outBuffer buffer{piece.data(), piece.size(), 0};
    left = ZSTD_decompressStream(stream.get(), &buffer, &in);
    if (ZSTD_isError(left)) {
      base::Throw(ErrorKind::kDataCorruption, "not a zstd frame: {}", ZSTD_getErrorName(left));
    }
    if (buffer.pos > limit - out.size()) {
      base::Throw(ErrorKind::kResourceExhausted, "a zstd frame expands beyond {} bytes", limit);
    }
    out.append(piece.data(), buffer.pos);
    if (left != 0 && in.pos == in.size && buffer.pos < buffer.size) {
      base::Throw(ErrorKind::kDataCorruption, "a zstd frame ends early, after {} bytes",
                  frame.size());
    }
  }
  if (in.pos != in.size) {
    base::Throw(ErrorKind::kDataCorruption, "{} bytes follow a zstd frame", in.size - in.pos);
  }
  return out;
}

}  // namespace tarn::iceberg

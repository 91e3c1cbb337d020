#include "avro/compression.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <limits>
#include <memory>

#include "base/error.h"

namespace tarn::avro {
namespace {

using base::ErrorKind;

constexpr int kRawDeflate = -15;
constexpr int kZstdLevel = 3;

Bytef* Bytes(const char* data) { return reinterpret_cast<Bytef*>(const_cast<char*>(data)); }

[[noreturn]] void ThrowLimit(size_t limit) {
  base::Throw(ErrorKind::kResourceExhausted, "an Avro block expands beyond {} bytes", limit);
}

// Blocks are some tens of kilobytes when written, and below 2^31 bytes when read.
uInt Size(std::string_view data) {
  if (data.size() > std::numeric_limits<uInt>::max() / 2)
    ThrowLimit(std::numeric_limits<uInt>::max() / 2);
  return static_cast<uInt>(data.size());
}

std::string Deflate(std::string_view data) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kRawDeflate, 8,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    base::Throw(ErrorKind::kResourceExhausted, "no memory to compress {} bytes", data.size());
  }
  std::string out(deflateBound(&stream, Size(data)), '\0');
  stream.next_in = Bytes(data.data());
  stream.avail_in = Size(data);
  stream.next_out = Bytes(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) {
    base::Throw(ErrorKind::kInternal, "deflate failed with code {}", result);
  }
  return out;
}

void Inflate(std::string_view data, size_t limit, std::string& out) {
  z_stream stream{};
  if (inflateInit2(&stream, kRawDeflate) != Z_OK) {
    base::Throw(ErrorKind::kResourceExhausted, "no memory to decompress {} bytes", data.size());
  }
  std::unique_ptr<z_stream, void (*)(z_stream*)> end(&stream, [](z_stream* s) { inflateEnd(s); });
  out.resize(std::clamp<size_t>(data.size() * 5, 64 * 1024, limit));
  stream.next_in = Bytes(data.data());
  stream.avail_in = Size(data);
  size_t used = 0;
  while (true) {
    stream.next_out = Bytes(out.data() + used);
    stream.avail_out = static_cast<uInt>(out.size() - used);
    const int result = inflate(&stream, Z_NO_FLUSH);
    used = out.size() - stream.avail_out;
    if (result == Z_STREAM_END) break;
    if (result != Z_OK || stream.avail_out != 0) {
      base::Throw(ErrorKind::kDataCorruption, "an Avro block of {} bytes is not valid deflate",
                  data.size());
    }
    if (out.size() >= limit) ThrowLimit(limit);
    out.resize(std::min(limit, out.size() * 2));
  }
  out.resize(used);
}

std::string ZstdCompress(std::string_view data) {
  std::string out(ZSTD_compressBound(data.size()), '\0');
  const size_t size = ZSTD_compress(out.data(), out.size(), data.data(), data.size(), kZstdLevel);
  if (ZSTD_isError(size)) {
    base::Throw(ErrorKind::kInternal, "zstd failed: {}", ZSTD_getErrorName(size));
  }
  out.resize(size);
  return out;
}

void ZstdDecompress(std::string_view data, size_t limit, std::string& out) {
  std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream*)> stream(ZSTD_createDStream(),
                                                                  ZSTD_freeDStream);
  ZSTD_inBuffer in{data.data(), data.size(), 0};
  out.resize(std::clamp<size_t>(data.size() * 5, 64 * 1024, limit));
  size_t used = 0;
  while (true) {
    ZSTD_outBuffer buffer{out.data(), out.size(), used};
    const size_t left = ZSTD_decompressStream(stream.get(), &buffer, &in);
    used = buffer.pos;
    if (ZSTD_isError(left)) {
      base::Throw(ErrorKind::kDataCorruption, "an Avro block of {} bytes is not valid zstd: {}",
                  data.size(), ZSTD_getErrorName(left));
    }
    if (left == 0 && in.pos == in.size) break;
    if (used < out.size() && in.pos == in.size) {
      base::Throw(ErrorKind::kDataCorruption, "an Avro block of {} bytes ends within zstd data",
                  data.size());
    }
    if (used < out.size()) continue;
    if (out.size() >= limit) ThrowLimit(limit);
    out.resize(std::min(limit, out.size() * 2));
  }
  out.resize(used);
}

}  // namespace

std::string Compress(Codec codec, std::string_view data) {
  switch (codec) {
    case Codec::kNull: return std::string(data);
    case Codec::kDeflate: return Deflate(data);
    case Codec::kZstandard: return ZstdCompress(data);
  }
  return {};
}

void Decompress(Codec codec, std::string_view data, size_t limit, std::string& out) {
  switch (codec) {
    case Codec::kNull: out.assign(data); return;
    case Codec::kDeflate: Inflate(data, limit, out); return;
    case Codec::kZstandard: ZstdDecompress(data, limit, out); return;
  }
}

}  // namespace tarn::avro

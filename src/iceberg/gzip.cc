#include "iceberg/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

#include "base/error.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

constexpr int kRawDeflate = -15;
constexpr int kGzip = 15 + 16;
constexpr int kMemoryLevel = 8;

uInt Chunk(size_t bytes) {
  return static_cast<uInt>(std::min<size_t>(bytes, std::numeric_limits<uInt>::max() / 2));
}

Bytef* Bytes(const char* data) { return reinterpret_cast<Bytef*>(const_cast<char*>(data)); }

void AppendLittleEndian(std::string& out, uint32_t value) {
  for (int i = 0; i < 4; ++i) out += static_cast<char>(value >> (8 * i));
}

}  // namespace

CompressedText CompressPiece(std::string_view text) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kRawDeflate, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    base::Throw(ErrorKind::kResourceExhausted, "no memory to compress {} bytes", text.size());
  }
  CompressedText piece;
  piece.text_bytes = text.size();
  piece.crc = static_cast<uint32_t>(crc32_z(0, Bytes(text.data()), text.size()));
  // Room for the flush marker beyond the bound.
  piece.blocks.resize(deflateBound(&stream, static_cast<uLong>(text.size())) + 16);
  stream.next_in = Bytes(text.data());
  stream.next_out = Bytes(piece.blocks.data());
  size_t in_left = text.size();
  size_t out_left = piece.blocks.size();
  int result = Z_OK;
  do {
    stream.avail_in = Chunk(in_left);
    stream.avail_out = Chunk(out_left);
    const uInt in_before = stream.avail_in;
    const uInt out_before = stream.avail_out;
    const bool last = stream.avail_in == in_left;
    result = deflate(&stream, last ? Z_FULL_FLUSH : Z_NO_FLUSH);
    in_left -= in_before - stream.avail_in;
    out_left -= out_before - stream.avail_out;
  } while (result == Z_OK && in_left > 0);
  deflateEnd(&stream);
  if (result != Z_OK) base::Throw(ErrorKind::kInternal, "deflate failed with code {}", result);
  piece.blocks.resize(piece.blocks.size() - out_left);
  piece.blocks.shrink_to_fit();
  return piece;
}

GzipStitcher::GzipStitcher() : out_("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10) {}

void GzipStitcher::Append(const CompressedText& piece) {
  out_ += piece.blocks;
  crc_ =
      static_cast<uint32_t>(crc32_combine(crc_, piece.crc, static_cast<z_off_t>(piece.text_bytes)));
  text_bytes_ += piece.text_bytes;
}

std::string GzipStitcher::Finish() {
  out_ += std::string_view("\x03\0", 2);  // an empty last block
  AppendLittleEndian(out_, crc_);
  AppendLittleEndian(out_, static_cast<uint32_t>(text_bytes_));
  return std::move(out_);
}

std::string Gunzip(std::string_view bytes, size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzip) != Z_OK) {
    base::Throw(ErrorKind::kResourceExhausted, "no memory to decompress {} bytes", bytes.size());
  }
  std::string text;
  size_t used = 0;
  size_t in_at = 0;
  int result = Z_OK;
  while (true) {
    if (used == text.size()) {
      if (used >= limit) break;
      text.resize(std::min(limit, std::max(bytes.size() * 8 + 4096, used * 2)));
    }
    stream.next_in = Bytes(bytes.data() + in_at);
    stream.avail_in = Chunk(bytes.size() - in_at);
    stream.next_out = Bytes(text.data() + used);
    stream.avail_out = Chunk(text.size() - used);
    const uInt out_before = stream.avail_out;
    const uInt in_before = stream.avail_in;
    result = inflate(&stream, Z_NO_FLUSH);
    used += out_before - stream.avail_out;
    in_at += in_before - stream.avail_in;
    if (result == Z_STREAM_END && in_at < bytes.size()) {
      result = inflateReset(&stream);
      continue;
    }
    if (result != Z_OK) break;
    if (in_at == bytes.size() && stream.avail_out != 0) break;
  }
  inflateEnd(&stream);
  if (result == Z_OK && used >= limit) {
    base::Throw(ErrorKind::kResourceExhausted, "the text is larger than {} bytes", limit);
  }
  if (result != Z_STREAM_END) {
    base::Throw(ErrorKind::kDataCorruption, "not a complete gzip file of {} bytes", bytes.size());
  }
  text.resize(used);
  return text;
}

}  // namespace tarn::iceberg

#include "http/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

#include "base/error.h"

namespace tarn::http {
namespace {

using base::ErrorKind;

constexpr int kGzipWindow = 15 + 16;
constexpr size_t kPiece = size_t{64} << 10;

Bytef* AsBytes(std::string_view text) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
}

struct Inflater {
  z_stream stream{};
  Inflater() {
    if (inflateInit2(&stream, kGzipWindow) != Z_OK) throw std::bad_alloc();
  }
  ~Inflater() { inflateEnd(&stream); }
};

}  // namespace

std::string Gunzip(std::string_view bytes, size_t limit,
                   const std::function<void(size_t text_bytes)>& grows) {
  if (bytes.size() > std::numeric_limits<uInt>::max()) {
    base::Throw(ErrorKind::kResourceExhausted, "a gzip body of {} bytes is too large",
                bytes.size());
  }
  Inflater inflater;
  z_stream& stream = inflater.stream;
  stream.next_in = AsBytes(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string text;
  std::string piece(kPiece, '\0');
  while (true) {
    stream.next_out = AsBytes(piece);
    stream.avail_out = static_cast<uInt>(piece.size());
    const int status = inflate(&stream, Z_NO_FLUSH);
    text.append(piece, 0, piece.size() - stream.avail_out);
    if (text.size() > limit) {
      base::Throw(ErrorKind::kResourceExhausted,
                  "the body is larger than the limit of {} bytes after decompression", limit);
    }
    if (grows) grows(text.size());
    if (status == Z_STREAM_END) {
      if (stream.avail_in == 0) return text;
      inflateReset(&stream);  // another member follows
    } else if (status != Z_OK) {
      base::Throw(ErrorKind::kInvalidArgument, "the body is not gzip, or not all of it ({} bytes)",
                  bytes.size());
    }
  }
}

struct GzipWriter::State {
  z_stream stream{};
};

GzipWriter::GzipWriter() : state_(std::make_unique<State>()) {
  constexpr int kMemoryLevel = 8;
  if (deflateInit2(&state_->stream, Z_BEST_SPEED, Z_DEFLATED, kGzipWindow, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
}

GzipWriter::~GzipWriter() { deflateEnd(&state_->stream); }

std::string GzipWriter::Run(std::string_view text, int flush) {
  z_stream& stream = state_->stream;
  std::string out;
  do {
    const size_t take = std::min<size_t>(text.size(), size_t{1} << 30);
    const bool last = take == text.size();
    stream.next_in = AsBytes(text);
    stream.avail_in = static_cast<uInt>(take);
    text.remove_prefix(take);
    do {
      const size_t before = out.size();
      out.resize(before + kPiece);
      stream.next_out = AsBytes(out.data() + before);
      stream.avail_out = static_cast<uInt>(kPiece);
      deflate(&stream, last ? flush : Z_NO_FLUSH);
      out.resize(out.size() - stream.avail_out);
    } while (stream.avail_out == 0);
  } while (!text.empty());
  return out;
}

std::string GzipWriter::Write(std::string_view text) { return Run(text, Z_NO_FLUSH); }
std::string GzipWriter::Finish() { return Run({}, Z_FINISH); }

}  // namespace tarn::http

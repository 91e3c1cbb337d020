#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tarn::http {

// The text of gzip members (RFC 1952), as a request's body is compressed. kInvalidArgument for
// anything else; kResourceExhausted as soon as the text is longer than `limit` bytes: a small body
// can inflate to a thousand times its size. `grows` is told how long the text is so far, before
// more is made of it, and may throw.
std::string Gunzip(std::string_view bytes, size_t limit,
                   const std::function<void(size_t text_bytes)>& grows = {});

// Compresses one gzip member piece by piece, fast rather than small. Used by one thread at a time.
class GzipWriter {
 public:
  GzipWriter();
  ~GzipWriter();
  // What is ready after `text`; may be empty.
  std::string Write(std::string_view text);
  // The rest. Nothing may be written afterwards.
  std::string Finish();

 private:
  struct State;
  std::string Run(std::string_view text, int flush);
  std::unique_ptr<State> state_;
};

}  // namespace tarn::http

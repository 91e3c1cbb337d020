#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "http/gzip.h"
#include "http/message.h"

namespace tarn::http {

// A response as bytes on the wire: head and body, or a stream whose pieces FramePiece frames.
struct Reply {
  int status = 200;
  std::string operation;
  std::string user;
  std::string head;  // status line and header, with the empty line
  std::string body;
  BodyStream stream;
  bool chunked = false;  // else a stream ends with the connection (HTTP/1.0)
  bool close = false;    // the connection ends with this answer
  std::unique_ptr<GzipWriter> gzip;
};

struct ReplyOptions {
  bool http_1_1 = true;
  bool head_only = false;  // HEAD: the header alone, with the length that a body would have
  bool accepts_gzip = false;
  bool close = false;
  size_t gzip_from_bytes = 1024;
  std::string request_id = {};
};

// Frames a response, compressing its body when the client takes that and it pays. What would break
// the header (control characters in names or values) is dropped.
Reply MakeReply(Response response, const ReplyOptions& options);

// The next bytes of a streamed reply, framed; `last` is set with the final ones. Blocks and throws
// as the stream does.
std::string NextPiece(Reply& reply, bool& last);

// "Fri, 27 Nov 2026 14:00:00 GMT" (RFC 9110 section 5.6.7).
std::string HttpDate(int64_t unix_seconds);

}  // namespace tarn::http

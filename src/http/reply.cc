#include "http/reply.h"

#include <ctime>

#include <fmt/format.h>

namespace tarn::http {
namespace {

bool HasBody(int status) { return status >= 200 && status != 204 && status != 304; }

bool IsCompressible(const std::string& content_type) {
  return content_type.starts_with("application/json") || content_type.starts_with("text/");
}

bool IsFieldName(std::string_view name) {
  constexpr std::string_view kToken =
      "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  return !name.empty() && name.find_first_not_of(kToken) == std::string_view::npos;
}

void AppendField(std::string& head, std::string_view name, std::string_view value) {
  if (!IsFieldName(name)) return;
  head.append(name).append(": ");
  for (char c : value) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) head.push_back(c);
  }
  head.append("\r\n");
}

std::string Chunk(std::string_view bytes) {
  return bytes.empty() ? std::string() : fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes);
}

}  // namespace

std::string HttpDate(int64_t unix_seconds) {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t time = unix_seconds;
  std::tm parts{};
  gmtime_r(&time, &parts);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[parts.tm_wday], parts.tm_mday,
                     kMonths[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min,
                     parts.tm_sec);
}

Reply MakeReply(Response response, const ReplyOptions& options) {
  Reply reply;
  reply.status = response.status;
  reply.operation = std::move(response.operation);
  reply.user = std::move(response.user);
  const bool streamed = static_cast<bool>(response.stream);
  reply.chunked = streamed && options.http_1_1;
  reply.close = options.close || (streamed && !options.http_1_1);

  const bool may_compress = response.may_compress && HasBody(response.status) &&
                            !response.headers.Has("Content-Encoding") &&
                            IsCompressible(response.headers.Get("Content-Type"));
  const bool compress = may_compress && options.accepts_gzip &&
                        (streamed || response.body.size() >= options.gzip_from_bytes);
  if (compress && streamed) {
    reply.gzip = std::make_unique<GzipWriter>();
  } else if (compress) {
    GzipWriter writer;
    std::string packed = writer.Write(response.body);
    response.body = packed + writer.Finish();
  }

  std::string& head = reply.head;
  head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, ReasonPhrase(response.status));
  for (const auto& [name, value] : response.headers) {
    // Framing is decided here.
    if (EqualsIgnoreCase(name, "Content-Length") || EqualsIgnoreCase(name, "Transfer-Encoding") ||
        EqualsIgnoreCase(name, "Connection")) {
      continue;
    }
    AppendField(head, name, value);
  }
  if (compress) AppendField(head, "Content-Encoding", "gzip");
  if (may_compress) AppendField(head, "Vary", "Accept-Encoding");
  AppendField(head, "Date", HttpDate(std::time(nullptr)));
  AppendField(head, "X-Request-ID", options.request_id);
  if (!HasBody(response.status)) {
    response.body.clear();
    response.stream = {};
    reply.chunked = false;
    reply.gzip.reset();
  } else if (reply.chunked) {
    AppendField(head, "Transfer-Encoding", "chunked");
  } else if (!streamed) {
    AppendField(head, "Content-Length", std::to_string(response.body.size()));
  }
  AppendField(head, "Connection", reply.close ? "close" : "keep-alive");
  head += "\r\n";
  if (!options.head_only) {
    reply.body = std::move(response.body);
    reply.stream = std::move(response.stream);
  }
  return reply;
}

std::string NextPiece(Reply& reply, bool& last) {
  while (true) {
    const std::string piece = reply.stream();
    last = piece.empty();
    std::string bytes;
    if (reply.gzip) {
      bytes = last ? reply.gzip->Finish() : reply.gzip->Write(piece);
    } else {
      bytes = piece;
    }
    if (reply.chunked) {
      bytes = Chunk(bytes);
      if (last) bytes += "0\r\n\r\n";
    }
    // A compressor may keep a piece to itself.
    if (last || !bytes.empty()) return bytes;
  }
}

}  // namespace tarn::http

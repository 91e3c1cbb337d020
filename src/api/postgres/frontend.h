#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What clients send (PostgreSQL 16, section 55.7 "Message Formats"), as values.
namespace tarn::api::postgres {

// The first packet of a connection has no type.
struct SslRequest {};
struct GssRequest {};
struct CancelRequest {
  int32_t process_id = 0;
  std::string secret;
};
struct StartupMessage {
  int16_t minor = 0;  // of version 3
  std::map<std::string, std::string> parameters;
};
using StartupPacket = std::variant<SslRequest, GssRequest, CancelRequest, StartupMessage>;

struct Query {
  std::string sql;
};
struct Parse {
  std::string name;
  std::string sql;
  std::vector<uint32_t> parameter_types;  // OIDs; 0 for one that the server is to find out
};
struct Bind {
  std::string portal;
  std::string statement;
  std::vector<int16_t> parameter_formats;  // none: text, one: of all, else each its own
  std::vector<std::optional<std::string>> parameters;
  std::vector<int16_t> result_formats;
};
struct Describe {
  char what = 'S';  // or 'P'
  std::string name;
};
struct Execute {
  std::string portal;
  int32_t max_rows = 0;  // 0: all
};
struct Close {
  char what = 'S';  // or 'P'
  std::string name;
};
struct Flush {};
struct Sync {};
struct Terminate {};
struct Password {
  std::string secret;
};
struct CopyData {
  std::string bytes;
};
struct CopyDone {};
struct CopyFail {
  std::string reason;
};
struct FunctionCall {};
using FrontendMessage =
    std::variant<Query, Parse, Bind, Describe, Execute, Close, Flush, Sync, Terminate, Password,
                 CopyData, CopyDone, CopyFail, FunctionCall>;

// A message within what a client has sent.
struct Frame {
  char type = 0;          // 0 for the first packet
  std::string_view body;  // a view into the input
  size_t bytes = 0;       // of the input, that it takes
};

inline constexpr size_t kMaxStartupBytes = 10'000;
inline constexpr size_t kMaxPasswordMessageBytes = 64 << 10;

// The first message of `input`; nothing when it is not all there, and then `wanted` tells how many
// bytes must be. SqlError 08P01 for a length that no message has, 54000 for one above `limit`.
std::optional<Frame> NextFrame(std::string_view input, bool first_packet, size_t limit,
                               size_t& wanted);

// SqlError 08P01 for what is no such message, 0A000 for a version other than 3.
StartupPacket DecodeStartup(std::string_view body);
FrontendMessage DecodeMessage(const Frame& frame);

}  // namespace tarn::api::postgres

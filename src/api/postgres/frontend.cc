#include "api/postgres/frontend.h"

#include <fmt/format.h>

#include "api/postgres/sql_error.h"
#include "api/postgres/wire.h"

namespace tarn::api::postgres {
namespace {

constexpr int32_t kSslCode = 80877103;
constexpr int32_t kGssCode = 80877104;
constexpr int32_t kCancelCode = 80877102;
constexpr size_t kLengthBytes = 4;
constexpr size_t kMaxSecretBytes = 256;  // protocol 3.2

size_t Count(WireReader& reader, size_t least_bytes_each) {
  const auto count = static_cast<uint16_t>(reader.Int16());
  // So that nothing is allocated for what is not there.
  if (count * least_bytes_each > reader.size()) {
    throw SqlError("08P01", fmt::format("protocol violation: the message is too short for {} "
                                        "entries",
                                        count));
  }
  return count;
}

std::vector<int16_t> Formats(WireReader& reader) {
  std::vector<int16_t> formats(Count(reader, sizeof(int16_t)));
  for (int16_t& format : formats) {
    format = reader.Int16();
    if (format != 0 && format != 1) {
      throw SqlError("08P01", fmt::format("protocol violation: unknown format code: {}", format));
    }
  }
  return formats;
}

Parse DecodeParse(WireReader& reader) {
  Parse parse;
  parse.name = reader.CString();
  parse.sql = reader.CString();
  parse.parameter_types.resize(Count(reader, sizeof(int32_t)));
  for (uint32_t& type : parse.parameter_types) type = static_cast<uint32_t>(reader.Int32());
  return parse;
}

Bind DecodeBind(WireReader& reader) {
  Bind bind;
  bind.portal = reader.CString();
  bind.statement = reader.CString();
  bind.parameter_formats = Formats(reader);
  bind.parameters.resize(Count(reader, sizeof(int32_t)));
  for (auto& parameter : bind.parameters) {
    const int32_t length = reader.Int32();
    if (length < -1) {
      throw SqlError("08P01", fmt::format("protocol violation: length of a parameter: {}", length));
    }
    if (length >= 0) parameter = std::string(reader.Bytes(static_cast<size_t>(length)));
  }
  bind.result_formats = Formats(reader);
  const size_t formats = bind.parameter_formats.size();
  if (formats > 1 && formats != bind.parameters.size()) {
    throw SqlError("08P01", fmt::format("protocol violation: {} formats for {} parameters", formats,
                                        bind.parameters.size()));
  }
  return bind;
}

// 'S' or 'P', and a name.
template <typename Message>
Message DecodeNamed(WireReader& reader) {
  Message message;
  message.what = static_cast<char>(reader.Byte());
  message.name = reader.CString();
  if (message.what != 'S' && message.what != 'P') {
    throw SqlError("08P01", fmt::format("protocol violation: neither statement nor portal: {}",
                                        static_cast<int>(message.what)));
  }
  return message;
}

Execute DecodeExecute(WireReader& reader) {
  Execute execute;
  execute.portal = reader.CString();
  execute.max_rows = reader.Int32();
  return execute;
}

FrontendMessage DecodeBody(char type, WireReader& reader) {
  switch (type) {
    case 'Q': return Query{std::string(reader.CString())};
    case 'P': return DecodeParse(reader);
    case 'B': return DecodeBind(reader);
    case 'D': return DecodeNamed<Describe>(reader);
    case 'E': return DecodeExecute(reader);
    case 'C': return DecodeNamed<Close>(reader);
    case 'H': return Flush{};
    case 'S': return Sync{};
    case 'X': return Terminate{};
    case 'p': return Password{std::string(reader.CString())};
    case 'd': return CopyData{std::string(reader.Bytes(reader.size()))};
    case 'c': return CopyDone{};
    case 'f': return CopyFail{std::string(reader.CString())};
    case 'F': reader.Bytes(reader.size()); return FunctionCall{};
    default:
      throw SqlError("08P01", fmt::format("protocol violation: unknown message type: {}",
                                          static_cast<int>(static_cast<unsigned char>(type))));
  }
}

}  // namespace

std::optional<Frame> NextFrame(std::string_view input, bool first_packet, size_t limit,
                               size_t& wanted) {
  const size_t type_bytes = first_packet ? 0 : 1;
  wanted = type_bytes + kLengthBytes;
  if (input.size() < wanted) return std::nullopt;
  WireReader reader(input.substr(type_bytes, kLengthBytes));
  const int32_t length = reader.Int32();
  const size_t least = first_packet ? 2 * kLengthBytes : kLengthBytes;
  if (length < static_cast<int32_t>(least)) {
    throw SqlError("08P01",
                   fmt::format("protocol violation: invalid length of a message: {}", length));
  }
  if (static_cast<size_t>(length) > limit) {
    throw SqlError(first_packet ? "08P01" : "54000",
                   fmt::format("a message of {} bytes is longer than {}", length, limit));
  }
  wanted = type_bytes + static_cast<size_t>(length);
  if (input.size() < wanted) return std::nullopt;
  Frame frame;
  frame.type = first_packet ? '\0' : input[0];
  frame.bytes = wanted;
  frame.body = input.substr(type_bytes + kLengthBytes, static_cast<size_t>(length) - kLengthBytes);
  return frame;
}

StartupPacket DecodeStartup(std::string_view body) {
  WireReader reader(body);
  const int32_t code = reader.Int32();
  if (code == kSslCode || code == kGssCode) {
    reader.Finish();
    if (code == kSslCode) return SslRequest{};
    return GssRequest{};
  }
  if (code == kCancelCode) {
    CancelRequest cancel;
    cancel.process_id = reader.Int32();
    if (reader.size() > kMaxSecretBytes) reader.Finish();
    cancel.secret = reader.Bytes(reader.size());
    return cancel;
  }
  if (code >> 16 != 3) {
    throw SqlError("0A000", fmt::format("unsupported frontend protocol {}.{}: the server supports "
                                        "3.0",
                                        code >> 16, code & 0xffff));
  }
  StartupMessage startup;
  startup.minor = static_cast<int16_t>(code & 0x7fff);
  while (true) {
    std::string name(reader.CString());
    if (name.empty()) break;
    startup.parameters[std::move(name)] = std::string(reader.CString());
  }
  reader.Finish();
  return startup;
}

FrontendMessage DecodeMessage(const Frame& frame) {
  WireReader reader(frame.body);
  FrontendMessage message = DecodeBody(frame.type, reader);
  reader.Finish();
  return message;
}

}  // namespace tarn::api::postgres

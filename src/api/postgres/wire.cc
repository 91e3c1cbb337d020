#include "api/postgres/wire.h"

#include "api/postgres/sql_error.h"

namespace tarn::api::postgres {
namespace {

[[noreturn]] void TooShort() {
  throw SqlError("08P01", "protocol violation: the message is shorter than it says");
}

template <typename T>
T BigEndian(std::string_view bytes) {
  uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return static_cast<T>(value);
}

template <typename T>
void AppendBigEndian(std::string& out, T value) {
  auto bits = static_cast<uint64_t>(static_cast<int64_t>(value));
  char bytes[sizeof(T)];
  for (size_t i = sizeof(T); i-- > 0; bits >>= 8) bytes[i] = static_cast<char>(bits & 0xff);
  out.append(bytes, sizeof(T));
}

}  // namespace

uint8_t WireReader::Byte() { return static_cast<uint8_t>(Bytes(1)[0]); }
int16_t WireReader::Int16() { return BigEndian<int16_t>(Bytes(2)); }
int32_t WireReader::Int32() { return BigEndian<int32_t>(Bytes(4)); }
int64_t WireReader::Int64() { return BigEndian<int64_t>(Bytes(8)); }

std::string_view WireReader::Bytes(size_t count) {
  if (count > rest_.size()) TooShort();
  const std::string_view bytes = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return bytes;
}

std::string_view WireReader::CString() {
  const size_t end = rest_.find('\0');
  if (end == std::string_view::npos) TooShort();
  const std::string_view text = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  return text;
}

void WireReader::Finish() const {
  if (!rest_.empty()) {
    throw SqlError("08P01", "protocol violation: the message is longer than it should be");
  }
}

void AppendInt16(std::string& out, int16_t value) { AppendBigEndian(out, value); }
void AppendInt32(std::string& out, int32_t value) { AppendBigEndian(out, value); }
void AppendInt64(std::string& out, int64_t value) { AppendBigEndian(out, value); }

MessageWriter::MessageWriter(std::string& out, char type) : out_(out), begin_(out.size() + 1) {
  out_ += type;
  out_.append(4, '\0');
}

MessageWriter::~MessageWriter() {
  auto length = static_cast<uint32_t>(out_.size() - begin_);
  for (size_t i = 4; i-- > 0; length >>= 8) out_[begin_ + i] = static_cast<char>(length & 0xff);
}

MessageWriter& MessageWriter::Byte(char value) {
  out_ += value;
  return *this;
}
MessageWriter& MessageWriter::Int16(int16_t value) {
  AppendInt16(out_, value);
  return *this;
}
MessageWriter& MessageWriter::Int32(int32_t value) {
  AppendInt32(out_, value);
  return *this;
}
MessageWriter& MessageWriter::Bytes(std::string_view bytes) {
  out_.append(bytes);
  return *this;
}
MessageWriter& MessageWriter::CString(std::string_view text) {
  out_.append(text.substr(0, text.find('\0')));
  out_ += '\0';
  return *this;
}

}  // namespace tarn::api::postgres

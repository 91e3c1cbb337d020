#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// The parts of messages (PostgreSQL 16, section 55.2 "Message Data Types"): integers are
// big-endian, strings end with a zero byte.
namespace tarn::api::postgres {

// Takes a message apart. Throws SqlError 08P01 for one that is shorter than it says.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : rest_(bytes) {}

  uint8_t Byte();
  int16_t Int16();
  int32_t Int32();
  int64_t Int64();
  std::string_view Bytes(size_t count);
  // Without its zero byte.
  std::string_view CString();
  bool empty() const { return rest_.empty(); }
  size_t size() const { return rest_.size(); }
  // Throws when something is left.
  void Finish() const;

 private:
  std::string_view rest_;
};

void AppendInt16(std::string& out, int16_t value);
void AppendInt32(std::string& out, int32_t value);
void AppendInt64(std::string& out, int64_t value);

// Puts one message together at the end of `out`; it is whole when the writer goes.
class MessageWriter {
 public:
  MessageWriter(std::string& out, char type);
  ~MessageWriter();
  MessageWriter(const MessageWriter&) = delete;
  MessageWriter& operator=(const MessageWriter&) = delete;

  MessageWriter& Byte(char value);
  MessageWriter& Int16(int16_t value);
  MessageWriter& Int32(int32_t value);
  MessageWriter& Bytes(std::string_view bytes);
  // A zero byte in the text ends it.
  MessageWriter& CString(std::string_view text);

 private:
  std::string& out_;
  const size_t begin_;
};

}  // namespace tarn::api::postgres

#pragma once

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "parquet_types.h"
#include "thrift/protocol/TCompactProtocol.h"

namespace tarn::engine::embedded {

// Parquet's structures between bytes and DuckDB's classes for them (Parquet: Thrift compact
// protocol). Pure.

// Bytes that Thrift reads from the front, and writes to the end.
class ThriftBytes : public duckdb_apache::thrift::transport::TTransport {
 public:
  ThriftBytes() = default;
  explicit ThriftBytes(std::string_view in) : in_(in) {}

  size_t position() const { return position_; }
  std::string TakeWritten() { return std::move(out_); }

  // What TCompactProtocolT calls without a virtual call.
  uint32_t read(uint8_t* to, uint32_t size) {
    const auto left = static_cast<uint32_t>(std::min<size_t>(size, in_.size() - position_));
    std::memcpy(to, in_.data() + position_, left);
    position_ += left;
    return left;
  }
  uint32_t readAll(uint8_t* to, uint32_t size) {
    if (read(to, size) == size) return size;
    throw duckdb_apache::thrift::transport::TTransportException(
        duckdb_apache::thrift::transport::TTransportException::END_OF_FILE, "too few bytes");
  }
  void write(const uint8_t* from, uint32_t size) {
    out_.append(reinterpret_cast<const char*>(from), size);
  }
  const uint8_t* borrow(uint8_t*, uint32_t*) { return nullptr; }

  uint32_t read_virt(uint8_t* to, uint32_t size) override { return read(to, size); }
  uint32_t readAll_virt(uint8_t* to, uint32_t size) override { return readAll(to, size); }
  void write_virt(const uint8_t* from, uint32_t size) override { write(from, size); }

 private:
  std::string_view in_;
  size_t position_ = 0;
  std::string out_;
};

using ThriftProtocol = duckdb_apache::thrift::protocol::TCompactProtocolT<ThriftBytes>;

// What a string or list in so many bytes may claim to have: checked before anything is allocated.
inline int32_t ThriftLimit(size_t bytes) {
  return static_cast<int32_t>(std::min<size_t>(bytes, std::numeric_limits<int32_t>::max()));
}

// The structure at the front of `bytes`, and how many of them it took. kDataCorruption when it ends
// too early or is none.
template <typename T>
T ReadThrift(std::string_view bytes, size_t& used) {
  T value;
  const auto transport = std::make_shared<ThriftBytes>(bytes);
  ThriftProtocol protocol(transport, ThriftLimit(bytes.size()), ThriftLimit(bytes.size()));
  try {
    value.read(&protocol);
  } catch (const std::exception& error) {
    base::Throw(base::ErrorKind::kDataCorruption, "not a structure of Parquet: {}", error.what());
  }
  used = transport->position();
  return value;
}

template <typename T>
std::string WriteThrift(const T& value) {
  const auto transport = std::make_shared<ThriftBytes>();
  ThriftProtocol protocol(transport);
  value.write(&protocol);
  return transport->TakeWritten();
}

}  // namespace tarn::engine::embedded

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tarn::iceberg::json {

// Builds compact JSON in one string. Commas are its business; that keys and values alternate is the
// caller's. Not thread safe.
class Writer {
 public:
  Writer& BeginObject() { return Open('{'); }
  Writer& EndObject() { return Close('}'); }
  Writer& BeginArray() { return Open('['); }
  Writer& EndArray() { return Close(']'); }
  Writer& Key(std::string_view key);
  Writer& String(std::string_view value);
  Writer& Int(int64_t value);
  Writer& Bool(bool value);
  Writer& Null();
  // Text that is JSON already: one value, or several with commas between them.
  Writer& Raw(std::string_view json);

  Writer& Field(std::string_view key, std::string_view value) { return Key(key).String(value); }
  Writer& Field(std::string_view key, const std::string& value) { return Key(key).String(value); }
  Writer& Field(std::string_view key, const char* value) { return Key(key).String(value); }
  Writer& Field(std::string_view key, int64_t value) { return Key(key).Int(value); }
  Writer& Field(std::string_view key, int32_t value) { return Key(key).Int(value); }
  Writer& Field(std::string_view key, bool value) { return Key(key).Bool(value); }
  Writer& Field(std::string_view key, const std::map<std::string, std::string>& values);

  const std::string& text() const { return out_; }
  std::string Take() { return std::move(out_); }
  // What was built so far; the writer goes on after it.
  std::string TakePart();

 private:
  Writer& Open(char bracket);
  Writer& Close(char bracket);
  void Separate();

  std::string out_;
  bool comma_ = false;
};

// `text` as a JSON string, quotes included. Bytes that are no UTF-8 become U+FFFD.
std::string Quote(std::string_view text);

}  // namespace tarn::iceberg::json

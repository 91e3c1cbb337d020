#include "iceberg/json/reader.h"

#include <nlohmann/json.hpp>

namespace tarn::iceberg::json {
namespace {

using base::ErrorKind;

// simdjson does not say where it stopped; nlohmann does. Only reached for broken documents.
std::string Locate(std::string_view text, simdjson::error_code code) {
  const auto plain = [&] { return std::string(simdjson::error_message(code)); };
  if (code == simdjson::DEPTH_ERROR) return fmt::format("nested deeper than {}", kMaxDepth);
  if (text.empty()) return "the text is empty";
  // A SAX pass without a tree: depth is bounded by the heap, not the stack.
  struct Position : nlohmann::json_sax<nlohmann::json> {
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(size_t) override { return true; }
    bool key(string_t&) override { return true; }
    bool end_object() override { return true; }
    bool start_array(size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(size_t position, const std::string&,
                     const nlohmann::json::exception&) override {
      at = position;
      return false;
    }
    size_t at = 0;
  } sax;
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &sax)) return plain();
  size_t line = 1;
  size_t column = 1;
  for (size_t i = 0; i + 1 < sax.at && i < text.size(); ++i) {
    ++column;
    if (text[i] == '\n') {
      ++line;
      column = 1;
    }
  }
  return fmt::format("line {}, column {}", line, column);
}

std::string Abbreviated(const Value& value) {
  std::string text = simdjson::minify(value);
  constexpr size_t kLongest = 80;
  if (text.size() > kLongest) text = text.substr(0, kLongest) + "…";
  return text;
}

}  // namespace

void PathError::PrependKey(std::string_view key) {
  const bool dot = !path_.empty() && path_.front() != '[';
  path_ = std::string(key) + (dot ? "." : "") + path_;
}

void PathError::PrependIndex(size_t index) {
  const bool dot = !path_.empty() && path_.front() != '[';
  path_ = fmt::format("[{}]{}{}", index, dot ? "." : "", path_);
}

base::Error PathError::ToError(ErrorKind kind, std::string_view document) const {
  std::string message(document);
  if (!path_.empty()) message += ": " + path_;
  return {unsupported_ ? ErrorKind::kUnsupported : kind, message + ": " + message_};
}

void FailExpected(std::string_view expected, const Value& value) {
  throw PathError(fmt::format("expected {}, got {}", expected, Abbreviated(value)));
}

Object AsObject(const Value& value) {
  Object object;
  if (value.get(object) != simdjson::SUCCESS) FailExpected("an object", value);
  return object;
}

Array AsArray(const Value& value) {
  Array array;
  if (value.get(array) != simdjson::SUCCESS) FailExpected("an array", value);
  return array;
}

std::string_view AsStringView(const Value& value) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) FailExpected("a string", value);
  return text;
}

int64_t AsInt64(const Value& value) {
  int64_t number = 0;
  if (value.get(number) != simdjson::SUCCESS) FailExpected("an integer of 64 bits", value);
  return number;
}

int32_t AsInt32(const Value& value) {
  int64_t number = 0;
  if (value.get(number) != simdjson::SUCCESS || number < INT32_MIN || number > INT32_MAX) {
    FailExpected("an integer of 32 bits", value);
  }
  return static_cast<int32_t>(number);
}

bool AsBool(const Value& value) {
  bool flag = false;
  if (value.get(flag) != simdjson::SUCCESS) FailExpected("true or false", value);
  return flag;
}

std::optional<Value> Find(const Object& object, std::string_view key) {
  Value value;
  if (object.at_key(key).get(value) != simdjson::SUCCESS || value.is_null()) return {};
  return value;
}

Value Require(const Object& object, std::string_view key) {
  auto value = Find(object, key);
  if (!value) throw PathError(fmt::format("'{}' is missing", key));
  return *value;
}

std::string GetString(const Object& object, std::string_view key) {
  return Get(object, key, AsString);
}
int64_t GetInt64(const Object& object, std::string_view key) { return Get(object, key, AsInt64); }
int32_t GetInt32(const Object& object, std::string_view key) { return Get(object, key, AsInt32); }
bool GetBool(const Object& object, std::string_view key) { return Get(object, key, AsBool); }

std::optional<std::string> GetOptionalString(const Object& object, std::string_view key) {
  return GetOptional(object, key, AsString);
}
std::optional<int64_t> GetOptionalInt64(const Object& object, std::string_view key) {
  return GetOptional(object, key, AsInt64);
}
std::optional<int32_t> GetOptionalInt32(const Object& object, std::string_view key) {
  return GetOptional(object, key, AsInt32);
}

std::map<std::string, std::string> AsStringMap(const Value& value) {
  std::map<std::string, std::string> map;
  for (const auto [key, member] : AsObject(value)) {
    map.insert_or_assign(std::string(key), AtKey(key, [&] { return AsString(member); }));
  }
  return map;
}

std::map<std::string, std::string> GetOptionalStringMap(const Object& object,
                                                        std::string_view key) {
  return GetOptional(object, key, AsStringMap).value_or(std::map<std::string, std::string>{});
}

Document::Document(std::string_view text, ErrorKind kind, std::string_view name) {
  auto error = parser_.allocate(std::max<size_t>(text.size(), 64), kMaxDepth);
  if (error == simdjson::SUCCESS) {
    error = parser_.parse(text.data(), text.size(), true).get(root_);
  }
  if (error != simdjson::SUCCESS) {
    base::Throw(kind, "{} is not valid JSON: {}", name, Locate(text, error));
  }
}

}  // namespace tarn::iceberg::json

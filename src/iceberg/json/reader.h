#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "base/error.h"

// A small vocabulary over simdjson's DOM for strict parsing whose errors name the place of the
// offending value. Only for .cc files: it includes simdjson.
namespace tarn::iceberg::json {

using Value = simdjson::dom::element;
using Object = simdjson::dom::object;
using Array = simdjson::dom::array;

// Deeper documents are refused.
inline constexpr size_t kMaxDepth = 256;

// A value that is not what it should be; collects the way to it as it unwinds.
class PathError {
 public:
  explicit PathError(std::string message) : message_(std::move(message)) {}
  // What Tarn cannot do stays that; any other kind becomes the document's.
  explicit PathError(const base::Error& error)
      : message_(error.message()), unsupported_(error.kind() == base::ErrorKind::kUnsupported) {}
  void PrependKey(std::string_view key);
  void PrependIndex(size_t index);
  base::Error ToError(base::ErrorKind kind, std::string_view document) const;

 private:
  std::string path_;
  std::string message_;
  bool unsupported_ = false;
};

[[noreturn]] void FailExpected(std::string_view expected, const Value& value);

// Parses `text` and hands the root to `parse`. What goes wrong becomes base::Error of `kind`, told
// as
// "<document>: <path>: …".
template <typename Parse>
auto ParseDocument(std::string_view text, base::ErrorKind kind, std::string_view document,
                   Parse&& parse);

// Runs `parse` on a value, adding the key or index to errors on their way out.
template <typename Parse>
auto AtKey(std::string_view key, Parse&& parse) {
  try {
    return parse();
  } catch (PathError& error) {
    error.PrependKey(key);
    throw;
  } catch (const base::Error& error) {
    PathError located(error);
    located.PrependKey(key);
    throw located;
  }
}

Object AsObject(const Value& value);
Array AsArray(const Value& value);
std::string_view AsStringView(const Value& value);
int64_t AsInt64(const Value& value);
int32_t AsInt32(const Value& value);
bool AsBool(const Value& value);

inline std::string AsString(const Value& value) { return std::string(AsStringView(value)); }

// Absent and null are the same.
std::optional<Value> Find(const Object& object, std::string_view key);
Value Require(const Object& object, std::string_view key);

// Parse is called with the member's value.
template <typename Parse>
auto Get(const Object& object, std::string_view key, Parse&& parse) {
  const Value value = Require(object, key);
  return AtKey(key, [&] { return parse(value); });
}
template <typename Parse>
auto GetOptional(const Object& object, std::string_view key, Parse&& parse)
    -> std::optional<decltype(parse(std::declval<Value>()))> {
  const auto value = Find(object, key);
  if (!value) return {};
  return AtKey(key, [&] { return parse(*value); });
}
// Calls `each` with every element of an array.
template <typename Each>
void ForEach(const Value& value, Each&& each) {
  size_t index = 0;
  for (const Value element : AsArray(value)) {
    try {
      each(element);
    } catch (PathError& error) {
      error.PrependIndex(index);
      throw;
    } catch (const base::Error& error) {
      PathError located(error);
      located.PrependIndex(index);
      throw located;
    }
    ++index;
  }
}
// The elements of an array, each parsed.
template <typename Parse>
auto AsVector(const Value& value, Parse&& parse) {
  std::vector<decltype(parse(std::declval<Value>()))> items;
  ForEach(value, [&](const Value& element) { items.push_back(parse(element)); });
  return items;
}
template <typename Parse>
auto GetVector(const Object& object, std::string_view key, Parse&& parse) {
  return Get(object, key, [&](const Value& value) { return AsVector(value, parse); });
}
// Empty when absent.
template <typename Parse>
auto GetOptionalVector(const Object& object, std::string_view key, Parse&& parse) {
  using Items = decltype(AsVector(std::declval<Value>(), parse));
  return GetOptional(object, key, [&](const Value& v) { return AsVector(v, parse); })
      .value_or(Items{});
}

std::string GetString(const Object& object, std::string_view key);
int64_t GetInt64(const Object& object, std::string_view key);
int32_t GetInt32(const Object& object, std::string_view key);
bool GetBool(const Object& object, std::string_view key);
std::optional<std::string> GetOptionalString(const Object& object, std::string_view key);
std::optional<int64_t> GetOptionalInt64(const Object& object, std::string_view key);
std::optional<int32_t> GetOptionalInt32(const Object& object, std::string_view key);
std::map<std::string, std::string> AsStringMap(const Value& value);
// Empty when absent.
std::map<std::string, std::string> GetOptionalStringMap(const Object& object, std::string_view key);

// simdjson's parser with our depth; reports syntax errors with line and column.
class Document {
 public:
  Document(std::string_view text, base::ErrorKind kind, std::string_view name);
  const Value& root() const { return root_; }

 private:
  simdjson::dom::parser parser_;
  Value root_;
};

template <typename Parse>
auto ParseDocument(std::string_view text, base::ErrorKind kind, std::string_view document,
                   Parse&& parse) {
  const Document parsed(text, kind, document);
  try {
    return parse(parsed.root());
  } catch (const PathError& error) {
    throw error.ToError(kind, document);
  }
}

}  // namespace tarn::iceberg::json

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace tarn::api::nessie {

// Parses a request body. kInvalidArgument for what is no JSON, or is nested deeper than 64.
nlohmann::json ParseBody(std::string_view body);

// A place in a request's JSON, read strictly: what is of the wrong type is kInvalidArgument with
// the path of the value ("operations[1].key.elements: expected a list, not a string"). Members that
// are not asked for are not looked at, null is the same as absent. Points into the document, which
// must outlive it.
class JsonPlace {
 public:
  explicit JsonPlace(const nlohmann::json& document) : value_(&document) {}

  JsonPlace Get(const char* member) const;  // kInvalidArgument when it is absent
  std::optional<JsonPlace> Find(const char* member) const;

  std::string Text() const;
  int64_t Int64() const;
  int32_t Int32() const;
  bool Bool() const;
  std::vector<JsonPlace> Items(size_t max_items = 100'000) const;
  std::vector<std::string> Texts() const;
  std::map<std::string, std::string> TextMap() const;
  std::map<std::string, std::vector<std::string>> TextListMap() const;

  std::optional<std::string> FindText(const char* member) const;
  bool FindBool(const char* member) const;  // false when absent

  const nlohmann::json& value() const { return *value_; }
  [[noreturn]] void Fail(const std::string& problem) const;

 private:
  JsonPlace(const nlohmann::json& value, std::string path)
      : value_(&value), path_(std::move(path)) {}
  void ExpectObject() const;
  [[noreturn]] void FailExpected(const char* what) const;
  std::string PathOf(const std::string& member) const;

  const nlohmann::json* value_;
  std::string path_;
};

}  // namespace tarn::api::nessie

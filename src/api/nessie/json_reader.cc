#include "api/nessie/json_reader.h"

#include <limits>

#include "base/error.h"

namespace tarn::api::nessie {
namespace {

using base::ErrorKind;
using nlohmann::json;

constexpr int kMaxDepth = 64;

}  // namespace

json ParseBody(std::string_view body) {
  try {
    return json::parse(body, [](int depth, json::parse_event_t, json&) {
      if (depth > kMaxDepth) {
        base::Throw(ErrorKind::kInvalidArgument, "the JSON is nested deeper than {}", kMaxDepth);
      }
      return true;
    });
  } catch (const json::exception& error) {
    base::Throw(ErrorKind::kInvalidArgument, "the body is no JSON: {}", error.what());
  }
}

void JsonPlace::Fail(const std::string& problem) const {
  base::Throw(ErrorKind::kInvalidArgument, "{}: {}", path_.empty() ? "the body" : path_, problem);
}

void JsonPlace::FailExpected(const char* what) const {
  Fail(std::string("expected ") + what + ", not " + value_->type_name());
}

std::string JsonPlace::PathOf(const std::string& member) const {
  return path_.empty() ? member : path_ + "." + member.substr(0, 100);
}

void JsonPlace::ExpectObject() const {
  if (!value_->is_object()) FailExpected("an object");
}

JsonPlace JsonPlace::Get(const char* member) const {
  if (auto found = Find(member)) return *found;
  JsonPlace(*value_, PathOf(member)).Fail("is required");
}

std::optional<JsonPlace> JsonPlace::Find(const char* member) const {
  ExpectObject();
  auto found = value_->find(member);
  if (found == value_->end() || found->is_null()) return std::nullopt;
  return JsonPlace(*found, PathOf(member));
}

std::string JsonPlace::Text() const {
  if (!value_->is_string()) FailExpected("a string");
  return value_->get<std::string>();
}

int64_t JsonPlace::Int64() const {
  if (!value_->is_number_integer()) FailExpected("an integer");
  if (value_->is_number_unsigned() &&
      value_->get<uint64_t>() > uint64_t{std::numeric_limits<int64_t>::max()}) {
    Fail("the number is out of range");
  }
  return value_->get<int64_t>();
}

int32_t JsonPlace::Int32() const {
  const int64_t number = Int64();
  if (number < std::numeric_limits<int32_t>::min() ||
      number > std::numeric_limits<int32_t>::max()) {
    Fail("the number is out of range");
  }
  return static_cast<int32_t>(number);
}

bool JsonPlace::Bool() const {
  if (!value_->is_boolean()) FailExpected("a boolean");
  return value_->get<bool>();
}

std::vector<JsonPlace> JsonPlace::Items(size_t max_items) const {
  if (!value_->is_array()) FailExpected("a list");
  if (value_->size() > max_items) {
    Fail("the list is longer than " + std::to_string(max_items));
  }
  std::vector<JsonPlace> items;
  items.reserve(value_->size());
  for (size_t i = 0; i < value_->size(); ++i) {
    items.push_back(JsonPlace((*value_)[i], path_ + "[" + std::to_string(i) + "]"));
  }
  return items;
}

std::vector<std::string> JsonPlace::Texts() const {
  std::vector<std::string> texts;
  for (const JsonPlace& item : Items()) texts.push_back(item.Text());
  return texts;
}

std::map<std::string, std::string> JsonPlace::TextMap() const {
  ExpectObject();
  std::map<std::string, std::string> result;
  for (const auto& [name, value] : value_->items()) {
    result[name] = JsonPlace(value, PathOf(name)).Text();
  }
  return result;
}

std::map<std::string, std::vector<std::string>> JsonPlace::TextListMap() const {
  ExpectObject();
  std::map<std::string, std::vector<std::string>> result;
  for (const auto& [name, value] : value_->items()) {
    result[name] = JsonPlace(value, PathOf(name)).Texts();
  }
  return result;
}

std::optional<std::string> JsonPlace::FindText(const char* member) const {
  auto found = Find(member);
  if (!found) return std::nullopt;
  return found->Text();
}

bool JsonPlace::FindBool(const char* member) const {
  auto found = Find(member);
  return found && found->Bool();
}

}  // namespace tarn::api::nessie

#pragma once

#include <nlohmann/json.hpp>

#include "jinja/dict.h"
#include "jinja/value.h"

namespace tarn::jinja {

// The value that json.loads of Python gives.
inline Value ValueOf(const nlohmann::ordered_json& json) {
  if (json.is_null()) return Value::None();
  if (json.is_boolean()) return Value(json.get<bool>());
  if (json.is_number_integer()) return Value(json.get<int64_t>());
  if (json.is_number_float()) return Value(json.get<double>());
  if (json.is_string()) return Value(json.get<std::string>());
  if (json.is_array()) {
    std::vector<Value> items;
    for (const auto& item : json) items.push_back(ValueOf(item));
    return Value::List(std::move(items));
  }
  Dict dict;
  for (const auto& [key, value] : json.items()) dict.Set(Value(key), ValueOf(value));
  return Value(std::move(dict));
}

}  // namespace tarn::jinja

#include "transform/context/value_tree.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::transform {

namespace {

using jinja::Value;

void AppendJsonString(std::string* out, std::string_view text, bool ascii) {
  *out += '"';
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    switch (c) {
      case '"': *out += "\\\""; continue;
      case '\\': *out += "\\\\"; continue;
      case '\n': *out += "\\n"; continue;
      case '\r': *out += "\\r"; continue;
      case '\t': *out += "\\t"; continue;
      case '\b': *out += "\\b"; continue;
      case '\f': *out += "\\f"; continue;
      default: break;
    }
    if (c < 0x20) {
      *out += fmt::format("\\u{:04x}", c);
    } else if (c < 0x80 || !ascii) {
      *out += static_cast<char>(c);
    } else {
      const int extra = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
      uint32_t code = c & (0x3Fu >> extra);
      for (int k = 0; k < extra && i + 1 < text.size(); ++k) {
        code = code << 6 | (static_cast<unsigned char>(text[++i]) & 0x3Fu);
      }
      if (code >= 0x10000) {
        code -= 0x10000;
        *out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF));
      } else {
        *out += fmt::format("\\u{:04x}", code);
      }
    }
  }
  *out += '"';
}

struct JsonStyle {
  std::string_view item = ", ";
  std::string_view colon = ": ";
  bool ascii = true;
  bool sort_keys = false;
};

constexpr int kMaxDepth = 200;

std::string KeyText(const Value& key) {
  if (key.is_string()) return key.AsString();
  if (key.is_none()) return "null";
  if (key.is_bool()) return key.AsBool() ? "true" : "false";
  return jinja::Str(key);
}

void Append(std::string* out, const Value& value, const JsonStyle& style, int depth) {
  if (depth > kMaxDepth) {
    base::Throw(base::ErrorKind::kResourceExhausted, "JSON nested deeper than {}", kMaxDepth);
  }
  if (value.is_none() || value.is_undefined()) {
    *out += "null";
  } else if (value.is_bool()) {
    *out += value.AsBool() ? "true" : "false";
  } else if (value.is_int()) {
    *out += std::to_string(value.AsInt());
  } else if (value.is_float()) {
    const double number = value.AsFloat();
    *out += std::isnan(number)   ? "NaN"
            : std::isinf(number) ? (number > 0 ? "Infinity" : "-Infinity")
                                 : jinja::ReprFloat(number);
  } else if (value.is_string()) {
    AppendJsonString(out, value.AsString(), style.ascii);
  } else if (value.is_list() || value.is_tuple()) {
    *out += '[';
    bool first = true;
    for (const Value& item : value.Sequence()) {
      if (!first) *out += style.item;
      first = false;
      Append(out, item, style, depth + 1);
    }
    *out += ']';
  } else if (value.is_dict()) {
    std::vector<std::pair<std::string, const Value*>> entries;
    for (const auto& entry : value.AsDict()) {
      entries.emplace_back(KeyText(entry.key), &entry.value);
    }
    if (style.sort_keys) {
      std::stable_sort(entries.begin(), entries.end(),
                       [](const auto& a, const auto& b) { return a.first < b.first; });
    }
    *out += '{';
    bool first = true;
    for (const auto& [key, item] : entries) {
      if (!first) *out += style.item;
      first = false;
      AppendJsonString(out, key, style.ascii);
      *out += style.colon;
      Append(out, *item, style, depth + 1);
    }
    *out += '}';
  } else {
    AppendJsonString(out, jinja::Str(value), style.ascii);
  }
}

Value FromNlohmann(const nlohmann::ordered_json& json) {
  switch (json.type()) {
    case nlohmann::json::value_t::boolean: return Value(json.get<bool>());
    case nlohmann::json::value_t::number_integer: return Value(json.get<int64_t>());
    case nlohmann::json::value_t::number_unsigned: {
      const auto number = json.get<uint64_t>();
      if (number > static_cast<uint64_t>(INT64_MAX)) return Value(static_cast<double>(number));
      return Value(static_cast<int64_t>(number));
    }
    case nlohmann::json::value_t::number_float: return Value(json.get<double>());
    case nlohmann::json::value_t::string: return Value(json.get<std::string>());
    case nlohmann::json::value_t::array: {
      std::vector<Value> items;
      for (const auto& item : json) items.push_back(FromNlohmann(item));
      return Value::List(std::move(items));
    }
    case nlohmann::json::value_t::object: {
      jinja::Dict dict;
      for (const auto& [key, item] : json.items()) dict.Set(Value(key), FromNlohmann(item));
      return Value(std::move(dict));
    }
    default: return Value::None();
  }
}

Value MapAt(const Value& value, const StringMapper& render, std::vector<std::string>* path) {
  if (value.is_string()) return render(value.AsString(), *path);
  if (value.is_list() || value.is_tuple()) {
    std::vector<Value> items;
    items.reserve(value.Sequence().size());
    for (const Value& item : value.Sequence()) items.push_back(MapAt(item, render, path));
    return Value::List(std::move(items));
  }
  if (value.is_dict()) {
    jinja::Dict dict;
    for (const auto& entry : value.AsDict()) {
      path->push_back(KeyText(entry.key));
      dict.Set(entry.key, MapAt(entry.value, render, path));
      path->pop_back();
    }
    return Value(std::move(dict));
  }
  return value;
}

}  // namespace

Value DeepCopy(const Value& value) {
  if (value.is_list() || value.is_tuple()) {
    std::vector<Value> items;
    items.reserve(value.Sequence().size());
    for (const Value& item : value.Sequence()) items.push_back(DeepCopy(item));
    return value.is_list() ? Value::List(std::move(items)) : Value::Tuple(std::move(items));
  }
  if (value.is_dict()) {
    jinja::Dict dict;
    for (const auto& entry : value.AsDict()) dict.Set(entry.key, DeepCopy(entry.value));
    return Value(std::move(dict));
  }
  return value;
}

std::string ToJson(const Value& value, bool sort_keys) {
  std::string out;
  JsonStyle style;
  style.sort_keys = sort_keys;
  Append(&out, value, style, 0);
  return out;
}

std::string ToCompactJson(const Value& value) {
  std::string out;
  Append(&out, value, JsonStyle{",", ":", false, false}, 0);
  return out;
}

Value FromJson(std::string_view text) {
  try {
    return FromNlohmann(nlohmann::ordered_json::parse(text));
  } catch (const nlohmann::json::exception& e) {
    base::Throw(base::ErrorKind::kInvalidArgument, "not valid JSON: {}", e.what());
  }
}

const Value* Get(const Value& dict, std::string_view key) {
  if (!dict.is_dict()) return nullptr;
  const jinja::Dict& entries = dict.AsDict();
  return entries.Find(key);
}

std::string GetString(const Value& dict, std::string_view key, const std::string& fallback) {
  const Value* value = Get(dict, key);
  if (value == nullptr || value->is_none() || value->is_undefined()) return fallback;
  return jinja::Str(*value);
}

bool GetBool(const Value& dict, std::string_view key, bool fallback) {
  const Value* value = Get(dict, key);
  if (value == nullptr || value->is_none()) return fallback;
  if (value->is_string()) {
    const std::string& text = value->AsString();
    return text == "true" || text == "True" || text == "TRUE" || text == "yes";
  }
  return jinja::Truth(*value);
}

void Set(Value& dict, std::string_view key, Value value) {
  dict.AsDict().Set(Value(key), std::move(value));
}

Value EmptyDict() { return Value(jinja::Dict()); }

Value StringList(const std::vector<std::string>& strings) {
  std::vector<Value> items;
  items.reserve(strings.size());
  for (const auto& text : strings) items.emplace_back(text);
  return Value::List(std::move(items));
}

std::vector<std::string> ToStrings(const Value& value) {
  if (value.is_none() || value.is_undefined()) return {};
  if (!value.is_list() && !value.is_tuple()) return {jinja::Str(value)};
  std::vector<std::string> strings;
  for (const Value& item : value.Sequence()) strings.push_back(jinja::Str(item));
  return strings;
}

Value MapStrings(const Value& value, const StringMapper& render) {
  std::vector<std::string> path;
  return MapAt(value, render, &path);
}

}  // namespace tarn::transform

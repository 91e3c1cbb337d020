#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "avro/schema.h"
#include "base/error.h"

namespace tarn::avro {
namespace {

using base::ErrorKind;
using Json = nlohmann::ordered_json;

constexpr int64_t kMaxFixedBytes = 1 << 20;

std::string Abbreviated(const Json& json) {
  std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return text.size() > 80 ? text.substr(0, 80) + "…" : text;
}

std::optional<Type> PrimitiveNamed(std::string_view name) {
  for (Type type : {Type::kNull, Type::kBoolean, Type::kInt, Type::kLong, Type::kFloat,
                    Type::kDouble, Type::kBytes, Type::kString}) {
    if (ToString(type) == name) return type;
  }
  return {};
}

class SchemaParser {
 public:
  SchemaPtr Parse(const Json& json, const std::string& space, const std::string& path, int depth) {
    if (depth > kMaxSchemaDepth) Fail(path, fmt::format("deeper than {}", kMaxSchemaDepth));
    if (json.is_string()) return Named(json.get_ref<const std::string&>(), space, path);
    if (json.is_array()) return Union(json, space, path, depth);
    if (!json.is_object()) Fail(path, "expected a type, got " + Abbreviated(json));
    const Json* type = Member(json, "type");
    if (!type) Fail(path, "'type' is missing");
    // {"type": {…}} and {"type": […]} are the inner type.
    if (!type->is_string()) return Parse(*type, space, path + ".type", depth + 1);
    return Complex(json, type->get_ref<const std::string&>(), space, path, depth);
  }

 private:
  [[noreturn]] static void Fail(const std::string& path, const std::string& message) {
    base::Throw(ErrorKind::kInvalidArgument, "Avro schema{}{}: {}", path.empty() ? "" : " at ",
                path, message);
  }

  static const Json* Member(const Json& json, const char* key) {
    auto it = json.find(key);
    return it == json.end() ? nullptr : &*it;
  }

  static std::string String(const Json& json, const char* key, const std::string& path) {
    const Json* member = Member(json, key);
    if (!member || !member->is_string()) {
      Fail(path, fmt::format("'{}' must be a string", key));
    }
    return member->get<std::string>();
  }

  static const Json& Array(const Json& json, const char* key, const std::string& path) {
    const Json* member = Member(json, key);
    if (!member || !member->is_array()) Fail(path, fmt::format("'{}' must be an array", key));
    return *member;
  }

  static void TakeAttributes(const Json& json, const std::set<std::string_view>& own,
                             Attributes& attributes) {
    for (const auto& [key, value] : json.items()) {
      if (!own.contains(key)) {
        attributes.Add(key, value.dump(-1, ' ', false, Json::error_handler_t::replace));
      }
    }
  }

  SchemaPtr Named(const std::string& name, const std::string& space, const std::string& path) {
    if (auto primitive = PrimitiveNamed(name)) {
      auto schema = std::make_shared<Schema>();
      schema->type = *primitive;
      return schema;
    }
    const std::string full =
        name.find('.') == std::string::npos && !space.empty() ? space + "." + name : name;
    for (const std::string& candidate : {full, name}) {
      auto it = known_.find(candidate);
      if (it == known_.end()) continue;
      if (!it->second) {
        base::Throw(ErrorKind::kUnsupported, "Avro types that contain themselves: {}", candidate);
      }
      return it->second;
    }
    Fail(path, "not a type: " + name);
  }

  SchemaPtr Union(const Json& json, const std::string& space, const std::string& path, int depth) {
    auto schema = std::make_shared<Schema>();
    schema->type = Type::kUnion;
    for (size_t i = 0; i < json.size(); ++i) {
      const std::string at = fmt::format("{}[{}]", path, i);
      schema->branches.push_back(Parse(json[i], space, at, depth + 1));
      if (schema->branches.back()->type == Type::kUnion) Fail(at, "a union inside a union");
    }
    if (schema->branches.empty()) Fail(path, "a union without branches");
    return schema;
  }

  SchemaPtr Complex(const Json& json, const std::string& type, const std::string& space,
                    const std::string& path, int depth) {
    auto schema = std::make_shared<Schema>();
    if (type == "array" || type == "map") {
      const bool array = type == "array";
      schema->type = array ? Type::kArray : Type::kMap;
      const char* key = array ? "items" : "values";
      const Json* items = Member(json, key);
      if (!items) Fail(path, fmt::format("'{}' is missing", key));
      schema->items = Parse(*items, space, path + "." + key, depth + 1);
      TakeAttributes(json, {"type", key}, schema->attributes);
      return schema;
    }
    if (type == "record" || type == "error" || type == "enum" || type == "fixed") {
      return NamedType(json, type, space, path, depth);
    }
    auto inner = Named(type, space, path);
    *schema = *inner;
    TakeAttributes(json, {"type"}, schema->attributes);
    return schema;
  }

  SchemaPtr NamedType(const Json& json, const std::string& type, const std::string& space,
                      const std::string& path, int depth) {
    auto schema = std::make_shared<Schema>();
    const std::string name = String(json, "name", path);
    const Json* given = Member(json, "namespace");
    const std::string own = given && given->is_string() ? given->get<std::string>() : space;
    const bool dotted = name.find('.') != std::string::npos;
    schema->name = dotted || own.empty() ? name : own + "." + name;
    if (!known_.emplace(schema->name, nullptr).second) {
      Fail(path, "the name is taken by another type: " + schema->name);
    }
    const std::string inner = dotted ? name.substr(0, name.rfind('.')) : own;
    if (type == "enum") {
      Enum(json, path, *schema);
    } else if (type == "fixed") {
      Fixed(json, path, *schema);
    } else {
      Record(json, inner, path, depth, *schema);
    }
    known_[schema->name] = schema;
    return schema;
  }

  void Enum(const Json& json, const std::string& path, Schema& schema) {
    schema.type = Type::kEnum;
    for (const Json& symbol : Array(json, "symbols", path)) {
      if (!symbol.is_string()) Fail(path, "'symbols' must be strings");
      schema.symbols.push_back(symbol.get<std::string>());
    }
    TakeAttributes(json, {"type", "name", "namespace", "symbols"}, schema.attributes);
  }

  void Fixed(const Json& json, const std::string& path, Schema& schema) {
    schema.type = Type::kFixed;
    const Json* size = Member(json, "size");
    if (!size || !size->is_number_integer() || size->get<int64_t>() < 0 ||
        size->get<int64_t>() > kMaxFixedBytes) {
      Fail(path, fmt::format("'size' must be a number from 0 to {}", kMaxFixedBytes));
    }
    schema.size = size->get<int64_t>();
    TakeAttributes(json, {"type", "name", "namespace", "size"}, schema.attributes);
  }

  void Record(const Json& json, const std::string& space, const std::string& path, int depth,
              Schema& schema) {
    schema.type = Type::kRecord;
    std::set<std::string> names;
    for (const Json& member : Array(json, "fields", path)) {
      if (!member.is_object()) Fail(path, "'fields' must be objects");
      Field field;
      field.name = String(member, "name", path + ".fields");
      const std::string at = path + "." + field.name;
      if (!names.insert(field.name).second) Fail(at, "two fields have this name");
      const Json* type = Member(member, "type");
      if (!type) Fail(at, "'type' is missing");
      field.type = Parse(*type, space, at, depth + 1);
      if (const Json* value = Member(member, "default")) {
        field.default_json = value->dump(-1, ' ', false, Json::error_handler_t::replace);
      }
      TakeAttributes(member, {"name", "type", "default"}, field.attributes);
      schema.fields.push_back(std::move(field));
    }
    TakeAttributes(json, {"type", "name", "namespace", "fields"}, schema.attributes);
  }

  std::map<std::string, SchemaPtr> known_;  // null while a type is being read
};

std::string Quote(std::string_view text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

class SchemaPrinter {
 public:
  std::string Print(const Schema& schema) {
    if (schema.type == Type::kUnion) {
      std::string text = "[";
      for (const SchemaPtr& branch : schema.branches) {
        if (text.size() > 1) text += ',';
        text += Print(*branch);
      }
      return text + "]";
    }
    const bool primitive = schema.type < Type::kRecord;
    if (primitive && schema.attributes.items().empty()) return Quote(ToString(schema.type));
    if (!schema.name.empty() && !written_.insert(schema.name).second) return Quote(schema.name);
    std::string text = "{\"type\":" + Quote(ToString(schema.type));
    if (!schema.name.empty()) text += ",\"name\":" + Quote(schema.name);
    if (schema.type == Type::kFixed) text += fmt::format(",\"size\":{}", schema.size);
    if (schema.type == Type::kArray) text += ",\"items\":" + Print(*schema.items);
    if (schema.type == Type::kMap) text += ",\"values\":" + Print(*schema.items);
    if (schema.type == Type::kEnum) text += Symbols(schema);
    if (schema.type == Type::kRecord) text += Fields(schema);
    return text + Extra(schema.attributes) + "}";
  }

 private:
  static std::string Extra(const Attributes& attributes) {
    std::string text;
    for (const auto& [name, json] : attributes.items()) text += "," + Quote(name) + ":" + json;
    return text;
  }

  static std::string Symbols(const Schema& schema) {
    std::string text;
    for (const std::string& symbol : schema.symbols) {
      text += (text.empty() ? "" : ",") + Quote(symbol);
    }
    return ",\"symbols\":[" + text + "]";
  }

  std::string Fields(const Schema& schema) {
    std::string text;
    for (const Field& field : schema.fields) {
      if (!text.empty()) text += ',';
      text += "{\"name\":" + Quote(field.name) + ",\"type\":" + Print(*field.type);
      if (field.default_json) text += ",\"default\":" + *field.default_json;
      text += Extra(field.attributes) + "}";
    }
    return ",\"fields\":[" + text + "]";
  }

  std::set<std::string> written_;
};

// Parsing is iterative, printing of extra attributes is not: bound the depth of the text.
void CheckDepth(std::string_view text) {
  constexpr int kMaxJsonDepth = 4 * kMaxSchemaDepth;
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxJsonDepth) {
        base::Throw(ErrorKind::kInvalidArgument, "Avro schema is nested deeper than {}",
                    kMaxJsonDepth);
      }
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
}

}  // namespace

SchemaPtr ParseSchema(std::string_view text) {
  CheckDepth(text);
  Json json;
  try {
    json = Json::parse(text.begin(), text.end());
  } catch (const Json::exception& error) {
    base::Throw(ErrorKind::kInvalidArgument, "Avro schema is not valid JSON: {}", error.what());
  }
  return SchemaParser().Parse(json, "", "", 1);
}

std::string SerializeSchema(const Schema& schema) { return SchemaPrinter().Print(schema); }

}  // namespace tarn::avro

#include "avro/schema.h"

#include <algorithm>
#include <charconv>

namespace tarn::avro {
namespace {

constexpr std::string_view kTypeNames[] = {"null",   "boolean", "int",    "long",   "float",
                                           "double", "bytes",   "string", "record", "enum",
                                           "array",  "map",     "union",  "fixed"};

bool SameSchema(const SchemaPtr& a, const SchemaPtr& b) { return a && b ? *a == *b : a == b; }

}  // namespace

std::string_view ToString(Type type) { return kTypeNames[static_cast<size_t>(type)]; }

const std::string* Attributes::Find(std::string_view name) const {
  for (const auto& [key, json] : items_) {
    if (key == name) return &json;
  }
  return nullptr;
}

std::optional<int64_t> Attributes::FindInt(std::string_view name) const {
  const std::string* json = Find(name);
  if (!json) return {};
  int64_t value = 0;
  auto [end, error] = std::from_chars(json->data(), json->data() + json->size(), value);
  if (error != std::errc() || end != json->data() + json->size()) return {};
  return value;
}

std::optional<std::string> Attributes::FindString(std::string_view name) const {
  const std::string* json = Find(name);
  if (!json || json->size() < 2 || json->front() != '"') return {};
  return json->substr(1, json->size() - 2);
}

bool Attributes::IsTrue(std::string_view name) const {
  const std::string* json = Find(name);
  return json && *json == "true";
}

bool operator==(const Field& a, const Field& b) {
  return a.name == b.name && SameSchema(a.type, b.type) && a.default_json == b.default_json &&
         a.attributes == b.attributes;
}

bool operator==(const Schema& a, const Schema& b) {
  return a.type == b.type && a.name == b.name && a.fields == b.fields && a.symbols == b.symbols &&
         SameSchema(a.items, b.items) && a.size == b.size && a.attributes == b.attributes &&
         std::equal(a.branches.begin(), a.branches.end(), b.branches.begin(), b.branches.end(),
                    SameSchema);
}

std::optional<Nullable> AsNullable(const Schema& schema) {
  if (schema.type != Type::kUnion || schema.branches.size() != 2) return {};
  if (schema.branches[0]->type == Type::kNull) return Nullable{schema.branches[1], 0};
  if (schema.branches[1]->type == Type::kNull) return Nullable{schema.branches[0], 1};
  return {};
}

}  // namespace tarn::avro

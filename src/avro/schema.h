#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tarn::avro {

enum class Type : uint8_t {
  kNull,
  kBoolean,
  kInt,
  kLong,
  kFloat,
  kDouble,
  kBytes,
  kString,
  kRecord,
  kEnum,
  kArray,
  kMap,
  kUnion,
  kFixed,
};
std::string_view ToString(Type type);

struct Schema;
// Schemas are immutable and shared: a named type that is used twice is one object.
using SchemaPtr = std::shared_ptr<const Schema>;

// What a schema says beyond Avro's own words ("field-id", "logicalType", …): name and JSON text, in
// the order of the document.
class Attributes {
 public:
  void Add(std::string name, std::string json) {
    items_.emplace_back(std::move(name), std::move(json));
  }
  const std::string* Find(std::string_view name) const;  // JSON text, or null
  std::optional<int64_t> FindInt(std::string_view name) const;
  std::optional<std::string> FindString(std::string_view name) const;  // a string without escapes
  bool IsTrue(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& items() const { return items_; }
  friend bool operator==(const Attributes&, const Attributes&) = default;

 private:
  std::vector<std::pair<std::string, std::string>> items_;
};

struct Field {
  std::string name;
  SchemaPtr type;
  std::optional<std::string> default_json;
  Attributes attributes;  // "doc", "order" and "aliases" among them

  friend bool operator==(const Field& a, const Field& b);
};

// An Avro schema (Avro specification 1.11). A value with deep equality.
struct Schema {
  Type type = Type::kNull;
  std::string name;                  // full name of records, enums and fixed
  std::vector<Field> fields;         // records
  std::vector<std::string> symbols;  // enums
  SchemaPtr items;                   // elements of arrays, values of maps
  std::vector<SchemaPtr> branches;   // unions
  int64_t size = 0;                  // bytes of a fixed
  Attributes attributes;

  friend bool operator==(const Schema& a, const Schema& b);
};

// Deeper schemas are refused.
inline constexpr int kMaxSchemaDepth = 64;

// kInvalidArgument, naming the place, for what is no schema; kUnsupported for a type that contains
// itself.
SchemaPtr ParseSchema(std::string_view json);
// Compact JSON; a named type is written in full where it is first used. Parses to an equal schema.
std::string SerializeSchema(const Schema& schema);

// The other branch of ["null", T] or [T, "null"], with the index of null; nothing for other types.
struct Nullable {
  SchemaPtr type;
  int64_t null_index = 0;
};
std::optional<Nullable> AsNullable(const Schema& schema);

}  // namespace tarn::avro

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "avro/binary.h"
#include "avro/schema.h"

namespace tarn::avro {

struct Value;
struct MapEntry;

struct Record {
  std::vector<Value> fields;  // in the schema's order
  friend bool operator==(const Record& a, const Record& b);
};
struct ArrayValue {
  std::vector<Value> items;
  friend bool operator==(const ArrayValue& a, const ArrayValue& b);
};
struct MapValue {
  std::vector<MapEntry> items;
  friend bool operator==(const MapValue& a, const MapValue& b);
};
struct UnionValue {
  size_t branch = 0;
  std::vector<Value> value;  // exactly one
  friend bool operator==(const UnionValue& a, const UnionValue& b);
};

// Any Avro value: for tests, tools and files of unknown shape. What is read by the million has
// decoders of its own. By type: null → monostate; int, enum (the symbol's index) → int32_t; bytes,
// string, fixed → std::string.
struct Value {
  std::variant<std::monostate, bool, int32_t, int64_t, float, double, std::string, Record,
               ArrayValue, MapValue, UnionValue>
      data;
  friend bool operator==(const Value& a, const Value& b);
};

struct MapEntry {
  std::string key;
  Value value;
  friend bool operator==(const MapEntry& a, const MapEntry& b) = default;
};

// kInternal when the value is not one of the schema.
void Encode(const Schema& schema, const Value& value, Encoder& encoder);
// kDataCorruption as Decoder's.
Value Decode(const Schema& schema, Decoder& decoder);
// The value as JSON: bytes as hex, unions as their value, records as objects.
std::string ToJson(const Schema& schema, const Value& value);

}  // namespace tarn::avro

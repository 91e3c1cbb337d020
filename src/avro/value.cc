#include "avro/value.h"

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::avro {

bool operator==(const Record& a, const Record& b) { return a.fields == b.fields; }
bool operator==(const ArrayValue& a, const ArrayValue& b) { return a.items == b.items; }
bool operator==(const MapValue& a, const MapValue& b) { return a.items == b.items; }
bool operator==(const UnionValue& a, const UnionValue& b) {
  return a.branch == b.branch && a.value == b.value;
}
bool operator==(const Value& a, const Value& b) { return a.data == b.data; }

namespace {

template <typename T>
const T& As(const Schema& schema, const Value& value) {
  const T* held = std::get_if<T>(&value.data);
  if (!held) {
    base::Throw(base::ErrorKind::kInternal, "an Avro value does not have the schema's type {}",
                ToString(schema.type));
  }
  return *held;
}

[[noreturn]] void ThrowShape(const Schema& schema) {
  base::Throw(base::ErrorKind::kInternal, "an Avro value does not have the schema's shape: {}",
              ToString(schema.type));
}

Value DecodeAt(const Schema& schema, Decoder& decoder, int depth);

template <typename Add>
void DecodeItems(const Schema& schema, Decoder& decoder, bool map, Add&& add) {
  const size_t item_bytes = MinBytes(*schema.items) + (map ? 1 : 0);
  size_t total = 0;
  while (size_t count = decoder.BlockCount(item_bytes)) {
    total += count;
    if (item_bytes == 0 && total > Decoder::kMaxEmptyItems) decoder.Fail("too many items");
    for (; count > 0; --count) add();
  }
}

Value DecodeAt(const Schema& schema, Decoder& decoder, int depth) {
  if (depth > kMaxSchemaDepth) decoder.Fail("values nested too deep");
  switch (schema.type) {
    case Type::kNull: return {};
    case Type::kBoolean: return {decoder.Bool()};
    case Type::kInt: return {decoder.Int()};
    case Type::kLong: return {decoder.Long()};
    case Type::kFloat: return {decoder.Float()};
    case Type::kDouble: return {decoder.Double()};
    case Type::kBytes:
    case Type::kString: return {std::string(decoder.Bytes())};
    case Type::kFixed: return {std::string(decoder.Fixed(schema.size))};
    case Type::kEnum: {
      const int32_t index = decoder.Int();
      if (index < 0 || static_cast<size_t>(index) >= schema.symbols.size()) {
        decoder.Fail("an unknown enum symbol");
      }
      return {index};
    }
    case Type::kRecord: {
      Record record;
      record.fields.reserve(schema.fields.size());
      for (const Field& field : schema.fields) {
        record.fields.push_back(DecodeAt(*field.type, decoder, depth + 1));
      }
      return {std::move(record)};
    }
    case Type::kUnion: {
      UnionValue chosen;
      chosen.branch = decoder.UnionBranch(schema.branches.size());
      chosen.value.push_back(DecodeAt(*schema.branches[chosen.branch], decoder, depth + 1));
      return {std::move(chosen)};
    }
    case Type::kArray: {
      ArrayValue array;
      DecodeItems(schema, decoder, false,
                  [&] { array.items.push_back(DecodeAt(*schema.items, decoder, depth + 1)); });
      return {std::move(array)};
    }
    case Type::kMap: {
      MapValue map;
      DecodeItems(schema, decoder, true, [&] {
        std::string key(decoder.Bytes());
        map.items.push_back({std::move(key), DecodeAt(*schema.items, decoder, depth + 1)});
      });
      return {std::move(map)};
    }
  }
  return {};
}

nlohmann::ordered_json JsonOf(const Schema& schema, const Value& value) {
  using Json = nlohmann::ordered_json;
  switch (schema.type) {
    case Type::kNull: return nullptr;
    case Type::kBoolean: return As<bool>(schema, value);
    case Type::kInt: return As<int32_t>(schema, value);
    case Type::kLong: return As<int64_t>(schema, value);
    case Type::kFloat: return As<float>(schema, value);
    case Type::kDouble: return As<double>(schema, value);
    case Type::kString: return As<std::string>(schema, value);
    case Type::kEnum: return schema.symbols.at(static_cast<size_t>(As<int32_t>(schema, value)));
    case Type::kBytes:
    case Type::kFixed: {
      std::string hex;
      for (char c : As<std::string>(schema, value)) {
        hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
      }
      return hex;
    }
    case Type::kRecord: {
      Json object = Json::object();
      const auto& record = As<Record>(schema, value);
      for (size_t i = 0; i < schema.fields.size(); ++i) {
        object[schema.fields[i].name] = JsonOf(*schema.fields[i].type, record.fields.at(i));
      }
      return object;
    }
    case Type::kUnion: {
      const auto& chosen = As<UnionValue>(schema, value);
      return JsonOf(*schema.branches.at(chosen.branch), chosen.value.at(0));
    }
    case Type::kArray: {
      Json array = Json::array();
      for (const Value& item : As<ArrayValue>(schema, value).items) {
        array.push_back(JsonOf(*schema.items, item));
      }
      return array;
    }
    case Type::kMap: {
      Json object = Json::object();
      for (const auto& [key, item] : As<MapValue>(schema, value).items) {
        object[key] = JsonOf(*schema.items, item);
      }
      return object;
    }
  }
  return nullptr;
}

}  // namespace

void Encode(const Schema& schema, const Value& value, Encoder& encoder) {
  switch (schema.type) {
    case Type::kNull: As<std::monostate>(schema, value); return;
    case Type::kBoolean: encoder.Bool(As<bool>(schema, value)); return;
    case Type::kEnum:
    case Type::kInt: encoder.Int(As<int32_t>(schema, value)); return;
    case Type::kLong: encoder.Long(As<int64_t>(schema, value)); return;
    case Type::kFloat: encoder.Float(As<float>(schema, value)); return;
    case Type::kDouble: encoder.Double(As<double>(schema, value)); return;
    case Type::kBytes:
    case Type::kString: encoder.Bytes(As<std::string>(schema, value)); return;
    case Type::kFixed: {
      const auto& bytes = As<std::string>(schema, value);
      if (static_cast<int64_t>(bytes.size()) != schema.size) ThrowShape(schema);
      encoder.Fixed(bytes);
      return;
    }
    case Type::kRecord: {
      const auto& record = As<Record>(schema, value);
      if (record.fields.size() != schema.fields.size()) ThrowShape(schema);
      for (size_t i = 0; i < record.fields.size(); ++i) {
        Encode(*schema.fields[i].type, record.fields[i], encoder);
      }
      return;
    }
    case Type::kUnion: {
      const auto& chosen = As<UnionValue>(schema, value);
      if (chosen.branch >= schema.branches.size() || chosen.value.size() != 1) ThrowShape(schema);
      encoder.UnionBranch(static_cast<int64_t>(chosen.branch));
      Encode(*schema.branches[chosen.branch], chosen.value[0], encoder);
      return;
    }
    case Type::kArray: {
      const auto& items = As<ArrayValue>(schema, value).items;
      if (!items.empty()) encoder.Long(static_cast<int64_t>(items.size()));
      for (const Value& item : items) Encode(*schema.items, item, encoder);
      encoder.Long(0);
      return;
    }
    case Type::kMap: {
      const auto& items = As<MapValue>(schema, value).items;
      if (!items.empty()) encoder.Long(static_cast<int64_t>(items.size()));
      for (const auto& [key, item] : items) {
        encoder.Bytes(key);
        Encode(*schema.items, item, encoder);
      }
      encoder.Long(0);
      return;
    }
  }
}

Value Decode(const Schema& schema, Decoder& decoder) { return DecodeAt(schema, decoder, 0); }

std::string ToJson(const Schema& schema, const Value& value) {
  return JsonOf(schema, value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace tarn::avro

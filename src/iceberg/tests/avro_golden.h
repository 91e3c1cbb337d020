#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "avro/container.h"
#include "avro/value.h"

namespace tarn::iceberg {

using Json = nlohmann::ordered_json;

// A file's records as JSON, read without what is tested here.
inline std::vector<Json> Records(const std::string& file) {
  avro::ContainerReader reader(file);
  const avro::SchemaPtr schema = avro::ParseSchema(reader.schema_json());
  std::vector<Json> records;
  while (auto block = reader.NextBlock()) {
    avro::Decoder decoder(block->data);
    for (int64_t i = 0; i < block->objects; ++i) {
      records.push_back(Json::parse(avro::ToJson(*schema, avro::Decode(*schema, decoder))));
    }
  }
  return records;
}

// Names of a schema's fields with their ids, types and logical types: what readers go by.
inline Json Shape(const Json& schema) {
  if (schema.is_string()) return schema;
  if (schema.is_array()) {
    Json shape = Json::array();
    for (const Json& branch : schema) shape.push_back(Shape(branch));
    return shape;
  }
  Json shape = Json::object();
  for (const char* key : {"type", "items", "fields"}) {
    if (!schema.contains(key)) continue;
    if (std::string(key) != "fields") {
      shape[key] = Shape(schema[key]);
      continue;
    }
    for (const Json& field : schema["fields"]) {
      shape["fields"].push_back(
          {{"name", field["name"]}, {"id", field["field-id"]}, {"type", Shape(field["type"])}});
    }
  }
  for (const char* key :
       {"logicalType", "precision", "scale", "size", "element-id", "adjust-to-utc"}) {
    if (schema.contains(key)) shape[key] = schema[key];
  }
  return shape;
}

}  // namespace tarn::iceberg

#include "iceberg/json/literal_json.h"
#include "iceberg/json/model_json.h"

namespace tarn::iceberg::json {
namespace {

void WriteFields(Writer& writer, const std::vector<NestedField>& fields) {
  writer.Key("fields").BeginArray();
  for (const NestedField& field : fields) {
    writer.BeginObject().Field("id", field.id).Field("name", field.name);
    writer.Field("required", field.required).Key("type");
    Write(writer, field.type);
    if (field.doc) writer.Field("doc", *field.doc);
    if (field.initial_default) writer.Key("initial-default").Raw(ToJson(*field.initial_default));
    if (field.write_default) writer.Key("write-default").Raw(ToJson(*field.write_default));
    writer.EndObject();
  }
  writer.EndArray();
}

std::optional<Literal> AsDefault(const Object& object, std::string_view key, const Type& type) {
  return GetOptional(object, key, [&](const Value& value) {
    if (!IsPrimitive(type)) {
      throw PathError("defaults of nested types are not supported");
    }
    return AsLiteral(AsPrimitive(type), value);
  });
}

NestedField AsNestedField(const Value& value, int depth) {
  const Object object = AsObject(value);
  NestedField field;
  field.id = GetInt32(object, "id");
  field.name = GetString(object, "name");
  field.required = GetBool(object, "required");
  field.type = Get(object, "type", [&](const Value& v) { return AsType(v, depth); });
  field.doc = GetOptionalString(object, "doc");
  field.initial_default = AsDefault(object, "initial-default", field.type);
  field.write_default = AsDefault(object, "write-default", field.type);
  return field;
}

std::vector<NestedField> GetFields(const Object& object, int depth) {
  return GetVector(object, "fields", [&](const Value& v) { return AsNestedField(v, depth); });
}

Type AsNestedType(const Object& object, int depth) {
  const auto child = [&](std::string_view key) {
    return Get(object, key, [&](const Value& v) { return AsType(v, depth + 1); });
  };
  const std::string kind = GetString(object, "type");
  if (kind == "struct") return StructType{GetFields(object, depth + 1)};
  if (kind == "list") {
    return MakeList(GetInt32(object, "element-id"), child("element"),
                    GetBool(object, "element-required"));
  }
  if (kind == "map") {
    return MakeMap(GetInt32(object, "key-id"), child("key"), GetInt32(object, "value-id"),
                   child("value"), GetBool(object, "value-required"));
  }
  throw PathError("a nested type is struct, list or map, not '" + kind + "'");
}

}  // namespace

void Write(Writer& writer, const Type& type) {
  if (const auto* primitive = std::get_if<PrimitiveType>(&type)) {
    writer.String(ToString(*primitive));
    return;
  }
  writer.BeginObject();
  if (const auto* nested = std::get_if<StructType>(&type)) {
    writer.Field("type", "struct");
    WriteFields(writer, nested->fields);
  } else if (const auto* list = std::get_if<ListType>(&type)) {
    writer.Field("type", "list").Field("element-id", list->element->id).Key("element");
    Write(writer, list->element->type);
    writer.Field("element-required", list->element->required);
  } else {
    const auto& map = std::get<MapType>(type);
    writer.Field("type", "map").Field("key-id", map.key->id).Key("key");
    Write(writer, map.key->type);
    writer.Field("value-id", map.value->id).Key("value");
    Write(writer, map.value->type);
    writer.Field("value-required", map.value->required);
  }
  writer.EndObject();
}

void Write(Writer& writer, const Schema& schema) {
  writer.BeginObject().Field("type", "struct").Field("schema-id", schema.schema_id.value());
  if (!schema.identifier_field_ids.empty()) {
    writer.Key("identifier-field-ids").BeginArray();
    for (FieldId id : schema.identifier_field_ids) writer.Int(id);
    writer.EndArray();
  }
  WriteFields(writer, schema.fields);
  writer.EndObject();
}

Type AsType(const Value& value, int depth) {
  if (depth > kMaxTypeDepth) {
    throw PathError(fmt::format("types nest deeper than {}", kMaxTypeDepth));
  }
  std::string_view name;
  if (value.get(name) == simdjson::SUCCESS) return ParsePrimitiveType(name);
  return AsNestedType(AsObject(value), depth);
}

Schema AsSchema(const Value& value) {
  const Object object = AsObject(value);
  GetOptional(object, "type", [](const Value& type) {
    if (AsStringView(type) != "struct") FailExpected("'struct'", type);
    return true;
  });
  Schema schema;
  // Version 1 wrote schemas without an id.
  schema.schema_id = SchemaId(GetOptionalInt32(object, "schema-id").value_or(0));
  schema.fields = GetFields(object, 1);
  schema.identifier_field_ids = GetOptionalVector(object, "identifier-field-ids", AsInt32);
  return schema;
}

}  // namespace tarn::iceberg::json

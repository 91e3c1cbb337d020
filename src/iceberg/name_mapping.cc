#include "iceberg/name_mapping.h"

#include <algorithm>

#include "iceberg/json/reader.h"
#include "iceberg/json/writer.h"

namespace tarn::iceberg {
namespace {

NameMapping AsFields(const json::Value& value, int depth);

MappedField AsField(const json::Value& value, int depth) {
  if (depth > kMaxTypeDepth) throw json::PathError("nested too deeply");
  const json::Object object = json::AsObject(value);
  MappedField field;
  field.id = json::GetOptionalInt32(object, "field-id");
  field.names = json::GetVector(object, "names", json::AsString);
  if (const auto fields = json::Find(object, "fields")) {
    field.fields = json::AtKey("fields", [&] { return AsFields(*fields, depth + 1); });
  }
  return field;
}

NameMapping AsFields(const json::Value& value, int depth) {
  return json::AsVector(value, [&](const json::Value& field) { return AsField(field, depth); });
}

void Write(json::Writer& writer, const NameMapping& mapping) {
  writer.BeginArray();
  for (const MappedField& field : mapping) {
    writer.BeginObject();
    if (field.id) writer.Field("field-id", *field.id);
    writer.Key("names").BeginArray();
    for (const std::string& name : field.names) writer.String(name);
    writer.EndArray();
    if (!field.fields.empty()) Write(writer.Key("fields"), field.fields);
    writer.EndObject();
  }
  writer.EndArray();
}

using Fields = std::vector<const NestedField*>;

Fields FieldsOf(const Schema& schema) {
  Fields fields;
  for (const NestedField& field : schema.fields) fields.push_back(&field);
  return fields;
}

NameMapping MappingOf(const Fields& fields) {
  NameMapping mapping;
  for (const NestedField* field : fields) {
    mapping.push_back({field->id, {field->name}, MappingOf(ChildrenOf(field->type))});
  }
  return mapping;
}

void Update(NameMapping& mapping, const Fields& fields) {
  for (const NestedField* field : fields) {
    const auto known = std::find_if(mapping.begin(), mapping.end(), [&](const MappedField& mapped) {
      return mapped.id == field->id;
    });
    for (MappedField& other : mapping) {
      if (other.id != field->id) std::erase(other.names, field->name);
    }
    if (known == mapping.end()) {
      mapping.push_back({field->id, {field->name}, MappingOf(ChildrenOf(field->type))});
      continue;
    }
    if (std::find(known->names.begin(), known->names.end(), field->name) == known->names.end()) {
      known->names.push_back(field->name);
    }
    Update(known->fields, ChildrenOf(field->type));
  }
}

}  // namespace

NameMapping ParseNameMapping(std::string_view text) {
  return json::ParseDocument(text, base::ErrorKind::kDataCorruption, kNameMappingProperty,
                             [](const json::Value& root) { return AsFields(root, 0); });
}

std::string ToJson(const NameMapping& mapping) {
  json::Writer writer;
  Write(writer, mapping);
  return writer.Take();
}

NameMapping NameMappingOf(const Schema& schema) { return MappingOf(FieldsOf(schema)); }

NameMapping Updated(NameMapping mapping, const Schema& schema) {
  Update(mapping, FieldsOf(schema));
  return mapping;
}

}  // namespace tarn::iceberg

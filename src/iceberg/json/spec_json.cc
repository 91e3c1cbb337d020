#include "iceberg/json/model_json.h"

namespace tarn::iceberg::json {
namespace {

// Version 3 may give several sources in "source-ids".
FieldId GetSourceId(const Object& object) {
  if (auto id = GetOptionalInt32(object, "source-id")) return *id;
  const auto ids = GetOptionalVector(object, "source-ids", AsInt32);
  if (ids.size() == 1) return ids.front();
  throw PathError(ids.empty() ? "'source-id' is missing"
                              : "fields made from several columns are not supported");
}

Transform GetTransform(const Object& object) {
  return Get(object, "transform", [](const Value& v) { return ParseTransform(AsStringView(v)); });
}

SortField AsSortField(const Value& value) {
  const Object object = AsObject(value);
  SortField field;
  field.transform = GetTransform(object);
  field.source_id = GetSourceId(object);
  field.direction = Get(object, "direction", [](const Value& v) {
    const std::string_view text = AsStringView(v);
    if (text == "asc") return SortDirection::kAscending;
    if (text != "desc") FailExpected("\"asc\" or \"desc\"", v);
    return SortDirection::kDescending;
  });
  field.null_order = Get(object, "null-order", [](const Value& v) {
    const std::string_view text = AsStringView(v);
    if (text == "nulls-first") return NullOrder::kFirst;
    if (text != "nulls-last") FailExpected("\"nulls-first\" or \"nulls-last\"", v);
    return NullOrder::kLast;
  });
  return field;
}

}  // namespace

void WriteFields(Writer& writer, const std::vector<PartitionField>& fields) {
  writer.BeginArray();
  for (const PartitionField& field : fields) {
    writer.BeginObject().Field("source-id", field.source_id).Field("field-id", field.field_id);
    writer.Field("transform", ToString(field.transform)).Field("name", field.name).EndObject();
  }
  writer.EndArray();
}

void Write(Writer& writer, const PartitionSpec& spec) {
  writer.BeginObject().Field("spec-id", spec.spec_id.value()).Key("fields");
  WriteFields(writer, spec.fields);
  writer.EndObject();
}

void Write(Writer& writer, const SortOrder& order) {
  writer.BeginObject().Field("order-id", order.order_id.value()).Key("fields").BeginArray();
  for (const SortField& field : order.fields) {
    writer.BeginObject().Field("transform", ToString(field.transform));
    writer.Field("source-id", field.source_id);
    writer.Field("direction", field.direction == SortDirection::kAscending ? "asc" : "desc");
    writer.Field("null-order",
                 field.null_order == NullOrder::kFirst ? "nulls-first" : "nulls-last");
    writer.EndObject();
  }
  writer.EndArray().EndObject();
}

std::vector<PartitionField> AsPartitionFields(const Value& value) {
  return AsVector(value, [](const Value& element) {
    const Object object = AsObject(element);
    PartitionField field;
    field.source_id = GetSourceId(object);
    field.field_id = GetOptionalInt32(object, "field-id").value_or(0);
    field.name = GetString(object, "name");
    field.transform = GetTransform(object);
    return field;
  });
}

PartitionSpec AsPartitionSpec(const Value& value) {
  const Object object = AsObject(value);
  PartitionSpec spec;
  spec.spec_id = PartitionSpecId(GetOptionalInt32(object, "spec-id").value_or(0));
  spec.fields = Get(object, "fields", AsPartitionFields);
  return spec;
}

SortOrder AsSortOrder(const Value& value) {
  const Object object = AsObject(value);
  SortOrder order;
  order.order_id = SortOrderId(GetInt32(object, "order-id"));
  order.fields = GetVector(object, "fields", AsSortField);
  return order;
}

}  // namespace tarn::iceberg::json

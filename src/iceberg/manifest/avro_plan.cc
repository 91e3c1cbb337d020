#include "iceberg/manifest/avro_plan.h"

#include "base/error.h"
#include "iceberg/int128.h"
#include "iceberg/manifest/manifest_fields.h"

namespace tarn::iceberg {
namespace {

using avro::Type;
using base::ErrorKind;

struct NamedId {
  std::string_view name;
  FieldId id;
};

namespace f = manifest_field;
namespace l = list_field;

// For writers that leave field ids out. "partition" comes first: its children have no names of
// ours.
constexpr NamedId kNames[] = {
    {"status", f::kStatus},
    {"snapshot_id", f::kSnapshotId},
    {"sequence_number", f::kSequenceNumber},
    {"file_sequence_number", f::kFileSequenceNumber},
    {"data_file", f::kDataFile},
    {"content", f::kContent},
    {"file_path", f::kFilePath},
    {"file_format", f::kFileFormat},
    {"partition", f::kPartition},
    {"record_count", f::kRecordCount},
    {"file_size_in_bytes", f::kFileSize},
    {"column_sizes", f::kColumnSizes},
    {"value_counts", f::kValueCounts},
    {"null_value_counts", f::kNullValueCounts},
    {"nan_value_counts", f::kNanValueCounts},
    {"lower_bounds", f::kLowerBounds},
    {"upper_bounds", f::kUpperBounds},
    {"key_metadata", f::kKeyMetadata},
    {"split_offsets", f::kSplitOffsets},
    {"equality_ids", f::kEqualityIds},
    {"sort_order_id", f::kSortOrderId},
    {"first_row_id", f::kFirstRowId},
    {"referenced_data_file", f::kReferencedDataFile},
    {"content_offset", f::kContentOffset},
    {"content_size_in_bytes", f::kContentSize},
};
constexpr NamedId kListNames[] = {
    {"manifest_path", l::kPath},
    {"manifest_length", l::kLength},
    {"partition_spec_id", l::kSpecId},
    {"content", l::kContent},
    {"sequence_number", l::kSequenceNumber},
    {"min_sequence_number", l::kMinSequenceNumber},
    {"added_snapshot_id", l::kAddedSnapshotId},
    {"added_files_count", l::kAddedFiles},
    {"added_data_files_count", l::kAddedFiles},
    {"existing_files_count", l::kExistingFiles},
    {"existing_data_files_count", l::kExistingFiles},
    {"deleted_files_count", l::kDeletedFiles},
    {"deleted_data_files_count", l::kDeletedFiles},
    {"added_rows_count", l::kAddedRows},
    {"existing_rows_count", l::kExistingRows},
    {"deleted_rows_count", l::kDeletedRows},
    {"partitions", l::kPartitions},
    {"key_metadata", l::kKeyMetadata},
    {"first_row_id", l::kFirstRowId},
    {"contains_null", l::kContainsNull},
    {"contains_nan", l::kContainsNan},
    {"lower_bound", l::kLowerBound},
    {"upper_bound", l::kUpperBound},
};

FieldId IdOf(const avro::Field& field, bool list) {
  if (auto id = field.attributes.FindInt("field-id")) {
    return *id >= 0 && *id <= INT32_MAX ? static_cast<FieldId>(*id) : -1;
  }
  if (list) {
    for (const NamedId& named : kListNames) {
      if (named.name == field.name) return named.id;
    }
  } else {
    for (const NamedId& named : kNames) {
      if (named.name == field.name) return named.id;
    }
  }
  return -1;
}

std::shared_ptr<const AvroPlan> PlanOf(const avro::Schema& record, bool list) {
  auto plan = std::make_shared<AvroPlan>();
  plan->name = record.name;
  plan->min_bytes = avro::MinBytes(record);
  for (const avro::Field& field : record.fields) {
    AvroPlan::Field planned;
    planned.id = IdOf(field, list);
    planned.whole = field.type;
    planned.type = field.type;
    if (auto nullable = avro::AsNullable(*field.type)) {
      planned.type = nullable->type;
      planned.nullable = true;
      planned.null_index = nullable->null_index;
    }
    if (planned.type->type == Type::kRecord) {
      planned.of = PlanOf(*planned.type, list);
    } else if (planned.type->type == Type::kArray && planned.type->items->type == Type::kRecord) {
      planned.of = PlanOf(*planned.type->items, list);
    }
    plan->fields.push_back(std::move(planned));
  }
  return plan;
}

int32_t IntAttribute(const avro::Schema& schema, std::string_view name, int32_t low, int32_t high) {
  const auto value = schema.attributes.FindInt(name).value_or(0);
  if (value < low || value > high) {
    base::Throw(ErrorKind::kDataCorruption, "an Avro decimal has the {} {}", name, value);
  }
  return static_cast<int32_t>(value);
}

std::optional<DecimalType> DecimalOf(const avro::Schema& schema) {
  if (schema.attributes.FindString("logicalType") != "decimal") return {};
  const int32_t precision = IntAttribute(schema, "precision", 1, 38);
  return DecimalType{precision, IntAttribute(schema, "scale", 0, precision)};
}

Literal DecimalFrom(const DecimalType& type, std::string_view bytes, avro::Decoder& decoder) {
  auto value = Int128FromBytes(bytes);
  if (!value) decoder.Fail("a decimal of no or too many bytes");
  return {type, *value};
}

Literal DecodeLong(const avro::Schema& schema, avro::Decoder& decoder) {
  const int64_t value = decoder.Long();
  const std::string logical = schema.attributes.FindString("logicalType").value_or("");
  if (logical == "time-micros") return Literal::Time(value);
  if (logical == "timestamp-micros") {
    return schema.attributes.IsTrue("adjust-to-utc") ? Literal::Timestamptz(value)
                                                     : Literal::Timestamp(value);
  }
  if (logical == "local-timestamp-micros") return Literal::Timestamp(value);
  if (logical == "timestamp-nanos") {
    return schema.attributes.IsTrue("adjust-to-utc") ? Literal::TimestamptzNs(value)
                                                     : Literal::TimestampNs(value);
  }
  if (logical == "local-timestamp-nanos") return Literal::TimestampNs(value);
  return Literal::Long(value);
}

}  // namespace

std::shared_ptr<const AvroPlan> MakeAvroPlan(std::string_view schema_json) {
  avro::SchemaPtr schema;
  try {
    schema = avro::ParseSchema(schema_json);
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kInvalidArgument) throw;
    throw base::Error(ErrorKind::kDataCorruption, error.message());
  }
  if (schema->type != Type::kRecord) {
    base::Throw(ErrorKind::kDataCorruption, "the file's records are of type {}",
                avro::ToString(schema->type));
  }
  const bool list = schema->name == "manifest_file" || schema->name.ends_with(".manifest_file");
  return PlanOf(*schema, list);
}

Literal DecodeLiteral(const avro::Schema& schema, avro::Decoder& decoder) {
  switch (schema.type) {
    case Type::kBoolean: return Literal::Boolean(decoder.Bool());
    case Type::kInt: {
      const int32_t value = decoder.Int();
      const bool date = schema.attributes.FindString("logicalType") == "date";
      return date ? Literal::Date(value) : Literal::Int(value);
    }
    case Type::kLong: return DecodeLong(schema, decoder);
    case Type::kFloat: return Literal::Float(decoder.Float());
    case Type::kDouble: return Literal::Double(decoder.Double());
    case Type::kString: return Literal::String(std::string(decoder.Bytes()));
    case Type::kBytes: {
      const std::string_view bytes = decoder.Bytes();
      if (auto decimal = DecimalOf(schema)) return DecimalFrom(*decimal, bytes, decoder);
      return Literal::Binary(std::string(bytes));
    }
    case Type::kFixed: {
      const std::string_view bytes = decoder.Fixed(schema.size);
      if (auto decimal = DecimalOf(schema)) return DecimalFrom(*decimal, bytes, decoder);
      const bool uuid = schema.attributes.FindString("logicalType") == "uuid";
      if (uuid && schema.size == 16) return Literal::Uuid(std::string(bytes));
      return Literal::Fixed(std::string(bytes));
    }
    default: decoder.Fail("a partition value of a type that is not primitive");
  }
}

}  // namespace tarn::iceberg

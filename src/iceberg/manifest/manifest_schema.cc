#include "iceberg/manifest/manifest_schema.h"

#include <set>

#include "base/error.h"
#include "iceberg/int128.h"
#include "iceberg/json/writer.h"
#include "iceberg/manifest/manifest_fields.h"

namespace tarn::iceberg {
namespace {

using json::Writer;
namespace f = manifest_field;
namespace l = list_field;

// The members of a record's "fields".
class FieldWriter {
 public:
  explicit FieldWriter(Writer& writer) : w_(writer) {}

  // `type` is JSON.
  void Required(std::string_view name, FieldId id, std::string_view type) {
    w_.BeginObject().Field("name", name).Key("type").Raw(type).Field("field-id", id).EndObject();
  }
  void Optional(std::string_view name, FieldId id, std::string_view type) {
    w_.BeginObject().Field("name", name).Key("type").Raw("[\"null\"," + std::string(type) + "]");
    w_.Key("default").Null().Field("field-id", id).EndObject();
  }

 private:
  Writer& w_;
};

constexpr std::string_view kInt = "\"int\"";
constexpr std::string_view kLong = "\"long\"";
constexpr std::string_view kString = "\"string\"";
constexpr std::string_view kBytes = "\"bytes\"";
constexpr std::string_view kBoolean = "\"boolean\"";

// Maps with keys that are no strings are arrays of pairs.
std::string MapOf(FieldId key_id, FieldId value_id, std::string_view value_type) {
  return fmt::format(
      R"({{"type":"array","items":{{"type":"record","name":"k{0}_v{1}","fields":[)"
      R"({{"name":"key","type":"int","field-id":{0}}},{{"name":"value","type":{2},"field-id":{1}}}]}},)"
      R"("logicalType":"map"}})",
      key_id, value_id, value_type);
}

std::string ArrayOf(FieldId element_id, std::string_view type) {
  return fmt::format(R"({{"type":"array","items":{},"element-id":{}}})", type, element_id);
}

// Avro knows a named type by its name only once: later uses say just the name.
std::string Fixed(const std::string& name, int64_t size, const std::string& extra,
                  std::set<std::string>& named) {
  if (!named.insert(name).second) return json::Quote(name);
  return fmt::format(R"({{"type":"fixed","name":"{}","size":{}{}}})", name, size, extra);
}

std::string PartitionAvroType(const PrimitiveType& type, std::set<std::string>& named) {
  const auto logical = [](std::string_view base, std::string_view name) {
    return fmt::format(R"({{"type":"{}","logicalType":"{}"}})", base, name);
  };
  const auto timestamp = [](bool utc, std::string_view unit = "micros") {
    return fmt::format(R"({{"type":"long","logicalType":"timestamp-{}","adjust-to-utc":{}}})", unit,
                       utc);
  };
  switch (KindOf(type)) {
    case TypeKind::kDate: return logical("int", "date");
    case TypeKind::kTime: return logical("long", "time-micros");
    case TypeKind::kTimestamp: return timestamp(false);
    case TypeKind::kTimestamptz: return timestamp(true);
    case TypeKind::kTimestampNs: return timestamp(false, "nanos");
    case TypeKind::kTimestamptzNs: return timestamp(true, "nanos");
    case TypeKind::kUuid: return Fixed("uuid_fixed", 16, R"(,"logicalType":"uuid")", named);
    case TypeKind::kFixed: {
      const int64_t length = std::get<FixedType>(type).length;
      return Fixed(fmt::format("fixed_{}", length), length, "", named);
    }
    case TypeKind::kDecimal: {
      const auto& decimal = std::get<DecimalType>(type);
      const std::string extra = fmt::format(R"(,"logicalType":"decimal","precision":{},"scale":{})",
                                            decimal.precision, decimal.scale);
      return Fixed(fmt::format("decimal_{}_{}", decimal.precision, decimal.scale),
                   DecimalFixedBytes(decimal.precision), extra, named);
    }
    case TypeKind::kBinary: return std::string(kBytes);
    default: return json::Quote(ToString(type));  // boolean … double and string have Avro's names
  }
}

// Avro names are [A-Za-z_][A-Za-z0-9_]*; other characters become _x and their code.
std::string AvroName(const std::string& name) {
  std::string out;
  for (char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    const bool digit = c >= '0' && c <= '9';
    if (letter || (digit && !out.empty())) {
      out += c;
    } else if (digit) {
      out += std::string("_") + c;
    } else {
      out += fmt::format("_x{:X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string PartitionRecord(const StructType& partition) {
  Writer w;
  std::set<std::string> named;
  w.BeginObject().Field("type", "record").Field("name", "r102").Key("fields").BeginArray();
  for (const NestedField& field : partition.fields) {
    const std::string name = AvroName(field.name);
    w.BeginObject().Field("name", name).Key("type");
    if (KindOf(field.type) == TypeKind::kUnknown) {  // has only nulls
      w.Raw("\"null\"");
    } else {
      w.Raw("[\"null\"," + PartitionAvroType(AsPrimitive(field.type), named) + "]");
    }
    w.Key("default").Null();
    if (name != field.name) w.Field("iceberg-field-name", field.name);
    w.Field("field-id", field.id).EndObject();
  }
  w.EndArray().EndObject();
  return w.Take();
}

std::string DataFileRecord(int32_t version, ManifestContent content, const StructType& partition) {
  Writer w;
  FieldWriter fields(w);
  w.BeginObject().Field("type", "record").Field("name", "r2").Key("fields").BeginArray();
  if (version > 1) fields.Required("content", f::kContent, kInt);
  fields.Required("file_path", f::kFilePath, kString);
  fields.Required("file_format", f::kFileFormat, kString);
  fields.Required("partition", f::kPartition, PartitionRecord(partition));
  fields.Required("record_count", f::kRecordCount, kLong);
  fields.Required("file_size_in_bytes", f::kFileSize, kLong);
  if (version == 1) fields.Required("block_size_in_bytes", f::kBlockSize, kLong);
  fields.Optional("column_sizes", f::kColumnSizes, MapOf(117, 118, kLong));
  fields.Optional("value_counts", f::kValueCounts, MapOf(119, 120, kLong));
  fields.Optional("null_value_counts", f::kNullValueCounts, MapOf(121, 122, kLong));
  fields.Optional("nan_value_counts", f::kNanValueCounts, MapOf(138, 139, kLong));
  fields.Optional("lower_bounds", f::kLowerBounds, MapOf(126, 127, kBytes));
  fields.Optional("upper_bounds", f::kUpperBounds, MapOf(129, 130, kBytes));
  fields.Optional("key_metadata", f::kKeyMetadata, kBytes);
  fields.Optional("split_offsets", f::kSplitOffsets, ArrayOf(133, kLong));
  if (version > 1) fields.Optional("equality_ids", f::kEqualityIds, ArrayOf(136, kInt));
  fields.Optional("sort_order_id", f::kSortOrderId, kInt);
  if (version >= 3) fields.Optional("first_row_id", f::kFirstRowId, kLong);
  if (version >= 3 || (version == 2 && content == ManifestContent::kDeletes)) {
    fields.Optional("referenced_data_file", f::kReferencedDataFile, kString);
  }
  if (version >= 3) {
    fields.Optional("content_offset", f::kContentOffset, kLong);
    fields.Optional("content_size_in_bytes", f::kContentSize, kLong);
  }
  w.EndArray().EndObject();
  return w.Take();
}

}  // namespace

std::string ManifestEntryAvroSchema(int32_t version, ManifestContent content,
                                    const StructType& partition) {
  Writer w;
  FieldWriter fields(w);
  w.BeginObject().Field("type", "record").Field("name", "manifest_entry");
  w.Key("fields").BeginArray();
  fields.Required("status", f::kStatus, kInt);
  if (version == 1) {
    fields.Required("snapshot_id", f::kSnapshotId, kLong);
  } else {
    fields.Optional("snapshot_id", f::kSnapshotId, kLong);
    fields.Optional("sequence_number", f::kSequenceNumber, kLong);
    fields.Optional("file_sequence_number", f::kFileSequenceNumber, kLong);
  }
  fields.Required("data_file", f::kDataFile, DataFileRecord(version, content, partition));
  w.EndArray().EndObject();
  return w.Take();
}

std::string ManifestListAvroSchema(int32_t version) {
  Writer summary;
  FieldWriter parts(summary);
  summary.BeginObject().Field("type", "record").Field("name", "r508").Key("fields").BeginArray();
  parts.Required("contains_null", l::kContainsNull, kBoolean);
  parts.Optional("contains_nan", l::kContainsNan, kBoolean);
  parts.Optional("lower_bound", l::kLowerBound, kBytes);
  parts.Optional("upper_bound", l::kUpperBound, kBytes);
  summary.EndArray().EndObject();

  Writer w;
  FieldWriter fields(w);
  const auto count = [&](std::string_view name, FieldId id, std::string_view type) {
    version == 1 ? fields.Optional(name, id, type) : fields.Required(name, id, type);
  };
  w.BeginObject().Field("type", "record").Field("name", "manifest_file");
  w.Key("fields").BeginArray();
  fields.Required("manifest_path", l::kPath, kString);
  fields.Required("manifest_length", l::kLength, kLong);
  fields.Required("partition_spec_id", l::kSpecId, kInt);
  if (version > 1) {
    fields.Required("content", l::kContent, kInt);
    fields.Required("sequence_number", l::kSequenceNumber, kLong);
    fields.Required("min_sequence_number", l::kMinSequenceNumber, kLong);
  }
  fields.Required("added_snapshot_id", l::kAddedSnapshotId, kLong);
  count("added_files_count", l::kAddedFiles, kInt);
  count("existing_files_count", l::kExistingFiles, kInt);
  count("deleted_files_count", l::kDeletedFiles, kInt);
  count("added_rows_count", l::kAddedRows, kLong);
  count("existing_rows_count", l::kExistingRows, kLong);
  count("deleted_rows_count", l::kDeletedRows, kLong);
  fields.Optional("partitions", l::kPartitions, ArrayOf(508, summary.text()));
  fields.Optional("key_metadata", l::kKeyMetadata, kBytes);
  if (version >= 3) fields.Optional("first_row_id", l::kFirstRowId, kLong);
  w.EndArray().EndObject();
  return w.Take();
}

}  // namespace tarn::iceberg

#include "iceberg/manifest/manifest_writer.h"

#include <algorithm>
#include <map>

#include "avro/binary.h"
#include "avro/container.h"
#include "base/error.h"
#include "iceberg/int128.h"
#include "iceberg/json/model_json.h"
#include "iceberg/manifest/manifest_schema.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

avro::Codec CodecOf(AvroCompression compression) {
  switch (compression) {
    case AvroCompression::kNone: return avro::Codec::kNull;
    case AvroCompression::kDeflate: return avro::Codec::kDeflate;
    case AvroCompression::kZstd: return avro::Codec::kZstandard;
  }
  return avro::Codec::kNull;
}

// Optionals are unions of null and the value.
void EncodeOptional(avro::Encoder& e, const std::optional<int64_t>& value) {
  e.UnionBranch(value ? 1 : 0);
  if (value) e.Long(*value);
}

void EncodeOptional(avro::Encoder& e, const std::optional<std::string>& value) {
  e.UnionBranch(value ? 1 : 0);
  if (value) e.Bytes(*value);
}

template <typename Items, typename Each>
void EncodeArray(avro::Encoder& e, const Items& items, Each&& each) {
  e.UnionBranch(items.empty() ? 0 : 1);
  if (items.empty()) return;
  e.Long(static_cast<int64_t>(items.size()));
  for (const auto& item : items) each(item);
  e.Long(0);
}

void EncodeMap(avro::Encoder& e, const IdMap<int64_t>& map) {
  EncodeArray(e, map, [&](const auto& item) {
    e.Int(item.first);
    e.Long(item.second);
  });
}

void EncodeMap(avro::Encoder& e, const IdMap<std::string>& map) {
  EncodeArray(e, map, [&](const auto& item) {
    e.Int(item.first);
    e.Bytes(item.second);
  });
}

// Big-endian two's complement of a given length.
std::string FixedDecimal(Int128 value, int32_t bytes) {
  const std::string minimal = MinimalBytes(value);
  if (static_cast<int32_t>(minimal.size()) > bytes) {
    base::Throw(ErrorKind::kInvalidArgument, "a decimal does not fit in {} bytes", bytes);
  }
  std::string out(static_cast<size_t>(bytes) - minimal.size(), value < 0 ? '\xff' : '\0');
  return out + minimal;
}

void EncodeLiteral(avro::Encoder& e, const Literal& literal) {
  switch (literal.kind()) {
    case TypeKind::kBoolean: e.Bool(literal.get<bool>()); return;
    case TypeKind::kInt:
    case TypeKind::kDate: e.Int(literal.get<int32_t>()); return;
    case TypeKind::kLong:
    case TypeKind::kTime:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestamptz:
    case TypeKind::kTimestampNs:
    case TypeKind::kTimestamptzNs: e.Long(literal.get<int64_t>()); return;
    case TypeKind::kFloat: e.Float(literal.get<float>()); return;
    case TypeKind::kDouble: e.Double(literal.get<double>()); return;
    case TypeKind::kDecimal: {
      const int32_t precision = std::get<DecimalType>(literal.type()).precision;
      e.Fixed(FixedDecimal(literal.get<Int128>(), DecimalFixedBytes(precision)));
      return;
    }
    case TypeKind::kUuid:
    case TypeKind::kFixed: e.Fixed(literal.get<std::string>()); return;
    default: e.Bytes(literal.get<std::string>()); return;
  }
}

// What is known of one partition field over all files.
struct SummaryBuilder {
  bool contains_null = false;
  bool contains_nan = false;
  std::optional<Literal> lower;
  std::optional<Literal> upper;

  void Add(const std::optional<Literal>& value) {
    if (!value) {
      contains_null = true;
    } else if (value->is_nan()) {
      contains_nan = true;
    } else {
      if (!lower || Compare(*value, *lower) < 0) lower = value;
      if (!upper || Compare(*value, *upper) > 0) upper = value;
    }
  }

  PartitionFieldSummary Build() const {
    PartitionFieldSummary summary;
    summary.contains_null = contains_null;
    summary.contains_nan = contains_nan;
    if (lower) summary.lower_bound = ToBytes(*lower);
    if (upper) summary.upper_bound = ToBytes(*upper);
    return summary;
  }
};

std::map<std::string, std::string> FileMetadata(const Schema& schema, const PartitionSpec& spec,
                                                const ManifestWriterOptions& options) {
  json::Writer fields;
  json::WriteFields(fields, spec.fields);
  std::map<std::string, std::string> metadata = {
      {"schema", json::ToText(schema)},
      {"schema-id", fmt::format("{}", schema.schema_id.value())},
      {"partition-spec", fields.Take()},
      {"partition-spec-id", fmt::format("{}", spec.spec_id.value())},
      {"format-version", fmt::format("{}", options.format_version)},
  };
  if (options.format_version > 1) {
    metadata["content"] = options.content == ManifestContent::kData ? "data" : "deletes";
  }
  return metadata;
}

}  // namespace

struct ManifestWriter::Impl {
  Impl(const Schema& schema, const PartitionSpec& spec, const ManifestWriterOptions& options)
      : options(options),
        partition_type(spec.PartitionType(schema)),
        container(ManifestEntryAvroSchema(options.format_version, options.content, partition_type),
                  FileMetadata(schema, spec, options), CodecOf(options.compression)),
        summaries(spec.fields.size()) {
    file.partition_spec_id = spec.spec_id;
    file.content = options.content;
    file.sequence_number = kUnassignedSequenceNumber;
    file.min_sequence_number = kUnassignedSequenceNumber;
    file.added_snapshot_id = options.snapshot_id;
    file.added_files_count = file.existing_files_count = file.deleted_files_count = 0;
    file.added_rows_count = file.existing_rows_count = file.deleted_rows_count = 0;
  }

  void Add(const ManifestEntry& entry) {
    CheckFits(entry);
    encoder.clear();
    encoder.Int(static_cast<int32_t>(entry.status));
    if (options.format_version == 1) {
      encoder.Long(entry.snapshot_id.value_or(options.snapshot_id).value());
    } else {
      std::optional<int64_t> id;
      if (entry.snapshot_id) id = entry.snapshot_id->value();
      EncodeOptional(encoder, id);
      EncodeOptional(encoder, entry.sequence_number);
      EncodeOptional(encoder, entry.file_sequence_number);
    }
    EncodeDataFile(entry.data_file);
    container.Append(encoder.bytes());
    Count(entry);
  }

  void CheckFits(const ManifestEntry& entry) const {
    const DataFile& data_file = entry.data_file;
    const bool is_data = data_file.content == FileContent::kData;
    if (is_data != (options.content == ManifestContent::kData)) {
      base::Throw(ErrorKind::kInternal, "a data manifest takes data files only, got {}",
                  data_file.file_path);
    }
    if (data_file.partition.size() != partition_type.fields.size()) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "partition spec {} has {} fields, but the file gives {} values: {}",
                  file.partition_spec_id.value(), partition_type.fields.size(),
                  data_file.partition.size(), data_file.file_path);
    }
  }

  void EncodeDataFile(const DataFile& data_file) {
    const bool v1 = options.format_version == 1;
    if (!v1) encoder.Int(static_cast<int32_t>(data_file.content));
    encoder.Bytes(data_file.file_path);
    encoder.Bytes(ToString(data_file.file_format));
    EncodePartition(data_file);
    encoder.Long(data_file.record_count);
    encoder.Long(data_file.file_size_in_bytes);
    if (v1) encoder.Long(int64_t{64} << 20);  // block size: required, never used
    EncodeMap(encoder, data_file.column_sizes);
    EncodeMap(encoder, data_file.value_counts);
    EncodeMap(encoder, data_file.null_value_counts);
    EncodeMap(encoder, data_file.nan_value_counts);
    EncodeMap(encoder, data_file.lower_bounds);
    EncodeMap(encoder, data_file.upper_bounds);
    EncodeOptional(encoder, data_file.key_metadata);
    const auto number = [&](int64_t value) { encoder.Long(value); };
    EncodeArray(encoder, data_file.split_offsets, number);
    if (!v1) EncodeArray(encoder, data_file.equality_ids, number);
    std::optional<int64_t> order;
    if (data_file.sort_order_id) order = data_file.sort_order_id->value();
    EncodeOptional(encoder, order);
    const bool v3 = options.format_version >= 3;
    const bool is_data = options.content == ManifestContent::kData;
    if (v3) EncodeOptional(encoder, is_data ? data_file.first_row_id : std::nullopt);
    if (v3 || (!v1 && !is_data)) {
      EncodeOptional(encoder, is_data ? std::nullopt : data_file.referenced_data_file);
    }
    if (v3) {
      EncodeOptional(encoder, is_data ? std::nullopt : data_file.content_offset);
      EncodeOptional(encoder, is_data ? std::nullopt : data_file.content_size_in_bytes);
    }
  }

  void EncodePartition(const DataFile& data_file) {
    for (size_t i = 0; i < partition_type.fields.size(); ++i) {
      std::optional<Literal> value = data_file.partition[i];
      const PrimitiveType& type = AsPrimitive(partition_type.fields[i].type);
      if (KindOf(type) == TypeKind::kUnknown) {  // has only nulls, which take no bytes
        summaries[i].Add({});
        continue;
      }
      if (value && value->type() != type) {
        value = ConvertTo(*value, type).literal;
        if (!value) {
          base::Throw(ErrorKind::kInvalidArgument,
                      "the partition field '{}' is of type {}, not {}: {}",
                      partition_type.fields[i].name, ToString(type),
                      ToString(data_file.partition[i]->type()), data_file.file_path);
        }
      }
      encoder.UnionBranch(value ? 1 : 0);
      if (value) EncodeLiteral(encoder, *value);
      summaries[i].Add(value);
    }
  }

  void Count(const ManifestEntry& entry) {
    const int64_t rows = entry.data_file.record_count;
    switch (entry.status) {
      case EntryStatus::kAdded:
        ++*file.added_files_count;
        *file.added_rows_count += rows;
        break;
      case EntryStatus::kExisting:
        ++*file.existing_files_count;
        *file.existing_rows_count += rows;
        break;
      case EntryStatus::kDeleted:
        ++*file.deleted_files_count;
        *file.deleted_rows_count += rows;
        break;
    }
    if (entry.is_live() && entry.sequence_number &&
        (!min_sequence_number || *entry.sequence_number < *min_sequence_number)) {
      min_sequence_number = entry.sequence_number;
    }
  }

  ManifestWriterOptions options;
  StructType partition_type;
  avro::ContainerWriter container;
  avro::Encoder encoder;
  std::vector<SummaryBuilder> summaries;
  ManifestFile file;
  std::optional<int64_t> min_sequence_number;
};

ManifestWriter::ManifestWriter(const Schema& schema, const PartitionSpec& spec,
                               const ManifestWriterOptions& options)
    : impl_(std::make_unique<Impl>(schema, spec, options)) {}
ManifestWriter::~ManifestWriter() = default;
ManifestWriter::ManifestWriter(ManifestWriter&&) noexcept = default;

void ManifestWriter::AddFile(const DataFile& file, std::optional<int64_t> sequence_number) {
  ManifestEntry entry;
  entry.status = EntryStatus::kAdded;
  entry.sequence_number = sequence_number;
  entry.snapshot_id = impl_->options.snapshot_id;
  entry.data_file = file;
  entry.data_file.first_row_id.reset();  // inherited, so that no row id is given twice
  impl_->Add(entry);
}

void ManifestWriter::AddExisting(const ManifestEntry& entry) {
  const bool v1 = impl_->options.format_version == 1;
  if (!entry.snapshot_id || (!v1 && (!entry.sequence_number || !entry.file_sequence_number))) {
    base::Throw(ErrorKind::kInternal, "an existing entry without its snapshot or numbers: {}",
                entry.data_file.file_path);
  }
  ManifestEntry existing = entry;
  existing.status = EntryStatus::kExisting;
  impl_->Add(existing);
}

void ManifestWriter::AddDeleted(const ManifestEntry& entry) {
  ManifestEntry deleted = entry;
  deleted.status = EntryStatus::kDeleted;
  deleted.snapshot_id = impl_->options.snapshot_id;
  impl_->Add(deleted);
}

void ManifestWriter::AddEntry(const ManifestEntry& entry) { impl_->Add(entry); }

size_t ManifestWriter::entry_count() const { return impl_->container.object_count(); }
size_t ManifestWriter::uncompressed_bytes() const { return impl_->container.uncompressed_bytes(); }

ManifestWriter::Result ManifestWriter::Finish() {
  Result result;
  result.bytes = impl_->container.Finish();
  result.file = impl_->file;
  result.file.manifest_length = static_cast<int64_t>(result.bytes.size());
  for (const SummaryBuilder& summary : impl_->summaries) {
    result.file.partitions.push_back(summary.Build());
  }
  // A number that is yet to be given is above all that are.
  if (impl_->min_sequence_number) result.file.min_sequence_number = *impl_->min_sequence_number;
  return result;
}

namespace {

void EncodeCount(avro::Encoder& e, bool v1, const std::optional<int64_t>& count,
                 std::string_view path) {
  if (v1) {
    EncodeOptional(e, count);
  } else if (count) {
    e.Long(*count);
  } else {
    base::Throw(ErrorKind::kUnsupported,
                "a manifest of format version 1 without counts cannot become one of version 2: {}",
                path);
  }
}

void EncodeSummary(avro::Encoder& e, const PartitionFieldSummary& summary) {
  e.Bool(summary.contains_null);
  e.UnionBranch(summary.contains_nan ? 1 : 0);
  if (summary.contains_nan) e.Bool(*summary.contains_nan);
  EncodeOptional(e, summary.lower_bound);
  EncodeOptional(e, summary.upper_bound);
}

void EncodeManifestFile(avro::Encoder& e, const ManifestFile& file,
                        const ManifestListOptions& options) {
  const bool v1 = options.format_version == 1;
  const auto assigned = [&](int64_t number) {
    return number == kUnassignedSequenceNumber ? options.sequence_number : number;
  };
  e.Bytes(file.manifest_path);
  e.Long(file.manifest_length);
  e.Int(file.partition_spec_id.value());
  if (!v1) {
    e.Int(static_cast<int32_t>(file.content));
    e.Long(assigned(file.sequence_number));
    e.Long(assigned(file.min_sequence_number));
  }
  const std::string& path = file.manifest_path;
  e.Long(file.added_snapshot_id.value());
  EncodeCount(e, v1, file.added_files_count, path);
  EncodeCount(e, v1, file.existing_files_count, path);
  EncodeCount(e, v1, file.deleted_files_count, path);
  EncodeCount(e, v1, file.added_rows_count, path);
  EncodeCount(e, v1, file.existing_rows_count, path);
  EncodeCount(e, v1, file.deleted_rows_count, path);
  e.UnionBranch(1);  // unpartitioned: no summaries, not unknown ones
  if (!file.partitions.empty()) e.Long(static_cast<int64_t>(file.partitions.size()));
  for (const PartitionFieldSummary& summary : file.partitions) EncodeSummary(e, summary);
  e.Long(0);
  EncodeOptional(e, file.key_metadata);
  if (options.format_version >= 3) EncodeOptional(e, file.first_row_id);
}

}  // namespace

int64_t AssignRowIds(std::span<ManifestFile> manifests, int64_t next_row_id) {
  for (ManifestFile& file : manifests) {
    if (file.content != ManifestContent::kData || file.first_row_id) continue;
    file.first_row_id = next_row_id;
    // Existing files may have no ids yet either: those of a table from before version 3.
    const int64_t existing = file.existing_rows_count.value_or(0);
    const int64_t added = file.added_rows_count.value_or(0);
    if (existing < 0 || added < 0 || __builtin_add_overflow(next_row_id, existing, &next_row_id) ||
        __builtin_add_overflow(next_row_id, added, &next_row_id)) {
      base::Throw(ErrorKind::kDataCorruption,
                  "a manifest's counts of rows are beyond what a table can have: {}",
                  file.manifest_path);
    }
  }
  return next_row_id;
}

std::string EncodeManifestList(std::span<const ManifestFile> manifests,
                               const ManifestListOptions& options) {
  std::map<std::string, std::string> metadata = {
      {"snapshot-id", fmt::format("{}", options.snapshot_id.value())},
      {"parent-snapshot-id", options.parent_snapshot_id
                                 ? fmt::format("{}", options.parent_snapshot_id->value())
                                 : "null"},
      {"format-version", fmt::format("{}", options.format_version)},
  };
  if (options.format_version > 1) {
    metadata["sequence-number"] = fmt::format("{}", options.sequence_number);
  }
  if (options.first_row_id) metadata["first-row-id"] = fmt::format("{}", *options.first_row_id);
  avro::ContainerWriter container(ManifestListAvroSchema(options.format_version), metadata,
                                  CodecOf(options.compression));
  avro::Encoder encoder;
  for (const ManifestFile& file : manifests) {
    encoder.clear();
    EncodeManifestFile(encoder, file, options);
    container.Append(encoder.bytes());
  }
  return container.Finish();
}

}  // namespace tarn::iceberg

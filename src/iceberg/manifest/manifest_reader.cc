#include "iceberg/manifest/manifest_reader.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "avro/container.h"
#include "base/error.h"
#include "iceberg/manifest/avro_plan.h"
#include "iceberg/manifest/manifest_cache.h"
#include "iceberg/manifest/manifest_decoding.h"
#include "iceberg/manifest/manifest_fields.h"
#include "store/object_store.h"

namespace tarn::iceberg {
namespace {

using avro::Decoder;
using avro::Type;
using base::ErrorKind;
using PlanField = AvroPlan::Field;
namespace f = manifest_field;
namespace l = list_field;

[[noreturn]] void ThrowType(const PlanField& field) {
  base::Throw(ErrorKind::kDataCorruption, "field {} is of Avro type {}", field.id,
              avro::ToString(field.type->type));
}

int64_t Number(const PlanField& field, Decoder& d) {
  if (field.type->type != Type::kInt && field.type->type != Type::kLong) ThrowType(field);
  return d.Long();
}

int32_t Number32(const PlanField& field, Decoder& d) {
  const int64_t value = Number(field, d);
  if (value < INT32_MIN || value > INT32_MAX) d.Fail("a number beyond 32 bits");
  return static_cast<int32_t>(value);
}

std::string Text(const PlanField& field, Decoder& d) {
  if (field.type->type != Type::kString && field.type->type != Type::kBytes) ThrowType(field);
  return std::string(d.Bytes());
}

bool Flag(const PlanField& field, Decoder& d) {
  if (field.type->type != Type::kBoolean) ThrowType(field);
  return d.Bool();
}

// Whether the field has a value; reads the union's branch.
bool Present(const PlanField& field, Decoder& d) {
  return !field.nullable || static_cast<int64_t>(d.UnionBranch(2)) != field.null_index;
}

// An array's items, each by `each`, which must take at least a byte.
template <typename Each>
void EachItem(const PlanField& field, Decoder& d, Each&& each) {
  if (field.type->type != Type::kArray) ThrowType(field);
  const size_t item_bytes = std::max<size_t>(1, avro::MinBytes(*field.type->items));
  while (size_t count = d.BlockCount(item_bytes)) {
    for (; count > 0; --count) each();
  }
}

template <typename V, typename Read>
IdMap<V> Map(const PlanField& field, Decoder& d, std::initializer_list<Type> value_types,
             Read&& read) {
  const AvroPlan* pair = field.of.get();
  const bool is_pairs = pair && pair->fields.size() == 2 && !pair->fields[0].nullable &&
                        !pair->fields[1].nullable && (pair->fields[0].type->type == Type::kInt) &&
                        std::find(value_types.begin(), value_types.end(),
                                  pair->fields[1].type->type) != value_types.end();
  if (!is_pairs) ThrowType(field);
  IdMap<V> map;
  if (field.type->type != Type::kArray) ThrowType(field);
  while (size_t count = d.BlockCount(2)) {
    map.reserve(map.size() + count);
    for (; count > 0; --count) {
      const FieldId id = d.Int();
      map.Set(id, read());
    }
  }
  return map;
}

IdMap<int64_t> Counts(const PlanField& field, Decoder& d) {
  return Map<int64_t>(field, d, {Type::kLong, Type::kInt}, [&] { return d.Long(); });
}

IdMap<std::string> Bounds(const PlanField& field, Decoder& d) {
  return Map<std::string>(field, d, {Type::kBytes, Type::kString},
                          [&] { return std::string(d.Bytes()); });
}

FileContent Content(const PlanField& field, Decoder& d) {
  const int64_t value = Number(field, d);
  if (value < 0 || value > 2) d.Fail("an unknown content of a data file");
  return static_cast<FileContent>(value);
}

template <typename T>
std::vector<T> Numbers(const PlanField& field, Decoder& d) {
  const bool numeric = field.type->type == Type::kArray && (field.type->items->type == Type::kInt ||
                                                            field.type->items->type == Type::kLong);
  if (!numeric) ThrowType(field);
  std::vector<T> numbers;
  EachItem(field, d, [&] {
    const int64_t value = d.Long();
    if (value < std::numeric_limits<T>::min() || value > std::numeric_limits<T>::max()) {
      d.Fail("a number that is too large");
    }
    numbers.push_back(static_cast<T>(value));
  });
  return numbers;
}

void ReadDataFileField(const PlanField& field, Decoder& d, DataFile& file) {
  switch (field.id) {
    case f::kContent: file.content = Content(field, d); return;
    case f::kFilePath: file.file_path = Text(field, d); return;
    case f::kFileFormat: file.file_format = ParseFileFormat(Text(field, d)); return;
    case f::kPartition: file.partition = DecodePartition(field, d); return;
    case f::kRecordCount: file.record_count = Number(field, d); return;
    case f::kFileSize: file.file_size_in_bytes = Number(field, d); return;
    case f::kColumnSizes: file.column_sizes = Counts(field, d); return;
    case f::kValueCounts: file.value_counts = Counts(field, d); return;
    case f::kNullValueCounts: file.null_value_counts = Counts(field, d); return;
    case f::kNanValueCounts: file.nan_value_counts = Counts(field, d); return;
    case f::kLowerBounds: file.lower_bounds = Bounds(field, d); return;
    case f::kUpperBounds: file.upper_bounds = Bounds(field, d); return;
    case f::kKeyMetadata: file.key_metadata = Text(field, d); return;
    case f::kSplitOffsets: file.split_offsets = Numbers<int64_t>(field, d); return;
    case f::kEqualityIds: file.equality_ids = Numbers<FieldId>(field, d); return;
    case f::kSortOrderId: file.sort_order_id = SortOrderId(Number32(field, d)); return;
    case f::kReferencedDataFile: file.referenced_data_file = Text(field, d); return;
    case f::kFirstRowId: file.first_row_id = Number(field, d); return;
    case f::kContentOffset: file.content_offset = Number(field, d); return;
    case f::kContentSize: file.content_size_in_bytes = Number(field, d); return;
    default: d.Skip(*field.type); return;
  }
}

// Calls `read` with each field that has a value.
template <typename Read>
void ReadRecord(const AvroPlan& plan, Decoder& d, Read&& read) {
  for (const PlanField& field : plan.fields) {
    if (field.id < 0) {
      d.Skip(*field.whole);
    } else if (Present(field, d)) {
      read(field);
    }
  }
}

ManifestEntry ReadEntry(const AvroPlan& plan, Decoder& d) {
  ManifestEntry entry;
  bool has_file = false;
  ReadRecord(plan, d, [&](const PlanField& field) {
    switch (field.id) {
      case f::kStatus: {
        const int64_t status = Number(field, d);
        if (status < 0 || status > 2) d.Fail("an unknown status of an entry");
        entry.status = static_cast<EntryStatus>(status);
        return;
      }
      case f::kSnapshotId: entry.snapshot_id = SnapshotId(Number(field, d)); return;
      case f::kSequenceNumber: entry.sequence_number = Number(field, d); return;
      case f::kFileSequenceNumber: entry.file_sequence_number = Number(field, d); return;
      case f::kDataFile:
        if (!field.of || field.type->type != Type::kRecord) ThrowType(field);
        ReadRecord(*field.of, d,
                   [&](const PlanField& part) { ReadDataFileField(part, d, entry.data_file); });
        has_file = true;
        return;
      default: d.Skip(*field.type); return;
    }
  });
  if (!has_file || entry.data_file.file_path.empty()) d.Fail("an entry without a file");
  return entry;
}

// What an entry leaves out comes from the manifest's line in the list (spec: Sequence Number
// Inheritance). Entries of version 1 have number 0.
void Inherit(ManifestEntry& entry, const ManifestFile& file) {
  entry.data_file.spec_id = file.partition_spec_id;
  if (!entry.snapshot_id) entry.snapshot_id = file.added_snapshot_id;
  if (file.sequence_number == kUnassignedSequenceNumber) return;
  const bool inherits = entry.status == EntryStatus::kAdded || file.sequence_number == 0;
  if (inherits && !entry.sequence_number) entry.sequence_number = file.sequence_number;
  if (inherits && !entry.file_sequence_number) entry.file_sequence_number = file.sequence_number;
}

PartitionFieldSummary ReadSummary(const AvroPlan& plan, Decoder& d) {
  PartitionFieldSummary summary;
  ReadRecord(plan, d, [&](const PlanField& field) {
    switch (field.id) {
      case l::kContainsNull: summary.contains_null = Flag(field, d); return;
      case l::kContainsNan: summary.contains_nan = Flag(field, d); return;
      case l::kLowerBound: summary.lower_bound = Text(field, d); return;
      case l::kUpperBound: summary.upper_bound = Text(field, d); return;
      default: d.Skip(*field.type); return;
    }
  });
  return summary;
}

void ReadListField(const PlanField& field, Decoder& d, ManifestFile& file) {
  switch (field.id) {
    case l::kPath: file.manifest_path = Text(field, d); return;
    case l::kLength: file.manifest_length = Number(field, d); return;
    case l::kSpecId: file.partition_spec_id = PartitionSpecId(Number32(field, d)); return;
    case l::kContent: {
      const int64_t content = Number(field, d);
      if (content < 0 || content > 1) d.Fail("an unknown content of a manifest");
      file.content = static_cast<ManifestContent>(content);
      return;
    }
    case l::kSequenceNumber: file.sequence_number = Number(field, d); return;
    case l::kMinSequenceNumber: file.min_sequence_number = Number(field, d); return;
    case l::kAddedSnapshotId: file.added_snapshot_id = SnapshotId(Number(field, d)); return;
    case l::kAddedFiles: file.added_files_count = Number32(field, d); return;
    case l::kExistingFiles: file.existing_files_count = Number32(field, d); return;
    case l::kDeletedFiles: file.deleted_files_count = Number32(field, d); return;
    case l::kAddedRows: file.added_rows_count = Number(field, d); return;
    case l::kExistingRows: file.existing_rows_count = Number(field, d); return;
    case l::kDeletedRows: file.deleted_rows_count = Number(field, d); return;
    case l::kPartitions:
      if (!field.of) ThrowType(field);
      EachItem(field, d, [&] { file.partitions.push_back(ReadSummary(*field.of, d)); });
      return;
    case l::kKeyMetadata: file.key_metadata = Text(field, d); return;
    case l::kFirstRowId: file.first_row_id = Number(field, d); return;
    default: d.Skip(*field.type); return;
  }
}

// Calls `read` with a decoder at each object of the file.
template <typename Read>
void EachObject(avro::ContainerReader& container, const AvroPlan& plan, Read&& read) {
  while (auto block = container.NextBlock()) {
    Decoder decoder(block->data);
    const size_t object_bytes = std::max<size_t>(1, plan.min_bytes);
    if (static_cast<uint64_t>(block->objects) > block->data.size() / object_bytes) {
      decoder.Fail("a block with more objects than bytes");
    }
    for (int64_t i = 0; i < block->objects; ++i) read(decoder);
  }
}

// Damage is told with the file's path.
template <typename Decode>
auto Located(std::string_view what, const std::string& path, Decode&& decode) {
  try {
    return decode();
  } catch (const base::Error& error) {
    throw error.WithContext(fmt::format("{} {}", what, path));
  }
}

}  // namespace

RowIdInheritance::RowIdInheritance(const ManifestFile& file)
    : next_(file.first_row_id),
      keep_(file.first_row_id || file.sequence_number == kUnassignedSequenceNumber) {}

std::optional<int64_t> RowIdInheritance::Next(FileContent content, EntryStatus status,
                                              int64_t record_count, std::optional<int64_t> own) {
  if (content != FileContent::kData || !keep_) return {};
  if (!next_ || own || status == EntryStatus::kDeleted) return own;
  const int64_t first = *next_;
  if (record_count < 0 || __builtin_add_overflow(first, record_count, &*next_)) {
    base::Throw(ErrorKind::kDataCorruption, "its files have more rows than can be counted: {} + {}",
                first, record_count);
  }
  return first;
}

int32_t FormatVersionIn(const avro::ContainerReader& container) {
  auto version = container.metadata().find("format-version");
  if (version == container.metadata().end()) return 1;
  int32_t number = 0;
  const std::string& text = version->second;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 1) return 1;
  if (number > kMaxFormatVersion) {
    base::Throw(ErrorKind::kUnsupported, "it is of format version {}, and Tarn reads up to {}",
                number, kMaxFormatVersion);
  }
  return number;
}

std::string CacheKey(const ManifestFile& file) {
  if (!file.first_row_id) return file.manifest_path;
  return fmt::format("{}#{}", file.manifest_path, *file.first_row_id);
}

PartitionValues DecodePartition(const AvroPlan::Field& field, Decoder& d) {
  if (!field.of || field.type->type != avro::Type::kRecord) ThrowType(field);
  PartitionValues values;
  values.reserve(field.of->fields.size());
  for (const PlanField& part : field.of->fields) {
    if (part.type->type == avro::Type::kNull) {  // of the type unknown
      values.emplace_back();
    } else if (Present(part, d)) {
      values.emplace_back(DecodeLiteral(*part.type, d));
    } else {
      values.emplace_back();
    }
  }
  return values;
}

ManifestEntry DecodeEntry(const AvroPlan& plan, Decoder& decoder, const ManifestFile& file) {
  ManifestEntry entry = ReadEntry(plan, decoder);
  Inherit(entry, file);
  return entry;
}

Manifest DecodeManifestWith(const PlanSource& plans, std::string_view bytes,
                            const ManifestFile& file) {
  return Located("manifest", file.manifest_path, [&] {
    avro::ContainerReader container(bytes);
    const auto plan = plans(container.schema_json());
    Manifest manifest;
    manifest.spec_id = file.partition_spec_id;
    manifest.content = file.content;
    manifest.format_version = FormatVersionIn(container);
    RowIdInheritance row_ids(file);
    const int64_t expected = int64_t{file.added_files_count.value_or(0)} +
                             file.existing_files_count.value_or(0) +
                             file.deleted_files_count.value_or(0);
    // The count is only a hint, and not to be trusted beyond what the bytes can hold.
    manifest.entries.reserve(
        static_cast<size_t>(std::clamp<int64_t>(expected, 0, static_cast<int64_t>(bytes.size()))));
    EachObject(container, *plan, [&](Decoder& decoder) {
      ManifestEntry& entry = manifest.entries.emplace_back(DecodeEntry(*plan, decoder, file));
      DataFile& data_file = entry.data_file;
      data_file.first_row_id = row_ids.Next(data_file.content, entry.status, data_file.record_count,
                                            data_file.first_row_id);
    });
    return manifest;
  });
}

std::vector<ManifestFile> DecodeManifestListWith(const PlanSource& plans, std::string_view bytes,
                                                 const std::string& path) {
  return Located("manifest list", path, [&] {
    avro::ContainerReader container(bytes);
    const auto plan = plans(container.schema_json());
    std::vector<ManifestFile> files;
    EachObject(container, *plan, [&](Decoder& decoder) {
      ManifestFile file;
      ReadRecord(*plan, decoder,
                 [&](const PlanField& field) { ReadListField(field, decoder, file); });
      if (file.manifest_path.empty()) decoder.Fail("a manifest without a path");
      files.push_back(std::move(file));
    });
    return files;
  });
}

Manifest DecodeManifest(std::string_view bytes, const ManifestFile& file) {
  return DecodeManifestWith(MakeAvroPlan, bytes, file);
}

std::vector<ManifestFile> DecodeManifestList(std::string_view bytes, const std::string& path) {
  return DecodeManifestListWith(MakeAvroPlan, bytes, path);
}

size_t Manifest::memory_bytes() const {
  constexpr size_t kStringHeap = 15;
  const auto text = [](const std::string& s) {
    return s.capacity() > kStringHeap ? s.capacity() + 1 : 0;
  };
  size_t bytes = sizeof(Manifest) + entries.capacity() * sizeof(ManifestEntry);
  for (const ManifestEntry& entry : entries) {
    const DataFile& file = entry.data_file;
    bytes += text(file.file_path) + file.partition.capacity() * sizeof(PartitionValues::value_type);
    for (const auto* map : {&file.column_sizes, &file.value_counts, &file.null_value_counts,
                            &file.nan_value_counts}) {
      bytes += map->size() * sizeof(IdMap<int64_t>::value_type);
    }
    for (const auto* map : {&file.lower_bounds, &file.upper_bounds}) {
      bytes += map->size() * sizeof(IdMap<std::string>::value_type);
      for (const auto& [id, bound] : *map) bytes += text(bound);
    }
    bytes += file.split_offsets.capacity() * sizeof(int64_t);
  }
  return bytes;
}

std::shared_ptr<const Manifest> ReadManifest(store::ObjectStore& store, const ManifestFile& file,
                                             ManifestCache* cache) {
  const std::string key = CacheKey(file);
  if (cache) {
    if (auto cached = cache->FindManifest(key)) return cached;
  }
  const std::string bytes = store.Read(file.manifest_path);
  const PlanSource plans = cache ? cache->plans() : PlanSource(MakeAvroPlan);
  auto manifest = std::make_shared<const Manifest>(DecodeManifestWith(plans, bytes, file));
  // Entries of a manifest that is not committed yet have no sequence numbers: not for others.
  const bool committed = file.sequence_number != kUnassignedSequenceNumber;
  if (cache && committed) cache->Put(key, manifest);
  return manifest;
}

namespace {

// Version 1 may list manifests in the snapshot itself: what a list would say is read from each.
std::vector<ManifestFile> InlineManifests(store::ObjectStore& store, const Snapshot& snapshot) {
  std::vector<ManifestFile> files;
  for (const std::string& path : snapshot.manifests) {
    ManifestFile file;
    file.manifest_path = path;
    file.added_snapshot_id = snapshot.snapshot_id;
    const std::string bytes = store.Read(path);
    file.manifest_length = static_cast<int64_t>(bytes.size());
    Located("manifest", path, [&] {
      const avro::ContainerReader container(bytes);
      auto spec = container.metadata().find("partition-spec-id");
      int32_t id = 0;
      if (spec != container.metadata().end()) {
        std::from_chars(spec->second.data(), spec->second.data() + spec->second.size(), id);
      }
      file.partition_spec_id = PartitionSpecId(id);
    });
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace

std::shared_ptr<const std::vector<ManifestFile>> ReadManifestList(store::ObjectStore& store,
                                                                  const Snapshot& snapshot,
                                                                  ManifestCache* cache) {
  using List = std::vector<ManifestFile>;
  if (snapshot.manifest_list.empty()) {
    return std::make_shared<const List>(InlineManifests(store, snapshot));
  }
  if (cache) {
    if (auto cached = cache->FindList(snapshot.manifest_list)) return cached;
  }
  if (snapshot.key_id) {
    base::Throw(base::ErrorKind::kUnsupported,
                "the manifest list of snapshot {} is encrypted by the key '{}', and Tarn does not "
                "read encrypted tables: {}",
                snapshot.snapshot_id.value(), *snapshot.key_id, snapshot.manifest_list);
  }
  const std::string bytes = store.Read(snapshot.manifest_list);
  const PlanSource plans = cache ? cache->plans() : PlanSource(MakeAvroPlan);
  auto list =
      std::make_shared<const List>(DecodeManifestListWith(plans, bytes, snapshot.manifest_list));
  if (cache) cache->Put(snapshot.manifest_list, list);
  return list;
}

}  // namespace tarn::iceberg

#include "iceberg/manifest/packed_manifest.h"

#include <algorithm>

#include "avro/container.h"
#include "base/error.h"
#include "iceberg/manifest/manifest_cache.h"
#include "iceberg/manifest/manifest_fields.h"
#include "store/object_store.h"

namespace tarn::iceberg {
namespace {

using avro::Decoder;
using AvroType = avro::Type;
using base::ErrorKind;
using PlanField = AvroPlan::Field;
namespace f = manifest_field;

bool IsNumber(AvroType type) { return type == AvroType::kInt || type == AvroType::kLong; }
bool IsBytes(AvroType type) { return type == AvroType::kBytes || type == AvroType::kString; }

[[noreturn]] void ThrowType(const PlanField& field) {
  base::Throw(ErrorKind::kDataCorruption, "field {} is of Avro type {}", field.id,
              avro::ToString(field.type->type));
}

bool Present(const PlanField& field, Decoder& d) {
  return !field.nullable || static_cast<int64_t>(d.UnionBranch(2)) != field.null_index;
}

int64_t Number(const PlanField& field, Decoder& d) {
  if (!IsNumber(field.type->type)) ThrowType(field);
  return d.Long();
}

// A map of columns is an array of pairs. Bounds and counts differ in the second of the pair.
void CheckPairs(const PlanField& field, bool bounds) {
  const AvroPlan* pair = field.of.get();
  const bool fits =
      field.type->type == AvroType::kArray && pair && pair->fields.size() == 2 &&
      !pair->fields[0].nullable && !pair->fields[1].nullable &&
      pair->fields[0].type->type == AvroType::kInt &&
      (bounds ? IsBytes(pair->fields[1].type->type) : IsNumber(pair->fields[1].type->type));
  if (!fits) ThrowType(field);
}

template <typename SkipValue>
void SkipPairs(Decoder& d, SkipValue&& skip_value) {
  while (size_t count = d.BlockCount(2)) {
    for (; count > 0; --count) {
      d.Int();
      skip_value();
    }
  }
}

}  // namespace

// Walks over entries once and notes where things are.
class PackedManifest::Indexer {
 public:
  Indexer(PackedManifest& manifest, RowIdInheritance& row_ids, std::string_view block, size_t base)
      : manifest_(manifest), row_ids_(row_ids), decoder_(block), base_(base) {}

  void Run(int64_t objects) {
    const AvroPlan& plan = *manifest_.plan_;
    const size_t least = std::max<size_t>(1, plan.min_bytes);
    if (objects < 0 || static_cast<uint64_t>(objects) > decoder_.remaining() / least) {
      decoder_.Fail("a block with more objects than bytes");
    }
    manifest_.entries_.reserve(manifest_.entries_.size() + static_cast<size_t>(objects));
    for (; objects > 0; --objects) manifest_.entries_.push_back(ReadEntry(plan));
  }

 private:
  uint32_t position() const { return static_cast<uint32_t>(base_ + decoder_.position()); }

  Entry ReadEntry(const AvroPlan& plan) {
    Entry entry;
    entry.begin = position();
    entry.parts.fill(kAbsent);
    bool has_file = false;
    for (const PlanField& field : plan.fields) {
      if (field.id < 0) {
        decoder_.Skip(*field.whole);
      } else if (Present(field, decoder_)) {
        switch (field.id) {
          case f::kStatus: {
            const int64_t status = Number(field, decoder_);
            if (status < 0 || status > 2) decoder_.Fail("an unknown status of an entry");
            entry.status = static_cast<EntryStatus>(status);
            break;
          }
          case f::kDataFile:
            if (!field.of || field.type->type != AvroType::kRecord) ThrowType(field);
            has_file = ReadFile(*field.of, entry);
            break;
          default: decoder_.Skip(*field.type);
        }
      }
    }
    if (!has_file) decoder_.Fail("an entry without a file");
    std::optional<int64_t> own;
    if (entry.first_row_id != kNoRowId) own = entry.first_row_id;
    entry.first_row_id =
        row_ids_.Next(entry.content, entry.status, entry.record_count, own).value_or(kNoRowId);
    return entry;
  }

  bool ReadFile(const AvroPlan& plan, Entry& entry) {
    for (const PlanField& field : plan.fields) {
      if (field.id < 0) {
        decoder_.Skip(*field.whole);
      } else if (Present(field, decoder_)) {
        ReadField(field, entry);
      }
    }
    return entry.parts[kPath] != kAbsent;
  }

  void ReadField(const PlanField& field, Entry& entry) {
    switch (field.id) {
      case f::kContent: {
        const int64_t content = Number(field, decoder_);
        if (content < 0 || content > 2) decoder_.Fail("an unknown content of a data file");
        entry.content = static_cast<FileContent>(content);
        return;
      }
      case f::kRecordCount: entry.record_count = Number(field, decoder_); return;
      case f::kFirstRowId: entry.first_row_id = Number(field, decoder_); return;
      case f::kFileSize: entry.file_size_in_bytes = Number(field, decoder_); return;
      case f::kFilePath:
        if (!IsBytes(field.type->type)) ThrowType(field);
        entry.parts[kPath] = position();
        if (decoder_.Bytes().empty()) decoder_.Fail("an entry without a file");
        return;
      case f::kPartition:
        if (!field.of || field.type->type != AvroType::kRecord) ThrowType(field);
        manifest_.partition_ = &field;
        entry.parts[kPartition] = position();
        decoder_.Skip(*field.type);
        return;
      case f::kValueCounts: return CountsPart(field, entry, kValues);
      case f::kNullValueCounts: return CountsPart(field, entry, kNulls);
      case f::kNanValueCounts: return CountsPart(field, entry, kNans);
      case f::kLowerBounds: return BoundsPart(field, entry, kLowers);
      case f::kUpperBounds: return BoundsPart(field, entry, kUppers);
      default: decoder_.Skip(*field.type); return;
    }
  }

  void CountsPart(const PlanField& field, Entry& entry, Part part) {
    CheckPairs(field, false);
    entry.parts[part] = position();
    SkipPairs(decoder_, [&] { decoder_.Long(); });
  }
  void BoundsPart(const PlanField& field, Entry& entry, Part part) {
    CheckPairs(field, true);
    entry.parts[part] = position();
    SkipPairs(decoder_, [&] { decoder_.Bytes(); });
  }

  PackedManifest& manifest_;
  RowIdInheritance& row_ids_;
  Decoder decoder_;
  const size_t base_;
};

template <typename Decode>
auto PackedManifest::Named(Decode&& decode) const {
  try {
    return decode();
  } catch (const base::Error& error) {
    throw error.WithContext("manifest " + file_.manifest_path);
  }
}

PackedManifest::PackedManifest(const PlanSource& plans, std::string_view bytes,
                               const ManifestFile& file) {
  file_.manifest_path = file.manifest_path;
  file_.partition_spec_id = file.partition_spec_id;
  file_.content = file.content;
  file_.added_snapshot_id = file.added_snapshot_id;
  file_.sequence_number = file.sequence_number;
  Named([&] {
    avro::ContainerReader container(bytes);
    FormatVersionIn(container);
    plan_ = plans(container.schema_json());
    RowIdInheritance row_ids(file);
    while (auto block = container.NextBlock()) {
      if (block->data.size() > kMaxBytes - data_.size()) {
        base::Throw(ErrorKind::kResourceExhausted, "it expands beyond {} bytes", kMaxBytes);
      }
      const size_t base = data_.size();
      data_ += block->data;
      Indexer(*this, row_ids, block->data, base).Run(block->objects);
    }
    data_.shrink_to_fit();
    entries_.shrink_to_fit();
  });
}

std::optional<int64_t> PackedManifest::Count(const Entry& entry, Part part, FieldId column) const {
  if (entry.parts[part] == kAbsent) return {};
  Decoder d = At(entry.parts[part]);
  while (size_t count = d.BlockCount(2)) {
    for (; count > 0; --count) {
      const FieldId id = d.Int();
      const int64_t value = d.Long();
      if (id == column) return value;
    }
  }
  return {};
}

std::optional<std::string_view> PackedManifest::Bound(const Entry& entry, Part part,
                                                      FieldId column) const {
  if (entry.parts[part] == kAbsent) return {};
  Decoder d = At(entry.parts[part]);
  while (size_t count = d.BlockCount(2)) {
    for (; count > 0; --count) {
      const FieldId id = d.Int();
      const std::string_view value = d.Bytes();
      if (id == column) return value;
    }
  }
  return {};
}

std::string_view PackedManifest::Path(const Entry& entry) const {
  return At(entry.parts[kPath]).Bytes();
}

PartitionValues PackedManifest::Partition(const Entry& entry) const {
  if (entry.parts[kPartition] == kAbsent) return {};
  return Named([&] {
    Decoder d = At(entry.parts[kPartition]);
    return DecodePartition(*partition_, d);
  });
}

std::string_view PackedManifest::PartitionBytes(const Entry& entry) const {
  if (entry.parts[kPartition] == kAbsent) return {};
  Decoder d = At(entry.parts[kPartition]);
  d.Skip(*partition_->type);
  return std::string_view(data_).substr(entry.parts[kPartition], d.position());
}

ManifestEntry PackedManifest::Unpack(const Entry& entry) const {
  return Named([&] {
    Decoder d = At(entry.begin);
    ManifestEntry whole = DecodeEntry(*plan_, d, file_);
    whole.data_file.first_row_id.reset();
    if (entry.first_row_id != kNoRowId) whole.data_file.first_row_id = entry.first_row_id;
    return whole;
  });
}

size_t PackedManifest::memory_bytes() const {
  return sizeof(PackedManifest) + data_.capacity() + entries_.capacity() * sizeof(Entry) +
         file_.manifest_path.capacity();
}

std::shared_ptr<const PackedManifest> ReadPackedManifest(store::ObjectStore& store,
                                                         const ManifestFile& file,
                                                         ManifestCache* cache) {
  const std::string key = CacheKey(file);
  if (cache) {
    if (auto cached = cache->FindPacked(key)) return cached;
  }
  const std::string bytes = store.Read(file.manifest_path);
  const PlanSource plans = cache ? cache->plans() : PlanSource(MakeAvroPlan);
  auto manifest = std::make_shared<const PackedManifest>(plans, bytes, file);
  // Entries of a manifest that is not committed yet have no sequence numbers: not for others.
  const bool committed = file.sequence_number != kUnassignedSequenceNumber;
  if (cache && committed) cache->Put(key, manifest);
  return manifest;
}

}  // namespace tarn::iceberg

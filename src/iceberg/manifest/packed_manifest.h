#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/manifest/avro_plan.h"
#include "iceberg/manifest/manifest_decoding.h"
#include "iceberg/manifest/manifest_entry.h"
#include "iceberg/manifest/manifest_file.h"

namespace tarn::store {
class ObjectStore;
}

namespace tarn::iceberg {

class ManifestCache;

// A manifest for planning: its bytes, decompressed, with an index of where the parts of each entry
// are. Most files are judged by two or three numbers of one column; the rest of an entry is decoded
// only for files that are read. A manifest in this form takes less memory than its entries decoded,
// and reading it allocates nothing per value.
//
// Immutable and thread safe once made. Everything that is read from the bytes is checked again:
// kDataCorruption, naming the manifest, from all functions that decode.
class PackedManifest {
 public:
  // What of a data file is decoded on demand. The maps first.
  enum Part { kValues, kNulls, kNans, kLowers, kUppers, kPartition, kPath };
  static constexpr size_t kParts = 7;
  static constexpr uint32_t kAbsent = UINT32_MAX;
  static constexpr int64_t kNoRowId = -1;

  struct Entry {
    EntryStatus status = EntryStatus::kAdded;
    FileContent content = FileContent::kData;
    int64_t record_count = 0;
    int64_t file_size_in_bytes = 0;
    int64_t first_row_id = kNoRowId;       // its own or inherited
    uint32_t begin = 0;                    // of the whole entry, in the manifest's bytes
    std::array<uint32_t, kParts> parts{};  // likewise, behind the unions of optional ones

    bool is_live() const { return status != EntryStatus::kDeleted; }
  };

  // `file` is the manifest's line in the manifest list. kDataCorruption for bytes that are no
  // manifest, kUnsupported for a later format version, kResourceExhausted for one that expands
  // beyond kMaxBytes.
  PackedManifest(const PlanSource& plans, std::string_view bytes, const ManifestFile& file);

  size_t size() const { return entries_.size(); }
  const Entry& operator[](size_t index) const { return entries_[index]; }

  // A count of the column (`part` one of kValues, kNulls, kNans) or a bound of it (kLowers,
  // kUppers); nothing when the file does not tell. Views live as long as the manifest.
  std::optional<int64_t> Count(const Entry& entry, Part part, FieldId column) const;
  std::optional<std::string_view> Bound(const Entry& entry, Part part, FieldId column) const;
  std::string_view Path(const Entry& entry) const;
  PartitionValues Partition(const Entry& entry) const;
  // The partition's values as bytes: equal bytes are equal partitions (of one schema text).
  std::string_view PartitionBytes(const Entry& entry) const;
  // All of an entry, with what it inherits from the manifest list.
  ManifestEntry Unpack(const Entry& entry) const;

  size_t memory_bytes() const;

  static constexpr size_t kMaxBytes = size_t{1} << 30;

 private:
  class Indexer;
  avro::Decoder At(uint32_t offset) const {
    return avro::Decoder(std::string_view(data_).substr(offset));
  }
  // Calls `decode`, with the manifest's name in front of errors.
  template <typename Decode>
  auto Named(Decode&& decode) const;

  ManifestFile file_;  // what entries inherit, and the path
  std::shared_ptr<const AvroPlan> plan_;
  const AvroPlan::Field* partition_ = nullptr;  // in plan_
  std::string data_;
  std::vector<Entry> entries_;
};

// Reads through `cache` (may be null). Errors of the store pass through.
std::shared_ptr<const PackedManifest> ReadPackedManifest(store::ObjectStore& store,
                                                         const ManifestFile& file,
                                                         ManifestCache* cache);

}  // namespace tarn::iceberg

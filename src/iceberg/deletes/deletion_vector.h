#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "iceberg/deletes/position_bitmap.h"
#include "iceberg/manifest/data_file.h"
#include "iceberg/puffin/puffin.h"

namespace tarn::store {
class ObjectStore;
}

namespace tarn::iceberg {

// The blob `deletion-vector-v1` (Puffin spec): length, magic, 64-bit Roaring bitmap, CRC-32. The
// same bytes as Iceberg Java's for the same positions.
std::string EncodeDeletionVector(const PositionBitmap& positions);
// The reverse; kDataCorruption for another length, magic or checksum, or a malformed bitmap.
PositionBitmap DecodeDeletionVector(std::string_view blob);

// Reads the vector of a delete file entry (content_offset, content_size_in_bytes) with one ranged
// read. kInvalidArgument when `file` is no deletion vector; kDataCorruption, naming the file, also
// when the number of positions is not its record count; kResourceExhausted for a blob beyond
// `limits`.
PositionBitmap ReadDeletionVector(store::ObjectStore& store, const DataFile& file,
                                  const PuffinLimits& limits = {});

// What a manifest says of a vector.
struct DeletionVectorTarget {
  std::string data_file = {};  // its path
  PartitionSpecId spec_id{0};  // and partition
  PartitionValues partition = {};
};

// Collects the vectors of one commit into one Puffin file. Not thread safe.
class DeletionVectorWriter {
 public:
  explicit DeletionVectorWriter(std::string created_by) : puffin_(std::move(created_by)) {}

  // `positions`: everything that is deleted of the data file, older vectors merged in (Merge).
  // kInvalidArgument for an empty set, or a data file that has a vector here.
  void Add(const DeletionVectorTarget& target, const PositionBitmap& positions);
  bool empty() const { return files_.empty(); }

  struct Result {
    std::string bytes;            // to be written at `path`
    std::vector<DataFile> files;  // for RowDelta::AddDeletes, in the order they were added
  };
  Result Finish(const std::string& path);

 private:
  PuffinWriter puffin_;
  std::vector<DataFile> files_;
  std::unordered_set<std::string> data_files_;
};

}  // namespace tarn::iceberg

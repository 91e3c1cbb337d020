#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/ids.h"
#include "iceberg/table_metadata.h"

namespace tarn::store {
class ObjectStore;
}

namespace tarn::iceberg {

// Puffin files (Puffin spec, version 1): blobs of statistics and indexes over a table, and a footer
// that says what they are.

inline constexpr std::string_view kDeletionVectorBlob = "deletion-vector-v1";
inline constexpr std::string_view kThetaSketchBlob = "apache-datasketches-theta-v1";
// Of a theta sketch blob: the number of distinct values as a decimal number.
inline constexpr std::string_view kNdvProperty = "ndv";

enum class PuffinCompression { kNone, kLz4, kZstd };

// What a footer says of one blob (Puffin spec: BlobMetadata).
struct PuffinBlob {
  std::string type = {};
  std::vector<FieldId> fields = {};
  SnapshotId snapshot_id = {};  // -1 for deletion vectors: inherited
  int64_t sequence_number = 0;  // likewise
  int64_t offset = 0;           // bytes from the file's beginning
  int64_t length = 0;           // bytes in the file
  PuffinCompression compression = PuffinCompression::kNone;
  std::map<std::string, std::string> properties = {};

  friend bool operator==(const PuffinBlob&, const PuffinBlob&) = default;
};

struct PuffinFooter {
  std::vector<PuffinBlob> blobs = {};
  std::map<std::string, std::string> properties = {};
  int64_t footer_size = 0;  // bytes, from its first magic to the file's end

  friend bool operator==(const PuffinFooter&, const PuffinFooter&) = default;
};

// Builds a Puffin file in memory. Not thread safe.
class PuffinWriter {
 public:
  // `created_by` names the program.
  explicit PuffinWriter(std::string created_by);

  // Adds `data` as a blob of `blob.type`, compressed as `blob.compression` says; the rest of `blob`
  // goes into the footer. The result has offset and length. kUnsupported for kLz4: Iceberg's other
  // readers do not take it.
  const PuffinBlob& Add(PuffinBlob blob, std::string_view data);

  struct Result {
    std::string bytes;
    PuffinFooter footer;
  };
  // Ends the file; the writer cannot be used afterwards.
  Result Finish();

 private:
  std::string bytes_;
  PuffinFooter footer_;
};

// What table metadata says of a file of statistics.
StatisticsFile ToStatisticsFile(const std::string& path, const PuffinWriter::Result& file,
                                SnapshotId snapshot_id);

// How far readers go: sizes that files state are checked before anything is allocated.
struct PuffinLimits {
  uint64_t footer_bytes = uint64_t{64} << 20;  // uncompressed
  uint64_t blob_bytes = uint64_t{1} << 30;     // uncompressed
};

// The footer of a file, with two small reads. kNotFound when there is no file; kDataCorruption,
// naming the file, for what is no Puffin file; kResourceExhausted beyond the limits; kUnsupported
// for unknown flags and compressions.
PuffinFooter ReadPuffinFooter(store::ObjectStore& store, const std::string& path,
                              const PuffinLimits& limits = {});
// A blob's data, uncompressed. Errors as above.
std::string ReadPuffinBlob(store::ObjectStore& store, const std::string& path,
                           const PuffinBlob& blob, const PuffinLimits& limits = {});

// The same on a file in memory; `name` is for messages.
PuffinFooter DecodePuffinFooter(std::string_view file, const std::string& name,
                                const PuffinLimits& limits = {});
std::string DecodePuffinBlob(std::string_view file, const PuffinBlob& blob, const std::string& name,
                             const PuffinLimits& limits = {});

}  // namespace tarn::iceberg

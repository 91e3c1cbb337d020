#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "iceberg/manifest/manifest_entry.h"
#include "iceberg/manifest/manifest_file.h"
#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

enum class AvroCompression { kNone, kDeflate, kZstd };

struct ManifestWriterOptions {
  int32_t format_version = 2;
  ManifestContent content = ManifestContent::kData;
  SnapshotId snapshot_id;  // that adds the manifest
  AvroCompression compression = AvroCompression::kDeflate;
};

// Builds one manifest in memory (manifests are some MB at most). Not thread safe.
class ManifestWriter {
 public:
  // `schema` and `spec` must outlive the writer.
  ManifestWriter(const Schema& schema, const PartitionSpec& spec,
                 const ManifestWriterOptions& options);
  ~ManifestWriter();
  ManifestWriter(ManifestWriter&&) noexcept;

  // A new file of this snapshot; it has no row ids yet. Its sequence numbers are inherited, unless
  // `sequence_number` says how old its rows are (or since when its deletes apply): a rewritten file
  // keeps that.
  void AddFile(const DataFile& file, std::optional<int64_t> sequence_number = {});
  // A file that another snapshot added. kInternal without snapshot id and sequence numbers.
  void AddExisting(const ManifestEntry& entry);
  // A file that this snapshot deletes; `entry` tells who added it.
  void AddDeleted(const ManifestEntry& entry);
  // As it is.
  void AddEntry(const ManifestEntry& entry);

  size_t entry_count() const;
  // Bytes so far, before compression.
  size_t uncompressed_bytes() const;

  struct Result {
    std::string bytes;
    ManifestFile file;  // path empty, sequence number kUnassignedSequenceNumber
  };
  // Ends the manifest; the writer cannot be used afterwards.
  Result Finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

struct ManifestListOptions {
  int32_t format_version = 2;
  SnapshotId snapshot_id;
  std::optional<SnapshotId> parent_snapshot_id;
  int64_t sequence_number = 0;  // given to manifests of this snapshot that have none yet
  // Version 3: the snapshot's. The manifests' own must have been given before (AssignRowIds).
  std::optional<int64_t> first_row_id = {};
  AvroCompression compression = AvroCompression::kDeflate;
};

// Gives data manifests that have none a first row id, counting from `next_row_id` (spec: Row
// Lineage / Manifest Lists); the next one that is free. kDataCorruption for counts that overflow.
int64_t AssignRowIds(std::span<ManifestFile> manifests, int64_t next_row_id);

std::string EncodeManifestList(std::span<const ManifestFile> manifests,
                               const ManifestListOptions& options);

}  // namespace tarn::iceberg

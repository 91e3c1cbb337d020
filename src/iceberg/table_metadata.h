#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/chunked_log.h"
#include "iceberg/ids.h"
#include "iceberg/partition_spec.h"
#include "iceberg/schema.h"
#include "iceberg/snapshot.h"
#include "iceberg/sort_order.h"

namespace tarn::iceberg {

// When a snapshot became current.
struct SnapshotLogEntry {
  int64_t timestamp_ms = 0;
  SnapshotId snapshot_id;

  friend bool operator==(const SnapshotLogEntry&, const SnapshotLogEntry&) = default;
};

// A previous metadata file.
struct MetadataLogEntry {
  int64_t timestamp_ms = 0;
  std::string metadata_file = {};

  friend bool operator==(const MetadataLogEntry&, const MetadataLogEntry&) = default;
};

struct BlobMetadata {
  std::string type = {};
  SnapshotId snapshot_id;
  int64_t sequence_number = 0;
  std::vector<FieldId> fields = {};
  std::map<std::string, std::string> properties = {};

  friend bool operator==(const BlobMetadata&, const BlobMetadata&) = default;
};

// A Puffin file of statistics over a snapshot.
struct StatisticsFile {
  SnapshotId snapshot_id;
  std::string statistics_path = {};
  int64_t file_size_in_bytes = 0;
  int64_t file_footer_size_in_bytes = 0;
  std::vector<BlobMetadata> blob_metadata = {};

  friend bool operator==(const StatisticsFile&, const StatisticsFile&) = default;
};

struct PartitionStatisticsFile {
  SnapshotId snapshot_id;
  std::string statistics_path = {};
  int64_t file_size_in_bytes = 0;

  friend bool operator==(const PartitionStatisticsFile&, const PartitionStatisticsFile&) = default;
};

// A key of the table, encrypted (spec: Encryption Keys, version 3). Tarn keeps keys and does not
// use them.
struct EncryptedKey {
  std::string key_id = {};
  std::string encrypted_key_metadata = {};  // base64
  std::optional<std::string> encrypted_by_id = {};
  std::map<std::string, std::string> properties = {};

  friend bool operator==(const EncryptedKey&, const EncryptedKey&) = default;
};

using Properties = std::map<std::string, std::string>;

// All that is known of a table (spec: Table Metadata), in the spec's order. A value, cheap to copy
// (snapshots and their log are shared between copies); share it as shared_ptr<const TableMetadata>.
// Format versions 1, 2 and 3 are read and written.
struct TableMetadata {
  int32_t format_version = 2;
  std::string table_uuid = {};
  std::string location = {};
  int64_t last_sequence_number = 0;
  int64_t last_updated_ms = 0;
  FieldId last_column_id = 0;
  std::vector<Schema> schemas = {};
  SchemaId current_schema_id{0};
  std::vector<PartitionSpec> partition_specs = {};
  PartitionSpecId default_spec_id{0};
  FieldId last_partition_id = kFirstPartitionFieldId - 1;
  Properties properties = {};
  std::optional<SnapshotId> current_snapshot_id;
  SnapshotList snapshots;
  ChunkedLog<SnapshotLogEntry> snapshot_log;
  std::vector<MetadataLogEntry> metadata_log = {};
  std::vector<SortOrder> sort_orders = {};
  SortOrderId default_sort_order_id{0};
  std::map<std::string, SnapshotRef> refs;
  std::vector<StatisticsFile> statistics = {};
  std::vector<PartitionStatisticsFile> partition_statistics = {};
  // Version 3: above every row id that was given (spec: Row Lineage).
  int64_t next_row_id = 0;
  std::vector<EncryptedKey> encryption_keys = {};

  // Null when there is none.
  const Schema* FindSchema(SchemaId id) const;
  const PartitionSpec* FindSpec(PartitionSpecId id) const;
  const SortOrder* FindSortOrder(SortOrderId id) const;
  const Snapshot* FindSnapshot(SnapshotId id) const { return snapshots.Find(id); }

  // kDataCorruption when the metadata names one that it does not have.
  const Schema& current_schema() const;
  const PartitionSpec& default_spec() const;
  const SortOrder& default_sort_order() const;
  // Null for a table without data.
  const Snapshot* current_snapshot() const;
  // The snapshot that a ref names; null when there is no such ref.
  const Snapshot* FindRef(std::string_view name) const;
  // The schema a snapshot was written with: what a query as of then sees. The current schema when
  // the snapshot does not say.
  const Schema& SchemaOf(const Snapshot& snapshot) const;
  // The value of a property, or `otherwise`.
  std::string Property(const std::string& name, std::string otherwise = {}) const;
  // kInvalidArgument when the property is set to something that is no integer.
  int64_t IntProperty(const std::string& name, int64_t otherwise) const;

  friend bool operator==(const TableMetadata&, const TableMetadata&) = default;
};

inline constexpr int32_t kMaxFormatVersion = 3;
// Of new tables that do not ask for one.
inline constexpr int32_t kDefaultFormatVersion = 2;

}  // namespace tarn::iceberg

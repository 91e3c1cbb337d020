#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "iceberg/partition_spec.h"
#include "iceberg/schema.h"
#include "iceberg/snapshot.h"
#include "iceberg/sort_order.h"
#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// In set-current-schema, set-default-spec and set-default-sort-order, -1 is "the one added last by
// this list of updates".
inline constexpr int32_t kLastAdded = -1;

// The changes of a table (REST catalog spec: TableUpdate), one struct each. Values.
namespace update {
struct AssignUuid {
  std::string uuid;
  friend bool operator==(const AssignUuid&, const AssignUuid&) = default;
};
struct UpgradeFormatVersion {
  int32_t format_version = 2;
  friend bool operator==(const UpgradeFormatVersion&, const UpgradeFormatVersion&) = default;
};
struct AddSchema {
  Schema schema;
  std::optional<FieldId> last_column_id = {};
  friend bool operator==(const AddSchema&, const AddSchema&) = default;
};
struct SetCurrentSchema {
  SchemaId schema_id{kLastAdded};
  friend bool operator==(const SetCurrentSchema&, const SetCurrentSchema&) = default;
};
struct AddPartitionSpec {
  PartitionSpec spec;
  friend bool operator==(const AddPartitionSpec&, const AddPartitionSpec&) = default;
};
struct SetDefaultSpec {
  PartitionSpecId spec_id{kLastAdded};
  friend bool operator==(const SetDefaultSpec&, const SetDefaultSpec&) = default;
};
struct AddSortOrder {
  SortOrder sort_order;
  friend bool operator==(const AddSortOrder&, const AddSortOrder&) = default;
};
struct SetDefaultSortOrder {
  SortOrderId sort_order_id{kLastAdded};
  friend bool operator==(const SetDefaultSortOrder&, const SetDefaultSortOrder&) = default;
};
struct AddSnapshot {
  Snapshot snapshot;
  friend bool operator==(const AddSnapshot&, const AddSnapshot&) = default;
};
struct SetSnapshotRef {
  std::string ref_name;
  SnapshotRef ref;
  friend bool operator==(const SetSnapshotRef&, const SetSnapshotRef&) = default;
};
struct RemoveSnapshots {
  std::vector<SnapshotId> snapshot_ids;
  friend bool operator==(const RemoveSnapshots&, const RemoveSnapshots&) = default;
};
struct RemoveSnapshotRef {
  std::string ref_name;
  friend bool operator==(const RemoveSnapshotRef&, const RemoveSnapshotRef&) = default;
};
struct SetLocation {
  std::string location;
  friend bool operator==(const SetLocation&, const SetLocation&) = default;
};
struct SetProperties {
  Properties updates;
  friend bool operator==(const SetProperties&, const SetProperties&) = default;
};
struct RemoveProperties {
  std::vector<std::string> removals;
  friend bool operator==(const RemoveProperties&, const RemoveProperties&) = default;
};
struct SetStatistics {
  StatisticsFile statistics;
  friend bool operator==(const SetStatistics&, const SetStatistics&) = default;
};
struct RemoveStatistics {
  SnapshotId snapshot_id;
  friend bool operator==(const RemoveStatistics&, const RemoveStatistics&) = default;
};
struct SetPartitionStatistics {
  PartitionStatisticsFile partition_statistics;
  friend bool operator==(const SetPartitionStatistics&, const SetPartitionStatistics&) = default;
};
struct RemovePartitionStatistics {
  SnapshotId snapshot_id;
  friend bool operator==(const RemovePartitionStatistics&,
                         const RemovePartitionStatistics&) = default;
};
struct RemovePartitionSpecs {
  std::vector<PartitionSpecId> spec_ids;
  friend bool operator==(const RemovePartitionSpecs&, const RemovePartitionSpecs&) = default;
};
struct RemoveSchemas {
  std::vector<SchemaId> schema_ids;
  friend bool operator==(const RemoveSchemas&, const RemoveSchemas&) = default;
};
// A key whose id the table has already changes nothing.
struct AddEncryptionKey {
  EncryptedKey key;
  friend bool operator==(const AddEncryptionKey&, const AddEncryptionKey&) = default;
};
// So does removing one that the table does not have.
struct RemoveEncryptionKey {
  std::string key_id;
  friend bool operator==(const RemoveEncryptionKey&, const RemoveEncryptionKey&) = default;
};
}  // namespace update

using TableUpdate =
    std::variant<update::AssignUuid, update::UpgradeFormatVersion, update::AddSchema,
                 update::SetCurrentSchema, update::AddPartitionSpec, update::SetDefaultSpec,
                 update::AddSortOrder, update::SetDefaultSortOrder, update::AddSnapshot,
                 update::SetSnapshotRef, update::RemoveSnapshots, update::RemoveSnapshotRef,
                 update::SetLocation, update::SetProperties, update::RemoveProperties,
                 update::SetStatistics, update::RemoveStatistics, update::SetPartitionStatistics,
                 update::RemovePartitionStatistics, update::RemovePartitionSpecs,
                 update::RemoveSchemas, update::AddEncryptionKey, update::RemoveEncryptionKey>;

// The action's name in JSON, e.g. "add-snapshot".
std::string_view ActionName(const TableUpdate& update);

}  // namespace tarn::iceberg

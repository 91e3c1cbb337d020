#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>

#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// What must hold of a table for updates to be applied (REST catalog spec: TableRequirement).
// Values.
namespace requirement {
struct AssertCreate {
  friend bool operator==(const AssertCreate&, const AssertCreate&) = default;
};
struct AssertTableUuid {
  std::string uuid;
  friend bool operator==(const AssertTableUuid&, const AssertTableUuid&) = default;
};
// Without an id: the ref must not exist.
struct AssertRefSnapshotId {
  std::string ref;
  std::optional<SnapshotId> snapshot_id = {};
  friend bool operator==(const AssertRefSnapshotId&, const AssertRefSnapshotId&) = default;
};
struct AssertLastAssignedFieldId {
  FieldId last_assigned_field_id = 0;
  friend bool operator==(const AssertLastAssignedFieldId&,
                         const AssertLastAssignedFieldId&) = default;
};
struct AssertCurrentSchemaId {
  SchemaId current_schema_id;
  friend bool operator==(const AssertCurrentSchemaId&, const AssertCurrentSchemaId&) = default;
};
struct AssertLastAssignedPartitionId {
  FieldId last_assigned_partition_id = 0;
  friend bool operator==(const AssertLastAssignedPartitionId&,
                         const AssertLastAssignedPartitionId&) = default;
};
struct AssertDefaultSpecId {
  PartitionSpecId default_spec_id;
  friend bool operator==(const AssertDefaultSpecId&, const AssertDefaultSpecId&) = default;
};
struct AssertDefaultSortOrderId {
  SortOrderId default_sort_order_id;
  friend bool operator==(const AssertDefaultSortOrderId&,
                         const AssertDefaultSortOrderId&) = default;
};
}  // namespace requirement

using TableRequirement =
    std::variant<requirement::AssertCreate, requirement::AssertTableUuid,
                 requirement::AssertRefSnapshotId, requirement::AssertLastAssignedFieldId,
                 requirement::AssertCurrentSchemaId, requirement::AssertLastAssignedPartitionId,
                 requirement::AssertDefaultSpecId, requirement::AssertDefaultSortOrderId>;

// Throws kConflict for the first requirement that `metadata` (null: the table does not exist) does
// not meet.
void Check(std::span<const TableRequirement> requirements, const TableMetadata* metadata);

}  // namespace tarn::iceberg

#include "iceberg/update/table_requirement.h"

#include "base/error.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

[[noreturn]] void Changed(std::string_view what, const std::string& expected,
                          const std::string& found) {
  throw base::Error(
      ErrorKind::kConflict,
      fmt::format("Requirement failed: {} changed: expected {}, found {}", what, expected, found),
      "read the table again and retry");
}

template <typename T>
void Same(std::string_view what, const T& expected, const T& found) {
  if (expected != found) Changed(what, fmt::format("{}", expected), fmt::format("{}", found));
}

std::string Describe(const std::optional<SnapshotId>& id) {
  return id ? fmt::format("{}", id->value()) : "none";
}

// Worded as Iceberg's UpdateRequirement does, which clients look for. One overload per alternative,
// so that a forgotten one does not compile.
struct Checker {
  const TableMetadata& table;

  void operator()(const requirement::AssertCreate&) const {
    base::Throw(ErrorKind::kConflict, "Requirement failed: table already exists: {}",
                table.table_uuid);
  }
  void operator()(const requirement::AssertTableUuid& r) const {
    if (r.uuid == table.table_uuid) return;
    throw base::Error(ErrorKind::kConflict,
                      fmt::format("Requirement failed: UUID does not match: expected {}, found {}",
                                  r.uuid, table.table_uuid),
                      "the table was dropped and made anew: read it again");
  }
  void operator()(const requirement::AssertRefSnapshotId& r) const {
    std::optional<SnapshotId> found;
    auto it = table.refs.find(r.ref);
    if (it != table.refs.end()) found = it->second.snapshot_id;
    if (found == r.snapshot_id) return;
    Changed(fmt::format("branch or tag '{}'", r.ref), "snapshot " + Describe(r.snapshot_id),
            Describe(found));
  }
  void operator()(const requirement::AssertLastAssignedFieldId& r) const {
    Same("last assigned field id", r.last_assigned_field_id, table.last_column_id);
  }
  void operator()(const requirement::AssertCurrentSchemaId& r) const {
    Same("current schema", r.current_schema_id.value(), table.current_schema_id.value());
  }
  void operator()(const requirement::AssertLastAssignedPartitionId& r) const {
    Same("last assigned partition id", r.last_assigned_partition_id, table.last_partition_id);
  }
  void operator()(const requirement::AssertDefaultSpecId& r) const {
    Same("default partition spec", r.default_spec_id.value(), table.default_spec_id.value());
  }
  void operator()(const requirement::AssertDefaultSortOrderId& r) const {
    Same("default sort order", r.default_sort_order_id.value(),
         table.default_sort_order_id.value());
  }
};

}  // namespace

void Check(std::span<const TableRequirement> requirements, const TableMetadata* metadata) {
  for (const TableRequirement& requirement : requirements) {
    if (metadata) {
      std::visit(Checker{*metadata}, requirement);
    } else if (!std::holds_alternative<requirement::AssertCreate>(requirement)) {
      base::Throw(ErrorKind::kConflict, "Requirement failed: table does not exist any more");
    }
  }
}

}  // namespace tarn::iceberg

#include "engine/embedded/adapter/branch_table.h"

#include "iceberg/action/ref_actions.h"

namespace tarn::engine::embedded {

using catalog::TableIdentifier;

namespace {
constexpr char kSeparator = '/';
}  // namespace

TableIdentifier BranchTable(const TableIdentifier& table, const std::string& branch) {
  if (branch.empty() || branch == iceberg::kMainBranch) return table;
  return {table.ns, table.name + kSeparator + branch};
}

std::optional<TableBranch> AsBranch(const TableIdentifier& id) {
  const size_t separator = id.name.find(kSeparator);
  if (separator == std::string::npos) return std::nullopt;
  return TableBranch{{id.ns, id.name.substr(0, separator)}, id.name.substr(separator + 1)};
}

std::string BranchText(const TableIdentifier& id) {
  const auto branch = AsBranch(id);
  return branch ? branch->table.ToString() + " @ " + branch->branch : id.ToString();
}

iceberg::TableMetadata HeadedBy(iceberg::TableMetadata metadata, const std::string& branch) {
  metadata.current_snapshot_id = iceberg::RequireBranch(metadata, branch).snapshot_id;
  return metadata;
}

const iceberg::Snapshot* HeadOf(const iceberg::TableMetadata& metadata, const std::string& branch) {
  if (branch.empty()) return metadata.current_snapshot();
  const auto ref = metadata.refs.find(branch);
  return ref == metadata.refs.end() ? nullptr : metadata.FindSnapshot(ref->second.snapshot_id);
}

}  // namespace tarn::engine::embedded

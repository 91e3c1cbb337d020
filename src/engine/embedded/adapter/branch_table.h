#pragma once

#include <optional>
#include <string>

#include "catalog/identifier.h"
#include "iceberg/table_metadata.h"

namespace tarn::engine::embedded {

// A branch of a table under a name of its own: within a transaction, statements read and change its
// rows as if it were a table, "t/branch". No table's name has a slash (catalog::CheckName). Pure.

struct TableBranch {
  catalog::TableIdentifier table;
  std::string branch;
};

// The table itself for `main`, and for an empty name.
catalog::TableIdentifier BranchTable(const catalog::TableIdentifier& table,
                                     const std::string& branch);
// The reverse; nothing for a table.
std::optional<TableBranch> AsBranch(const catalog::TableIdentifier& id);
// For people: "s.t @ branch".
std::string BranchText(const catalog::TableIdentifier& id);

// The metadata as the branch sees it: its head is the current snapshot. kNotFound as
// iceberg::RequireBranch.
iceberg::TableMetadata HeadedBy(iceberg::TableMetadata metadata, const std::string& branch);
// The snapshot at the head of a branch (empty: main); null when there is none.
const iceberg::Snapshot* HeadOf(const iceberg::TableMetadata& metadata, const std::string& branch);

}  // namespace tarn::engine::embedded

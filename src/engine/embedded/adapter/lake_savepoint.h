#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/embedded/adapter/lake_transaction.h"
#include "engine/embedded/adapter/pending_table.h"

namespace tarn::engine::embedded {

// What a transaction had changed at a moment: copies that no later statement reaches. Immutable.
class LakeSavepoint {
 private:
  friend class LakeTransaction;

  std::map<catalog::Namespace, std::map<std::string, std::string>> created_namespaces;
  std::set<catalog::Namespace> dropped_namespaces;
  std::set<catalog::TableIdentifier> unregistered;
  std::map<catalog::TableIdentifier, std::shared_ptr<const LakeTransaction::PendingTable>> tables;
  std::map<catalog::TableIdentifier, std::shared_ptr<const LakeTransaction::PendingView>> views;
  std::map<catalog::TableIdentifier, std::optional<catalog::TableIdentifier>> hidden;
  std::map<catalog::TableIdentifier, catalog::ContentKind> hidden_kinds;
  std::vector<catalog::Change> extra_changes;
  size_t declared = 0;  // files that were declared by then, of those that are kept track of
};

}  // namespace tarn::engine::embedded

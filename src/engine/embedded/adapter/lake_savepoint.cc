#include "engine/embedded/adapter/lake_savepoint.h"

#include <utility>

#include "base/error.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {

std::shared_ptr<const LakeSavepoint> LakeTransaction::Save() {
  std::lock_guard lock(mutex_);
  SnapshotLocked();  // what is read later is of the same commit, whatever is undone
  keeps_track_ = true;
  auto saved = std::make_shared<LakeSavepoint>();
  saved->created_namespaces = created_namespaces_;
  saved->dropped_namespaces = dropped_namespaces_;
  saved->unregistered = unregistered_;
  for (const auto& [id, table] : tables_) {
    saved->tables[id] = std::make_shared<const PendingTable>(*table);
  }
  for (const auto& [id, view] : views_) {
    saved->views[id] = std::make_shared<const PendingView>(*view);
  }
  saved->hidden = hidden_;
  saved->hidden_kinds = hidden_kinds_;
  saved->extra_changes = extra_changes_;
  saved->declared = declared_.size();
  return saved;
}

void LakeTransaction::Restore(const LakeSavepoint& saved) {
  std::lock_guard lock(mutex_);
  created_namespaces_ = saved.created_namespaces;
  dropped_namespaces_ = saved.dropped_namespaces;
  unregistered_ = saved.unregistered;
  tables_.clear();
  for (const auto& [id, table] : saved.tables) {
    tables_[id] = std::make_shared<PendingTable>(*table);
  }
  views_.clear();
  for (const auto& [id, view] : saved.views) views_[id] = std::make_shared<PendingView>(*view);
  hidden_ = saved.hidden;
  hidden_kinds_ = saved.hidden_kinds;
  extra_changes_ = saved.extra_changes;
  running_.reset();
  confined_.reset();
  confined_to_.reset();
  confined_plan_.reset();
  // The intent has declared them and makes them durable with the rest; they go after the commit.
  while (declared_.size() > saved.declared) {
    undone_.push_back(std::move(declared_.back()));
    declared_.pop_back();
  }
}

void LakeTransaction::RemoveUndone() noexcept {
  for (const std::string& path : std::exchange(undone_, {})) {
    try {
      catalog_.store().Remove(path);
    } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch)
      // One that stays is an orphan: remove_orphan_files finds it.
    }
  }
}

}  // namespace tarn::engine::embedded

// How a transaction becomes one commit of the catalog: its changes as the tables are at each try.
#include <algorithm>
#include <utility>

#include "base/error.h"
#include "catalog/view_owner.h"
#include "engine/embedded/adapter/pending_table.h"
#include "iceberg/action/snapshot_actions.h"
#include "iceberg/location.h"
#include "iceberg/update/apply.h"

namespace tarn::engine::embedded {

using base::ErrorKind;
using catalog::ContentKind;
using catalog::Namespace;
using catalog::TableIdentifier;
using iceberg::ActionContext;
using iceberg::ActionResult;
using iceberg::TableMetadata;

TableMetadata ApplyUpdates(const TableMetadata* base,
                           const std::vector<iceberg::TableUpdate>& updates, base::Clock& clock) {
  iceberg::ApplyOptions options;
  options.now_ms = clock.NowMs();
  return iceberg::Apply(base, updates, options);
}

iceberg::ViewMetadata Replaced(const iceberg::ViewMetadata& current, const iceberg::Schema& schema,
                               const iceberg::ViewVersion& version,
                               const iceberg::Properties& properties, base::Clock& clock) {
  iceberg::ViewMetadata next = iceberg::ReplaceView(current, schema, version, clock.NowMs());
  std::erase_if(next.properties, [](const auto& property) {
    return property.first == "comment" || property.first == catalog::kRunAsOwner ||
           property.first == catalog::kDefinedBy ||
           property.first.starts_with("tarn.materialized-view.");
  });
  for (const auto& [key, value] : properties) next.properties[key] = value;
  return next;
}

namespace {

// Whether files written for `seen` are right for `now` (after somebody else's change in between).
bool FilesFit(const TableMetadata& seen, const TableMetadata& now) {
  return seen.current_schema().fields == now.current_schema().fields &&
         seen.default_spec() == now.default_spec();
}

// Tells in Trino's words what of a write others were faster than.
ActionResult MakeSnapshot(const SnapshotAction& action, const TableMetadata& metadata) {
  try {
    return action(metadata);
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kConflict) throw;
    throw base::Error(ErrorKind::kConflict, "Failed to commit during write: " + error.message(),
                      error.hint());
  }
}

}  // namespace

bool LakeTransaction::has_changes() {
  std::lock_guard lock(mutex_);
  return !tables_.empty() || !views_.empty() || !hidden_.empty() || !created_namespaces_.empty() ||
         !dropped_namespaces_.empty() || !extra_changes_.empty();
}

iceberg::SnapshotOptions LakeTransaction::OptionsOf(const PendingTable& table) {
  iceberg::SnapshotOptions options{.summary = table.summary};
  if (!table.branch.empty()) options.branch = table.branch;
  return options;
}

SnapshotAction LakeTransaction::SnapshotActionOf(const PendingTable& table,
                                                 const ActionContext& context) {
  if (!table.makes_snapshot) return {};
  // The action outlives a try, so that its manifests are written once.
  const auto applied = [](auto action) -> SnapshotAction {
    return [action = std::move(action)](const TableMetadata& metadata) {
      return action->Apply(metadata);
    };
  };
  const iceberg::SnapshotOptions options = OptionsOf(table);

  if (!table.definition && table.removed_all) {
    auto overwrite = std::make_shared<iceberg::OverwriteFiles>(context, options);
    overwrite->DeleteAll();
    for (const iceberg::DataFile& file : table.added) overwrite->Add(file);
    overwrite->ValidateNoNewRows(table.since);
    return applied(std::move(overwrite));
  }
  if (!table.definition && table.read) return DeltaOf(table, context);
  auto append = std::make_shared<iceberg::AppendFiles>(context, options);
  for (const iceberg::DataFile& file : table.added) append->Add(file);
  return applied(std::move(append));
}

// Writes the statistics of the snapshot that a try of the commit makes.
SnapshotAction LakeTransaction::CountActionOf(const PendingTable& table,
                                              const ActionContext& context) {
  if (table.counts.empty()) return {};
  return [counts = table.counts, context](const TableMetadata& metadata) {
    ActionResult result;
    const auto file = WithAddedValues(metadata, counts, context.store);
    if (!file) return result;
    const iceberg::SnapshotId snapshot = *metadata.current_snapshot_id;
    const std::string path = iceberg::NewStatisticsPath(metadata, snapshot);
    context.will_write(path);
    context.store.Write(path, file->bytes);
    result.updates.emplace_back(
        iceberg::update::SetStatistics{iceberg::ToStatisticsFile(path, *file, snapshot)});
    return result;
  };
}

ActionContext LakeTransaction::ContextLocked() {
  ActionContext context{catalog_.store(), {}, &cache_, clock_};
  context.will_write = [intent = &IntentLocked()](const std::string& path) {
    intent->WillWrite(path);
  };
  return context;
}

catalog::PutTable LakeTransaction::PutOf(const TableIdentifier& id,
                                         std::shared_ptr<const PendingTable> table) {
  catalog::PutTable put;
  put.table = id;
  put.mode = !table->definition ? catalog::PutMode::kUpdate
             : table->base      ? catalog::PutMode::kCreateOrReplace
                                : catalog::PutMode::kCreate;
  const ActionContext context = ContextLocked();

  const SnapshotAction snapshot = SnapshotActionOf(*table, context);
  const SnapshotAction count = snapshot ? CountActionOf(*table, context) : nullptr;
  std::vector<SnapshotAction> actions;
  for (const MakeSnapshotAction& make : table->actions) actions.push_back(make(context));
  put.build = [table, snapshot, count, actions, id, &clock = clock_](const TableMetadata* current) {
    ActionResult result;
    std::optional<TableMetadata> working;
    if (table->definition) {
      if (current) {
        result = iceberg::ReplaceTable(*current, *table->definition);
        working = ApplyUpdates(current, result.updates, clock);
      } else {
        result.requirements = {iceberg::requirement::AssertCreate{}};
        result.updates = table->creation.empty() ? iceberg::CreateTable(*table->definition).updates
                                                 : table->creation;
        working = ApplyUpdates(nullptr, result.updates, clock);
      }
    } else {
      working = *current;
      if (table->base && table->base->table_uuid != current->table_uuid) {
        base::Throw(ErrorKind::kConflict, "table '{}' was dropped and created again meanwhile",
                    id.ToString());
      }
      result.requirements = {iceberg::requirement::AssertTableUuid{current->table_uuid}};
    }
    for (const Alteration& alteration : table->alterations) {
      ActionResult more;
      more.updates = alteration(*working);
      working = ApplyUpdates(&*working, more.updates, clock);
      iceberg::AppendTo(result, std::move(more));
    }
    if (!table->added.empty() && !FilesFit(*table->metadata, *working)) {
      base::Throw(ErrorKind::kConflict,
                  "columns or partitioning of table '{}' were changed meanwhile", id.ToString());
    }
    if (snapshot) {
      ActionResult more = MakeSnapshot(snapshot, *working);
      if (count || !actions.empty()) working = ApplyUpdates(&*working, more.updates, clock);
      iceberg::AppendTo(result, std::move(more));
    }
    if (count) {
      ActionResult more = count(*working);
      if (!more.updates.empty()) working = ApplyUpdates(&*working, more.updates, clock);
      iceberg::AppendTo(result, std::move(more));
    }
    for (const SnapshotAction& action : actions) {
      ActionResult more = action(*working);
      working = ApplyUpdates(&*working, more.updates, clock);
      iceberg::AppendTo(result, std::move(more));
    }
    return catalog::TableCommit{std::move(result.requirements), std::move(result.updates)};
  };
  return put;
}

// What the transaction does to the branches of a table, which it sees last as they are now.
std::vector<BranchSnapshot> LakeTransaction::BranchSnapshotsLocked(const TableIdentifier& table) {
  std::vector<BranchSnapshot> snapshots;
  for (const auto& [id, pending] : tables_) {
    const auto branch = AsBranch(id);
    if (!branch || branch->table != table || !pending->makes_snapshot) continue;
    BranchSnapshot snapshot;
    snapshot.branch = pending->branch;
    snapshot.action = SnapshotActionOf(*pending, ContextLocked());
    if (!pending->added.empty()) snapshot.written_for = MetadataLocked(table);
    snapshot.owner = pending;
    snapshots.push_back(std::move(snapshot));
  }
  return snapshots;
}

std::vector<catalog::Change> LakeTransaction::ChangesLocked() {
  std::vector<catalog::Change> changes;
  for (const auto& [ns, properties] : created_namespaces_) {
    changes.push_back(catalog::CreateNamespace{ns, properties});
  }
  for (const auto& [name, target] : hidden_) {
    if (target) continue;
    if (hidden_kinds_.at(name) == ContentKind::kTable) {
      changes.push_back(catalog::DropTable{name, false, unregistered_.contains(name)});
    } else {
      changes.push_back(catalog::DropView{name});
    }
  }
  for (const auto& [name, target] : hidden_) {
    if (!target) continue;
    if (hidden_kinds_.at(name) == ContentKind::kTable) {
      changes.push_back(catalog::RenameTable{name, *target});
    } else {
      changes.push_back(catalog::RenameView{name, *target});
    }
  }
  for (const auto& [id, table] : tables_) {
    if (AsBranch(id)) continue;
    std::vector<BranchSnapshot> branches = BranchSnapshotsLocked(id);
    const bool changed = table->definition || !table->alterations.empty() ||
                         table->makes_snapshot || !table->actions.empty() || !branches.empty();
    if (!changed) continue;
    catalog::PutTable put = PutOf(id, table);
    if (!branches.empty()) {
      put.build = WithBranchSnapshots(std::move(put.build), std::move(branches), clock_);
    }
    changes.push_back(std::move(put));
  }
  for (const auto& [id, view] : views_) {
    if (!view->put) continue;
    catalog::PutView put;
    put.view = id;
    put.mode = view->mode == CreateMode::kReplace ? catalog::PutMode::kCreateOrReplace
                                                  : catalog::PutMode::kCreate;
    put.build = [view = view, &clock = clock_](const iceberg::ViewMetadata* current) {
      return current ? Replaced(*current, view->schema, view->version, view->properties, clock)
                     : *view->metadata;
    };
    changes.push_back(std::move(put));
  }
  for (const Namespace& ns : dropped_namespaces_) changes.push_back(catalog::DropNamespace{ns});
  changes.insert(changes.end(), extra_changes_.begin(), extra_changes_.end());
  return changes;
}

std::optional<catalog::CommitResult> LakeTransaction::Commit(const catalog::CommitInfo& info) {
  std::vector<catalog::Change> changes;
  catalog::WriteIntent* intent = nullptr;
  {
    std::lock_guard lock(mutex_);
    changes = ChangesLocked();
    intent = intent_.get();
  }
  if (changes.empty()) {
    Rollback();
    return std::nullopt;
  }
  catalog::CommitResult result;
  try {
    result = catalog_.Commit(ref_, changes, info, intent);
  } catch (const base::Error& error) {
    if (error.kind() == ErrorKind::kCommitStateUnknown) {
      // The commit may have taken place: its files must stay. Dropping the intent would abandon
      // them, so it is left to the recovery of dead writers, which asks the catalog first.
      std::lock_guard lock(mutex_);
      static_cast<void>(intent_.release());
    }
    throw;
  }
  std::lock_guard lock(mutex_);
  intent_.reset();
  RemoveUndone();
  return result;
}

void LakeTransaction::Rollback() noexcept {
  std::unique_ptr<catalog::WriteIntent> intent;
  {
    std::lock_guard lock(mutex_);
    intent = std::move(intent_);
    tables_.clear();
    running_.reset();
    views_.clear();
    hidden_.clear();
    hidden_kinds_.clear();
    created_namespaces_.clear();
    dropped_namespaces_.clear();
    unregistered_.clear();
    extra_changes_.clear();
    keeps_track_ = false;
    declared_.clear();
    undone_.clear();
    confined_.reset();
    confined_to_.reset();
    confined_plan_.reset();
  }
  if (!intent) return;
  try {
    intent->Abandon();
  } catch (...) {  // NOLINT(bugprone-empty-catch): what stays is removed by RecoverDeadWriters
  }
}

}  // namespace tarn::engine::embedded

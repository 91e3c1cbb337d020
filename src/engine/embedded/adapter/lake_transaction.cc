#include "engine/embedded/adapter/lake_transaction.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/random.h"
#include "base/suggest.h"
#include "engine/embedded/adapter/commit_table_view.h"
#include "engine/embedded/adapter/pending_table.h"
#include "engine/embedded/adapter/trino_name.h"
#include "engine/embedded/adapter/view_properties.h"
#include "iceberg/action/ref_actions.h"
#include "iceberg/action/snapshot_actions.h"
#include "iceberg/location.h"
#include "iceberg/maintenance/path_set.h"
#include "iceberg/metadata_table/distinct_values.h"
#include "iceberg/update/apply.h"

namespace tarn::engine::embedded {

using base::ErrorKind;
using catalog::ContentKind;
using catalog::Namespace;
using catalog::TableIdentifier;
using iceberg::ActionContext;
using iceberg::ActionResult;
using iceberg::TableMetadata;

namespace {

TableMetadata ApplyUpdates(const TableMetadata* base,
                           const std::vector<iceberg::TableUpdate>& updates, base::Clock& clock) {
  iceberg::ApplyOptions options;
  options.now_ms = clock.NowMs();
  return iceberg::Apply(base, updates, options);
}

// The next version of a view; the properties that the statement gives replace those of the same
// name; what a statement says of a view anew each time (a comment, …) goes when it does not.
iceberg::ViewMetadata Replaced(const iceberg::ViewMetadata& current, const iceberg::Schema& schema,
                               const iceberg::ViewVersion& version,
                               const iceberg::Properties& properties, base::Clock& clock) {
  iceberg::ViewMetadata next = iceberg::ReplaceView(current, schema, version, clock.NowMs());
  std::erase_if(next.properties, [](const auto& property) {
    return property.first == "comment" || property.first == kRunAsOwner ||
           property.first.starts_with("tarn.materialized-view.");
  });
  for (const auto& [key, value] : properties) next.properties[key] = value;
  return next;
}

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

bool IsEmpty(const iceberg::Snapshot& snapshot) {
  const auto rows = snapshot.summary.find("total-records");
  return rows != snapshot.summary.end() && rows->second == "0";
}

}  // namespace

LakeTransaction::LakeTransaction(catalog::Catalog& catalog, iceberg::ManifestCache& cache,
                                 std::string ref, base::Clock& clock)
    : catalog_(catalog), cache_(cache), ref_(std::move(ref)), clock_(clock) {}

LakeTransaction::~LakeTransaction() { Rollback(); }

std::shared_ptr<const catalog::CatalogSnapshot> LakeTransaction::snapshot() {
  std::lock_guard lock(mutex_);
  return SnapshotLocked();
}

std::shared_ptr<const catalog::CatalogSnapshot> LakeTransaction::SnapshotLocked() {
  if (!snapshot_) snapshot_ = catalog_.Snapshot(ref_);
  return snapshot_;
}

std::vector<Namespace> LakeTransaction::Namespaces() {
  std::lock_guard lock(mutex_);
  std::set<Namespace> found;
  std::vector<Namespace> queue = {{}};
  while (!queue.empty()) {
    const Namespace parent = std::move(queue.back());
    queue.pop_back();
    for (Namespace& child : SnapshotLocked()->ListNamespaces(parent)) {
      found.insert(child);
      queue.push_back(std::move(child));
    }
  }
  for (const auto& [ns, properties] : created_namespaces_) found.insert(ns);
  for (const Namespace& ns : dropped_namespaces_) found.erase(ns);
  return {found.begin(), found.end()};
}

bool LakeTransaction::NamespaceExists(const Namespace& ns) {
  std::lock_guard lock(mutex_);
  return NamespaceExistsLocked(ns);
}

bool LakeTransaction::NamespaceExistsLocked(const Namespace& ns) {
  if (created_namespaces_.contains(ns)) return true;
  if (dropped_namespaces_.contains(ns)) return false;
  return SnapshotLocked()->NamespaceExists(ns);
}

std::vector<LakeEntry> LakeTransaction::List(const Namespace& ns) {
  std::lock_guard lock(mutex_);
  return ListLocked(ns);
}

std::vector<LakeEntry> LakeTransaction::ListLocked(const Namespace& ns) {
  std::map<std::string, ContentKind> found;
  if (!created_namespaces_.contains(ns)) {
    for (const catalog::Entry& entry : SnapshotLocked()->List(ns)) {
      if (!hidden_.contains(entry.identifier)) found[entry.identifier.name] = entry.kind;
    }
  }
  for (const auto& [id, table] : tables_) {
    if (id.ns == ns && !AsBranch(id)) found[id.name] = ContentKind::kTable;
  }
  for (const auto& [id, view] : views_) {
    if (id.ns == ns) found[id.name] = ContentKind::kView;
  }
  std::vector<LakeEntry> entries;
  for (const auto& [name, kind] : found) entries.push_back({name, kind});
  return entries;
}

std::optional<ContentKind> LakeTransaction::Find(const TableIdentifier& id) {
  std::lock_guard lock(mutex_);
  return FindLocked(id);
}

std::optional<ContentKind> LakeTransaction::FindLocked(const TableIdentifier& id) {
  if (tables_.contains(id)) return ContentKind::kTable;
  if (const auto branch = AsBranch(id)) {
    return HasBranchLocked(*branch) ? std::optional(ContentKind::kTable) : std::nullopt;
  }
  if (views_.contains(id)) return ContentKind::kView;
  if (hidden_.contains(id) || created_namespaces_.contains(id.ns)) return std::nullopt;
  if (auto entry = SnapshotLocked()->Find(id)) return entry->kind;
  const auto commit = ParseCommitTable(id.name);
  if (commit && HasCommitTable(catalog_, id.ns, *commit)) return ContentKind::kTable;
  return std::nullopt;
}

TableView LakeTransaction::Table(const TableIdentifier& id) {
  std::lock_guard lock(mutex_);
  RequireKindLocked(id, ContentKind::kTable);
  auto it = tables_.find(id);
  TableView view;
  if (confined_ == id) {
    view.only = confined_to_;
    view.planned = confined_plan_;
  }
  const auto branch = AsBranch(id);
  if (it == tables_.end() && branch) {
    view.metadata = std::make_shared<const TableMetadata>(
        HeadedBy(*MetadataLocked(branch->table), branch->branch));
    view.snapshot = view.metadata->current_snapshot();
    return view;
  }
  const auto commit = ParseCommitTable(id.name);
  if (it == tables_.end() && commit && !SnapshotLocked()->Find(id)) {
    CommitTableView loaded = LoadCommitTable(catalog_, id.ns, *commit, cache_);
    view.metadata = std::move(loaded.metadata);
    view.snapshot = view.metadata->current_snapshot();
    view.only = std::move(loaded.only);
    return view;
  }
  if (it == tables_.end()) {
    view.metadata = SnapshotLocked()->LoadTable(id);
    view.metadata_location = SnapshotLocked()->Find(id)->metadata_location;
    view.snapshot = view.metadata->current_snapshot();
    return view;
  }
  if (branch) RefreshBranchLocked(*it->second, *branch);
  const PendingTable& pending = *it->second;
  view.metadata = pending.metadata;
  if (pending.reads_base()) view.snapshot = view.metadata->current_snapshot();
  view.added = pending.added;
  view.removed = pending.removed;
  view.taken_out = pending.taken_out;
  return view;
}

std::shared_ptr<const iceberg::ViewMetadata> LakeTransaction::View(const TableIdentifier& id) {
  std::lock_guard lock(mutex_);
  RequireKindLocked(id, ContentKind::kView);
  auto it = views_.find(id);
  return it != views_.end() ? it->second->metadata : SnapshotLocked()->LoadView(id);
}

void LakeTransaction::RequireNamespaceLocked(const Namespace& ns) {
  if (NamespaceExistsLocked(ns)) return;
  std::vector<std::string> names;
  for (const Namespace& other : SnapshotLocked()->ListNamespaces()) {
    names.push_back(catalog::ToString(other));
  }
  const std::string name = catalog::ToString(ns);
  throw base::Error(ErrorKind::kNotFound,
                    "Schema " + name + " not found" + base::DidYouMean(name, names));
}

void LakeTransaction::RequireAbsentLocked(const TableIdentifier& id, std::string_view target) {
  if (const auto kind = FindLocked(id)) {
    const std::string_view what = *kind == ContentKind::kTable ? "table" : "view";
    base::Throw(ErrorKind::kAlreadyExists, "{} '{}' already exists",
                target.empty() ? (*kind == ContentKind::kTable ? "Table" : "View")
                               : std::string(target) + " " + std::string(what),
                TrinoName(id));
  }
}

void LakeTransaction::RequireKindLocked(const TableIdentifier& id, ContentKind kind) {
  const auto found = FindLocked(id);
  if (found == kind) return;
  const std::string_view wanted = kind == ContentKind::kTable ? "Table" : "View";
  if (found) {
    base::Throw(ErrorKind::kNotFound, "{} '{}' does not exist, but a {} with that name exists.",
                wanted, TrinoName(id), *found == ContentKind::kTable ? "table" : "view");
  }
  std::vector<std::string> names;
  if (NamespaceExistsLocked(id.ns)) {
    for (const LakeEntry& entry : ListLocked(id.ns)) names.push_back(entry.name);
  }
  throw base::Error(ErrorKind::kNotFound, std::string(wanted) + " '" + TrinoName(id) +
                                              "' does not exist" +
                                              base::DidYouMean(id.name, names));
}

void LakeTransaction::CreateNamespace(const Namespace& ns,
                                      std::map<std::string, std::string> properties) {
  std::lock_guard lock(mutex_);
  for (const std::string& level : ns) catalog::CheckName(level);
  if (NamespaceExistsLocked(ns)) {
    base::Throw(ErrorKind::kAlreadyExists, "Schema 'iceberg.{}' already exists",
                catalog::ToString(ns));
  }
  created_namespaces_[ns] = std::move(properties);
}

void LakeTransaction::DropNamespace(const Namespace& ns, bool cascade) {
  std::lock_guard lock(mutex_);
  if (!NamespaceExistsLocked(ns)) {
    base::Throw(ErrorKind::kNotFound, "Schema 'iceberg.{}' does not exist", catalog::ToString(ns));
  }
  const std::vector<LakeEntry> entries = ListLocked(ns);
  if (!entries.empty() && !cascade) {
    throw base::Error(ErrorKind::kFailedPrecondition,
                      "Cannot drop non-empty schema '" + catalog::ToString(ns) + "'",
                      "it has '" + entries.front().name +
                          "': drop what is in it first, or use DROP SCHEMA … CASCADE");
  }
  for (const LakeEntry& entry : entries) ForgetLocked({ns, entry.name});
  if (created_namespaces_.erase(ns) == 0) dropped_namespaces_.insert(ns);
}

// Takes a name out of what the transaction sees.
void LakeTransaction::ForgetLocked(const TableIdentifier& id) {
  const auto kind = FindLocked(id);
  std::erase_if(tables_, [&](const auto& entry) {
    const auto branch = AsBranch(entry.first);
    return branch && branch->table == id;
  });
  if (auto it = tables_.find(id); it != tables_.end()) {
    // A renamed table of the snapshot is dropped under the name that it has there.
    if (const auto& base_name = it->second->base_name) {
      hidden_[*base_name] = std::nullopt;
      hidden_kinds_[*base_name] = ContentKind::kTable;
    }
    tables_.erase(it);
    return;
  }
  views_.erase(id);
  for (auto& [from, to] : hidden_) {
    if (to == id) {
      to = std::nullopt;
      return;
    }
  }
  if (SnapshotLocked()->Find(id)) {
    hidden_[id] = std::nullopt;
    hidden_kinds_[id] = *kind;
  }
}

std::shared_ptr<const TableMetadata> LakeTransaction::CreateTable(const TableIdentifier& id,
                                                                  iceberg::NewTable definition,
                                                                  CreateMode mode) {
  std::lock_guard lock(mutex_);
  catalog::CheckIdentifier(id);
  RequireNamespaceLocked(id.ns);
  if (mode == CreateMode::kCreate || FindLocked(id) == ContentKind::kView) RequireAbsentLocked(id);

  auto pending = std::make_shared<PendingTable>();
  const auto existing = tables_.find(id);
  if (existing != tables_.end()) {
    pending->base = existing->second->base;
    pending->base_name = existing->second->base_name;
  } else if (!hidden_.contains(id) && SnapshotLocked()->Find(id)) {
    pending->base = SnapshotLocked()->LoadTable(id);
    pending->base_name = id;
  }
  if (definition.location.empty() && !pending->base) {
    definition.location = catalog_.NewTableLocation(id);
  }
  const auto folder = [](const std::string& location) {
    std::string path = iceberg::NormalizedPath(location);
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path;
  };
  if (pending->base && !definition.location.empty() &&
      folder(definition.location) != folder(pending->base->location)) {
    base::Throw(ErrorKind::kInvalidArgument,
                "The provided location '{}' does not match the existing table location '{}'",
                definition.location, pending->base->location);
  }
  ActionResult action;
  if (pending->base) {
    action = iceberg::ReplaceTable(*pending->base, definition);
  } else {
    action = iceberg::CreateTable(definition);
    pending->creation = action.updates;
  }
  pending->definition = std::move(definition);
  pending->metadata = std::make_shared<const TableMetadata>(
      ApplyUpdates(pending->base.get(), action.updates, clock_));
  tables_[id] = pending;
  return pending->metadata;
}

void LakeTransaction::DropTable(const TableIdentifier& id, bool keep_files) {
  std::lock_guard lock(mutex_);
  RequireKindLocked(id, ContentKind::kTable);
  const auto before = hidden_;
  ForgetLocked(id);
  if (!keep_files) return;
  for (const auto& [name, target] : hidden_) {
    const auto was = before.find(name);
    if (!target && (was == before.end() || was->second)) unregistered_.insert(name);
  }
}

void LakeTransaction::DropView(const TableIdentifier& id) {
  std::lock_guard lock(mutex_);
  RequireKindLocked(id, ContentKind::kView);
  ForgetLocked(id);
}

std::shared_ptr<const TableMetadata> LakeTransaction::MetadataLocked(const TableIdentifier& id) {
  const auto it = tables_.find(id);
  return it != tables_.end() ? it->second->metadata : SnapshotLocked()->LoadTable(id);
}

bool LakeTransaction::HasBranchLocked(const TableBranch& branch) {
  if (FindLocked(branch.table) != ContentKind::kTable) return false;
  const auto metadata = MetadataLocked(branch.table);
  const auto ref = metadata->refs.find(branch.branch);
  return ref != metadata->refs.end() && ref->second.type == iceberg::RefType::kBranch;
}

// Statements see a branch with what the transaction has done to its table.
void LakeTransaction::RefreshBranchLocked(PendingTable& pending, const TableBranch& branch) {
  auto metadata = MetadataLocked(branch.table);
  if (pending.branch_of == metadata) return;
  pending.metadata = std::make_shared<const TableMetadata>(HeadedBy(*metadata, branch.branch));
  pending.base = pending.metadata;
  pending.branch_of = std::move(metadata);
}

LakeTransaction::PendingTable& LakeTransaction::PendingLocked(const TableIdentifier& id) {
  RequireKindLocked(id, ContentKind::kTable);
  if (const auto branch = AsBranch(id)) {
    PendingLocked(branch->table);  // whose change in the commit it becomes part of
    std::shared_ptr<PendingTable>& pending = tables_[id];
    if (!pending) pending = std::make_shared<PendingTable>();
    pending->branch = branch->branch;
    RefreshBranchLocked(*pending, *branch);
    return *pending;
  }
  if (ParseCommitTable(id.name) && !tables_.contains(id) && !SnapshotLocked()->Find(id)) {
    throw base::Error(ErrorKind::kFailedPrecondition,
                      "a table as a commit has it can only be read: '" + id.ToString() + "'",
                      "write to the table itself, on a branch");
  }
  std::shared_ptr<PendingTable>& pending = tables_[id];
  if (!pending) {
    pending = std::make_shared<PendingTable>();
    pending->base = SnapshotLocked()->LoadTable(id);
    pending->base_name = id;
    pending->metadata = pending->base;
  }
  return *pending;
}

void LakeTransaction::RenameTable(const TableIdentifier& from, const TableIdentifier& to) {
  std::lock_guard lock(mutex_);
  catalog::CheckIdentifier(to);
  RequireNamespaceLocked(to.ns);
  RequireKindLocked(from, ContentKind::kTable);
  RequireAbsentLocked(to, "Target");
  PendingLocked(from);
  auto node = tables_.extract(from);
  if (const auto& base_name = node.mapped()->base_name) {
    hidden_[*base_name] = to;
    hidden_kinds_[*base_name] = ContentKind::kTable;
  }
  node.key() = to;
  tables_.insert(std::move(node));
  std::vector<TableIdentifier> branches;
  for (const auto& [id, table] : tables_) {
    const auto branch = AsBranch(id);
    if (branch && branch->table == from) branches.push_back(id);
  }
  for (const TableIdentifier& id : branches) {
    auto moved = tables_.extract(id);
    moved.key() = BranchTable(to, AsBranch(id)->branch);
    tables_.insert(std::move(moved));
  }
}

void LakeTransaction::AlterTable(const TableIdentifier& id, const Alteration& alteration) {
  std::lock_guard lock(mutex_);
  PendingTable& pending = PendingLocked(id);
  const std::vector<iceberg::TableUpdate> updates = alteration(*pending.metadata);
  pending.metadata =
      std::make_shared<const TableMetadata>(ApplyUpdates(pending.metadata.get(), updates, clock_));
  pending.alterations.push_back(alteration);
}

void LakeTransaction::PutView(const TableIdentifier& id, const iceberg::Schema& schema,
                              iceberg::ViewVersion version, CreateMode mode,
                              iceberg::Properties properties) {
  std::lock_guard lock(mutex_);
  catalog::CheckIdentifier(id);
  RequireNamespaceLocked(id.ns);
  std::shared_ptr<const iceberg::ViewMetadata> current;
  if (mode == CreateMode::kReplace && FindLocked(id) == ContentKind::kView) {
    auto it = views_.find(id);
    current = it != views_.end() ? it->second->metadata : SnapshotLocked()->LoadView(id);
  } else {
    RequireAbsentLocked(id);
  }
  auto pending = std::make_shared<PendingView>();
  pending->metadata = std::make_shared<const iceberg::ViewMetadata>(
      current ? Replaced(*current, schema, version, properties, clock_)
              : iceberg::NewViewMetadata(base::NewUuid(), catalog_.NewTableLocation(id), schema,
                                         version, properties, clock_.NowMs()));
  pending->schema = schema;
  pending->version = std::move(version);
  pending->mode = mode;
  pending->properties = std::move(properties);
  pending->put = true;
  views_[id] = std::move(pending);
}

void LakeTransaction::RenameView(const TableIdentifier& from, const TableIdentifier& to) {
  std::lock_guard lock(mutex_);
  catalog::CheckIdentifier(to);
  RequireNamespaceLocked(to.ns);
  RequireKindLocked(from, ContentKind::kView);
  RequireAbsentLocked(to, "Target");
  if (auto it = views_.find(from); it != views_.end() && it->second->put) {
    if (SnapshotLocked()->Find(from) && !hidden_.contains(from)) {
      throw base::Error(
          ErrorKind::kUnsupported,
          "a view cannot be replaced and renamed in one transaction: '" + from.ToString() + "'",
          "commit between the two");
    }
    auto node = views_.extract(it);
    node.key() = to;
    views_.insert(std::move(node));
    return;
  }
  auto pending = std::make_shared<PendingView>();
  auto it = views_.find(from);
  pending->metadata = it != views_.end() ? it->second->metadata : SnapshotLocked()->LoadView(from);
  TableIdentifier origin = from;
  for (const auto& [name, target] : hidden_) {
    if (target == from) origin = name;
  }
  views_.erase(from);
  views_[to] = std::move(pending);
  hidden_[origin] = to;
  hidden_kinds_[origin] = ContentKind::kView;
}

void LakeTransaction::Append(const TableIdentifier& id, std::vector<iceberg::DataFile> files,
                             const std::map<std::string, std::string>& summary) {
  std::lock_guard lock(mutex_);
  PendingTable& pending = PendingLocked(id);
  std::move(files.begin(), files.end(), std::back_inserter(pending.added));
  for (const auto& [key, value] : summary) pending.summary[key] = value;
  pending.makes_snapshot = true;
}

std::set<iceberg::FieldId> LakeTransaction::ColumnsToCount(const TableIdentifier& id) {
  std::lock_guard lock(mutex_);
  if (AsBranch(id)) return {};
  const auto it = tables_.find(id);
  const PendingTable* pending = it == tables_.end() ? nullptr : it->second.get();
  const auto metadata = MetadataLocked(id);
  const iceberg::Snapshot* base =
      pending == nullptr || pending->reads_base() ? metadata->current_snapshot() : nullptr;
  const bool has_rows =
      (base != nullptr && !IsEmpty(*base)) || (pending != nullptr && !pending->added.empty());
  std::set<iceberg::FieldId> columns;
  for (const iceberg::NestedField& field : metadata->current_schema().fields) {
    if (!IsCounted(field)) continue;
    const bool is_known = (pending != nullptr && pending->counts.contains(field.id)) ||
                          iceberg::DistinctValues(*metadata, base, field.id).has_value();
    if (!has_rows || is_known) columns.insert(field.id);
  }
  return columns;
}

void LakeTransaction::AddCounts(const TableIdentifier& id, const DistinctSketches& counts) {
  std::lock_guard lock(mutex_);
  PendingTable& pending = PendingLocked(id);
  for (const auto& [column, sketch] : counts) pending.counts[column].Merge(sketch);
}

void LakeTransaction::AddAction(const TableIdentifier& id, MakeSnapshotAction make) {
  std::lock_guard lock(mutex_);
  PendingLocked(id).actions.push_back(std::move(make));
}

void LakeTransaction::AddChange(catalog::Change change) {
  std::lock_guard lock(mutex_);
  extra_changes_.push_back(std::move(change));
}

catalog::WriteIntent& LakeTransaction::IntentLocked() {
  if (!intent_) intent_ = catalog_.BeginWrite();
  return *intent_;
}

void LakeTransaction::WillWrite(const std::string& path) {
  catalog::WriteIntent* intent = nullptr;
  {
    std::lock_guard lock(mutex_);
    intent = &IntentLocked();
  }
  intent->WillWrite(path);
}

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

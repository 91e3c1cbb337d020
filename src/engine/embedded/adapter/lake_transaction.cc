#include "engine/embedded/adapter/lake_transaction.h"

#include <algorithm>
#include <utility>

#include "base/random.h"
#include "base/standard_error.h"
#include "base/suggest.h"
#include "catalog/view_owner.h"
#include "engine/embedded/adapter/commit_table_view.h"
#include "engine/embedded/adapter/error_origin.h"
#include "engine/embedded/adapter/pending_table.h"
#include "engine/embedded/adapter/reading_as.h"
#include "engine/embedded/adapter/trino_name.h"
#include "iceberg/action/snapshot_actions.h"
#include "iceberg/maintenance/path_set.h"
#include "iceberg/metadata_table/distinct_values.h"

namespace tarn::engine::embedded {

using base::ErrorKind;
using catalog::ContentKind;
using catalog::Namespace;
using catalog::TableIdentifier;
using iceberg::ActionResult;
using iceberg::TableMetadata;

namespace {

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
  const std::optional<std::string>& owner = ReadingAs::Owner();
  return owner ? catalog::SeenBy(snapshot_, *owner) : snapshot_;
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
  throw ConnectorError(ErrorKind::kNotFound, base::StandardError::kNotFound,
                       "Schema " + name + " not found" + base::DidYouMean(name, names));
}

void LakeTransaction::RequireAbsentLocked(const TableIdentifier& id, std::string_view target) {
  if (const auto kind = FindLocked(id)) {
    const std::string_view what = *kind == ContentKind::kTable ? "table" : "view";
    base::Throw(ErrorKind::kAlreadyExists, base::StandardError::kTableAlreadyExists,
                "{} '{}' already exists",
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
    base::Throw(ErrorKind::kNotFound, base::StandardError::kTableNotFound,
                "{} '{}' does not exist, but a {} with that name exists.", wanted, TrinoName(id),
                *found == ContentKind::kTable ? "table" : "view");
  }
  std::vector<std::string> names;
  if (NamespaceExistsLocked(id.ns)) {
    for (const LakeEntry& entry : ListLocked(id.ns)) names.push_back(entry.name);
  }
  throw base::Error(ErrorKind::kNotFound, base::StandardError::kTableNotFound,
                    std::string(wanted) + " '" + TrinoName(id) + "' does not exist" +
                        base::DidYouMean(id.name, names));
}

void LakeTransaction::CreateNamespace(const Namespace& ns,
                                      std::map<std::string, std::string> properties) {
  std::lock_guard lock(mutex_);
  for (const std::string& level : ns) catalog::CheckName(level);
  if (NamespaceExistsLocked(ns)) {
    base::Throw(ErrorKind::kAlreadyExists, base::StandardError::kSchemaAlreadyExists,
                "Schema 'iceberg.{}' already exists", catalog::ToString(ns));
  }
  created_namespaces_[ns] = std::move(properties);
}

void LakeTransaction::DropNamespace(const Namespace& ns, bool cascade) {
  std::lock_guard lock(mutex_);
  if (!NamespaceExistsLocked(ns)) {
    base::Throw(ErrorKind::kNotFound, base::StandardError::kSchemaNotFound,
                "Schema 'iceberg.{}' does not exist", catalog::ToString(ns));
  }
  const std::vector<LakeEntry> entries = ListLocked(ns);
  if (!entries.empty() && !cascade) {
    throw ConnectorError(ErrorKind::kFailedPrecondition, base::StandardError::kSchemaNotEmpty,
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
    throw ConnectorError(
        ErrorKind::kInvalidArgument, base::StandardError::kInvalidTableProperty,
        fmt::format("The provided location '{}' does not match the existing table location '{}'",
                    definition.location, pending->base->location));
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
    if (keeps_track_) declared_.push_back(path);
  }
  intent->WillWrite(path);
}

}  // namespace tarn::engine::embedded

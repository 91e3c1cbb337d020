#include "iceberg/update/apply.h"

#include <algorithm>
#include <set>

#include "base/error.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

constexpr int64_t kDefaultPreviousVersions = 100;
constexpr int32_t kFirstVersionWithRowIds = 3;

// Of the property; anything but a small number is no version at all.
int32_t ParseFormatVersion(const std::string& text) {
  const bool digit = text.size() == 1 && text[0] >= '0' && text[0] <= '9';
  return digit ? text[0] - '0' : kMaxFormatVersion + 1;
}

// Applies one list of updates to a copy. Later updates may name what earlier ones added by -1.
class Applier {
 public:
  Applier(const TableMetadata* base, const ApplyOptions& options)
      : base_(base), options_(options), table_(base ? *base : TableMetadata{}) {}

  TableMetadata Run(std::span<const TableUpdate> updates) {
    for (const TableUpdate& update : updates) {
      try {
        std::visit(*this, update);
      } catch (const base::Error& error) {
        throw error.WithContext(ActionName(update));
      }
    }
    if (updates.empty() && base_) return std::move(table_);
    Complete();
    if (schemas_added_) {
      for (const Schema& schema : table_.schemas) {
        CheckSchemaFitsVersion(schema, table_.format_version);
      }
    }
    DropIntermediateLogEntries();
    KeepPreviousVersion();
    const int64_t now = changed_at_.value_or(options_.now_ms);
    table_.last_updated_ms = std::max(now, base_ ? base_->last_updated_ms : 0);
    return std::move(table_);
  }

  void operator()(const update::AssignUuid& u) {
    if (u.uuid.empty()) base::Throw(ErrorKind::kInvalidArgument, "the uuid is empty");
    if (!table_.table_uuid.empty() && table_.table_uuid != u.uuid) {
      base::Throw(ErrorKind::kInvalidArgument, "a table keeps its uuid {}, it cannot become {}",
                  table_.table_uuid, u.uuid);
    }
    table_.table_uuid = u.uuid;
  }

  void operator()(const update::UpgradeFormatVersion& u) { UpgradeTo(u.format_version); }

  void operator()(const update::AddSchema& u) {
    CheckSchema(u.schema);
    schemas_added_ = true;
    table_.last_column_id =
        std::max({table_.last_column_id, u.schema.HighestFieldId(), u.last_column_id.value_or(0)});
    int32_t next = 0;
    for (const Schema& known : table_.schemas) {
      if (known.SameFields(u.schema)) {
        last_schema_ = known.schema_id;
        return;
      }
      next = std::max(next, known.schema_id.value() + 1);
    }
    table_.schemas.push_back(u.schema);
    table_.schemas.back().schema_id = SchemaId(next);
    last_schema_ = SchemaId(next);
  }

  void operator()(const update::SetCurrentSchema& u) {
    const SchemaId id = Resolve(u.schema_id, last_schema_, "schema");
    if (!table_.FindSchema(id)) NotThere("schema", id.value());
    table_.current_schema_id = id;
    has_schema_ = true;
  }

  void operator()(const update::AddPartitionSpec& u) {
    CheckPartitionSpec(u.spec, SchemaToBind());
    int32_t next = 0;
    for (const PartitionSpec& known : table_.partition_specs) {
      if (known.SameFields(u.spec)) {
        last_spec_ = known.spec_id;
        return;
      }
      next = std::max(next, known.spec_id.value() + 1);
    }
    PartitionSpec spec = u.spec;
    spec.spec_id = PartitionSpecId(next);
    GiveFieldIds(spec);
    table_.partition_specs.push_back(std::move(spec));
    last_spec_ = PartitionSpecId(next);
  }

  void operator()(const update::SetDefaultSpec& u) {
    const PartitionSpecId id = Resolve(u.spec_id, last_spec_, "partition spec");
    if (!table_.FindSpec(id)) NotThere("partition spec", id.value());
    table_.default_spec_id = id;
  }

  void operator()(const update::AddSortOrder& u) {
    CheckSortOrder(u.sort_order, SchemaToBind());
    int32_t next = u.sort_order.is_unsorted() ? 0 : 1;
    for (const SortOrder& known : table_.sort_orders) {
      if (known.fields == u.sort_order.fields) {
        last_sort_order_ = known.order_id;
        return;
      }
      next = std::max(next, known.order_id.value() + 1);
    }
    if (u.sort_order.is_unsorted()) next = 0;  // reserved for it
    table_.sort_orders.push_back(u.sort_order);
    table_.sort_orders.back().order_id = SortOrderId(next);
    last_sort_order_ = SortOrderId(next);
  }

  void operator()(const update::SetDefaultSortOrder& u) {
    const SortOrderId id = Resolve(u.sort_order_id, last_sort_order_, "sort order");
    if (!table_.FindSortOrder(id)) NotThere("sort order", id.value());
    table_.default_sort_order_id = id;
  }

  void operator()(const update::AddSnapshot& u) {
    const Snapshot& snapshot = u.snapshot;
    if (table_.FindSnapshot(snapshot.snapshot_id)) {
      base::Throw(ErrorKind::kInvalidArgument, "the snapshot exists already: {}",
                  snapshot.snapshot_id.value());
    }
    if (snapshot.schema_id && !table_.FindSchema(*snapshot.schema_id)) {
      NotThere("schema", snapshot.schema_id->value());
    }
    if (table_.format_version > 1) {
      if (!snapshot.operation || snapshot.manifest_list.empty()) {
        base::Throw(ErrorKind::kInvalidArgument,
                    "a snapshot needs an operation and a manifest list: {}",
                    snapshot.snapshot_id.value());
      }
      // Not a defect of the request but a lost race: another snapshot took the number. A snapshot
      // without a parent stands on nothing that the other one changed: it replaces the table.
      if (snapshot.sequence_number <= table_.last_sequence_number && snapshot.parent_snapshot_id) {
        base::Throw(ErrorKind::kConflict,
                    "the snapshot's sequence number {} is not above the table's last {}",
                    snapshot.sequence_number, table_.last_sequence_number);
      }
      table_.last_sequence_number = std::max(table_.last_sequence_number, snapshot.sequence_number);
    }
    if (table_.format_version >= kFirstVersionWithRowIds) TakeRowIds(snapshot);
    table_.snapshots.push_back(snapshot);
    added_snapshots_.insert(snapshot.snapshot_id);
    changed_at_ = snapshot.timestamp_ms;
  }

  void operator()(const update::SetSnapshotRef& u) {
    const Snapshot* snapshot = table_.FindSnapshot(u.ref.snapshot_id);
    if (!snapshot) NotThere("snapshot", u.ref.snapshot_id.value());
    const bool main = u.ref_name == kMainBranch;
    if (main && u.ref.type != RefType::kBranch) {
      base::Throw(ErrorKind::kInvalidArgument, "'main' is always a branch");
    }
    auto known = table_.refs.find(u.ref_name);
    if (known != table_.refs.end() && known->second == u.ref) return;
    table_.refs.insert_or_assign(u.ref_name, u.ref);
    if (!main || table_.current_snapshot_id == u.ref.snapshot_id) return;
    table_.current_snapshot_id = u.ref.snapshot_id;
    const bool added = added_snapshots_.contains(u.ref.snapshot_id);
    table_.snapshot_log.push_back(
        {added ? snapshot->timestamp_ms : options_.now_ms, u.ref.snapshot_id});
    if (added) logged_here_.push_back(u.ref.snapshot_id);
  }

  void operator()(const update::RemoveSnapshots& u) {
    const std::set<SnapshotId> gone(u.snapshot_ids.begin(), u.snapshot_ids.end());
    if (table_.current_snapshot_id && gone.contains(*table_.current_snapshot_id)) {
      base::Throw(ErrorKind::kInvalidArgument, "the current snapshot cannot be removed: {}",
                  table_.current_snapshot_id->value());
    }
    table_.snapshots.Filter([&](const Snapshot& s) { return !gone.contains(s.snapshot_id); });
    std::erase_if(table_.refs, [&](const auto& r) { return gone.contains(r.second.snapshot_id); });
    std::erase_if(table_.statistics, [&](const auto& s) { return gone.contains(s.snapshot_id); });
    std::erase_if(table_.partition_statistics,
                  [&](const auto& s) { return gone.contains(s.snapshot_id); });
    // History starts after the last entry that is gone: before it, the log has a hole.
    size_t first = table_.snapshot_log.size();
    while (first > 0 && !gone.contains(table_.snapshot_log[first - 1].snapshot_id)) --first;
    size_t index = 0;
    table_.snapshot_log.Filter([&](const SnapshotLogEntry&) { return index++ >= first; });
  }

  void operator()(const update::RemoveSnapshotRef& u) {
    table_.refs.erase(u.ref_name);
    if (u.ref_name == kMainBranch) table_.current_snapshot_id.reset();
  }

  void operator()(const update::SetLocation& u) {
    std::string location = u.location;
    while (location.size() > 1 && location.ends_with('/')) location.pop_back();
    if (location.empty()) base::Throw(ErrorKind::kInvalidArgument, "the location is empty");
    table_.location = std::move(location);
  }

  void operator()(const update::SetProperties& u) {
    for (const auto& [name, value] : u.updates) {
      if (name == "format-version") {  // asked for as a property, kept as a field
        UpgradeTo(ParseFormatVersion(value));
      } else {
        table_.properties.insert_or_assign(name, value);
      }
    }
  }

  void operator()(const update::RemoveProperties& u) {
    for (const std::string& name : u.removals) table_.properties.erase(name);
  }

  void operator()(const update::SetStatistics& u) { Replace(table_.statistics, u.statistics); }
  void operator()(const update::RemoveStatistics& u) {
    std::erase_if(table_.statistics,
                  [&](const StatisticsFile& s) { return s.snapshot_id == u.snapshot_id; });
  }
  void operator()(const update::SetPartitionStatistics& u) {
    Replace(table_.partition_statistics, u.partition_statistics);
  }
  void operator()(const update::RemovePartitionStatistics& u) {
    std::erase_if(table_.partition_statistics,
                  [&](const PartitionStatisticsFile& s) { return s.snapshot_id == u.snapshot_id; });
  }

  void operator()(const update::RemovePartitionSpecs& u) {
    for (PartitionSpecId id : u.spec_ids) {
      if (id == table_.default_spec_id) {
        base::Throw(ErrorKind::kInvalidArgument, "the default partition spec stays: {}",
                    id.value());
      }
      std::erase_if(table_.partition_specs, [&](const auto& spec) { return spec.spec_id == id; });
    }
  }

  void operator()(const update::RemoveSchemas& u) {
    for (SchemaId id : u.schema_ids) {
      if (id == table_.current_schema_id) {
        base::Throw(ErrorKind::kInvalidArgument, "the current schema stays: {}", id.value());
      }
      std::erase_if(table_.schemas, [&](const auto& schema) { return schema.schema_id == id; });
    }
  }

  void operator()(const update::AddEncryptionKey& u) {
    const auto& keys = table_.encryption_keys;
    const bool known = std::any_of(keys.begin(), keys.end(), [&](const EncryptedKey& key) {
      return key.key_id == u.key.key_id;
    });
    if (!known) table_.encryption_keys.push_back(u.key);
  }

  void operator()(const update::RemoveEncryptionKey& u) {
    std::erase_if(table_.encryption_keys,
                  [&](const EncryptedKey& key) { return key.key_id == u.key_id; });
  }

 private:
  // What partitioning and order of a table are checked against. Clients may make the schema of a
  // new table the current one only after they have added these.
  const Schema& SchemaToBind() const {
    if (base_ || has_schema_) return table_.current_schema();
    if (!last_schema_) {
      base::Throw(ErrorKind::kInvalidArgument, "the table has no schema yet");
    }
    return *table_.FindSchema(*last_schema_);
  }

  [[noreturn]] static void NotThere(std::string_view what, int64_t id) {
    base::Throw(ErrorKind::kInvalidArgument, "the table has no {} {}", what, id);
  }

  template <typename Id>
  static Id Resolve(Id id, const std::optional<Id>& last, std::string_view what) {
    if (id.value() != kLastAdded) return id;
    if (!last) {
      base::Throw(ErrorKind::kInvalidArgument, "-1 means the {} added last, but none was added",
                  what);
    }
    return *last;
  }

  template <typename File>
  static void Replace(std::vector<File>& files, const File& file) {
    std::erase_if(files, [&](const File& f) { return f.snapshot_id == file.snapshot_id; });
    files.push_back(file);
  }

  void UpgradeTo(int32_t version) {
    if (version < 1 || version > kMaxFormatVersion) {
      base::Throw(ErrorKind::kUnsupported, "Tarn writes format versions 1 to {}, not {}",
                  kMaxFormatVersion, version);
    }
    if (base_ && version < base_->format_version) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "a table of format version {} cannot go back to version {}",
                  base_->format_version, version);
    }
    table_.format_version = version;
  }

  // Spec: Row Lineage / Row lineage assignment. Snapshots from before the upgrade have no row ids.
  void TakeRowIds(const Snapshot& snapshot) {
    if (!snapshot.first_row_id || !snapshot.added_rows) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "a snapshot of format version {} needs first-row-id and added-rows: {}",
                  table_.format_version, snapshot.snapshot_id.value());
    }
    // As with sequence numbers: another snapshot took the ids.
    if (*snapshot.first_row_id < table_.next_row_id) {
      base::Throw(ErrorKind::kConflict,
                  "the snapshot's first row id {} is below the table's next {}",
                  *snapshot.first_row_id, table_.next_row_id);
    }
    int64_t next = 0;
    if (*snapshot.added_rows < 0 ||
        __builtin_add_overflow(*snapshot.first_row_id, *snapshot.added_rows, &next)) {
      base::Throw(ErrorKind::kInvalidArgument, "a snapshot cannot add {} rows from row id {} on",
                  *snapshot.added_rows, *snapshot.first_row_id);
    }
    table_.next_row_id = next;
  }

  // A field that another spec has (same column, same transform) keeps its id there (spec:
  // Partition Evolution).
  void GiveFieldIds(PartitionSpec& spec) {
    for (PartitionField& field : spec.fields) {
      if (field.field_id == 0) {
        for (const PartitionSpec& known : table_.partition_specs) {
          for (const PartitionField& other : known.fields) {
            if (other.source_id == field.source_id && other.transform == field.transform) {
              field.field_id = other.field_id;
            }
          }
        }
      }
      if (field.field_id == 0) field.field_id = table_.last_partition_id + 1;
      table_.last_partition_id = std::max(table_.last_partition_id, field.field_id);
    }
  }

  // What a new table must have, and what it gets by default.
  void Complete() {
    const auto need = [](bool there, std::string_view what) {
      if (!there) base::Throw(ErrorKind::kInvalidArgument, "the table has no {}", what);
    };
    need(!table_.table_uuid.empty() || table_.format_version == 1, "uuid");
    need(!table_.location.empty(), "location");
    need(base_ || has_schema_, "current schema");
    if (table_.partition_specs.empty()) table_.partition_specs.push_back(PartitionSpec{});
    if (table_.sort_orders.empty()) table_.sort_orders.push_back(SortOrder{});
    need(table_.FindSpec(table_.default_spec_id), "default partition spec");
    need(table_.FindSortOrder(table_.default_sort_order_id), "default sort order");
  }

  // Snapshots that were current only within this list of updates were never seen by anybody.
  void DropIntermediateLogEntries() {
    if (logged_here_.size() < 2) return;
    const std::set<SnapshotId> gone(logged_here_.begin(), logged_here_.end() - 1);
    table_.snapshot_log.Filter(
        [&](const SnapshotLogEntry& entry) { return !gone.contains(entry.snapshot_id); });
  }

  void KeepPreviousVersion() {
    if (!base_ || options_.base_metadata_location.empty()) return;
    table_.metadata_log.push_back({base_->last_updated_ms, options_.base_metadata_location});
    const int64_t keep = std::max<int64_t>(
        1, table_.IntProperty("write.metadata.previous-versions-max", kDefaultPreviousVersions));
    const auto size = static_cast<int64_t>(table_.metadata_log.size());
    if (size > keep) {
      table_.metadata_log.erase(table_.metadata_log.begin(),
                                table_.metadata_log.begin() + (size - keep));
    }
  }

  const TableMetadata* base_;
  const ApplyOptions& options_;
  TableMetadata table_;
  bool has_schema_ = false;
  bool schemas_added_ = false;
  std::optional<SchemaId> last_schema_;
  std::optional<PartitionSpecId> last_spec_;
  std::optional<SortOrderId> last_sort_order_;
  std::set<SnapshotId> added_snapshots_;
  std::vector<SnapshotId> logged_here_;
  std::optional<int64_t> changed_at_;
};

}  // namespace

TableMetadata Apply(const TableMetadata* base, std::span<const TableUpdate> updates,
                    const ApplyOptions& options) {
  return Applier(base, options).Run(updates);
}

}  // namespace tarn::iceberg

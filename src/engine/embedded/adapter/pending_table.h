#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/embedded/adapter/lake_transaction.h"

namespace tarn::engine::embedded {

// A table that the transaction made or changed, under the name that it has now. Guarded by the
// transaction's lock.
struct LakeTransaction::PendingTable {
  std::shared_ptr<const iceberg::TableMetadata> base;  // in the snapshot; null when it is new
  std::optional<catalog::TableIdentifier> base_name;
  std::optional<iceberg::NewTable> definition;  // CREATE, CREATE OR REPLACE
  std::vector<iceberg::TableUpdate> creation;   // what the definition amounts to for a new table
  std::vector<Alteration> alterations;
  std::string branch;  // of the table, when it is one (branch_table.h)
  std::shared_ptr<const iceberg::TableMetadata> branch_of;  // the table's metadata
  std::shared_ptr<const iceberg::TableMetadata> metadata;   // what statements see

  std::vector<iceberg::DataFile> added;
  std::set<std::string> removed;               // files of the snapshot
  DeletedRows taken_out;                       // rows of files that stay
  std::map<std::string, ScannedFile> changed;  // those files
  std::set<std::string> rewrites;              // of those, what is to be written anew
  WrittenDeletes deletes;                      // what `taken_out` was written as
  DeleteWriter delete_writer;                  // that wrote them
  std::optional<iceberg::Expression> read;     // what the changes depend on
  std::optional<iceberg::SnapshotId> since;    // the snapshot that the first of them saw
  bool serializable = false;
  bool removed_all = false;
  bool makes_snapshot = false;
  std::map<std::string, std::string> summary;
  DistinctSketches counts;  // of the values of what was added, where they were counted
  std::vector<MakeSnapshotAction> actions;

  // `taken_out` with what is known of the files, in order of path.
  std::vector<FileDeletes> file_deletes() const;
  bool reads_base() const { return base && !definition && !removed_all; }
  void NoteChange(const iceberg::Expression& filter, Isolation isolation) {
    NoteSnapshot();
    read = read ? iceberg::Or(std::move(*read), filter) : filter;
    serializable = serializable || isolation == Isolation::kSerializable;
  }
  // A later statement of the transaction may move main (FAST FORWARD).
  void NoteSnapshot() {
    if (!read && !removed_all) since = metadata->current_snapshot_id;
  }
};

// The statement that changes rows now.
struct LakeTransaction::RunningChange {
  catalog::TableIdentifier id;
  ChangeKind kind = ChangeKind::kDelete;
  std::optional<iceberg::Expression> read;
  std::unordered_map<std::string, ScannedFile> files;  // by the path that DuckDB knows
};

struct LakeTransaction::PendingView {
  std::shared_ptr<const iceberg::ViewMetadata> metadata;
  iceberg::Schema schema;
  iceberg::ViewVersion version;
  CreateMode mode = CreateMode::kCreate;
  iceberg::Properties properties;
  bool put = false;  // else it was only renamed
};

// A table after updates; null: before there is one.
iceberg::TableMetadata ApplyUpdates(const iceberg::TableMetadata* base,
                                    const std::vector<iceberg::TableUpdate>& updates,
                                    base::Clock& clock);

// The next version of a view; the properties that the statement gives replace those of the same
// name; what a statement says of a view anew each time (a comment, …) goes when it does not.
iceberg::ViewMetadata Replaced(const iceberg::ViewMetadata& current, const iceberg::Schema& schema,
                               const iceberg::ViewVersion& version,
                               const iceberg::Properties& properties, base::Clock& clock);

}  // namespace tarn::engine::embedded

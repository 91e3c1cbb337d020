#pragma once

#include "engine/embedded/adapter/delete_cache.h"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/duck_table.h"
#include "engine/embedded/adapter/equality_deletes.h"
#include "engine/embedded/adapter/hidden_columns.h"
#include "engine/embedded/adapter/table_options.h"
#include "engine/statement_statistics.h"
#include "iceberg/expression/expression.h"
#include "iceberg/scan/incremental.h"
#include "iceberg/scan/plan.h"

namespace tarn::engine::embedded {

// The snapshots whose changes are read instead of rows, the first one exclusive.
struct ChangeRange {
  iceberg::SnapshotId after;
  iceberg::SnapshotId until;
};

// What a scan of the lake is bound to. The transaction lives longer than the scan.
struct LakeScanInfo : duckdb::TableFunctionInfo {
  const DuckTable* table = nullptr;
  LakeTransaction* lake = nullptr;
  DeleteCache* delete_cache = nullptr;
  std::shared_ptr<EqualityDeletes> equality_deletes;
  duckdb::table_function_init_global_t begin_scan = nullptr;  // parquet_scan's own
  std::optional<ChangeRange> changes;
};

// The files of a table that may have rows for the filters seen so far. Planning is done at the
// first question; filters that are known only when the scan begins leave out more. Thread safe.
class LakeFileList : public duckdb::MultiFileList {
 public:
  LakeFileList(const LakeScanInfo& info, iceberg::Expression filter)
      : info_(info), filter_(std::move(filter)) {}

  // A data file and the deletes that apply to it.
  struct File {
    std::shared_ptr<const iceberg::ManifestEntry> entry;  // null for a file of this transaction
    const iceberg::DataFile* data = nullptr;
    std::vector<std::shared_ptr<const iceberg::ManifestEntry>> deletes;
    // What this transaction has taken out of it; null when nothing.
    std::shared_ptr<const Positions> taken_out;
    std::optional<iceberg::FileChange> change = {};  // of a scan of changes

    bool has_deletes() const { return taken_out || !deletes.empty(); }
  };

  const DuckTable& table() const { return *info_.table; }
  const LakeScanInfo& info() const { return info_; }
  // What the rows of the scan surely satisfy, or may.
  const iceberg::Expression& filter() const { return filter_; }
  const std::vector<File>& Files() const;

  duckdb::unique_ptr<duckdb::MultiFileList> ComplexFilterPushdown(
      duckdb::ClientContext& context, const duckdb::MultiFileOptions& options,
      duckdb::MultiFilePushdownInfo& info,
      duckdb::vector<duckdb::unique_ptr<duckdb::Expression>>& filters) const override;
  duckdb::unique_ptr<duckdb::MultiFileList> DynamicFilterPushdown(
      duckdb::ClientContext& context, const duckdb::MultiFileOptions& options,
      const duckdb::vector<std::string>& names, const duckdb::vector<duckdb::LogicalType>& types,
      const duckdb::vector<duckdb::column_t>& column_ids,
      duckdb::TableFilterSet& filters) const override;
  duckdb::vector<duckdb::OpenFileInfo> GetAllFiles() const override;
  duckdb::FileExpandResult GetExpandResult() const override {
    return duckdb::FileExpandResult::MULTIPLE_FILES;
  }
  duckdb::idx_t GetTotalFileCount() const override { return Files().size(); }
  duckdb::unique_ptr<duckdb::NodeStatistics> GetCardinality(
      duckdb::ClientContext& context) const override;
  duckdb::unique_ptr<duckdb::MultiFileList> Copy() const override;

  // What is known of a column over all files (file_facts.h); null when nothing is.
  duckdb::unique_ptr<duckdb::BaseStatistics> ColumnStatistics(duckdb::column_t column) const;

  // kInvalidArgument when the session wants a filter on a partition's column, and the statement has
  // none.
  void RequirePartitionFilter(const PartitionFilterRule& rule) const;

  // For EXPLAIN: what is in the table, what was left out and why, and what is left.
  void Describe(duckdb::InsertionOrderPreservingMap<std::string>& facts) const;
  // For the query log: adds the files that are read, and those left out.
  void AddTo(StatementStatistics& statistics) const;

 protected:
  duckdb::OpenFileInfo GetFile(duckdb::idx_t index) const override;

 private:
  // Files that planning left out, by what told that they have no rows for the query.
  struct Pruned {
    int64_t by_partition = 0;
    int64_t by_statistics = 0;
    int64_t by_path = 0;
    int64_t by_dynamic_filter = 0;
  };

  std::vector<File> Plan() const;
  std::vector<File> PlanChanges() const;
  // The column of that number; null for one that does not come from the files, and for structs when
  // "a.b" could mean two columns.
  const iceberg::NestedField* Column(duckdb::column_t id) const;
  // The columns, and the fields below them, that a condition is about.
  void AddFilteredColumns(const duckdb::Expression& filter,
                          const duckdb::MultiFilePushdownInfo& info,
                          std::set<iceberg::FieldId>& columns) const;
  // Leaves out files by hidden columns.
  void Keep(duckdb::ClientContext& context, const FileFilter& filter);
  // Takes over the files that such filters left of another list, less those that `filter` excludes:
  // what was proven of them alone must not be taken for proven of more.
  void Confine(const LakeFileList& to, const iceberg::Expression& filter);

  const LakeScanInfo info_;
  const iceberg::Expression filter_;
  std::set<iceberg::FieldId> filtered_;  // columns that conditions of the statement are about
  mutable std::mutex mutex_;
  mutable std::optional<std::vector<File>> files_;
  mutable Pruned pruned_;  // known once files_ is
  bool confined_ = false;  // files_ is what filters on hidden columns left
};

// parquet_scan with the lake's files, column mapping by field id, and deletes.
duckdb::TableFunction MakeLakeScan(duckdb::ClientContext& context, const DuckTable& table,
                                   LakeTransaction& lake,
                                   duckdb::unique_ptr<duckdb::FunctionData>& bind_data);

// Likewise with the changes of a range of snapshots: the table's columns and those of
// change_columns.h. `types` and `names` are filled. kInvalidArgument and kNotFound as
// iceberg::SnapshotsBetween.
duckdb::TableFunction MakeChangeScan(duckdb::ClientContext& context, const DuckTable& table,
                                     LakeTransaction& lake, const ChangeRange& range,
                                     duckdb::unique_ptr<duckdb::FunctionData>& bind_data,
                                     duckdb::vector<duckdb::LogicalType>& types,
                                     duckdb::vector<std::string>& names);

}  // namespace tarn::engine::embedded

#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/progress.h"
#include "catalog/catalog.h"
#include "engine/embedded/adapter/catalog_contents.h"
#include "engine/embedded/adapter/instance.h"
#include "engine/embedded/adapter/lake_transaction.h"
#include "engine/embedded/adapter/table_options.h"
#include "engine/engine.h"
#include "iceberg/maintenance/delete_rewrite_plan.h"

namespace duckdb {
class ClientContext;
}

namespace tarn::engine::embedded {

class CsvScan;

// Where a write tells how far it is: on top of what the counters told before it.
struct WriteProgress {
  base::Progress* counters = nullptr;  // may be null
  uint64_t rows_before = 0;
  uint64_t bytes_before = 0;
  uint64_t source_bytes = 0;  // what the write reads in all
};

// One session's connection to an instance, in DuckDB's SQL. The only door between Tarn's session
// and DuckDB. Used by one thread at a time; Interrupt and progress from any.
//
// Errors come as base::Error; DuckDB's own by the type of its exception (see errors.h).
class Connection {
 public:
  explicit Connection(std::shared_ptr<Instance> instance);
  ~Connection();

  // The reference that the next transaction reads and writes.
  void SetReference(const std::string& ref);
  // What unqualified names mean; an empty schema means none.
  void SetSchema(const std::string& schema);
  void SetCommitInfo(catalog::CommitInfo info);
  void RequirePartitionFilter(PartitionFilterRule rule);

  // A statement begins: what the ones below do counts for it.
  // With its limits, or the engine's where those are stricter. Over one of them a statement fails
  // with kResourceExhausted; so does one whose memory others need.
  void BeginStatement(const MemoryLimits& limits = {});
  // Of the statement so far. Thread safe.
  StatementStatistics statistics() const;
  // What it has of the engine's memory, counted now.
  MemoryUse memory() const;
  // The engine's limits.
  MemoryLimits statement_limits() const;

  // Plans a query, which gives its columns; it runs when rows are asked for. `typed` are the types
  // of its columns as far as they are known to be others than DuckDB's, see told_type.h, `origins`
  // what they show, `names` their names, empty where DuckDB's stay; ignored when they have another
  // number of them.
  std::unique_ptr<ResultStream> Query(
      const std::string& sql, const std::vector<std::optional<Type>>& typed = {},
      const std::vector<std::shared_ptr<const ColumnOrigin>>& origins = {},
      const std::vector<std::string>& names = {});
  // Runs a statement that writes, to its end; gives the number of rows it tells.
  uint64_t Write(const std::string& sql, TableOptions options = {});
  // The same, telling progress and stopping when asked to.
  uint64_t Write(const std::string& sql, TableOptions options, const WriteProgress& progress,
                 const base::CancelToken& cancel);
  WriteCounters write_counters() const;
  // What `tarn_csv_scan()` reads in the statements that follow; may be null. `make` is called with
  // the connection's context.
  void SetCsvScan(
      const std::function<std::shared_ptr<CsvScan>(duckdb::ClientContext& context)>& make);
  // What statements with TableOptions::detached wrote since the last call.
  std::vector<iceberg::DataFile> TakeDetachedFiles();
  // See Instance; the connection must outlive it.
  std::shared_ptr<void> PauseFileCache();
  // All rows of a query as text values, null as nothing; for small results of Tarn's own.
  std::vector<std::vector<std::optional<std::string>>> QueryText(const std::string& sql);
  // Columns of a query, with the Iceberg types in which a table would keep them.
  struct QueryColumn {
    std::string name;
    Type type;
    std::optional<iceberg::Type> storage;  // nothing when no table can keep them
  };
  std::vector<QueryColumn> Describe(const std::string& query);

  // Works on the open transaction, or else on one of its own that is committed at the end.
  void WithLake(const std::function<void(LakeTransaction&)>& body);

  // What is in a catalog beside the lake, see attached_catalogs.h.
  std::vector<std::string> SchemasOf(const std::string& catalog);
  bool HasSchema(const std::string& catalog, const std::string& schema);
  std::vector<ListedTable> TablesOf(const std::string& catalog, const std::string& schema);
  std::optional<ListedTable> FindTable(const std::string& catalog, const std::string& schema,
                                       const std::string& table);
  // Runs a statement that changes the catalog `memory`, in a transaction of its own, and takes it
  // back with kResourceExhausted when the tables then take more than `limit_bytes`. Statements
  // that run at once each may be over by what they write in some hundredths of a second.
  uint64_t WriteMemory(const std::vector<std::string>& statements, uint64_t limit_bytes);

  // Writes position delete files anew within the open transaction, see position_delete_rewriter.h.
  std::vector<iceberg::DataFile> RewritePositionDeletes(const iceberg::TableMetadata& metadata,
                                                        const iceberg::DeleteRewriteGroup& group,
                                                        DeleteGranularity granularity,
                                                        const base::CancelToken& cancel);

  // Writes a partition statistics file within the open transaction, see
  // partition_statistics_file.h.
  std::optional<iceberg::PartitionStatisticsFile> WritePartitionStatistics(
      const iceberg::TableMetadata& metadata, const iceberg::Snapshot& snapshot);

  void Begin();
  void Commit();
  void Rollback();
  bool in_transaction() const;
  // What the open transaction has done by now; see engine::Savepoints.
  // Tables elsewhere are not changed in transactions.
  std::shared_ptr<const LakeSavepoint> Save();
  // Goes on from there in a transaction of its own of DuckDB's, since one with an error takes no
  // more statements.
  void RollbackTo(const LakeSavepoint& savepoint);
  // Whether a result failed while it was read, since Begin.
  bool reading_failed() const;
  // The commit that the last statement made, if it made one.
  std::optional<catalog::CommitResult> TakeLastCommit();

  void Interrupt();
  // The scans of the statement that runs end, as if there were no more rows.
  void StopReading();
  // 0..1, or negative when not known.
  double Progress() const;
  // True once DuckDB had an internal error: the connection can do nothing any more.
  bool broken() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;  // streams hold it as well
};

}  // namespace tarn::engine::embedded

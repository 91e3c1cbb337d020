#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/table_options.h"
#include "engine/statement_statistics.h"
#include "iceberg/manifest/data_file.h"

namespace tarn::engine::embedded {

class CsvScan;
class LakeTransaction;

// What one connection carries into the attached catalog, which all connections share. Set between
// statements only.
class SessionState : public duckdb::ClientContextState {
 public:
  static constexpr const char* kKey = "tarn_session";

  std::string ref = "main";
  catalog::CommitInfo commit_info;
  TableOptions table_options;  // of the statement that runs
  // What the next transaction goes on with: see Connection::RollbackTo. Else null.
  std::shared_ptr<LakeTransaction> continued;
  PartitionFilterRule partition_filter;
  // Set by a successful commit; for whoever ran the statement.
  std::optional<catalog::CommitResult> last_commit;
  std::shared_ptr<CsvScan> csv_scan;  // what tarn_csv_scan() reads; may be null
  // Files of statements with TableOptions::detached.
  std::vector<iceberg::DataFile> detached_files;
  // What the running statement has written so far.
  std::atomic<uint64_t> written_rows{0};
  std::atomic<uint64_t> written_files{0};
  std::atomic<uint64_t> written_bytes{0};
  std::atomic<uint64_t> skipped_null_rows{0};

  // Set while a statement runs: its scans end where they are.
  std::atomic<bool> reading_stopped{false};
  static bool ReadingStopped(duckdb::ClientContext& context) {
    const auto state = context.registered_state->Get<SessionState>(kKey);
    return state && state->reading_stopped;
  }

  // What the statement does; changed by scans and commits on any thread.
  void Count(const std::function<void(StatementStatistics&)>& change) {
    std::lock_guard lock(statistics_mutex_);
    change(statistics_);
  }
  StatementStatistics statistics() const {
    std::lock_guard lock(statistics_mutex_);
    return statistics_;
  }

  static SessionState& Get(duckdb::ClientContext& context) {
    auto state = context.registered_state->Get<SessionState>(kKey);
    if (!state) throw duckdb::InternalException("a connection without a Tarn session");
    return *state;
  }

 private:
  mutable std::mutex statistics_mutex_;
  StatementStatistics statistics_;
};

}  // namespace tarn::engine::embedded

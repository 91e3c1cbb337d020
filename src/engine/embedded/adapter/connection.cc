#include "engine/embedded/adapter/connection.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

#include "base/standard_error.h"
#include "engine/embedded/adapter/attached_catalogs.h"
#include "engine/embedded/adapter/chunk_batch.h"
#include "engine/embedded/adapter/column_types.h"
#include "engine/embedded/adapter/counting_buffer_manager.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/instance_impl.h"
#include "engine/embedded/adapter/lake_savepoint.h"
#include "engine/embedded/adapter/partition_statistics_file.h"
#include "engine/embedded/adapter/position_delete_rewriter.h"
#include "engine/embedded/adapter/session_state.h"
#include "engine/embedded/adapter/told_type.h"
#include "engine/embedded/adapter/types.h"
#include "engine/embedded/adapter/variant_json.h"

namespace tarn::engine::embedded {
namespace {

constexpr std::chrono::milliseconds kProgressInterval{20};

void CheckMemoryCatalog(duckdb::ClientContext& context, uint64_t limit_bytes) {
  if (MemoryCatalogBytes(context) <= limit_bytes) return;
  base::Throw(base::ErrorKind::kResourceExhausted, base::StandardError::kMemoryLimitExceeded,
              "Memory limit [{}] for memory connector exceeded", limit_bytes);
}

constexpr std::chrono::milliseconds kPatience{5};
constexpr std::chrono::microseconds kNap{200};

}  // namespace

struct Connection::Impl {
  std::shared_ptr<Instance> instance;
  std::shared_ptr<StatementMemory> memory;
  duckdb::unique_ptr<duckdb::Connection> connection;
  duckdb::shared_ptr<SessionState> state;
  std::optional<uint64_t> memory_limit;  // while a statement writes to the catalog `memory`
  bool reading_failed = false;           // of a result, since the transaction began

  ~Impl() {
    connection.reset();
    if (memory) instance->impl().memory.Close(memory);
  }

  duckdb::ClientContext& context() { return *connection->context; }

  // Tarn's error for DuckDB's; notes when the instance cannot go on.
  base::Error Judge(const duckdb::ErrorData& error) {
    base::Error result = FromDuckError(error);
    if (memory && memory->condemned()) {
      memory->Forgive();
      result = {base::ErrorKind::kResourceExhausted, base::StandardError::kClusterOutOfMemory,
                std::string(kClusterOutOfMemory)};
    }
    if (duckdb::Exception::InvalidatesDatabase(error.Type()) ||
        error.Type() == duckdb::ExceptionType::INTERNAL) {
      instance->MarkBroken();
    }
    return result;
  }
  template <typename F>
  auto Run(F&& body) -> decltype(body()) {
    try {
      return std::forward<F>(body)();
    } catch (const base::Error&) {
      throw;
    } catch (const std::exception& error) {
      throw Judge(duckdb::ErrorData(error));
    }
  }

  // What DuckDB measured of a statement that is over.
  void CountProfile() {
    auto& profiler = duckdb::QueryProfiler::Get(context());
    profiler.GetRootUnderLock([&](duckdb::optional_ptr<duckdb::ProfilingNode> root) {
      if (!root) return;
      const auto& metrics = root->GetProfilingInfo().metrics;
      const auto value = [&](duckdb::MetricType type) -> double {
        const auto found = metrics.find(type);
        if (found == metrics.end() || found->second.IsNull()) return 0;
        return found->second.GetValue<double>();
      };
      constexpr double kMillis = 1000;
      state->Count([&](StatementStatistics& did) {
        did.cpu_ms += static_cast<uint64_t>(value(duckdb::MetricType::CPU_TIME) * kMillis);
      });
    });
  }

  // Plans a statement: its columns are known from here on.
  duckdb::unique_ptr<duckdb::PendingQueryResult> Plan(const std::string& sql, bool stream);
  // Runs it until its result is there, or the first rows of one that is streamed.
  duckdb::unique_ptr<duckdb::QueryResult> RunPlanned(duckdb::PendingQueryResult& pending,
                                                     const WriteProgress& progress,
                                                     const base::CancelToken* cancel);
  duckdb::unique_ptr<duckdb::QueryResult> Execute(const std::string& sql,
                                                  const WriteProgress& progress,
                                                  const base::CancelToken* cancel);
};

namespace {

// A query's rows. Its columns are there at once; it runs when rows are asked for.
class DuckStream : public ResultStream {
 public:
  struct Calls {
    std::function<duckdb::unique_ptr<duckdb::QueryResult>(duckdb::PendingQueryResult&)> run;
    std::function<base::Error(const duckdb::ErrorData&)> judge;
    std::function<void()> failed;  // a transaction that is open has failed
    std::function<void()> over;    // called once, when the statement is
  };

  DuckStream(duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::PendingQueryResult> pending,
             const std::vector<std::optional<Type>>& typed,
             const std::vector<std::shared_ptr<const ColumnOrigin>>& origins,
             const std::vector<std::string>& names, Calls calls)
      : calls_(std::move(calls)), context_(context), pending_(std::move(pending)) {
    const size_t count = pending_->names.size();
    const bool has_types = typed.size() == count;
    for (size_t i = 0; i < count; ++i) {
      Type computed = ToEngineType(pending_->types[i]);
      const bool told = has_types && typed[i].has_value();
      const bool named = names.size() == count && !names[i].empty();
      columns_.push_back({named ? names[i] : pending_->names[i],
                          told ? ToldType(*typed[i], computed) : computed,
                          origins.size() == count ? origins[i] : nullptr});
    }
  }
  ~DuckStream() override {
    if (!pending_ && !result_) return;
    if (result_ && result_->type == duckdb::QueryResultType::STREAM_RESULT) {
      result_->Cast<duckdb::StreamQueryResult>().Close();
    }
    calls_.over();
  }

  const std::vector<Column>& columns() const override { return columns_; }
  std::unique_ptr<Batch> Next() override {
    duckdb::unique_ptr<duckdb::DataChunk> chunk;
    try {
      if (pending_) {
        const auto pending = std::move(pending_);
        result_ = calls_.run(*pending);
      }
      if (!result_) return nullptr;
      chunk = Fetch();
    } catch (const base::Error&) {
      calls_.failed();
      throw;
    }
    if (!chunk || chunk->size() == 0) {
      result_.reset();
      calls_.over();
      return nullptr;
    }
    return std::make_unique<ChunkBatch>(std::move(chunk), columns_);
  }
  const std::string& update_type() const override { return no_update_; }
  std::optional<uint64_t> update_count() const override { return std::nullopt; }

 private:
  duckdb::unique_ptr<duckdb::DataChunk> Fetch() {
    duckdb::unique_ptr<duckdb::DataChunk> chunk;
    try {
      chunk = result_->FetchRaw();
      if (chunk && chunk->size() > 0) chunk = VariantsAsJson(context_, std::move(chunk));
    } catch (const std::exception& error) {
      throw calls_.judge(duckdb::ErrorData(error));
    }
    if (result_->HasError()) throw calls_.judge(result_->GetErrorObject());
    return chunk;
  }

  const Calls calls_;  // go last: they keep the connection
  duckdb::ClientContext& context_;
  duckdb::unique_ptr<duckdb::PendingQueryResult> pending_;  // until it runs
  duckdb::unique_ptr<duckdb::QueryResult> result_;
  std::vector<Column> columns_;
  const std::string no_update_;
};

}  // namespace

Connection::Connection(std::shared_ptr<Instance> instance) : impl_(std::make_shared<Impl>()) {
  impl_->instance = std::move(instance);
  impl_->Run([&] {
    impl_->connection = duckdb::make_uniq<duckdb::Connection>(*impl_->instance->impl().database);
    duckdb::ClientContext& context = impl_->context();
    impl_->memory =
        impl_->instance->impl().memory.Open(duckdb::BufferManager::GetBufferManager(*context.db));
    CountMemory(context, impl_->memory);
    impl_->memory->Begin(impl_->instance->impl().statement_limits, impl_->connection->context);
    impl_->state = context.registered_state->GetOrCreate<SessionState>(SessionState::kKey);
    // A name that is no table is an error, never a file to be read.
    context.config.use_replacement_scans = false;
    context.config.enable_progress_bar = true;
    context.config.print_progress_bar = false;
    context.config.wait_time = 0;
    // Measured for the query log; nothing is printed.
    context.config.enable_profiler = impl_->instance->impl().measure_statements;
    context.config.emit_profiler_output = false;
  });
  SetSchema("");
}

Connection::~Connection() = default;

void Connection::SetReference(const std::string& ref) { impl_->state->ref = ref; }

void Connection::RequirePartitionFilter(PartitionFilterRule rule) {
  impl_->state->partition_filter = std::move(rule);
}

void Connection::SetSchema(const std::string& schema) {
  impl_->Run([&] {
    duckdb::CatalogSearchEntry entry(kLakeName, schema.empty() ? "default" : schema);
    duckdb::ClientData::Get(impl_->context())
        .catalog_search_path->Set(entry, duckdb::CatalogSetPathType::SET_DIRECTLY);
  });
}

void Connection::BeginStatement(const MemoryLimits& limits) {
  impl_->memory->Begin(StricterOf(limits, impl_->instance->impl().statement_limits),
                       impl_->connection->context);
  impl_->state->reading_stopped = false;
  impl_->state->Count([&](StatementStatistics& did) {
    did = {};
    did.ref = impl_->state->ref;
  });
}

StatementStatistics Connection::statistics() const {
  StatementStatistics did = impl_->state->statistics();
  const MemoryUse use = impl_->memory->Use();
  did.memory_bytes = use.user;
  did.revocable_memory_bytes = use.revocable;
  did.peak_memory_bytes = use.peak_user;
  did.peak_total_memory_bytes = use.peak_total;
  did.peak_spilled_bytes = use.peak_spilled;
  did.out_of_memory = use.condemned;
  return did;
}

MemoryUse Connection::memory() const { return impl_->memory->Use(true); }

MemoryLimits Connection::statement_limits() const {
  return impl_->instance->impl().statement_limits;
}

void Connection::SetCommitInfo(catalog::CommitInfo info) {
  impl_->state->commit_info = std::move(info);
}

duckdb::unique_ptr<duckdb::PendingQueryResult> Connection::Impl::Plan(const std::string& sql,
                                                                      bool stream) {
  state->last_commit.reset();
  // DuckDB keeps a table of figures for each operator: only who looks at them gets them all.
  context().config.profiler_settings =
      sql.starts_with("EXPLAIN ANALYZE ")
          ? duckdb::MetricsUtils::GetDefaultMetrics()
          : duckdb::profiler_settings_t{duckdb::MetricType::CPU_TIME};
  const duckdb::QueryParameters parameters(stream
                                               ? duckdb::QueryResultOutputType::ALLOW_STREAMING
                                               : duckdb::QueryResultOutputType::FORCE_MATERIALIZED);
  auto pending = context().PendingQuery(sql, parameters);
  if (pending->HasError()) throw Judge(pending->GetErrorObject());
  return pending;
}

duckdb::unique_ptr<duckdb::QueryResult> Connection::Impl::RunPlanned(
    duckdb::PendingQueryResult& pending, const WriteProgress& progress,
    const base::CancelToken* cancel) {
  std::chrono::steady_clock::time_point told{};
  std::chrono::steady_clock::time_point idle_since{};
  while (true) {
    if (cancel != nullptr && cancel->cancelled()) context().Interrupt();
    const auto outcome = pending.ExecuteTask();
    // Tasks are shorter than anybody looks.
    const auto now = std::chrono::steady_clock::now();
    if (memory_limit && now - told >= kProgressInterval) {
      told = now;
      CheckMemoryCatalog(context(), *memory_limit);
    }
    if (progress.counters != nullptr && now - told >= kProgressInterval) {
      told = now;
      progress.counters->rows = progress.rows_before + state->written_rows.load();
      const double done = context().GetQueryProgress().GetPercentage();
      if (done > 0) {
        const double share = std::min(done, 100.0) / 100.0;
        progress.counters->bytes =
            progress.bytes_before +
            static_cast<uint64_t>(static_cast<double>(progress.source_bytes) * share);
      }
    }
    if (duckdb::PendingQueryResult::IsResultReady(outcome)) break;
    if (outcome == duckdb::PendingExecutionResult::BLOCKED) {
      pending.WaitForTask();
    } else if (outcome == duckdb::PendingExecutionResult::NO_TASKS_AVAILABLE) {
      // Other threads work. DuckDB 1.5.5 waits for blocked tasks only and would have us spin, at
      // the cost of a core: sleep, but never for longer than a small share of what was waited
      // already.
      if (idle_since == std::chrono::steady_clock::time_point{}) idle_since = now;
      if (now - idle_since < kPatience) {
        std::this_thread::yield();
      } else {
        std::this_thread::sleep_for(kNap);
      }
      continue;
    }
    idle_since = {};
  }
  if (pending.HasError()) throw Judge(pending.GetErrorObject());
  if (memory->condemned()) throw Judge(duckdb::ErrorData(duckdb::InterruptException()));
  if (cancel != nullptr) cancel->Check();
  auto result = pending.Execute();
  if (result->HasError()) throw Judge(result->GetErrorObject());
  return result;
}

duckdb::unique_ptr<duckdb::QueryResult> Connection::Impl::Execute(const std::string& sql,
                                                                  const WriteProgress& progress,
                                                                  const base::CancelToken* cancel) {
  const auto pending = Plan(sql, false);
  return RunPlanned(*pending, progress, cancel);
}

std::unique_ptr<ResultStream> Connection::Query(
    const std::string& sql, const std::vector<std::optional<Type>>& typed,
    const std::vector<std::shared_ptr<const ColumnOrigin>>& origins,
    const std::vector<std::string>& names) {
  return impl_->Run([&] {
    DuckStream::Calls calls;
    calls.run = [impl = impl_](duckdb::PendingQueryResult& pending) {
      return impl->Run([&] { return impl->RunPlanned(pending, {}, nullptr); });
    };
    calls.judge = [impl = impl_](const auto& error) { return impl->Judge(error); };
    calls.failed = [impl = impl_] { impl->reading_failed = true; };
    calls.over = [impl = impl_] { impl->CountProfile(); };
    return std::make_unique<DuckStream>(impl_->context(), impl_->Plan(sql, true), typed, origins,
                                        names, std::move(calls));
  });
}

uint64_t Connection::Write(const std::string& sql, TableOptions options) {
  return Write(sql, std::move(options), {}, {});
}

uint64_t Connection::Write(const std::string& sql, TableOptions options,
                           const WriteProgress& progress, const base::CancelToken& cancel) {
  impl_->state->table_options = std::move(options);
  impl_->state->written_rows = 0;
  impl_->state->written_files = 0;
  impl_->state->written_bytes = 0;
  impl_->state->skipped_null_rows = 0;
  return impl_->Run([&]() -> uint64_t {
    auto result = impl_->Execute(sql, progress, &cancel);
    impl_->CountProfile();
    const auto chunk = result->Fetch();
    if (!chunk || chunk->size() == 0 || chunk->ColumnCount() == 0) return 0;
    const duckdb::Value count = chunk->GetValue(0, 0);
    return count.IsNull() ? 0 : count.GetValue<uint64_t>();
  });
}

WriteCounters Connection::write_counters() const {
  const SessionState& state = *impl_->state;
  return {state.written_rows, state.written_files, state.written_bytes, state.skipped_null_rows};
}

void Connection::SetCsvScan(
    const std::function<std::shared_ptr<CsvScan>(duckdb::ClientContext& context)>& make) {
  impl_->Run([&] { impl_->state->csv_scan = make(impl_->context()); });
}

std::vector<iceberg::DataFile> Connection::TakeDetachedFiles() {
  return std::exchange(impl_->state->detached_files, {});
}

std::vector<std::vector<std::optional<std::string>>> Connection::QueryText(const std::string& sql) {
  return impl_->Run([&] {
    auto result = impl_->Execute(sql, {}, nullptr);
    std::vector<std::vector<std::optional<std::string>>> rows;
    while (auto chunk = result->Fetch()) {
      for (duckdb::idx_t row = 0; row < chunk->size(); ++row) {
        auto& values = rows.emplace_back();
        for (duckdb::idx_t column = 0; column < chunk->ColumnCount(); ++column) {
          const duckdb::Value value = chunk->GetValue(column, row);
          values.push_back(value.IsNull() ? std::nullopt : std::optional(value.ToString()));
        }
      }
    }
    return rows;
  });
}

std::vector<Connection::QueryColumn> Connection::Describe(const std::string& query) {
  return impl_->Run([&] {
    auto prepared = impl_->connection->Prepare(query);
    if (prepared->HasError()) throw impl_->Judge(prepared->error);
    std::vector<QueryColumn> columns;
    const auto& names = prepared->GetNames();
    const auto& types = prepared->GetTypes();
    for (size_t i = 0; i < names.size(); ++i) {
      QueryColumn column{names[i], ToEngineType(types[i]), std::nullopt};
      try {
        column.storage = ForVersion(ToIcebergType(types[i], names[i]), 2);
      } catch (const base::Error&) {  // told by the absence
        column.storage.reset();
      }
      columns.push_back(std::move(column));
    }
    return columns;
  });
}

void Connection::WithLake(const std::function<void(LakeTransaction&)>& body) {
  impl_->state->last_commit.reset();
  impl_->Run([&] {
    duckdb::ClientContext& context = impl_->context();
    context.RunFunctionInTransaction([&] {
      auto& lake = duckdb::Catalog::GetCatalog(context, kLakeName);
      body(DuckTransaction::Get(context, lake).lake);
    });
  });
}

namespace {

template <typename F>
auto InTransaction(duckdb::ClientContext& context, F&& body) -> decltype(body()) {
  decltype(body()) result{};
  context.RunFunctionInTransaction([&] { result = body(); });
  return result;
}

}  // namespace

std::vector<std::string> Connection::SchemasOf(const std::string& catalog) {
  return impl_->Run([&] {
    return InTransaction(impl_->context(),
                         [&] { return embedded::SchemasOf(impl_->context(), catalog); });
  });
}

bool Connection::HasSchema(const std::string& catalog, const std::string& schema) {
  return impl_->Run([&] {
    return InTransaction(impl_->context(),
                         [&] { return embedded::HasSchema(impl_->context(), catalog, schema); });
  });
}

std::vector<ListedTable> Connection::TablesOf(const std::string& catalog,
                                              const std::string& schema) {
  return impl_->Run([&] {
    return InTransaction(impl_->context(), [&] {
      return embedded::TablesOf(impl_->context(), catalog, schema, false);
    });
  });
}

std::optional<ListedTable> Connection::FindTable(const std::string& catalog,
                                                 const std::string& schema,
                                                 const std::string& table) {
  return impl_->Run([&] {
    return InTransaction(impl_->context(), [&] {
      return embedded::FindTable(impl_->context(), catalog, schema, table);
    });
  });
}

uint64_t Connection::WriteMemory(const std::vector<std::string>& statements, uint64_t limit_bytes) {
  const bool frees = statements.empty() || statements.front().starts_with("DROP") ||
                     statements.front().starts_with("DELETE");
  uint64_t rows = 0;
  Begin();
  try {
    if (!frees) impl_->memory_limit = limit_bytes;
    for (const std::string& statement : statements) rows += Write(statement);
    if (!frees) impl_->Run([&] { CheckMemoryCatalog(impl_->context(), limit_bytes); });
    impl_->memory_limit.reset();
  } catch (...) {
    impl_->memory_limit.reset();
    try {
      Rollback();
    } catch (const base::Error&) {  // the first error is the one to tell
    }
    throw;
  }
  Commit();
  return rows;
}

std::vector<iceberg::DataFile> Connection::RewritePositionDeletes(
    const iceberg::TableMetadata& metadata, const iceberg::DeleteRewriteGroup& group,
    DeleteGranularity granularity, const base::CancelToken& cancel) {
  std::vector<iceberg::DataFile> files;
  WithLake([&](LakeTransaction& lake) {
    files = embedded::RewritePositionDeletes(*impl_->context().db, lake, metadata, group,
                                             granularity, cancel);
  });
  return files;
}

std::optional<iceberg::PartitionStatisticsFile> Connection::WritePartitionStatistics(
    const iceberg::TableMetadata& metadata, const iceberg::Snapshot& snapshot) {
  std::optional<iceberg::PartitionStatisticsFile> file;
  WithLake([&](LakeTransaction& lake) {
    file = embedded::WritePartitionStatistics(*impl_->context().db, lake, metadata, snapshot);
  });
  return file;
}

void Connection::Begin() {
  impl_->reading_failed = false;
  impl_->Run([&] { impl_->connection->BeginTransaction(); });
}
void Connection::Commit() {
  impl_->state->last_commit.reset();
  impl_->Run([&] { impl_->connection->Commit(); });
}
void Connection::Rollback() {
  impl_->Run([&] { impl_->connection->Rollback(); });
}
std::shared_ptr<const LakeSavepoint> Connection::Save() {
  std::shared_ptr<const LakeSavepoint> savepoint;
  WithLake([&](LakeTransaction& lake) { savepoint = lake.Save(); });
  return savepoint;
}

void Connection::RollbackTo(const LakeSavepoint& savepoint) {
  impl_->state->last_commit.reset();
  impl_->Run([&] {
    duckdb::ClientContext& context = impl_->context();
    auto& lake = duckdb::Catalog::GetCatalog(context, kLakeName);
    auto continued = DuckTransaction::Get(context, lake).Detach();
    impl_->connection->Rollback();
    impl_->reading_failed = false;
    continued->Restore(savepoint);
    impl_->state->continued = std::move(continued);
    try {
      impl_->connection->BeginTransaction();
      context.RunFunctionInTransaction([&] { DuckTransaction::Get(context, lake); });
    } catch (...) {
      impl_->state->continued.reset();
      throw;
    }
  });
}

bool Connection::reading_failed() const { return impl_->reading_failed; }

bool Connection::in_transaction() const { return !impl_->context().transaction.IsAutoCommit(); }

std::optional<catalog::CommitResult> Connection::TakeLastCommit() {
  return std::exchange(impl_->state->last_commit, std::nullopt);
}

void Connection::StopReading() { impl_->state->reading_stopped = true; }

void Connection::Interrupt() { impl_->connection->Interrupt(); }

double Connection::Progress() const {
  return impl_->context().GetQueryProgress().GetPercentage() / 100.0;
}

std::shared_ptr<void> Connection::PauseFileCache() { return impl_->instance->PauseFileCache(); }

bool Connection::broken() const { return impl_->instance->broken(); }

}  // namespace tarn::engine::embedded

#include "engine/embedded/adapter/private_database.h"

#include <utility>

#include "base/error.h"
#include "duckdb/main/appender.hpp"
#include "engine/embedded/adapter/chunk_batch.h"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/types.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;

// All rows, which are there already.
class MaterializedStream : public ResultStream {
 public:
  MaterializedStream(duckdb::shared_ptr<duckdb::DuckDB> database,
                     duckdb::unique_ptr<duckdb::QueryResult> result)
      : database_(std::move(database)), result_(std::move(result)) {
    for (size_t i = 0; i < result_->names.size(); ++i) {
      columns_.push_back({result_->names[i], ToEngineType(result_->types[i])});
    }
  }
  const std::vector<Column>& columns() const override { return columns_; }
  std::unique_ptr<Batch> Next() override {
    return Translated([&]() -> std::unique_ptr<Batch> {
      auto chunk = result_->Fetch();
      if (!chunk || chunk->size() == 0) return nullptr;
      return std::make_unique<ChunkBatch>(std::move(chunk), columns_);
    });
  }
  const std::string& update_type() const override { return no_update_; }
  std::optional<uint64_t> update_count() const override { return std::nullopt; }

 private:
  duckdb::shared_ptr<duckdb::DuckDB> database_;
  duckdb::unique_ptr<duckdb::QueryResult> result_;
  std::vector<Column> columns_;
  const std::string no_update_;
};

duckdb::Value DuckValue(const Value& value) {
  if (const auto* flag = std::get_if<bool>(&value.data)) return duckdb::Value::BOOLEAN(*flag);
  if (const auto* number = std::get_if<int64_t>(&value.data)) return duckdb::Value::BIGINT(*number);
  if (const auto* number = std::get_if<double>(&value.data)) return duckdb::Value::DOUBLE(*number);
  if (const auto* text = std::get_if<std::string>(&value.data)) return duckdb::Value(*text);
  return duckdb::Value();
}

class DuckPrivateDatabase : public PrivateDatabase {
 public:
  explicit DuckPrivateDatabase(const PrivateDatabaseOptions& options) : options_(options) {
    Translated([&] {
      duckdb::DBConfig config;
      config.SetOptionByName("autoinstall_known_extensions", duckdb::Value(false));
      config.SetOptionByName("autoload_known_extensions", duckdb::Value(false));
      config.SetOptionByName("allow_community_extensions", duckdb::Value(false));
      config.SetOptionByName("integer_division", duckdb::Value(true));
      config.options.maximum_memory = options.memory_limit_bytes;
      config.options.maximum_threads = 1;
      config.options.temporary_directory = "";
      database_ = duckdb::make_shared_ptr<duckdb::DuckDB>(nullptr, &config);
      connection_ = duckdb::make_uniq<duckdb::Connection>(*database_);
    });
  }

  void Run(const std::string& script) override {
    Translated([&] {
      const auto result = connection_->Query(script);
      if (result->HasError()) throw FromDuckError(result->GetErrorObject());
    });
  }

  void Append(const std::string& table, const std::vector<std::vector<Value>>& rows) override {
    Translated([&] {
      duckdb::Appender appender(*connection_, table);
      for (const auto& row : rows) {
        appender.BeginRow();
        for (const Value& value : row) appender.Append(DuckValue(value));
        appender.EndRow();
      }
      appender.Close();
    });
  }

  void Seal() override {
    Run("SET GLOBAL TimeZone = 'UTC'; SET enable_external_access = false; "
        "SET lock_configuration = true");
    connection_.reset();
  }

  std::unique_ptr<ResultStream> Query(const std::string& sql,
                                      const std::map<std::string, std::string>& variables,
                                      const base::CancelToken& cancel) override {
    return Translated([&]() -> std::unique_ptr<ResultStream> {
      duckdb::Connection connection(*database_);
      connection.context->config.use_replacement_scans = false;
      for (const auto& [name, value] : variables) {
        connection.context->config.user_variables[name] = duckdb::Value(value);
      }
      auto statements = connection.ExtractStatements(sql);
      if (statements.size() != 1 ||
          (statements[0]->type != duckdb::StatementType::SELECT_STATEMENT)) {
        throw base::Error(ErrorKind::kUnsupported, "pg_catalog can only be queried");
      }
      auto result = Execute(connection, std::move(statements[0]), cancel);
      return std::make_unique<MaterializedStream>(database_, std::move(result));
    });
  }

 private:
  duckdb::unique_ptr<duckdb::QueryResult> Execute(
      duckdb::Connection& connection, duckdb::unique_ptr<duckdb::SQLStatement> statement,
      const base::CancelToken& cancel) const {
    const auto until = std::chrono::steady_clock::now() + options_.time_limit;
    auto pending = connection.PendingQuery(std::move(statement), false);
    while (!pending->HasError()) {
      if (cancel.cancelled()) throw base::Error(ErrorKind::kCancelled, "cancelled");
      if (std::chrono::steady_clock::now() > until) {
        throw base::Error(ErrorKind::kResourceExhausted,
                          "a query of pg_catalog took longer than it may");
      }
      const auto outcome = pending->ExecuteTask();
      if (duckdb::PendingQueryResult::IsResultReady(outcome)) break;
      if (outcome == duckdb::PendingExecutionResult::BLOCKED ||
          outcome == duckdb::PendingExecutionResult::NO_TASKS_AVAILABLE) {
        pending->WaitForTask();
      }
    }
    if (pending->HasError()) throw FromDuckError(pending->GetErrorObject());
    auto result = pending->Execute();
    if (result->HasError()) throw FromDuckError(result->GetErrorObject());
    return result;
  }

  const PrivateDatabaseOptions options_;
  duckdb::shared_ptr<duckdb::DuckDB> database_;
  duckdb::unique_ptr<duckdb::Connection> connection_;  // until it is sealed
};

}  // namespace

std::unique_ptr<PrivateDatabase> NewPrivateDatabase(const PrivateDatabaseOptions& options) {
  return std::make_unique<DuckPrivateDatabase>(options);
}

}  // namespace tarn::engine::embedded

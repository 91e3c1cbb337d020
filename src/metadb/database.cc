#include "metadb/database.h"

#include <algorithm>
#include <atomic>
#include <semaphore>
#include <thread>
#include <utility>

#include "base/error.h"
#include "base/random.h"
#include "metadb/migrate.h"
#include "metadb/pool.h"
#include "metadb/soci_headers.h"

namespace tarn::metadb {
namespace {

using base::Error;
using base::ErrorKind;

// Lets one writer of this process at a time to SQLite, which has one writer anyway: waiting here is
// fair and at once, waiting for SQLite's lock is polling. A semaphore, as a transaction may end on
// another thread than it began on.
class WriterTurn {
 public:
  WriterTurn(std::binary_semaphore& semaphore, std::chrono::milliseconds timeout)
      : semaphore_(&semaphore) {
    if (!semaphore.try_acquire_for(timeout)) {
      base::Throw(ErrorKind::kUnavailable,
                  "another transaction of this process holds the metadata database for over {} ms",
                  timeout.count());
    }
  }
  WriterTurn(WriterTurn&& other) noexcept : semaphore_(std::exchange(other.semaphore_, nullptr)) {}
  WriterTurn& operator=(WriterTurn&&) = delete;
  ~WriterTurn() {
    if (semaphore_ != nullptr) semaphore_->release();
  }

 private:
  std::binary_semaphore* semaphore_;
};

class PooledTransaction : public Transaction {
 public:
  PooledTransaction(Driver& driver, std::optional<WriterTurn> turn, Pool::Lease connection,
                    Isolation isolation)
      : driver_(driver),
        turn_(std::move(turn)),
        connection_(std::move(connection)),
        read_only_(isolation == Isolation::kReadOnly) {
    (*connection_)->Run(driver.BeginStatement(isolation), {}, {}, {});
    open_ = true;
  }
  ~PooledTransaction() override { Rollback(); }

  Dialect dialect() const override { return driver_.dialect(); }

  void Commit() override {
    CheckOpen();
    try {
      connection().Run("COMMIT", {}, {}, {});
      End();
    } catch (const Error& error) {
      bool unknown = driver_.CommitOutcomeUnknown(error, connection().session());
      Rollback();
      if (!unknown) throw;
      throw Error(
          ErrorKind::kCommitStateUnknown,
          fmt::format("it is not known whether the transaction took place: {}", error.message()),
          "look at the state before doing it again");
    }
  }

  void Rollback() noexcept override {
    if (!open_) return;
    try {
      connection().Run("ROLLBACK", {}, {}, {});
    } catch (...) {
      // Closing the connection ends the transaction for certain.
      connection_->Discard();
    }
    End();
  }

 protected:
  int64_t Run(std::string_view sql, const Params& params) override {
    CheckOpen();
    if (read_only_) {
      base::Throw(ErrorKind::kInternal, "a read-only transaction cannot run: {}", sql);
    }
    return connection().Run(sql, params, {}, {});
  }
  void Select(std::string_view sql, const Params& params, std::span<const ColumnType> columns,
              const std::function<void(std::vector<Value>&)>& on_row) override {
    CheckOpen();
    connection().Run(sql, params, columns, on_row);
  }

 private:
  void CheckOpen() const {
    if (!open_) base::Throw(ErrorKind::kInternal, "the transaction is over already");
  }

  Connection& connection() { return **connection_; }

  // The next writer finds the connection free, also while this object lives on.
  void End() noexcept {
    open_ = false;
    connection_.reset();
    turn_.reset();
  }

  Driver& driver_;
  std::optional<WriterTurn> turn_;
  std::optional<Pool::Lease> connection_;  // none once it is over
  bool read_only_;
  bool open_ = false;
};

class PooledDatabase : public Database {
 public:
  PooledDatabase(std::unique_ptr<Driver> driver, const DatabaseOptions& options)
      : driver_(std::move(driver)),
        options_(options),
        pool_(*driver_, std::max<size_t>(1, options.max_connections), options.busy_timeout),
        writer_pool_(*driver_, 1, options.busy_timeout) {
    pool_.Take();  // tells at once when the database cannot be reached
  }

  Dialect dialect() const override { return driver_->dialect(); }

  std::unique_ptr<Transaction> Begin(Isolation isolation) override {
    const bool writes = isolation != Isolation::kReadOnly;
    auto turn = writes ? TakeTurn() : std::nullopt;
    Pool& pool = writes ? WriterPool() : pool_;
    return std::make_unique<PooledTransaction>(*driver_, std::move(turn), pool.Take(), isolation);
  }

  void Migrate(std::string_view module, const std::vector<Migration>& migrations) override {
    RunMigrations(*this, module, migrations, driver_->description());
  }

 protected:
  int64_t Run(std::string_view sql, const Params& params) override {
    std::optional<WriterTurn> turn = TakeTurn();
    Pool::Lease connection = WriterPool().Take();
    try {
      return connection->Run(sql, params, {}, {});
    } catch (const Error& error) {
      if (!driver_->CommitOutcomeUnknown(error, connection->session())) throw;
      throw Error(
          ErrorKind::kCommitStateUnknown,
          fmt::format("it is not known whether the statement took place: {}", error.message()),
          "look at the state before doing it again");
    }
  }

  void Select(std::string_view sql, const Params& params, std::span<const ColumnType> columns,
              const std::function<void(std::vector<Value>&)>& on_row) override {
    pool_.Take()->Run(sql, params, columns, on_row);
  }

 private:
  std::optional<WriterTurn> TakeTurn() {
    if (driver_->dialect() != Dialect::kSqlite) return std::nullopt;
    return WriterTurn(writer_, options_.busy_timeout);
  }

  // A connection to SQLite forgets the pages that it has read when another one writes: the writer
  // of this process is always the same, so that it keeps them.
  Pool& WriterPool() { return driver_->dialect() == Dialect::kSqlite ? writer_pool_ : pool_; }

  std::unique_ptr<Driver> driver_;
  DatabaseOptions options_;
  std::binary_semaphore writer_{1};
  Pool pool_;
  Pool writer_pool_;  // of SQLite; whoever has the turn finds it free
};

}  // namespace

void Database::InTransaction(Isolation isolation, const std::function<void(Transaction&)>& body,
                             int attempts) {
  for (int attempt = 1;; ++attempt) {
    try {
      auto transaction = Begin(isolation);
      body(*transaction);
      transaction->Commit();
      return;
    } catch (const Error& error) {
      bool again = error.kind() == ErrorKind::kConflict || error.kind() == ErrorKind::kUnavailable;
      if (!again || attempt >= attempts) throw;
    }
    // Random, so that those who collided do not collide again.
    int64_t bound = 500LL << std::min(attempt, 7);
    std::this_thread::sleep_for(
        std::chrono::microseconds(base::RandomSource::System().Next() % bound));
  }
}

std::unique_ptr<Database> OpenDatabase(const std::string& uri, const DatabaseOptions& options) {
  std::unique_ptr<Driver> driver;
  if (uri.starts_with("postgresql://") || uri.starts_with("postgres://")) {
    driver = MakePostgresDriver(uri, options);
  } else if (uri.starts_with("sqlite://") || uri.starts_with('/')) {
    std::string path = uri.starts_with('/') ? uri : uri.substr(9);
    if (!path.starts_with('/')) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "the path of a SQLite database must be absolute: '{}'", uri);
    }
    driver = MakeSqliteDriver(path, options);
  } else {
    throw Error(ErrorKind::kUnsupported,
                fmt::format("not a metadata database: '{}'", uri.substr(0, uri.find("//"))),
                "write an absolute path, sqlite:///… or postgresql://…");
  }
  return std::make_unique<PooledDatabase>(std::move(driver), options);
}

}  // namespace tarn::metadb

#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "metadb/value.h"

namespace tarn::metadb {

enum class Dialect { kSqlite, kPostgresql };

// What runs statements: the database (each statement for itself) or a transaction.
//
// SQL is written once for both databases: `?` is a parameter (not inside quotes), types are BIGINT,
// TEXT, DOUBLE PRECISION and {blob}; ON CONFLICT and RETURNING work on both. Statements are
// prepared once a connection and reused.
//
// Errors of every call: kAlreadyExists (unique violation), kInvalidArgument (another constraint),
// kConflict (lost against a concurrent transaction: run the whole transaction again), kUnavailable
// (busy for longer than the timeout, or the connection was lost), kResourceExhausted (disk full),
// kPermissionDenied (read-only), kDataCorruption (not a database, or damaged), kInternal (wrong
// SQL).
class Executor {
 public:
  virtual ~Executor() = default;

  // Runs a statement that gives no rows; the number of rows that it changed.
  template <typename... Args>
  int64_t Execute(std::string_view sql, const Args&... args) {
    return Run(sql, Params{ToValue(args)...});
  }
  // The same with parameters whose number is only known at run time.
  int64_t ExecuteWith(std::string_view sql, const Params& params) { return Run(sql, params); }

  // Every row, as tuples of int64_t, double, bool, std::string, Blob, or std::optional of one of
  // them: for (auto& [id, name] : db.Query<int64_t, std::string>("SELECT … WHERE id > ?", 7)). A
  // NULL in a column that is not optional is kDataCorruption.
  template <typename... Columns, typename... Args>
  std::vector<std::tuple<Columns...>> Query(std::string_view sql, const Args&... args) {
    return QueryWith<Columns...>(sql, Params{ToValue(args)...});
  }
  template <typename... Columns>
  std::vector<std::tuple<Columns...>> QueryWith(std::string_view sql, const Params& params) {
    static constexpr ColumnType kTypes[] = {ColumnTypeOf<Columns>()...};
    std::vector<std::tuple<Columns...>> result;
    Select(sql, params, kTypes, [&](std::vector<Value>& row) {
      result.push_back(ToTuple<Columns...>(row, std::index_sequence_for<Columns...>()));
    });
    return result;
  }
  // The first row, or none.
  template <typename... Columns, typename... Args>
  std::optional<std::tuple<Columns...>> QueryOne(std::string_view sql, const Args&... args) {
    auto rows = Query<Columns...>(sql, args...);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
  }

  // The same for callers that know the types of columns only at run time; a row's values may be
  // moved from.
  void QueryRows(std::string_view sql, const Params& params, std::span<const ColumnType> columns,
                 const std::function<void(std::vector<Value>&)>& on_row) {
    Select(sql, params, columns, on_row);
  }

  virtual Dialect dialect() const = 0;

 protected:
  virtual int64_t Run(std::string_view sql, const Params& params) = 0;
  virtual void Select(std::string_view sql, const Params& params,
                      std::span<const ColumnType> columns,
                      const std::function<void(std::vector<Value>&)>& on_row) = 0;

 private:
  template <typename... Columns, size_t... kIndex>
  static std::tuple<Columns...> ToTuple(std::vector<Value>& row, std::index_sequence<kIndex...>) {
    return std::tuple<Columns...>(TakeAs<Columns>(row[kIndex], kIndex)...);
  }
};

// One transaction on one connection of the pool; rolled back unless committed. Used by one thread.
class Transaction : public Executor {
 public:
  // Throws kConflict or kUnavailable when it certainly did not take place, kCommitStateUnknown when
  // the database did not tell (connection lost, I/O error while flushing).
  virtual void Commit() = 0;
  virtual void Rollback() noexcept = 0;
};

enum class Isolation {
  kReadOnly,       // one snapshot; nothing may be written
  kReadCommitted,  // for compare-and-swap updates. SQLite: the single writer
  kSerializable,   // as if transactions ran one after another. SQLite: the single writer
};

struct Migration {
  int version = 0;  // 1, 2, 3 … within its module
  std::string name;
  // Run in order. {blob} becomes the type of bytes, {identity} an automatic BIGINT primary key.
  std::vector<std::string> statements;
};

// A metadata database: SQLite (WAL) in a file or PostgreSQL. Thread safe; connections are opened
// when needed and pooled. Several processes may use the same database at once.
class Database : public Executor {
 public:
  virtual std::unique_ptr<Transaction> Begin(Isolation isolation) = 0;

  // Brings a module's tables to its newest version: one transaction for all that is missing, safe
  // when several processes do it at once, and one cheap read when nothing is missing.
  // kFailedPrecondition when the database is newer than this program.
  virtual void Migrate(std::string_view module, const std::vector<Migration>& migrations) = 0;

  // Runs `body` in a transaction and commits. On kConflict, and on kUnavailable before the commit,
  // it is run again, `attempts` times at most, with back-off: it must be repeatable.
  void InTransaction(Isolation isolation, const std::function<void(Transaction&)>& body,
                     int attempts = 20);
};

struct DatabaseOptions {
  size_t max_connections = 8;
  // How long a statement waits for a lock of somebody else, or for a free connection.
  std::chrono::milliseconds busy_timeout{10'000};
  // SQLite: fsync at every commit (survives power loss). Off, a power failure may lose the last
  // commits, never consistency; a killed process loses nothing either way.
  bool durable = true;
  // SQLite: kNotFound instead of making the file when there is none.
  bool must_exist = false;
};

// "/abs/path.db" or "sqlite:///abs/path.db": SQLite (":memory:" is kUnsupported: a pool needs a
// file); "postgresql://…" or "postgres://…": PostgreSQL (a libpq URI). Connects at once: kNotFound
// (folder or database does not exist), kPermissionDenied, kUnauthenticated, kUnavailable,
// kDataCorruption (not a database).
// Passwords never appear in messages.
std::unique_ptr<Database> OpenDatabase(const std::string& uri, const DatabaseOptions& options = {});

}  // namespace tarn::metadb

#include "metadb/migrate.h"

#include "base/clock.h"
#include "base/error.h"
#include "metadb/sql_text.h"

namespace tarn::metadb {
namespace {

using base::Error;
using base::ErrorKind;

// Any number: PostgreSQL's advisory lock that all Tarn processes agree on for migrations.
constexpr int64_t kMigrationLock = 0x7461726e;

bool HasVersionTable(Executor& executor) {
  const char* sql = executor.dialect() == Dialect::kSqlite
                        ? "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = "
                          "'tarn_schema_versions'"
                        : "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND "
                          "tablename = 'tarn_schema_versions'";
  return executor.QueryOne<int64_t>(sql).has_value();
}

int64_t CurrentVersion(Executor& executor, std::string_view module) {
  if (!HasVersionTable(executor)) return 0;
  auto row = executor.QueryOne<std::optional<int64_t>>(
      "SELECT max(version) FROM tarn_schema_versions WHERE module = ?", module);
  return row ? std::get<0>(*row).value_or(0) : 0;
}

void CheckNumbers(std::string_view module, const std::vector<Migration>& migrations) {
  int expected = 1;
  for (const Migration& migration : migrations) {
    if (migration.version != expected++) {
      base::Throw(ErrorKind::kInternal, "migrations of '{}' must be numbered 1, 2, 3 …, not: {}",
                  module, migration.version);
    }
  }
}

void CheckNotNewer(int64_t version, std::string_view module, size_t newest,
                   const std::string& description) {
  if (version <= static_cast<int64_t>(newest)) return;
  throw Error(
      ErrorKind::kFailedPrecondition,
      fmt::format("the metadata database is newer than this program ('{}' is at version {}, "
                  "known are {}): '{}'",
                  module, version, newest, description),
      "use the newer program that wrote it");
}

}  // namespace

void RunMigrations(Database& database, std::string_view module,
                   const std::vector<Migration>& migrations, const std::string& description) {
  CheckNumbers(module, migrations);
  int64_t version = CurrentVersion(database, module);
  CheckNotNewer(version, module, migrations.size(), description);
  if (version == static_cast<int64_t>(migrations.size())) return;

  database.InTransaction(Isolation::kReadCommitted, [&](Transaction& transaction) {
    if (transaction.dialect() == Dialect::kPostgresql) {
      transaction.QueryOne<std::string>("SELECT pg_advisory_xact_lock(?)::text", kMigrationLock);
    }
    if (!HasVersionTable(transaction)) {
      transaction.Execute(
          "CREATE TABLE tarn_schema_versions (module TEXT NOT NULL, version BIGINT NOT NULL, name "
          "TEXT NOT NULL, applied_at TEXT NOT NULL, PRIMARY KEY (module, version))");
    }
    // Again under the lock: another process may have been faster.
    int64_t current = CurrentVersion(transaction, module);
    CheckNotNewer(current, module, migrations.size(), description);
    for (const Migration& migration : migrations) {
      if (migration.version <= current) continue;
      for (const std::string& statement : migration.statements) {
        transaction.Execute(ExpandTypes(statement, transaction.dialect()));
      }
      transaction.Execute(
          "INSERT INTO tarn_schema_versions (module, version, name, applied_at) VALUES (?, ?, ?, "
          "?)",
          module, migration.version, migration.name,
          base::FormatTimestamp(base::Clock::System().Now()));
    }
  });
}

}  // namespace tarn::metadb

#include "catalog/transfer/catalog_migration.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <span>
#include <unordered_set>
#include <vector>

#include "base/error.h"
#include "catalog/transfer/empty_catalog.h"
#include "metadb/table_copy.h"
#include "metadb/write_stop.h"
#include "versions/history.h"
#include "versions/objects.h"
#include "versions/references.h"

namespace tarn::catalog {
namespace {

using base::ErrorKind;
using metadb::Blob;
using metadb::Isolation;
using versions::Hash;

constexpr const char* kObjects = "version_objects";
constexpr const char* kReferences = "version_references";
constexpr size_t kPage = 1000;
constexpr size_t kObjectsATransaction = 5000;

metadb::CopiedTable ObjectsTable() {
  return {kObjects, {{"data", metadb::ColumnType::kBlob}, {"hash", metadb::ColumnType::kBlob}}};
}

std::string UnfinishedText(const MigrationOptions& options) {
  return fmt::format("the migration from {} into this database is not finished", options.from);
}

// Every hash of the version store, in order, page by page.
template <typename Visit>
void ForEachHash(metadb::Executor& executor, const base::CancelToken& cancel, Visit&& visit) {
  std::string after;
  while (true) {
    cancel.Check();
    const auto rows = executor.Query<Blob>(
        "SELECT hash FROM version_objects WHERE hash > ? ORDER BY hash LIMIT ?", Blob{after},
        static_cast<int64_t>(kPage * 10));
    for (const auto& [hash] : rows) visit(Hash::FromBytes(hash.bytes));
    if (rows.size() < kPage * 10) return;
    after = std::get<0>(rows.back()).bytes;
  }
}

class Migration {
 public:
  Migration(metadb::Database& from, metadb::Database& to, const MigrationOptions& options)
      : from_(from), to_(to), options_(options) {}

  MigrationReport Run() {
    CheckTables();
    Claim();
    ForEachHash(to_, options_.cancel, [&](const Hash& hash) { there_.insert(hash); });
    report_.found_objects = there_.size();
    // The bulk, and then what came meanwhile, while writers go on.
    for (int round = 0; round < 2; ++round) CopyMissing(from_);
    CheckObjects();
    Finish();
    to_.InTransaction(Isolation::kReadCommitted,
                      [](metadb::Transaction& transaction) { metadb::ResumeWrites(transaction); });
    return report_;
  }

 private:
  void CheckTables() {
    if (metadb::SchemaVersions(from_) == metadb::SchemaVersions(to_) &&
        metadb::ListTables(from_) == metadb::ListTables(to_)) {
      return;
    }
    base::Throw(ErrorKind::kFailedPrecondition, "the databases have different tables: {} and {}",
                options_.from, options_.to);
  }

  void RequireUnused(metadb::Executor& executor) const {
    try {
      RequireEmptyCatalog(executor);
    } catch (const base::Error& error) {
      if (error.kind() != ErrorKind::kFailedPrecondition) throw;
      throw base::Error(error.kind(), "the new database is in use: " + options_.to,
                        "migrate into an empty database, or one that was left by a migration");
    }
  }

  // From here on nobody else uses the new database.
  void Claim() {
    const auto stopped = metadb::WriteStop(from_);
    to_.InTransaction(Isolation::kReadCommitted, [&](metadb::Transaction& transaction) {
      const auto stop = metadb::WriteStop(transaction);
      const bool ours = stop == UnfinishedText(options_);
      if (stopped && !ours) {
        throw base::Error(ErrorKind::kFailedPrecondition, *stopped,
                          "migrate the database that is in use now");
      }
      if (!stop) RequireUnused(transaction);
      if (!ours) metadb::StopWrites(transaction, UnfinishedText(options_), {kObjects});
    });
  }

  // Objects of `source` that are not there yet.
  void CopyMissing(metadb::Executor& source) {
    std::vector<Hash> missing;
    uint64_t all = 0;
    ForEachHash(source, options_.cancel, [&](const Hash& hash) {
      ++all;
      if (!there_.contains(hash)) missing.push_back(hash);
    });
    for (size_t begin = 0; begin < missing.size(); begin += kObjectsATransaction) {
      const size_t end = std::min(begin + kObjectsATransaction, missing.size());
      const std::span<const Hash> batch(missing.data() + begin, end - begin);
      to_.InTransaction(Isolation::kReadCommitted, [&](metadb::Transaction& transaction) {
        CopyObjects(source, transaction, batch);
      });
      there_.insert(batch.begin(), batch.end());
      if (options_.progress) options_.progress(there_.size(), all);
    }
  }

  // In order of their hashes, as they were found.
  void CopyObjects(metadb::Executor& source, metadb::Transaction& target,
                   std::span<const Hash> hashes) {
    metadb::RowInserter inserter(target, ObjectsTable());
    for (size_t begin = 0; begin < hashes.size(); begin += kPage) {
      options_.cancel.Check();
      const auto page = hashes.subspan(begin, std::min(kPage, hashes.size() - begin));
      std::string places;
      metadb::Params parameters;
      for (const Hash& hash : page) {
        places += places.empty() ? "?" : ", ?";
        parameters.push_back(Blob{std::string(hash.bytes())});
      }
      for (auto& [hash, data] : source.QueryWith<Blob, Blob>(
               "SELECT hash, data FROM version_objects WHERE hash IN (" + places + ")",
               parameters)) {
        CheckObject(Hash::FromBytes(hash.bytes), data.bytes);
        std::vector<metadb::Value> row;
        row.emplace_back(std::move(data));
        row.emplace_back(std::move(hash));
        inserter.Add(std::move(row));
      }
    }
    inserter.Flush();
  }

  static void CheckObject(const Hash& hash, const std::string& data) {
    if (Hash::Of(data) == hash) return;
    base::Throw(ErrorKind::kDataCorruption, "an object of the version store is damaged: {}",
                hash.hex());
  }

  // What was copied, read back.
  void CheckObjects() {
    std::string after;
    while (true) {
      options_.cancel.Check();
      const auto rows = to_.Query<Blob, Blob>(
          "SELECT hash, data FROM version_objects WHERE hash > ? ORDER BY hash LIMIT ?",
          Blob{after}, static_cast<int64_t>(kPage));
      for (const auto& [hash, data] : rows) CheckObject(Hash::FromBytes(hash.bytes), data.bytes);
      if (rows.size() < kPage) return;
      after = std::get<0>(rows.back()).bytes;
    }
  }

  // While writers wait: the rest, all other tables, the check, and the stop.
  void Finish() {
    std::optional<std::chrono::steady_clock::time_point> begin;
    from_.InTransaction(Isolation::kReadCommitted, [&](metadb::Transaction& source) {
      const std::vector<metadb::CopiedTable> tables = metadb::ListTables(source);
      LockAll(source, tables);
      begin = std::chrono::steady_clock::now();
      CopyMissing(source);
      to_.InTransaction(Isolation::kReadCommitted,
                        [&](metadb::Transaction& target) { CopyTables(source, target, tables); });
      metadb::StopWrites(source, "the catalog was moved to " + options_.to);
    });
    report_.stop = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - *begin);
  }

  // SQLite has one writer, and this transaction is it.
  static void LockAll(metadb::Transaction& source, const std::vector<metadb::CopiedTable>& tables) {
    if (source.dialect() == metadb::Dialect::kSqlite) return;
    // As those do it who commit: the branch first.
    std::string names = kReferences;
    for (const auto& table : tables) {
      if (table.name != kReferences) names += ", " + table.name;
    }
    source.Execute("LOCK TABLE " + names + " IN SHARE ROW EXCLUSIVE MODE");
  }

  void CopyTables(metadb::Transaction& source, metadb::Transaction& target,
                  const std::vector<metadb::CopiedTable>& tables) {
    metadb::ResumeWrites(target);
    report_.rows = 0;
    for (const metadb::CopiedTable& table : tables) {
      if (table.name == kObjects) continue;
      const uint64_t rows = metadb::CopyTable(source, target, table, options_.cancel);
      if (table.name == kReferences) {
        report_.references = rows;
      } else {
        report_.rows += rows;
      }
    }
    // Objects are only ever added, but for compaction, which waits: none may be missing.
    report_.objects = 0;
    ForEachHash(source, options_.cancel, [&](const Hash& hash) {
      ++report_.objects;
      if (there_.contains(hash)) return;
      base::Throw(ErrorKind::kDataCorruption, "an object was not copied: {}", hash.hex());
    });
    metadb::StopWrites(target, UnfinishedText(options_), {kObjects});
  }

  metadb::Database& from_;
  metadb::Database& to_;
  const MigrationOptions& options_;
  MigrationReport report_;
  std::unordered_set<Hash> there_;
};

}  // namespace

MigrationReport MigrateCatalog(metadb::Database& from, metadb::Database& to,
                               const MigrationOptions& options) {
  return Migration(from, to, options).Run();
}

}  // namespace tarn::catalog

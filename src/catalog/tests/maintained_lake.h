#pragma once

#include <map>
#include <queue>
#include <set>
#include <string>
#include <vector>

#include "catalog/content.h"
#include "catalog/maintenance/file_sweep.h"
#include "catalog/tests/lake_fixture.h"
#include "iceberg/action/snapshot_actions.h"
#include "iceberg/maintenance/snapshot_retention.h"
#include "iceberg/manifest/manifest_reader.h"
#include "iceberg/metadata_file.h"
#include "metadb/database.h"

namespace tarn::catalog {

// A lake whose clock a test moves, with tables that have real manifests and small "data files".
class MaintainedLake : public LakeFixture {
 protected:
  MaintainedLake()
      : database_(metadb::OpenDatabase(DatabasePath(), {.durable = false})), store_(*objects_) {
    catalog_ = Reopened();
    CreateShop(*catalog_, 2);
  }

  std::unique_ptr<Catalog> Reopened() {
    return OpenCatalog(*database_, store_,
                       {.warehouse = warehouse_, .state_directory = (folder_ / "state").string()},
                       clock_);
  }
  void Heal() {
    store_.before = store_.after = [](store::testing::Call, const std::string&) {};
  }
  void Days(int count) { clock_.SleepFor(std::chrono::hours(24 * count)); }

  static std::string LocationAt(const TableIdentifier& id, const std::string& warehouse) {
    return warehouse + "/" + id.ns.front() + "/" + id.name;
  }
  iceberg::ActionContext ContextOf(WriteIntent& intent) {
    iceberg::ActionContext context{store_, {}, nullptr, clock_};
    context.will_write = [&intent](const std::string& path) { intent.WillWrite(path); };
    return context;
  }
  iceberg::DataFile WriteDataFile(WriteIntent& intent, const std::string& location) {
    iceberg::DataFile file;
    file.file_path = location + "/data/" + base::NewUuid() + ".parquet";
    intent.WillWrite(file.file_path);
    store_.Write(file.file_path, "rows");
    file.record_count = 1;
    file.file_size_in_bytes = 4;
    return file;
  }
  std::string Append(const std::string& branch, const TableIdentifier& id) {
    auto intent = catalog_->BeginWrite();
    const auto table = catalog_->Snapshot(branch)->LoadTable(id);
    const iceberg::DataFile file = WriteDataFile(*intent, table->location);
    PutTable put{id, PutMode::kUpdate, [&](const iceberg::TableMetadata* current) {
                   iceberg::AppendFiles action(ContextOf(*intent));
                   action.Add(file);
                   auto result = action.Apply(*current);
                   return TableCommit{result.requirements, result.updates};
                 }};
    catalog_->Commit(branch, {put}, {.message = "append"}, intent.get());
    return file.file_path;
  }
  // Takes out everything and adds one file.
  void Overwrite(const std::string& branch, const TableIdentifier& id) {
    auto intent = catalog_->BeginWrite();
    const auto table = catalog_->Snapshot(branch)->LoadTable(id);
    const iceberg::DataFile file = WriteDataFile(*intent, table->location);
    PutTable put{id, PutMode::kUpdate, [&](const iceberg::TableMetadata* current) {
                   iceberg::OverwriteFiles action(ContextOf(*intent));
                   action.DeleteAll();
                   action.Add(file);
                   auto result = action.Apply(*current);
                   return TableCommit{result.requirements, result.updates};
                 }};
    catalog_->Commit(branch, {put}, {.message = "overwrite"}, intent.get());
  }
  void Expire(const std::string& branch, const TableIdentifier& id, int64_t max_age_ms = 0) {
    clock_.SleepFor(std::chrono::seconds(1));  // what is made at this moment is not older than 0
    PutTable put{id, PutMode::kUpdate, [&](const iceberg::TableMetadata* current) {
                   const auto expiration = iceberg::DecideExpiration(
                       *current, {.now_ms = clock_.NowMs(), .max_snapshot_age_ms = max_age_ms});
                   if (expiration.empty()) return TableCommit{};
                   auto result = iceberg::ExpireSnapshots(*current, expiration);
                   return TableCommit{result.requirements, result.updates};
                 }};
    catalog_->Commit(branch, {put}, {.message = "expire"});
  }
  std::string ContentId(const TableIdentifier& id, const std::string& ref = "main") {
    return catalog_->Snapshot(ref)->Find(id)->content_id;
  }
  SweepReport Orphans(std::chrono::hours commit_retention, std::chrono::hours age,
                      bool dry_run = false) {
    return catalog_->BeginSweep({.commit_retention = commit_retention, .dry_run = dry_run})
        ->RemoveOrphans(warehouse_, clock_.Now() - age);
  }

  // What the retained commits need, found the slow way: every table of every commit in full.
  std::set<std::string> Needed(base::TimePoint cutoff) {
    auto repository = versions::OpenRepository(*database_, {}, clock_);
    std::set<versions::Hash> retained;
    std::queue<versions::Hash> queue;
    for (const auto& reference : repository->ListReferences()) queue.push(reference.head);
    std::set<std::string> needed;
    std::set<std::string> visited;  // a metadata file is in others' logs as well
    while (!queue.empty()) {
      const auto commit = repository->GetCommit(queue.front());
      queue.pop();
      if (!retained.insert(commit.hash).second) continue;
      for (const auto& entry : repository->ListKeys(commit.hash)) {
        const auto content = ParseContent(entry.content, entry.key);
        if (const auto* table = std::get_if<TableContent>(&content)) {
          if (visited.insert(table->metadata_location).second) {
            NeededBy(table->metadata_location, needed);
          }
        }
      }
      if (commit.time < cutoff) continue;
      for (const auto& parent : commit.parents) queue.push(parent);
    }
    return needed;
  }
  void NeededBy(const std::string& location, std::set<std::string>& needed) {
    needed.insert(location);
    const auto metadata = iceberg::ReadTableMetadata(*objects_, location);
    for (const auto& entry : metadata.metadata_log) {
      if (objects_->Stat(entry.metadata_file)) needed.insert(entry.metadata_file);
    }
    for (const auto& snapshot : metadata.snapshots) {
      needed.insert(snapshot.manifest_list);
      const auto manifests = iceberg::ReadManifestList(*objects_, snapshot, nullptr);
      for (const auto& file : *manifests) {
        needed.insert(file.manifest_path);
        const auto manifest = iceberg::ReadManifest(*objects_, file, nullptr);
        for (const auto& entry : manifest->entries) {
          if (entry.is_live()) needed.insert(entry.data_file.file_path);
        }
      }
    }
  }
  void ExpectAllThere(const std::set<std::string>& needed) {
    const auto files = FilesInStore();
    for (const auto& path : needed) EXPECT_TRUE(files.contains(path)) << path;
  }

  // Ahead of the store's own clock, so that what was just written is as old as the test says.
  base::ManualClock clock_{base::Clock::System().Now() + std::chrono::minutes(1)};
  std::unique_ptr<metadb::Database> database_;
  store::testing::FaultyStore store_;
  std::unique_ptr<Catalog> catalog_;
};

}  // namespace tarn::catalog

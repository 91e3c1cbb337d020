#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "catalog/catalog.h"
#include "iceberg/location.h"
#include "store/testing/faulty_store.h"

namespace tarn::catalog {

// The kind that `body` throws.
template <typename Body>
base::ErrorKind KindOf(Body body) {
  try {
    body();
  } catch (const base::Error& error) {
    return error.kind();
  }
  ADD_FAILURE() << "nothing was thrown";
  return base::ErrorKind::kInternal;
}

// A table with one column, made without any action of `iceberg`.
inline PutTable NewTableAt(const TableIdentifier& id, const std::string& location,
                           PutMode mode = PutMode::kCreate) {
  return {id, mode, [location](const iceberg::TableMetadata* current) {
            iceberg::Schema schema;
            schema.fields = {{1, "id", true, iceberg::Type(iceberg::LongType())}};
            TableCommit commit;
            if (current == nullptr) {
              commit.updates = {iceberg::update::AssignUuid{base::NewUuid()},
                                iceberg::update::UpgradeFormatVersion{2}};
            }
            commit.updates.insert(
                commit.updates.end(),
                {iceberg::update::AddSchema{schema, 1}, iceberg::update::SetCurrentSchema{},
                 iceberg::update::AddPartitionSpec{{}}, iceberg::update::SetDefaultSpec{},
                 iceberg::update::AddSortOrder{{}}, iceberg::update::SetDefaultSortOrder{},
                 iceberg::update::SetLocation{location}});
            return commit;
          }};
}

inline PutTable SetProperty(const TableIdentifier& id, const std::string& name,
                            const std::string& value) {
  return {id, PutMode::kUpdate, [=](const iceberg::TableMetadata*) {
            return TableCommit{{}, {iceberg::update::SetProperties{{{name, value}}}}};
          }};
}

// A snapshot on top of whatever is there, as an append makes it; without files.
inline PutTable AppendSnapshot(const TableIdentifier& id) {
  return {id, PutMode::kUpdate, [](const iceberg::TableMetadata* current) {
            iceberg::Snapshot snapshot;
            snapshot.snapshot_id = iceberg::NewSnapshotId(*current);
            snapshot.parent_snapshot_id = current->current_snapshot_id;
            snapshot.sequence_number = current->last_sequence_number + 1;
            snapshot.timestamp_ms = base::Clock::System().NowMs();
            snapshot.manifest_list = current->location + "/metadata/snap.avro";
            snapshot.operation = iceberg::Operation::kAppend;
            snapshot.schema_id = current->current_schema_id;
            TableCommit commit;
            commit.requirements = {
                iceberg::requirement::AssertRefSnapshotId{"main", current->current_snapshot_id}};
            commit.updates = {
                iceberg::update::AddSnapshot{snapshot},
                iceberg::update::SetSnapshotRef{"main", {.snapshot_id = snapshot.snapshot_id}}};
            return commit;
          }};
}

// A lake on the local disk: SQLite and files, as `tarn init` makes it.
class LakeFixture : public ::testing::Test {
 protected:
  LakeFixture()
      : folder_(std::filesystem::temp_directory_path() / ("tarn-lake-" + base::NewUuid())),
        warehouse_((folder_ / "warehouse").string()),
        objects_(store::OpenStore(warehouse_)) {
    std::filesystem::create_directories(folder_);
  }
  ~LakeFixture() override { std::filesystem::remove_all(folder_); }

  std::string DatabasePath() const { return (folder_ / "tarn.db").string(); }
  std::unique_ptr<Catalog> Open(metadb::Database& database, store::ObjectStore& store) const {
    return OpenCatalog(database, store,
                       {.warehouse = warehouse_, .state_directory = (folder_ / "state").string()});
  }
  std::string LocationOf(const TableIdentifier& id) const {
    return warehouse_ + "/" + id.ns.front() + "/" + id.name;
  }
  PutTable NewTable(const TableIdentifier& id, PutMode mode = PutMode::kCreate) const {
    return NewTableAt(id, LocationOf(id), mode);
  }
  static TableIdentifier Table(int number) { return {{"shop"}, "t" + std::to_string(number)}; }
  void CreateShop(Catalog& catalog, int tables) const {
    std::vector<Change> changes = {CreateNamespace{{"shop"}, {}}};
    for (int i = 0; i < tables; ++i) changes.push_back(NewTable(Table(i)));
    catalog.Commit("main", changes, {.message = "shop"});
  }

  // Every metadata file that any commit of `main` names.
  static std::set<std::string> NamedFiles(Catalog& catalog) {
    std::set<std::string> files;
    for (const auto& commit : catalog.Log("main", 0)) {
      auto snapshot = catalog.Snapshot(commit.hash.hex());
      for (const auto& ns : snapshot->ListNamespaces()) {
        for (const auto& entry : snapshot->List(ns)) files.insert(entry.metadata_location);
      }
    }
    return files;
  }
  std::set<std::string> FilesInStore() {
    std::set<std::string> files;
    for (const auto& info : objects_->List(warehouse_ + "/")) files.insert(info.path);
    return files;
  }
  // Files on the disk, also those that the store hides.
  size_t FilesOnDisk() const {
    size_t count = 0;
    if (!std::filesystem::exists(warehouse_)) return 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(warehouse_)) {
      if (entry.is_regular_file()) ++count;
    }
    return count;
  }

  std::filesystem::path folder_;
  std::string warehouse_;
  std::shared_ptr<store::ObjectStore> objects_;
};

}  // namespace tarn::catalog

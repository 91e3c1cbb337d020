// Merges of tables that both sides changed.
#include "catalog/table_merge.h"

#include <gmock/gmock.h>

#include "catalog/tests/maintained_lake.h"

namespace tarn::catalog {
namespace {

using ::testing::HasSubstr;
using ::testing::UnorderedElementsAreArray;

class TableMergeTest : public MaintainedLake {
 protected:
  std::shared_ptr<const iceberg::TableMetadata> Load(const std::string& branch,
                                                     const TableIdentifier& id) {
    return catalog_->Snapshot(branch)->LoadTable(id);
  }
  std::vector<std::string> FilesOf(const iceberg::TableMetadata& metadata) {
    std::vector<std::string> files;
    if (metadata.current_snapshot() == nullptr) return files;
    const auto list = iceberg::ReadManifestList(store_, *metadata.current_snapshot(), nullptr);
    for (const auto& file : *list) {
      const auto manifest = iceberg::ReadManifest(store_, file, nullptr);
      for (const auto& entry : manifest->entries) {
        if (entry.status != iceberg::EntryStatus::kDeleted) {
          files.push_back(entry.data_file.file_path);
        }
      }
    }
    return files;
  }
  void SetProperty(const std::string& branch, const TableIdentifier& id) {
    catalog_->Commit(branch,
                     {PutTable{id, PutMode::kUpdate,
                               [](const iceberg::TableMetadata*) {
                                 return TableCommit{
                                     {}, {iceberg::update::SetProperties{{{"owner", "me"}}}}};
                               }}},
                     {.message = "property"});
  }
  void AddKey(const std::string& branch, const TableIdentifier& id) {
    catalog_->Commit(branch,
                     {PutTable{id, PutMode::kUpdate,
                               [](const iceberg::TableMetadata*) {
                                 return TableCommit{
                                     {}, {iceberg::update::AddEncryptionKey{{"k", "AAEC"}}}};
                               }}},
                     {.message = "key"});
  }
  size_t FilesInWarehouse() const {
    size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(warehouse_)) {
      count += entry.is_regular_file();
    }
    return count;
  }
};

TEST_F(TableMergeTest, AppendsOfBothSidesAreKept) {
  const TableIdentifier id = Table(0);
  std::vector<std::string> files = {Append("main", id)};
  catalog_->CreateBranch("dev", "main");
  files.push_back(Append("dev", id));
  files.push_back(Append("dev", id));
  files.push_back(Append("main", id));
  const auto before = Load("main", id);

  MergeResult dry = catalog_->Merge("dev", "main", {.dry_run = true});
  EXPECT_TRUE(dry.merged());
  EXPECT_EQ(Load("main", id)->current_snapshot_id, before->current_snapshot_id);

  MergeResult merged = catalog_->Merge("dev", "main", {});
  ASSERT_TRUE(merged.merged()) << merged.conflicts.front().reason;
  const auto after = Load("main", id);
  EXPECT_THAT(FilesOf(*after), UnorderedElementsAreArray(files));
  // One snapshot on top of the target's own, younger than anything before.
  EXPECT_EQ(after->current_snapshot()->parent_snapshot_id, before->current_snapshot_id);
  EXPECT_EQ(after->last_sequence_number, before->last_sequence_number + 1);
  EXPECT_EQ(after->current_snapshot()->summary.at("tarn.merged-snapshots"), "2");
  // The source is in the target's history now.
  EXPECT_TRUE(catalog_->Merge("dev", "main", {}).keys.empty());
  // And what comes after the merge merges again.
  files.push_back(Append("main", id));
  files.push_back(Append("dev", id));
  MergeResult again = catalog_->Merge("dev", "main", {});
  // The branch's table still has its own history: its earlier appends are not taken twice.
  ASSERT_TRUE(again.merged()) << again.conflicts.front().reason;
  EXPECT_THAT(FilesOf(*Load("main", id)), UnorderedElementsAreArray(files));
}

TEST_F(TableMergeTest, AppendsComeOnTopOfAnOverwrite) {
  const TableIdentifier id = Table(0);
  Append("main", id);
  catalog_->CreateBranch("dev", "main");
  const std::string added = Append("dev", id);
  Overwrite("main", id);
  std::vector<std::string> files = FilesOf(*Load("main", id));
  files.push_back(added);
  ASSERT_TRUE(catalog_->Merge("dev", "main", {}).merged());
  EXPECT_THAT(FilesOf(*Load("main", id)), UnorderedElementsAreArray(files));
}

TEST_F(TableMergeTest, WhatTheTargetHasAlreadyIsNotAppendedAgain) {
  const TableIdentifier id = Table(0);
  std::vector<std::string> files = {Append("main", id)};
  catalog_->CreateBranch("dev", "main");
  files.push_back(Append("dev", id));
  versions::MergeRequest request;
  request.into = "main";
  ASSERT_TRUE(catalog_->repository()
                  .TransplantAll({catalog_->repository().GetReference("dev").head}, request)
                  .conflicts.empty());
  files.push_back(Append("main", id));
  files.push_back(Append("dev", id));
  ASSERT_TRUE(catalog_->Merge("dev", "main", {}).merged());
  EXPECT_THAT(FilesOf(*Load("main", id)), UnorderedElementsAreArray(files));
}

TEST_F(TableMergeTest, AFirstAppendOnBothSides) {
  const TableIdentifier id = Table(1);
  catalog_->CreateBranch("dev", "main");
  const std::vector<std::string> files = {Append("dev", id), Append("main", id)};
  ASSERT_TRUE(catalog_->Merge("dev", "main", {}).merged());
  EXPECT_THAT(FilesOf(*Load("main", id)), UnorderedElementsAreArray(files));
}

TEST_F(TableMergeTest, WhatElseTheSourceDidIsAConflictThatSaysWhat) {
  const TableIdentifier id = Table(0);
  Append("main", id);
  for (const auto& [branch, reason] : std::vector<std::pair<std::string, const char*>>{
           {"overwrite", "it did more than append: overwrite in snapshot"},
           {"property", "it changed the table's properties"},
           {"key", "it changed the encryption keys"}}) {
    catalog_->CreateBranch(branch, "main");
    if (branch == "overwrite") {
      Overwrite(branch, id);
    } else if (branch == "key") {
      AddKey(branch, id);
    } else {
      SetProperty(branch, id);
    }
    Append("main", id);
    const size_t before = FilesInWarehouse();
    MergeResult result = catalog_->Merge(branch, "main", {});
    ASSERT_EQ(result.conflicts.size(), 1u);
    EXPECT_EQ(result.conflicts[0].key, "shop.t0");
    EXPECT_THAT(result.conflicts[0].reason, HasSubstr(reason));
    EXPECT_EQ(FilesInWarehouse(), before);
  }
}

TEST_F(TableMergeTest, AConflictElsewhereLeavesNoFiles) {
  Append("main", Table(0));
  Append("main", Table(1));
  catalog_->CreateBranch("dev", "main");
  Append("dev", Table(0));
  Overwrite("dev", Table(1));
  Append("main", Table(0));
  Append("main", Table(1));
  const size_t before = FilesInWarehouse();
  EXPECT_EQ(catalog_->Merge("dev", "main", {}).conflicts.size(), 1u);
  EXPECT_EQ(FilesInWarehouse(), before);
}

}  // namespace
}  // namespace tarn::catalog

// Appends that clients wrote on top of an older table than there is now.
#include "catalog/append_rebase.h"

#include <random>

#include <gmock/gmock.h>

#include "catalog/tests/maintained_lake.h"
#include "iceberg/update/apply.h"

namespace tarn::catalog {
namespace {

using ::testing::UnorderedElementsAreArray;

class AppendRebaseTest : public MaintainedLake {
 protected:
  using MetadataPtr = std::shared_ptr<const iceberg::TableMetadata>;
  MetadataPtr Load(const TableIdentifier& id = Table(0)) {
    return catalog_->Snapshot("main")->LoadTable(id);
  }
  iceberg::DataFile NewFile(const iceberg::TableMetadata& table) {
    iceberg::DataFile file;
    file.file_path = table.location + "/data/" + base::NewUuid() + ".parquet";
    store_.Write(file.file_path, "rows");
    file.record_count = 3;
    file.file_size_in_bytes = 4;
    return file;
  }
  // What a client sends that read `seen` and appended files, a snapshot each; `files` get the
  // paths.
  TableCommit ClientAppend(const iceberg::TableMetadata& seen, std::vector<std::string>* files,
                           int snapshots = 1) {
    TableCommit commit;
    iceberg::TableMetadata at = seen;
    for (int i = 0; i < snapshots; ++i) {
      iceberg::AppendFiles action({store_, {}, nullptr, clock_}, {.summary = {{"app", "client"}}});
      const iceberg::DataFile file = NewFile(seen);
      if (files) files->push_back(file.file_path);
      action.Add(file);
      const auto result = action.Apply(at);
      at = iceberg::Apply(&at, result.updates, {clock_.NowMs(), {}});
      if (i == 0) commit.requirements = result.requirements;
      commit.updates.insert(commit.updates.end(), result.updates.begin(), result.updates.end());
    }
    return commit;
  }
  MetadataPtr Send(const TableCommit& client, const TableIdentifier& id = Table(0)) {
    auto intent = catalog_->BeginWrite();
    AppendRebase rebase({store_, clock_, [&](const auto& path) { intent->WillWrite(path); },
                         [&](const auto& path) { checked_.push_back(path); }},
                        client);
    catalog_->Commit("main",
                     {PutTable{id, PutMode::kUpdate,
                               [&](const auto* current) { return rebase.Build(*current); }}},
                     {.message = "append"}, intent.get());
    return Load(id);
  }
  void ExpectConflict(const TableCommit& client) {
    const auto files = FilesInStore();
    EXPECT_EQ(KindOf([&] { Send(client); }), base::ErrorKind::kConflict);
    EXPECT_EQ(FilesInStore(), files);
  }
  std::vector<iceberg::ManifestEntry> EntriesOf(const iceberg::TableMetadata& metadata) {
    std::vector<iceberg::ManifestEntry> entries;
    if (metadata.current_snapshot() == nullptr) return entries;
    const auto list = iceberg::ReadManifestList(store_, *metadata.current_snapshot(), nullptr);
    for (const auto& file : *list) {
      const auto manifest = iceberg::ReadManifest(store_, file, nullptr);
      for (const auto& entry : manifest->entries) {
        if (entry.is_live()) entries.push_back(entry);
      }
    }
    return entries;
  }
  std::vector<std::string> FilesOf(const iceberg::TableMetadata& metadata) {
    std::vector<std::string> files;
    for (const auto& entry : EntriesOf(metadata)) files.push_back(entry.data_file.file_path);
    return files;
  }
  void Update(iceberg::TableUpdate update) {
    catalog_->Commit(
        "main",
        {PutTable{Table(0), PutMode::kUpdate,
                  [&](const iceberg::TableMetadata*) { return TableCommit{{}, {update}}; }}},
        {.message = "update"});
  }

  std::vector<std::string> checked_;
};

TEST_F(AppendRebaseTest, WithoutARaceTheCommitIsTheClients) {
  std::vector<std::string> files;
  const TableCommit client = ClientAppend(*Load(), &files);
  const auto after = Send(client);
  EXPECT_EQ(*after->snapshots.begin(),
            std::get<iceberg::update::AddSnapshot>(client.updates[0]).snapshot);
  EXPECT_TRUE(checked_.empty());
}

TEST_F(AppendRebaseTest, ALateAppendComesOnTop) {
  std::vector<std::string> files = {Append("main", Table(0))};
  const TableCommit client = ClientAppend(*Load(), &files);
  const auto& sent = std::get<iceberg::update::AddSnapshot>(client.updates[0]).snapshot;
  files.push_back(Append("main", Table(0)));
  const auto before = Load();

  const auto after = Send(client);
  EXPECT_THAT(FilesOf(*after), UnorderedElementsAreArray(files));
  const iceberg::Snapshot& snapshot = *after->current_snapshot();
  // The client finds its snapshot, and may remove the files that it wrote for it in vain.
  EXPECT_EQ(snapshot.snapshot_id, sent.snapshot_id);
  EXPECT_NE(snapshot.manifest_list, sent.manifest_list);
  EXPECT_EQ(checked_.size(), 1u);
  store_.Remove(sent.manifest_list);
  store_.Remove(checked_[0]);
  EXPECT_THAT(FilesOf(*after), UnorderedElementsAreArray(files));
  EXPECT_EQ(snapshot.parent_snapshot_id, before->current_snapshot_id);
  EXPECT_EQ(snapshot.sequence_number, before->last_sequence_number + 1);
  EXPECT_EQ(snapshot.summary.at("app"), "client");
  EXPECT_EQ(snapshot.summary.at("added-records"), "3");
  EXPECT_EQ(snapshot.summary.at("total-records"), "5");
  EXPECT_EQ(snapshot.summary.at("total-data-files"), "3");
  for (const auto& entry : EntriesOf(*after)) {
    if (entry.data_file.file_path == files[1]) {
      EXPECT_EQ(entry.sequence_number, snapshot.sequence_number);
    }
  }
  // The same request again (its answer was lost on the way) must not append twice.
  ExpectConflict(client);
}

TEST_F(AppendRebaseTest, AFirstAppendAndSeveralSnapshotsAtOnce) {
  std::vector<std::string> files;
  const auto empty = Load();
  const TableCommit one = ClientAppend(*empty, &files, 3);
  const TableCommit other = ClientAppend(*empty, &files, 2);
  Send(one);
  const auto after = Send(other);
  EXPECT_THAT(FilesOf(*after), UnorderedElementsAreArray(files));
  EXPECT_EQ(after->snapshots.size(), 5u);
  EXPECT_EQ(after->last_sequence_number, 5);
  EXPECT_EQ(after->current_snapshot()->summary.at("tarn.rebased-from"), "none");
}

TEST_F(AppendRebaseTest, AnAppendFitsOnAnOverwriteAndAnotherSchema) {
  Append("main", Table(0));
  std::vector<std::string> files;
  const TableCommit client = ClientAppend(*Load(), &files);
  Overwrite("main", Table(0));
  Update(iceberg::update::SetProperties{{{"owner", "me"}}});
  for (const std::string& path : FilesOf(*Load())) files.push_back(path);
  EXPECT_THAT(FilesOf(*Send(client)), UnorderedElementsAreArray(files));
}

TEST_F(AppendRebaseTest, RowIdsOfVersion3AreGivenAnew) {
  Update(iceberg::update::UpgradeFormatVersion{3});
  const auto seen = Load();
  std::vector<TableCommit> clients;
  std::vector<std::string> files;
  for (int i = 0; i < 4; ++i) clients.push_back(ClientAppend(*seen, &files));
  for (const TableCommit& client : clients) Send(client);
  std::set<int64_t> first_ids;
  for (const auto& entry : EntriesOf(*Load())) {
    ASSERT_TRUE(entry.data_file.first_row_id);
    first_ids.insert(*entry.data_file.first_row_id);
  }
  EXPECT_THAT(first_ids, ::testing::ElementsAre(0, 3, 6, 9));
  EXPECT_EQ(Load()->next_row_id, 12);
}

TEST_F(AppendRebaseTest, WhatDoesMoreThanAppendStaysAConflict) {
  Append("main", Table(0));
  const auto seen = Load();
  const TableCommit append = ClientAppend(*seen, nullptr);
  TableCommit overwrite;
  {
    iceberg::OverwriteFiles action({store_, {}, nullptr, clock_});
    action.DeleteAll();
    action.Add(NewFile(*seen));
    const auto result = action.Apply(*seen);
    overwrite = {result.requirements, result.updates};
  }
  TableCommit with_more = append;
  with_more.updates.emplace_back(iceberg::update::SetProperties{{{"a", "b"}}});
  TableCommit any_table = append;
  std::erase_if(any_table.requirements, [](const auto& requirement) {
    return std::holds_alternative<iceberg::requirement::AssertTableUuid>(requirement);
  });
  TableCommit other_schema = append;
  other_schema.requirements.emplace_back(
      iceberg::requirement::AssertCurrentSchemaId{iceberg::SchemaId(7)});
  TableCommit other_parent = append;
  std::get<iceberg::update::AddSnapshot>(other_parent.updates[0]).snapshot.parent_snapshot_id =
      iceberg::SnapshotId(1);
  // An overwrite that calls itself an append: its manifests tell.
  TableCommit disguised = overwrite;
  std::get<iceberg::update::AddSnapshot>(disguised.updates[0]).snapshot.operation =
      iceberg::Operation::kAppend;
  TableCommit files_gone = ClientAppend(*seen, nullptr);
  store_.Remove(
      std::get<iceberg::update::AddSnapshot>(files_gone.updates[0]).snapshot.manifest_list);
  Append("main", Table(0));
  for (const TableCommit& client :
       {overwrite, with_more, any_table, other_schema, other_parent, disguised, files_gone}) {
    ExpectConflict(client);
  }
  Send(append);
}

TEST_F(AppendRebaseTest, ATableMayAskToBeToldOfLostRaces) {
  Append("main", Table(0));
  const TableCommit client = ClientAppend(*Load(), nullptr);
  Append("main", Table(0));
  Update(iceberg::update::SetProperties{{{kRebaseAppendsProperty, "false"}}});
  ExpectConflict(client);
  Update(iceberg::update::RemoveProperties{{kRebaseAppendsProperty}});
  // Who has identifier fields may upsert: what appends then must not pass over what came before.
  iceberg::Schema keyed = Load()->current_schema();
  keyed.identifier_field_ids = {1};
  Update(iceberg::update::AddSchema{keyed, 1});
  Update(iceberg::update::SetCurrentSchema{iceberg::SchemaId(1)});
  ExpectConflict(client);
  Update(iceberg::update::SetProperties{{{kRebaseAppendsProperty, "true"}}});
  Send(client);
}

TEST_F(AppendRebaseTest, ABranchOfTheTableThatIsGoneIsNotMadeAgain) {
  Append("main", Table(0));
  const auto seen = Load();
  Update(iceberg::update::SetSnapshotRef{"audit", {.snapshot_id = *seen->current_snapshot_id}});
  iceberg::AppendFiles action({store_, {}, nullptr, clock_}, {.branch = "audit", .summary = {}});
  action.Add(NewFile(*seen));
  const auto result = action.Apply(*Load());
  Update(iceberg::update::RemoveSnapshotRef{"audit"});
  ExpectConflict({result.requirements, result.updates});
}

// Clients that each saw the table at some time, and send when they like: every row is there once,
// and the history is one line.
TEST_F(AppendRebaseTest, RandomAppendsMakeASerialHistory) {
  const auto seed = static_cast<uint32_t>(base::RandomSource::System().Next());
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  Update(iceberg::update::SetProperties{{{"commit.manifest.min-count-to-merge", "5"}}});
  std::vector<std::string> files;
  std::vector<MetadataPtr> seen = {Load()};
  std::vector<TableCommit> waiting;
  for (int step = 0; step < 120; ++step) {
    switch (random() % 3) {
      case 0: seen.push_back(Load()); break;
      case 1:
        waiting.push_back(ClientAppend(*seen[random() % seen.size()], &files,
                                       1 + static_cast<int>(random() % 2)));
        break;
      default:
        if (waiting.empty()) break;
        std::swap(waiting[random() % waiting.size()], waiting.back());
        Send(waiting.back());
        waiting.pop_back();
    }
  }
  for (const TableCommit& client : waiting) Send(client);
  const auto last = Load();
  EXPECT_THAT(FilesOf(*last), UnorderedElementsAreArray(files));
  EXPECT_EQ(last->snapshots.size(), files.size());
  if (!files.empty()) {
    EXPECT_EQ(last->current_snapshot()->summary.at("total-records"),
              std::to_string(3 * files.size()));
  }
  size_t length = 0;
  for (const iceberg::Snapshot* at = last->current_snapshot(); at != nullptr; ++length) {
    EXPECT_EQ(at->sequence_number, static_cast<int64_t>(files.size() - length));
    at = at->parent_snapshot_id ? last->FindSnapshot(*at->parent_snapshot_id) : nullptr;
  }
  EXPECT_EQ(length, files.size());
}

}  // namespace
}  // namespace tarn::catalog

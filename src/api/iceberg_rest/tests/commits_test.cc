// Many clients that commit to one table at once.
#include <atomic>
#include <set>
#include <thread>

#include "api/iceberg_rest/commit_turns.h"
#include "api/iceberg_rest/tests/rest_fixture.h"
#include "iceberg/action/snapshot_actions.h"
#include "iceberg/manifest/manifest_reader.h"
#include "iceberg/manifest/manifest_writer.h"
#include "iceberg/table_metadata_json.h"
#include "iceberg/update/table_update_json.h"

namespace tarn::api::iceberg_rest {
namespace {

using testing::UnorderedElementsAreArray;

class CommitsTest : public RestTest {
 protected:
  iceberg::TableMetadata Load() {
    return iceberg::ParseTableMetadata(Get("namespaces/s/tables/t").body["metadata"].dump());
  }
  // The commit of a client that read `seen` and wrote one file.
  Json ClientAppend(const iceberg::TableMetadata& seen, const std::string& file_path) {
    iceberg::DataFile file;
    file.file_path = file_path;
    file.record_count = 1;
    file.file_size_in_bytes = 4;
    store_->Write(file.file_path, "rows");
    iceberg::AppendFiles action({*store_, {}});
    action.Add(file);
    const auto result = action.Apply(seen);
    return Json::parse(iceberg::SerializeCommitTableRequest({result.requirements, result.updates}));
  }
  std::vector<std::string> Files() {
    const iceberg::TableMetadata table = Load();
    std::vector<std::string> files;
    const auto list = iceberg::ReadManifestList(*store_, *table.current_snapshot(), nullptr);
    for (const auto& file : *list) {
      const auto manifest = iceberg::ReadManifest(*store_, file, nullptr);
      for (const auto& entry : manifest->entries) {
        if (entry.is_live()) files.push_back(entry.data_file.file_path);
      }
    }
    return files;
  }
  static std::string FilePath(int writer) {
    return fmt::format("memory:///warehouse/s/t/data/{}.parquet", writer);
  }
};

TEST_F(CommitsTest, AllOfManyWhoAppendSucceed) {
  CreateTableT();
  constexpr int kWriters = 16;
  constexpr int kEach = 4;
  std::vector<std::string> files;
  for (int i = 0; i < kWriters * kEach; ++i) files.push_back(FilePath(i));
  std::vector<std::thread> writers;
  std::atomic<int> refused = 0;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < kEach; ++i) {
        const Json body = ClientAppend(Load(), FilePath(writer * kEach + i));
        if (Post("namespaces/s/tables/t", body).status != 200) ++refused;
      }
    });
  }
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(refused, 0);
  EXPECT_THAT(Files(), UnorderedElementsAreArray(files));
  EXPECT_EQ(Load().snapshots.size(), size_t{kWriters * kEach});
}

TEST_F(CommitsTest, TransactionsAreRebasedAsAWhole) {
  CreateTableT();
  const iceberg::TableMetadata seen = Load();
  const Json late = ClientAppend(seen, FilePath(1));
  ASSERT_EQ(Post("namespaces/s/tables/t", ClientAppend(seen, FilePath(0))).status, 200);
  Json change = late;
  change["identifier"] = {{"namespace", {"s"}}, {"name", "t"}};
  Json overlapping = {
      {"identifier", {{"namespace", {"s"}}, {"name", "t"}}},
      {"requirements", {{{"type", "assert-current-schema-id"}, {"current-schema-id", 9}}}},
      {"updates", {{{"action", "set-properties"}, {"updates", {{"a", "b"}}}}}}};
  const Answer refused = Post("transactions/commit", {{"table-changes", {change, overlapping}}});
  EXPECT_EQ(refused.error_type(), "CommitFailedException");
  EXPECT_EQ(Files().size(), 1u);
  ASSERT_EQ(Post("transactions/commit", {{"table-changes", {change}}}).status, 204);
  EXPECT_THAT(Files(), UnorderedElementsAreArray({FilePath(0), FilePath(1)}));
}

TEST_F(CommitsTest, TheServerReadsNoManifestOutsideTheWarehouse) {
  CreateTableT();
  const iceberg::TableMetadata seen = Load();
  Json late = ClientAppend(seen, FilePath(1));
  ASSERT_EQ(Post("namespaces/s/tables/t", ClientAppend(seen, FilePath(0))).status, 200);
  // The same append, its manifest elsewhere.
  const std::string list_path = late["updates"][0]["snapshot"]["manifest-list"].get<std::string>();
  iceberg::Snapshot snapshot;
  snapshot.snapshot_id =
      iceberg::SnapshotId(late["updates"][0]["snapshot"]["snapshot-id"].get<int64_t>());
  snapshot.manifest_list = list_path;
  std::vector<iceberg::ManifestFile> manifests =
      *iceberg::ReadManifestList(*store_, snapshot, nullptr);
  manifests.at(0).manifest_path = "memory:///elsewhere/m.avro";
  iceberg::ManifestListOptions options;
  options.snapshot_id = snapshot.snapshot_id;
  store_->Write(list_path, iceberg::EncodeManifestList(manifests, options));
  const Answer answer = Post("namespaces/s/tables/t", late);
  EXPECT_EQ(answer.status, 403);
  EXPECT_THAT(answer.message(), testing::HasSubstr("memory:///elsewhere/m.avro"));
}

TEST(CommitTurnsTest, OneAtATimePerKeyAndOthersSideBySide) {
  CommitTurns turns;
  std::map<std::string, int> inside;
  std::map<std::string, int> done;
  std::mutex mutex;
  std::vector<std::thread> threads;
  for (int i = 0; i < 12; ++i) {
    threads.emplace_back([&, i] {
      const std::vector<std::string> keys = i % 3 == 0   ? std::vector<std::string>{"b", "a"}
                                            : i % 3 == 1 ? std::vector<std::string>{"a", "c", "a"}
                                                         : std::vector<std::string>{"b"};
      for (int round = 0; round < 50; ++round) {
        const auto turn = turns.Take(keys);
        const std::set<std::string> own(keys.begin(), keys.end());
        {
          const std::lock_guard lock(mutex);
          for (const auto& key : own) EXPECT_EQ(++inside[key], 1);
        }
        std::this_thread::yield();
        const std::lock_guard lock(mutex);
        for (const auto& key : own) {
          --inside[key];
          ++done[key];
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(done["a"], 400);
  EXPECT_EQ(done["b"], 400);
  EXPECT_EQ(done["c"], 200);
}

}  // namespace
}  // namespace tarn::api::iceberg_rest

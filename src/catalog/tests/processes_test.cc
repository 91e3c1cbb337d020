// Several processes on one lake, and processes that are killed.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>
#include <thread>

#include "catalog/tests/lake_fixture.h"

namespace tarn::catalog {
namespace {

class ProcessesTest : public LakeFixture {
 protected:
  // Connections do not survive fork: the test itself opens none while children are made.
  template <typename Body>
  pid_t Fork(Body body) {
    pid_t child = ::fork();
    if (child != 0) return child;
    try {
      auto database = metadb::OpenDatabase(DatabasePath());
      auto store = store::OpenStore(warehouse_);
      auto catalog = Open(*database, *store);
      body(*catalog);
    } catch (const base::Error& error) {
      fprintf(stderr, "%s\n", error.what());
      _exit(1);
    }
    _exit(0);
  }
  static void ExpectSuccess(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  template <typename Body>
  void Here(Body body) {
    auto database = metadb::OpenDatabase(DatabasePath());
    auto catalog = Open(*database, *objects_);
    body(*catalog);
  }
};

TEST_F(ProcessesTest, CommitsToOneTableAndToOthersAllHold) {
  constexpr int kProcesses = 3;
  constexpr int kCommits = 10;
  Here([&](Catalog& catalog) { CreateShop(catalog, 1 + kProcesses); });
  std::vector<pid_t> children;
  for (int p = 0; p < kProcesses; ++p) {
    children.push_back(Fork([&, p](Catalog& catalog) {
      for (int i = 0; i < kCommits; ++i) {
        catalog.Commit("main", {AppendSnapshot(Table(0))}, {});
        catalog.Commit("main", {AppendSnapshot(Table(1 + p))}, {});
      }
    }));
  }
  for (pid_t child : children) ExpectSuccess(child);
  Here([&](Catalog& catalog) {
    auto snapshot = catalog.Snapshot("main");
    auto shared = snapshot->LoadTable(Table(0));
    EXPECT_EQ(shared->snapshots.size(), size_t{kProcesses * kCommits});
    EXPECT_EQ(shared->last_sequence_number, kProcesses * kCommits);
    for (int p = 0; p < kProcesses; ++p) {
      EXPECT_EQ(snapshot->LoadTable(Table(1 + p))->snapshots.size(), size_t{kCommits});
    }
    EXPECT_EQ(catalog.Log("main", 0).size(), size_t{1 + 2 * kProcesses * kCommits});
    EXPECT_EQ(FilesInStore(), NamedFiles(catalog));
    EXPECT_EQ(catalog.RecoverDeadWriters().dead_writers, 0);
  });
}

TEST_F(ProcessesTest, KilledAtAnyMomentALakeIsWholeAndCleanedUp) {
  constexpr int kTables = 5;
  Here([&](Catalog& catalog) { CreateShop(catalog, kTables); });
  std::mt19937 random(20260131);
  for (int round = 0; round < 12; ++round) {
    SCOPED_TRACE(round);
    int channel[2];
    ASSERT_EQ(::pipe(channel), 0);
    pid_t child = Fork([&](Catalog& catalog) {
      for (int i = 0;; ++i) {
        auto intent = catalog.BeginWrite();
        std::vector<Change> changes;
        for (int t = 0; t < kTables; ++t) {
          std::string data = LocationOf(Table(t)) + "/data/" + base::NewUuid() + ".parquet";
          intent->WillWrite(data);
          catalog.store().Write(data, "rows");
          changes.push_back(SetProperty(Table(t), "data", data));
        }
        catalog.Commit("main", changes, {}, intent.get());
        if (::write(channel[1], &i, sizeof(i)) != sizeof(i)) _exit(1);
      }
    });
    ::close(channel[1]);
    int acknowledged = -1;
    ASSERT_EQ(::read(channel[0], &acknowledged, sizeof(acknowledged)),
              static_cast<ssize_t>(sizeof(acknowledged)));
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(channel[0]);

    Here([&](Catalog& catalog) {
      auto report = catalog.RecoverDeadWriters();
      EXPECT_LE(report.dead_writers, 1);
      auto named = NamedFiles(catalog);
      for (const auto& commit : catalog.Log("main", 0)) {
        auto snapshot = catalog.Snapshot(commit.hash.hex());
        std::set<std::string> commits;
        for (int t = 0; t < kTables; ++t) {
          std::string data = snapshot->LoadTable(Table(t))->Property("data");
          if (data.empty()) continue;
          named.insert(data);
          EXPECT_TRUE(objects_->Stat(data)) << data;
        }
      }
      EXPECT_EQ(FilesInStore(), named);
      EXPECT_EQ(FilesOnDisk(), named.size()) << "hidden files stayed behind";
      EXPECT_EQ(catalog.RecoverDeadWriters().dead_writers, 0);
    });
  }
}

}  // namespace
}  // namespace tarn::catalog

#include "catalog/recovery.h"

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "catalog/write_journal.h"

namespace tarn::catalog {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RecoveryTest : public ::testing::Test {
 protected:
  RecoveryTest()
      : folder_(std::filesystem::temp_directory_path() / ("tarn-recovery-" + base::NewUuid())) {
    std::filesystem::create_directories(folder_ / "data");
    database_ = metadb::OpenDatabase((folder_ / "tarn.db").string());
    repository_ = versions::OpenRepository(*database_);
    store_ = store::OpenStore(folder_.string());
  }
  ~RecoveryTest() override { std::filesystem::remove_all(folder_); }

  std::string Writers() const { return (folder_ / "writers").string(); }
  std::string File(const std::string& name) const { return (folder_ / "data" / name).string(); }
  RecoveryReport Recover() {
    return RecoverWriters(Writers(), *repository_, *store_, base::Clock::System());
  }
  // Runs in a process of its own that then dies without a word.
  template <typename Body>
  std::string InDyingProcess(Body body) {
    int pipe_ends[2];
    EXPECT_EQ(pipe(pipe_ends), 0);
    pid_t child = fork();
    if (child == 0) {
      auto* journal = new WriteJournal(Writers(), base::Clock::System());
      std::string id = body(*journal);
      ssize_t written = write(pipe_ends[1], id.data(), id.size());
      kill(getpid(), written == static_cast<ssize_t>(id.size()) ? SIGKILL : SIGABRT);
    }
    close(pipe_ends[1]);
    int status = 0;
    waitpid(child, &status, 0);
    char buffer[64];
    ssize_t count = read(pipe_ends[0], buffer, sizeof buffer);
    close(pipe_ends[0]);
    return std::string(buffer, count > 0 ? static_cast<size_t>(count) : 0);
  }
  std::string DieWhileWriting(const std::string& path) {
    return InDyingProcess([&](WriteJournal& journal) {
      std::string id = journal.Begin();
      journal.Declare(id, path);
      store_->Write(path, "x");
      return id;
    });
  }

  std::filesystem::path folder_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<versions::Repository> repository_;
  std::shared_ptr<store::ObjectStore> store_;
};

TEST_F(RecoveryTest, RemovesWhatADeadWriterDidNotCommit) {
  DieWhileWriting(File("a"));
  store_->Write(File("other"), "x");
  auto report = Recover();
  EXPECT_EQ(report.dead_writers, 1);
  EXPECT_THAT(report.removed_files, ElementsAre(File("a")));
  EXPECT_TRUE(store_->Stat(File("other")));
  EXPECT_EQ(Recover().dead_writers, 0);
}

// The store's clock need not be ours, and some services do not even remember when a write began.
TEST_F(RecoveryTest, RemovesUnfinishedWritesWhateverTheStoreSaysOfTheirTime) {
  InDyingProcess([&](WriteJournal& journal) {
    std::string id = journal.Begin();
    journal.Declare(id, File("a"));
    auto* writer = store_->OpenWriter(File("a")).release();
    writer->Append("x");
    return id;
  });
  const auto left = [&] {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "data")) {
      files.push_back(entry.path());
    }
    return files;
  };
  ASSERT_EQ(left().size(), 1U);
  std::filesystem::last_write_time(
      left().front(), std::filesystem::file_time_type::clock::now() + std::chrono::hours(1));
  Recover();
  EXPECT_THAT(left(), IsEmpty());
}

TEST_F(RecoveryTest, KeepsWhatWasCommittedJustBeforeTheWriterDied) {
  std::string id = DieWhileWriting(File("a"));
  versions::CommitRequest request;
  request.branch = "main";
  request.operations = {versions::Put{{"t"}, {"id", "{}"}}};
  request.meta.properties[kTransactionProperty] = id;
  ASSERT_TRUE(repository_->CommitOperations(request).commit);
  EXPECT_THAT(Recover().removed_files, IsEmpty());
  EXPECT_TRUE(store_->Stat(File("a")));
}

TEST_F(RecoveryTest, KeepsWhatReachedMainByAMerge) {
  std::string id = DieWhileWriting(File("a"));
  auto main = repository_->GetReference("main").head;
  repository_->CreateReference("run", versions::ReferenceKind::kBranch, main);
  versions::CommitRequest request;
  request.branch = "run";
  request.operations = {versions::Put{{"t"}, {"id", "{}"}}};
  request.meta.properties[kTransactionProperty] = id;
  auto outcome = repository_->CommitOperations(request);
  versions::MergeRequest merge;
  merge.into = "main";
  ASSERT_TRUE(repository_->Merge(outcome.commit->hash, merge).commit);
  repository_->DeleteReference("run", std::nullopt);
  EXPECT_THAT(Recover().removed_files, IsEmpty());
}

TEST_F(RecoveryTest, LeavesLivingWritersAlone) {
  WriteJournal journal(Writers(), base::Clock::System());
  std::string id = journal.Begin();
  journal.Declare(id, File("a"));
  store_->Write(File("a"), "x");
  EXPECT_EQ(Recover().dead_writers, 0);
  EXPECT_TRUE(store_->Stat(File("a")));
  journal.End(id);
}

TEST_F(RecoveryTest, EndedTransactionsAndCutLinesAreNothingToRecover) {
  InDyingProcess([&](WriteJournal& journal) {
    std::string ended = journal.Begin();
    journal.Declare(ended, File("kept"));
    store_->Write(File("kept"), "x");
    std::string open = journal.Begin();
    journal.End(ended);
    return open;
  });
  for (const auto& entry : std::filesystem::directory_iterator(Writers())) {
    std::FILE* file = std::fopen(entry.path().c_str(), "a");
    std::fputs("W cut", file);
    std::fclose(file);
  }
  EXPECT_THAT(Recover().removed_files, IsEmpty());
  EXPECT_TRUE(store_->Stat(File("kept")));
}

}  // namespace
}  // namespace tarn::catalog

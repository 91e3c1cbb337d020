#include "store/local/local_store.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "store/testing/faulty_store.h"

namespace tarn::store {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;
using ::testing::HasSubstr;

class LocalStoreTest : public ::testing::Test {
 protected:
  LocalStoreTest() : folder_(fs::temp_directory_path() / ("tarn-local-" + base::NewUuid())) {
    fs::create_directories(folder_);
  }
  ~LocalStoreTest() override { fs::remove_all(folder_); }
  std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  size_t FilesOnDisk() const {
    size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (entry.is_regular_file()) ++count;
    }
    return count;
  }

  fs::path folder_;
  LocalStore store_;
};

TEST_F(LocalStoreTest, AFullDiskIsToldWithThePathAndLeavesNothing) {
  // A limit on file sizes fails in the same way as a full disk does, in the middle of write(2): the
  // same kind of error, the same clean-up.
  pid_t child = fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{1 << 20, 1 << 20};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      store_.Write(Path("big"), std::string(4 << 20, 'x'));
    } catch (const Error& error) {
      bool right = error.kind() == ErrorKind::kResourceExhausted &&
                   error.message().find(Path("big")) != std::string::npos;
      _exit(right ? 0 : 2);
    }
    _exit(1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(FilesOnDisk(), 0u);
}

// Root may write anywhere: the child becomes nobody.
TEST_F(LocalStoreTest, AnUnwritableFolderIsToldWithThePath) {
  fs::create_directories(folder_ / "closed");
  ::chmod((folder_ / "closed").c_str(), 0555);
  ::chmod(folder_.c_str(), 0755);
  pid_t child = fork();
  if (child == 0) {
    if (::geteuid() == 0 && ::setuid(65534) != 0) _exit(3);
    for (std::string name : {"closed/o", "closed/deeper/o"}) {
      try {
        store_.Write(Path(name), "x");
        _exit(1);
      } catch (const Error& error) {
        bool right = error.kind() == ErrorKind::kPermissionDenied &&
                     error.message().find("closed") != std::string::npos && !error.hint().empty();
        if (!right) _exit(2);
      }
    }
    _exit(0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST_F(LocalStoreTest, AFileInTheWayOfAFolderIsTold) {
  store_.Write(Path("o"), "x");
  try {
    store_.Write(Path("o/below"), "x");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kInvalidArgument);
    EXPECT_THAT(error.message(), HasSubstr("o"));
  }
  fs::create_directories(folder_ / "folder");
  EXPECT_THROW(store_.Write(Path("folder"), "x"), Error);
  EXPECT_EQ(FilesOnDisk(), 1u);
}

TEST_F(LocalStoreTest, AKilledWriterLeavesOnlyWhatIsHiddenAndCleanedUp) {
  store_.Write(Path("t/o"), "old");
  pid_t child = fork();
  if (child == 0) {
    auto first = store_.OpenWriter(Path("t/o"));
    auto second = store_.OpenWriter(Path("t/p"));
    first->Append("new");
    second->Append(std::string(1 << 20, 'x'));
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(FilesOnDisk(), 3u);
  ASSERT_EQ(store_.List(Path("")).size(), 1u);
  EXPECT_EQ(store_.Read(Path("t/o")), "old");

  auto now = base::Clock::System().Now();
  EXPECT_EQ(store_.RemoveUnfinished(Path("t/"), now - std::chrono::hours(1)), 0u);
  EXPECT_EQ(store_.RemoveUnfinished(Path("t/other"), now + std::chrono::hours(1)), 0u);
  EXPECT_EQ(store_.RemoveUnfinished(Path("t/p"), now + std::chrono::hours(1)), 1u);
  EXPECT_EQ(store_.RemoveUnfinished(Path("t/"), now + std::chrono::hours(1)), 1u);
  EXPECT_EQ(FilesOnDisk(), 1u);
}

TEST_F(LocalStoreTest, ListSurvivesLinksInCircles) {
  store_.Write(Path("a/o"), "x");
  fs::create_directory_symlink(folder_, folder_ / "a" / "loop");
  EXPECT_EQ(store_.List(Path("")).size(), 1u);
}

TEST_F(LocalStoreTest, FaultyStoreFailsTheCallAndNothingElse) {
  testing::FaultyStore faulty(store_);
  int writes = 0;
  faulty.before = [&](testing::Call call, const std::string& path) {
    if (call == testing::Call::kWrite && ++writes == 2) {
      base::Throw(ErrorKind::kResourceExhausted, "injected: '{}'", path);
    }
  };
  faulty.Write(Path("1"), "x");
  EXPECT_THROW(faulty.Write(Path("2"), "x"), Error);
  faulty.Write(Path("3"), "x");
  EXPECT_EQ(store_.List(Path("")).size(), 2u);
}

TEST(OpenStoreTest, ToldWhichSchemesThereAre) {
  try {
    OpenStore("gopher:///x");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUnsupported);
    EXPECT_THAT(error.message(), HasSubstr("gopher"));
  }
  EXPECT_THROW(OpenStore("relative"), Error);
  EXPECT_EQ(SchemeOf("S3://b/k"), "s3");
  EXPECT_EQ(JoinPath("/a/", "/b"), "/a/b");
  EXPECT_EQ(JoinPath("/", "b"), "/b");
}

}  // namespace
}  // namespace tarn::store

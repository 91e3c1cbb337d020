#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "metadb/database.h"
#include "metadb/sql_text.h"
#include "metadb/testing/postgres_cluster.h"

namespace tarn::metadb {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;
using ::testing::HasSubstr;
using ::testing::Not;

class OpenTest : public ::testing::Test {
 protected:
  OpenTest() : folder_(fs::temp_directory_path() / ("tarn-open-" + base::NewUuid())) {
    fs::create_directories(folder_);
  }
  ~OpenTest() override { fs::remove_all(folder_); }
  std::string Path(const std::string& name) const { return (folder_ / name).string(); }

  void Expect(ErrorKind kind, const std::string& uri, const std::string& says,
              const DatabaseOptions& options = {}) {
    try {
      OpenDatabase(uri, options);
      FAIL() << "opened " << uri;
    } catch (const Error& error) {
      EXPECT_EQ(base::ErrorKindName(error.kind()), base::ErrorKindName(kind)) << error.message();
      EXPECT_THAT(error.message(), HasSubstr(says));
    }
  }
  // Runs `body` in a process of its own, as nobody; its result is the exit status.
  template <typename Body>
  int AsNobody(Body body) {
    ::chmod(folder_.c_str(), 0755);
    pid_t child = ::fork();
    if (child == 0) {
      if (::geteuid() == 0 && ::setuid(65534) != 0) _exit(99);
      _exit(body());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WEXITSTATUS(status);
  }

  fs::path folder_;
};

TEST_F(OpenTest, TellsWhatIsWrongWithThePath) {
  Expect(ErrorKind::kNotFound, Path("absent/tarn.db"), "absent/tarn.db");
  Expect(ErrorKind::kInvalidArgument, folder_.string(), "folder");
  Expect(ErrorKind::kInvalidArgument, "sqlite://relative.db", "relative.db");
  Expect(ErrorKind::kUnsupported, "mysql://host/x", "mysql");
  DatabaseOptions options;
  options.must_exist = true;
  Expect(ErrorKind::kNotFound, Path("tarn.db"), "tarn.db", options);
  EXPECT_FALSE(fs::exists(Path("tarn.db")));
}

TEST_F(OpenTest, TakesPathsWithOddCharacters) {
  for (std::string name : {"with space.db", "a=b.db", "quote\".db", "x = y z.db"}) {
    OpenDatabase(Path(name))->Execute("CREATE TABLE t (x BIGINT)");
    EXPECT_TRUE(fs::exists(Path(name))) << name;
    OpenDatabase("sqlite://" + Path(name))->Execute("INSERT INTO t VALUES (1)");
  }
}

TEST_F(OpenTest, TellsDamagedFiles) {
  std::ofstream(Path("text.db")) << std::string(5000, 'x');
  Expect(ErrorKind::kDataCorruption, Path("text.db"), "text.db");

  {
    auto database = OpenDatabase(Path("torn.db"));
    database->Execute("CREATE TABLE t (x TEXT)");
    for (int i = 0; i < 200; ++i)
      database->Execute("INSERT INTO t VALUES (?)", std::string(500, 'x'));
  }
  fs::resize_file(Path("torn.db"), 9000);
  fs::remove(Path("torn.db-wal"));
  try {
    OpenDatabase(Path("torn.db"))->Query<std::string>("SELECT x FROM t");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(base::ErrorKindName(error.kind()), base::ErrorKindName(ErrorKind::kDataCorruption))
        << error.message();
    EXPECT_FALSE(error.hint().empty());
  }
}

TEST_F(OpenTest, TellsWhatMayNotBeReadOrWritten) {
  OpenDatabase(Path("tarn.db"))->Execute("CREATE TABLE t (x BIGINT)");
  ::chmod(Path("tarn.db").c_str(), 0);
  auto open = [&] {
    try {
      OpenDatabase(Path("tarn.db"))->Execute("INSERT INTO t VALUES (1)");
    } catch (const Error& error) {
      return error.kind() == ErrorKind::kPermissionDenied && !error.hint().empty() ? 0 : 2;
    }
    return 1;
  };
  EXPECT_EQ(AsNobody(open), 0);
  ::chmod(Path("tarn.db").c_str(), 0444);
  EXPECT_EQ(AsNobody(open), 0);
  fs::remove(Path("tarn.db"));
  EXPECT_EQ(AsNobody(open), 0);
}

TEST_F(OpenTest, AFullDiskIsToldAndLosesNothing) {
  pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    auto database = OpenDatabase(Path("tarn.db"));
    database->Execute("CREATE TABLE t (x TEXT)");
    database->Execute("INSERT INTO t VALUES ('kept')");
    rlimit limit{512 << 10, 512 << 10};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      for (int i = 0; i < 100; ++i) {
        database->Execute("INSERT INTO t VALUES (?)", std::string(50'000, 'x'));
      }
    } catch (const Error& error) {
      bool right = error.kind() == ErrorKind::kResourceExhausted ||
                   error.kind() == ErrorKind::kUnavailable ||
                   error.kind() == ErrorKind::kCommitStateUnknown;
      _exit(right ? 0 : 2);
    }
    _exit(1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  auto row =
      OpenDatabase(Path("tarn.db"))->QueryOne<int64_t>("SELECT count(*) FROM t WHERE x = 'kept'");
  EXPECT_EQ(std::get<0>(row.value()), 1);
}

TEST_F(OpenTest, TellsABusyDatabase) {
  DatabaseOptions options;
  options.busy_timeout = std::chrono::milliseconds(30);
  auto holder = OpenDatabase(Path("tarn.db"));
  holder->Execute("CREATE TABLE t (x BIGINT)");
  auto transaction = holder->Begin(Isolation::kSerializable);
  auto other = OpenDatabase(Path("tarn.db"), options);
  EXPECT_EQ(other->Query<int64_t>("SELECT x FROM t").size(), 0u);  // readers do not wait
  try {
    other->Execute("INSERT INTO t VALUES (1)");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUnavailable);
    EXPECT_THAT(error.message(), HasSubstr(Path("tarn.db")));
  }
  transaction->Commit();
  EXPECT_NO_THROW(other->Execute("INSERT INTO t VALUES (1)"));
}

TEST_F(OpenTest, TellsWhyPostgresqlCannotBeReachedWithoutThePassword) {
  try {
    OpenDatabase("postgresql://me:s3cret@127.0.0.1:1/lake?connect_timeout=2");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUnavailable) << error.message();
    EXPECT_THAT(error.Describe(), Not(HasSubstr("s3cret")));
    EXPECT_THAT(error.message(), HasSubstr("127.0.0.1:1/lake"));
  }
  Expect(ErrorKind::kInvalidArgument, "postgresql://me:s3cret@[bad/x", "not a PostgreSQL URI");
  std::string reason;
  auto* cluster = testing::PostgresCluster::Get(&reason);
  if (cluster == nullptr) GTEST_SKIP() << reason;
  Expect(ErrorKind::kNotFound, cluster->Uri("absent"), "absent");
  auto odd = OpenDatabase(cluster->Uri("postgres") + "&application_name=it%27s%20a%5C%3D%26b");
  EXPECT_EQ(std::get<0>(*odd->QueryOne<std::string>("SELECT current_setting('application_name')")),
            "it's a\\=&b");
  Expect(ErrorKind::kUnauthenticated, cluster->Uri("postgres") + "1", "postgres1");
}

TEST_F(OpenTest, SurvivesARestartOfTheServer) {
  std::string reason;
  auto* cluster = testing::PostgresCluster::Get(&reason);
  if (cluster == nullptr) GTEST_SKIP() << reason;
  auto database = OpenDatabase(cluster->NewDatabase());
  database->Execute("CREATE TABLE t (x BIGINT)");
  auto transaction = database->Begin(Isolation::kSerializable);
  transaction->Execute("INSERT INTO t VALUES (1)");
  cluster->Restart();
  try {
    transaction->Commit();
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kCommitStateUnknown) << error.message();
  }
  transaction.reset();
  database->InTransaction(Isolation::kSerializable,
                          [](Transaction& again) { again.Execute("INSERT INTO t VALUES (2)"); });
  EXPECT_EQ(std::get<0>(*database->QueryOne<int64_t>("SELECT count(*) FROM t")), 1);
}

TEST(SqlTextTest, NumbersParametersOutsideQuotes) {
  EXPECT_EQ(NumberParameters("SELECT '?', \"?\", ? -- ?\n, x::text WHERE a = ?"),
            "SELECT '?', \"?\", :p1 \n, x::text WHERE a = :p2");
  EXPECT_EQ(NumberParameters("'it''s ?' ?"), "'it''s ?' :p1");
  EXPECT_EQ(NumberParameters("'open ?"), "'open ?");
}

TEST(SqlTextTest, RedactsPasswords) {
  EXPECT_EQ(RedactUri("postgresql://u:p@h:1/d"), "postgresql://u:***@h:1/d");
  EXPECT_EQ(RedactUri("postgresql://u:p@x@h/d"), "postgresql://u:***@h/d");
  EXPECT_EQ(RedactUri("postgresql://h:1/d?user=u&password=p&x=1"),
            "postgresql://h:1/d?user=u&password=***&x=1");
  EXPECT_EQ(RedactUri("/plain/path"), "/plain/path");
}

TEST(SqlTextTest, BytesAsHex) {
  EXPECT_EQ(ToHexText(std::string("\x00\xff", 2)), "\\x00ff");
  EXPECT_EQ(FromHexText("\\x00fF"), std::string("\x00\xff", 2));
  EXPECT_THROW(FromHexText("00ff"), Error);
  EXPECT_THROW(FromHexText("\\x0g"), Error);
  EXPECT_THROW(FromHexText("\\x0"), Error);
}

}  // namespace
}  // namespace tarn::metadb

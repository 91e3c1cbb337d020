#include "metadb/database.h"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <limits>
#include <thread>

#include <gmock/gmock.h>

#include "base/error.h"
#include "metadb/testing/database_param.h"

namespace tarn::metadb {
namespace {

using base::Error;
using base::ErrorKind;
using ::testing::HasSubstr;
using ::testing::Not;

class DatabaseSuite : public testing::DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(Databases, DatabaseSuite, testing::kDatabases, testing::DatabaseTestName);

template <typename Body>
ErrorKind KindOf(Body body) {
  try {
    body();
  } catch (const Error& error) {
    return error.kind();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorKind::kInternal;
}

const std::vector<Migration> kTables = {
    {1,
     "items",
     {"CREATE TABLE items (id BIGINT PRIMARY KEY, name TEXT, data {blob}, share DOUBLE "
      "PRECISION)"}},
};

TEST_P(DatabaseSuite, KeepsEveryTypeAsItWas) {
  database().Migrate("test", kTables);
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  constexpr int64_t kBig = std::numeric_limits<int64_t>::min();
  EXPECT_EQ(database().Execute("INSERT INTO items VALUES (?, ?, ?, ?)", kBig, "it's ? \xc3\xa4",
                               Blob{bytes}, 0.1),
            1);
  EXPECT_EQ(database().Execute("INSERT INTO items VALUES (?, ?, ?, ?)", true, nullptr, Blob{},
                               std::optional<double>()),
            1);
  using Row =
      std::tuple<int64_t, std::optional<std::string>, std::optional<Blob>, std::optional<double>>;
  auto rows =
      database()
          .Query<int64_t, std::optional<std::string>, std::optional<Blob>, std::optional<double>>(
              "SELECT id, name, data, share FROM items ORDER BY id");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0], Row(kBig, "it's ? \xc3\xa4", Blob{bytes}, 0.1));
  EXPECT_EQ(rows[1], Row(1, std::nullopt, Blob{}, std::nullopt));
  EXPECT_EQ(database().QueryOne<bool>("SELECT id FROM items WHERE id = ?", 1), std::tuple(true));
  EXPECT_EQ(std::get<0>(*database().QueryOne<int64_t>("SELECT count(*) FROM items")), 2);
  EXPECT_FALSE(database().QueryOne<int64_t>("SELECT id FROM items WHERE id = 7"));
  EXPECT_EQ(KindOf([&] { database().Query<std::string>("SELECT name FROM items"); }),
            ErrorKind::kDataCorruption);
}

TEST_P(DatabaseSuite, RunsAStatementAgainWithOtherParameters) {
  database().Migrate("test", kTables);
  for (int i = 0; i < 300; ++i) {
    database().Execute("INSERT INTO items (id, name) VALUES (?, ?)", i,
                       i % 2 ? std::optional<std::string>("n") : std::nullopt);
  }
  EXPECT_EQ(database().Execute("UPDATE items SET name = ? WHERE name IS NULL", "x"), 150);
  EXPECT_EQ(database().Execute("UPDATE items SET name = ? WHERE id < 0", "x"), 0);
  EXPECT_EQ(database().Execute("DELETE FROM items WHERE id >= ?", 290), 10);
  // More statements than a connection keeps prepared.
  for (int i = 0; i < 200; ++i) {
    auto row = database().QueryOne<int64_t>("SELECT id FROM items WHERE id = " + std::to_string(i));
    EXPECT_EQ(std::get<0>(row.value()), i);
  }
}

TEST_P(DatabaseSuite, ReturningAndConflictClausesWorkOnBoth) {
  database().Migrate("t", {{1, "x", {"CREATE TABLE x (id {identity}, k TEXT UNIQUE)"}}});
  auto id = database().QueryOne<int64_t>("INSERT INTO x (k) VALUES (?) RETURNING id", "a");
  EXPECT_EQ(std::get<0>(id.value()), 1);
  EXPECT_EQ(database().Execute("INSERT INTO x (k) VALUES (?) ON CONFLICT DO NOTHING", "a"), 0);
  EXPECT_EQ(database().Execute("INSERT INTO x (k) VALUES (?) ON CONFLICT DO NOTHING", "b"), 1);
}

TEST_P(DatabaseSuite, TellsErrorsByWhatToDo) {
  database().Migrate("test", {{1,
                               "t",
                               {"CREATE TABLE u (id BIGINT PRIMARY KEY, n BIGINT NOT NULL "
                                "CHECK (n < 10), k TEXT UNIQUE)"}}});
  database().Execute("INSERT INTO u VALUES (1, 1, 'a')");
  EXPECT_EQ(KindOf([&] { database().Execute("INSERT INTO u VALUES (1, 1, 'b')"); }),
            ErrorKind::kAlreadyExists);
  EXPECT_EQ(KindOf([&] { database().Execute("INSERT INTO u VALUES (2, 1, 'a')"); }),
            ErrorKind::kAlreadyExists);
  EXPECT_EQ(KindOf([&] { database().Execute("INSERT INTO u VALUES (3, NULL, 'c')"); }),
            ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf([&] { database().Execute("INSERT INTO u VALUES (4, 10, 'd')"); }),
            ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf([&] { database().Execute("SELECTT 1"); }), ErrorKind::kInternal);
  EXPECT_EQ(
      KindOf([&] { database().Execute("INSERT INTO u VALUES (5, 1, ?)", std::string("a\0b", 3)); }),
      ErrorKind::kInvalidArgument);
  // None of them left anything, and the connection still works.
  EXPECT_EQ(std::get<0>(*database().QueryOne<int64_t>("SELECT count(*) FROM u")), 1);
}

TEST_P(DatabaseSuite, ATransactionIsAllOrNothing) {
  database().Migrate("test", kTables);
  {
    auto transaction = database().Begin(Isolation::kSerializable);
    transaction->Execute("INSERT INTO items (id) VALUES (1)");
    EXPECT_EQ(std::get<0>(*transaction->QueryOne<int64_t>("SELECT count(*) FROM items")), 1);
    EXPECT_EQ(std::get<0>(*database().QueryOne<int64_t>("SELECT count(*) FROM items")), 0);
  }
  auto transaction = database().Begin(Isolation::kSerializable);
  transaction->Execute("INSERT INTO items (id) VALUES (2)");
  transaction->Rollback();
  EXPECT_EQ(KindOf([&] { transaction->Commit(); }), ErrorKind::kInternal);
  EXPECT_EQ(std::get<0>(*database().QueryOne<int64_t>("SELECT count(*) FROM items")), 0);
  auto committed = database().Begin(Isolation::kReadCommitted);
  committed->Execute("INSERT INTO items (id) VALUES (3)");
  committed->Commit();
  EXPECT_EQ(std::get<0>(*database().QueryOne<int64_t>("SELECT count(*) FROM items")), 1);
}

TEST_P(DatabaseSuite, AReadOnlyTransactionSeesOneSnapshotAndWritesNothing) {
  database().Migrate("test", kTables);
  auto reader = database().Begin(Isolation::kReadOnly);
  EXPECT_EQ(std::get<0>(*reader->QueryOne<int64_t>("SELECT count(*) FROM items")), 0);
  database().Execute("INSERT INTO items (id) VALUES (1)");
  EXPECT_EQ(std::get<0>(*reader->QueryOne<int64_t>("SELECT count(*) FROM items")), 0);
  EXPECT_EQ(KindOf([&] { reader->Execute("DELETE FROM items"); }), ErrorKind::kInternal);
}

TEST_P(DatabaseSuite, ConcurrentTransactionsLoseNoUpdate) {
  database().Migrate("test", kTables);
  database().Execute("INSERT INTO items (id, share) VALUES (1, 0)");
  std::vector<std::jthread> threads;
  for (int t = 0; t < 6; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        database().InTransaction(
            Isolation::kSerializable,
            [](Transaction& transaction) {
              double share = std::get<0>(
                  *transaction.QueryOne<double>("SELECT share FROM items WHERE id = 1"));
              transaction.Execute("UPDATE items SET share = ? WHERE id = 1", share + 1);
            },
            1000);
      }
    });
  }
  threads.clear();
  EXPECT_EQ(std::get<0>(*database().QueryOne<double>("SELECT share FROM items")), 60);
}

TEST_P(DatabaseSuite, WaitsForAConnectionThenTellsWhy) {
  DatabaseOptions options;
  options.max_connections = 2;
  options.busy_timeout = std::chrono::milliseconds(50);
  auto small = OpenDatabase(uri_, options);
  auto first = small->Begin(Isolation::kReadOnly);
  auto second = small->Begin(Isolation::kReadOnly);
  EXPECT_EQ(KindOf([&] { small->Begin(Isolation::kReadOnly); }), ErrorKind::kUnavailable);
  first.reset();
  EXPECT_NO_THROW(small->Begin(Isolation::kReadOnly));
}

TEST_P(DatabaseSuite, ATransactionThatIsOverKeepsNobodyWaiting) {
  database().Migrate("test", kTables);
  DatabaseOptions options;
  options.max_connections = 1;
  options.busy_timeout = std::chrono::milliseconds(500);
  auto small = OpenDatabase(uri_, options);
  auto committed = small->Begin(Isolation::kReadCommitted);
  committed->Commit();
  auto taken_back = small->Begin(Isolation::kReadCommitted);
  taken_back->Rollback();
  EXPECT_NO_THROW(small->Execute("DELETE FROM items"));
  EXPECT_EQ(KindOf([&] { committed->Execute("DELETE FROM items"); }), ErrorKind::kInternal);
}

TEST_P(DatabaseSuite, MigratesStepByStepAndOnlyForward) {
  std::vector<Migration> migrations = kTables;
  database().Migrate("test", migrations);
  database().Migrate("test", migrations);
  migrations.push_back({2,
                        "more",
                        {"ALTER TABLE items ADD COLUMN extra TEXT",
                         "INSERT INTO items (id, extra) VALUES (1, 'e')"}});
  database().Migrate("test", migrations);
  EXPECT_EQ(std::get<0>(*database().QueryOne<std::string>("SELECT extra FROM items")), "e");
  EXPECT_EQ(KindOf([&] { database().Migrate("test", kTables); }), ErrorKind::kFailedPrecondition);
  // A step that fails leaves neither its own nor the earlier statements of the call.
  EXPECT_ANY_THROW(database().Migrate(
      "other", {{1, "a", {"CREATE TABLE a (x BIGINT)"}}, {2, "b", {"CREATE TABEL b (x BIGINT)"}}}));
  database().Migrate("other", {{1, "a", {"CREATE TABLE a (x BIGINT)"}}});
  EXPECT_EQ(KindOf([&] { database().Migrate("bad", {{2, "b", {}}}); }), ErrorKind::kInternal);
}

TEST_P(DatabaseSuite, ManyMigrateAtOnce) {
  std::vector<std::jthread> threads;
  std::atomic<int> done{0};
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] {
      auto own = OpenDatabase(uri_);
      own->Migrate("test", kTables);
      ++done;
    });
  }
  threads.clear();
  EXPECT_EQ(done, 6);
  EXPECT_EQ(std::get<0>(*database().QueryOne<int64_t>("SELECT count(*) FROM items")), 0);
}

TEST_P(DatabaseSuite, AKilledProcessLosesNoCommitAndLeavesNoHalf) {
  database().Migrate("test", kTables);
  database_.reset();
  int channel[2];
  ASSERT_EQ(::pipe(channel), 0);
  pid_t child = ::fork();
  if (child == 0) {
    auto own = OpenDatabase(uri_);
    for (int64_t i = 0;; i += 2) {
      auto transaction = own->Begin(Isolation::kSerializable);
      transaction->Execute("INSERT INTO items (id) VALUES (?)", i);
      transaction->Execute("INSERT INTO items (id) VALUES (?)", i + 1);
      transaction->Commit();
      if (::write(channel[1], &i, sizeof(i)) != sizeof(i)) _exit(1);
    }
  }
  ::close(channel[1]);
  int64_t acknowledged = -1;
  for (int i = 0; i < 20; ++i) {
    ASSERT_EQ(::read(channel[0], &acknowledged, sizeof(acknowledged)),
              static_cast<ssize_t>(sizeof(acknowledged)));
  }
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  while (::read(channel[0], &acknowledged, sizeof(acknowledged)) == sizeof(acknowledged)) {
  }
  ::close(channel[0]);
  auto row = database().QueryOne<int64_t, int64_t>("SELECT count(*), max(id) FROM items");
  EXPECT_GE(std::get<1>(*row), acknowledged + 1);
  EXPECT_EQ(std::get<0>(*row) % 2, 0);
  EXPECT_EQ(std::get<0>(*row), std::get<1>(*row) + 1);
}

}  // namespace
}  // namespace tarn::metadb

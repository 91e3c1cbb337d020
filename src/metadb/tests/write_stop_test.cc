#include "metadb/write_stop.h"

#include <gmock/gmock.h>

#include "base/error.h"
#include "metadb/table_copy.h"
#include "metadb/testing/database_param.h"

namespace tarn::metadb {
namespace {

using base::Error;
using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class WriteStopSuite : public testing::DatabaseTest {
 protected:
  void MakeTables() {
    database().Migrate("test", {{1,
                                 "items",
                                 {"CREATE TABLE items (id {identity}, name TEXT, data {blob}, "
                                  "share DOUBLE PRECISION)",
                                  "CREATE TABLE other (id BIGINT PRIMARY KEY)"}}});
  }
  // "" when it is let in.
  std::string Refusal(const std::string& sql) {
    try {
      database().Execute(sql);
      return "";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kFailedPrecondition) << error.what();
      return error.message();
    }
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, WriteStopSuite, testing::kDatabases, testing::DatabaseTestName);

TEST_P(WriteStopSuite, WritersAreRefusedWithTheMessageAndReadersAreNot) {
  MakeTables();
  database().Execute("INSERT INTO items (name) VALUES (?)", "a");
  const std::string message = "moved to 'postgresql://u@h/t?a=%20b'; it's over";
  database().InTransaction(Isolation::kReadCommitted, [&](Transaction& transaction) {
    StopWrites(transaction, message, {"other"});
  });
  EXPECT_EQ(WriteStop(database()), message);
  EXPECT_EQ(Refusal("INSERT INTO items (name) VALUES ('b')"), message);
  EXPECT_EQ(Refusal("UPDATE items SET name = 'b'"), message);
  EXPECT_EQ(Refusal("DELETE FROM items"), message);
  EXPECT_EQ(Refusal("INSERT INTO other (id) VALUES (1)"), "");
  EXPECT_EQ(std::get<0>(*database().QueryOne<std::string>("SELECT name FROM items")), "a");

  // Another one takes its place.
  database().InTransaction(Isolation::kReadCommitted,
                           [&](Transaction& transaction) { StopWrites(transaction, "again"); });
  EXPECT_EQ(Refusal("DELETE FROM items"), "again");
  EXPECT_EQ(Refusal("DELETE FROM other"), "again");
  for (int i = 0; i < 2; ++i) {
    database().InTransaction(Isolation::kReadCommitted,
                             [&](Transaction& transaction) { ResumeWrites(transaction); });
  }
  EXPECT_EQ(WriteStop(database()), std::nullopt);
  EXPECT_EQ(Refusal("DELETE FROM items"), "");
}

TEST_P(WriteStopSuite, AStopThatIsRolledBackIsNone) {
  MakeTables();
  auto transaction = database().Begin(Isolation::kReadCommitted);
  StopWrites(*transaction, "no");
  transaction->Rollback();
  EXPECT_EQ(WriteStop(database()), std::nullopt);
  EXPECT_EQ(Refusal("INSERT INTO items (name) VALUES ('b')"), "");
}

TEST_P(WriteStopSuite, TablesAreListedAndCopied) {
  MakeTables();
  const auto tables = ListTables(database());
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[0].name, "items");
  EXPECT_THAT(
      tables[0].columns,
      ElementsAre(std::pair("data", ColumnType::kBlob), std::pair("id", ColumnType::kInt64),
                  std::pair("name", ColumnType::kText), std::pair("share", ColumnType::kDouble)));
  EXPECT_THAT(SchemaVersions(database()), ElementsAre(std::pair(std::string("test"), 1)));

  const auto copy = OpenDatabase(folder_ + "/copy.db");
  copy->Migrate("test", {{1,
                          "items",
                          {"CREATE TABLE items (id {identity}, name TEXT, data {blob}, "
                           "share DOUBLE PRECISION)",
                           "CREATE TABLE other (id BIGINT PRIMARY KEY)"}}});
  EXPECT_EQ(ListTables(*copy), tables);
  copy->Execute("INSERT INTO items (name) VALUES ('goes')");
  database().InTransaction(Isolation::kReadCommitted, [](Transaction& transaction) {
    for (int i = 0; i < 1000; ++i) {
      transaction.Execute("INSERT INTO items (name, data, share) VALUES (?, ?, ?)",
                          i % 3 == 0 ? std::optional<std::string>() : std::to_string(i),
                          Blob{std::string(1, '\0') + std::to_string(i)}, i / 7.0);
    }
  });
  const auto run = [&](Database& from, Database& to) {
    uint64_t rows = 0;
    from.InTransaction(Isolation::kReadCommitted, [&](Transaction& source) {
      to.InTransaction(Isolation::kReadCommitted, [&](Transaction& target) {
        rows = CopyTable(source, target, tables[0], {});
      });
    });
    return rows;
  };
  EXPECT_EQ(run(database(), *copy), 1000U);
  EXPECT_EQ(run(*copy, database()), 1000U);
  for (Database* one : {&*copy, &database()}) {
    EXPECT_EQ(std::get<0>(*one->QueryOne<int64_t>("SELECT count(*) FROM items WHERE name IS NULL")),
              334);
    one->Execute("INSERT INTO items (name) VALUES ('next')");
    EXPECT_EQ(std::get<0>(*one->QueryOne<int64_t>("SELECT max(id) FROM items")), 1001);
  }
}

}  // namespace
}  // namespace tarn::metadb

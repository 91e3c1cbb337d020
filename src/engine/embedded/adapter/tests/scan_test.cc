// Which files a query reads: what metadata tells is never read.
#include "engine/embedded/adapter/connection.h"

#include <filesystem>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "engine/embedded/adapter/duck.h"
#include "metadb/database.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Twelve files, one a month of 2026: rows n = 1000 m … 1000 m + 999 in the month m, of which every
// hundredth has no name.
class ScanTest : public ::testing::Test {
 protected:
  ScanTest()
      : folder_(std::filesystem::temp_directory_path() / ("tarn-scan-" + base::NewUuid())),
        store_(store::OpenStore("memory:///")),
        manifests_(size_t{16} << 20) {
    std::filesystem::create_directories(folder_);
    database_ = metadb::OpenDatabase((folder_ / "tarn.db").string(), {.durable = false});
    catalog::CatalogOptions options;
    options.warehouse = "memory:///warehouse";
    options.state_directory = folder_.string();
    catalog_ = catalog::OpenCatalog(*database_, *store_, options);
    EmbeddedOptions embedded;
    embedded.threads = 2;
    instance_ = std::make_shared<Instance>(
        *catalog_, manifests_, embedded,
        [](const iceberg::ViewMetadata&, LakeTransaction&) -> std::string { return ""; });
    connection_ = std::make_unique<Connection>(instance_);
    connection_->WithLake([](LakeTransaction& lake) { lake.CreateNamespace({"s"}); });
    for (int month = 1; month <= 12; ++month) {
      const std::string rows = fmt::format(
          "SELECT {0} * 1000 + i AS n, DATE '2026-{0:02}-01' + CAST(i % 28 AS INTEGER) AS d, "
          "TIMESTAMP '2026-{0:02}-01 00:00:00' + to_hours(CAST(i % 672 AS INTEGER)) AS ts, "
          "TIMESTAMPTZ '2026-{0:02}-01 00:00:00+00' + to_hours(CAST(i % 672 AS INTEGER)) AS tz, "
          "CASE WHEN i % 100 <> 0 THEN 'month{0:02}-' || i END AS name, "
          "{{'x': {0} * 1000 + i, 'y': 'y'}} AS part, i % 2 = 0 AS even, "
          "CASE WHEN {0} > 6 THEN {0} END AS late, CAST({0} AS DOUBLE) - 6 AS signed "
          "FROM range(1000) t(i)",
          month);
      connection_->Write(month == 1 ? "CREATE TABLE iceberg.s.t AS " + rows
                                    : "INSERT INTO iceberg.s.t " + rows);
    }
  }
  ~ScanTest() override {
    connection_.reset();
    instance_.reset();
    catalog_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  std::string Text(const std::string& sql) {
    std::string text;
    for (const auto& row : connection_->QueryText(sql)) {
      for (const auto& value : row) text += value.value_or("NULL") + "|";
    }
    return text;
  }
  // How many files are left once the statement is planned; -1 when it reads none at all.
  int Planned(const std::string& sql) {
    return FilesIn(Text("EXPLAIN " + sql), "Files(?: to read)?");
  }
  int Planned(const std::string& what, const std::string& filter) {
    return Planned("SELECT " + what + " FROM iceberg.s.t WHERE " + filter);
  }
  // And when it has run: filters that become known meanwhile leave out more.
  int Read(const std::string& sql) {
    return FilesIn(Text("EXPLAIN ANALYZE " + sql), "Total Files Read|Files to read");
  }
  static int FilesIn(const std::string& text, const std::string& label) {
    std::smatch match;
    const std::regex pattern("(?:" + label + "): *([0-9]+)");
    return std::regex_search(text, match, pattern) ? std::stoi(match[1]) : -1;
  }

  std::filesystem::path folder_;
  std::shared_ptr<store::ObjectStore> store_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<catalog::Catalog> catalog_;
  iceberg::ManifestCache manifests_;
  std::shared_ptr<Instance> instance_;
  std::unique_ptr<Connection> connection_;
};

struct Case {
  const char* filter;
  int files;
  int64_t rows;
};

TEST_F(ScanTest, FiltersLeaveOutFilesAndNoRows) {
  const Case cases[] = {
      {"n = 5500", 1, 1},
      {"n IN (5005, 9999)", 2, 2},
      {"n IN (5, 100001)", 0, 0},
      {"n NOT IN (5005, 9999)", 12, 11'998},
      {"NOT (n < 11000)", 2, 2'000},
      {"NOT (n >= 2000 AND n < 12000)", 2, 2'000},
      {"n < 1500 OR n > 12500", 2, 500 + 499},
      {"n BETWEEN 3500 AND 4500", 2, 1'001},
      {"name LIKE 'month03%'", 1, 990},
      {"starts_with(name, 'month1')", 3, 2'970},
      {"name NOT LIKE 'month%'", 0, 0},
      {"late IS NULL", 6, 6'000},
      {"late IS NOT NULL", 6, 6'000},
      {"NOT (late IS NULL)", 6, 6'000},
      {"part.x = 7007", 1, 1},
      {"part.x > 11998 AND part.y = 'y'", 2, 1'001},
      {"CAST(ts AS DATE) = DATE '2026-03-05'", 1, 48},
      {"CAST(ts AS DATE) < DATE '2026-02-01'", 1, 1'000},
      {"CAST(ts AS DATE) <= DATE '2026-02-01'", 2, 1'000 + 48},
      {"CAST(ts AS DATE) > DATE '2026-11-30'", 1, 1'000},
      {"CAST(ts AS DATE) >= DATE '2026-11-30'", 1, 1'000},
      {"CAST(ts AS DATE) BETWEEN DATE '2026-04-01' AND DATE '2026-05-31'", 2, 2'000},
      {"CAST(tz AS DATE) = DATE '2026-03-15'", 1, 24},
      {"CAST(tz AS DATE) < DATE '2026-01-20'", 1, 784},
      {"date_trunc('month', ts) = TIMESTAMP '2026-06-01'", 1, 1'000},
      {"date_trunc('month', ts) = TIMESTAMP '2026-06-02'", 0, 0},
      {"date_trunc('quarter', ts) = TIMESTAMP '2026-04-01'", 3, 3'000},
      {"date_trunc('month', d) > DATE '2026-10-15'", 2, 2'000},
      {"date_trunc('week', ts) < TIMESTAMP '2026-01-05'", 1, 192},
      {"date_trunc('month', tz) = TIMESTAMPTZ '2026-06-01 00:00:00+00'", 1, 1'000},
      {"year(ts) = 2026", 12, 12'000},
      {"year(ts) = 2025", 0, 0},
      {"year(d) > 2026", 0, 0},
      {"year(date_trunc('month', ts)) <= 2025", 0, 0},
      {"signed = 0", 1, 1'000},
      {"signed = CAST('-0.0' AS DOUBLE)", 1, 1'000},
      {"signed > 5", 1, 1'000},
      {"NOT (signed < 6)", 1, 1'000},
  };
  for (const Case& c : cases) {
    const std::string count = fmt::format("SELECT count(n) FROM iceberg.s.t WHERE {}", c.filter);
    EXPECT_EQ(Text(count), fmt::format("{}|", c.rows)) << c.filter;
    // A scan that has nothing to read is no scan.
    const int planned = Planned("min(name)", c.filter);
    EXPECT_EQ(std::max(planned, 0), c.files) << c.filter;
  }
}

TEST_F(ScanTest, WhatTheMetadataProvesIsNotTestedOnRows) {
  const auto plan = [&](const std::string& filter) {
    return Text("EXPLAIN SELECT max(name) FROM iceberg.s.t WHERE " + filter);
  };
  EXPECT_THAT(plan("n >= 3000 AND n < 5000"), Not(HasSubstr("n>=3000")));
  EXPECT_THAT(plan("n >= 3000 AND n < 5001"), HasSubstr("n<5001"));
  EXPECT_THAT(plan("name LIKE 'month03%'"), HasSubstr("month03")) << "null is no 'month03…'";
  EXPECT_THAT(plan("signed > 5"), HasSubstr("signed>5")) << "bounds leave out NaN";
}

TEST_F(ScanTest, CountsAndExtremesComeFromMetadata) {
  struct {
    const char* query;
    const char* result;
  } cases[] = {
      {"SELECT count(*) FROM iceberg.s.t", "12000|"},
      {"SELECT min(n), max(n), count(*) FROM iceberg.s.t", "1000|12999|12000|"},
      {"SELECT min(d), max(ts) FROM iceberg.s.t", "2026-01-01|2026-12-28 23:00:00|"},
      {"SELECT count(*) FROM iceberg.s.t WHERE d < DATE '2026-04-01'", "3000|"},
      {"SELECT max(n) FROM iceberg.s.t WHERE CAST(ts AS DATE) < DATE '2026-04-01'", "3999|"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Text(c.query), c.result) << c.query;
    EXPECT_THAT(Text(std::string("EXPLAIN ") + c.query), Not(HasSubstr("LAKE_SCAN"))) << c.query;
  }
  // Bounds of strings are cut, those of doubles leave out NaN: rows are read.
  EXPECT_EQ(Text("SELECT max(name), max(signed) FROM iceberg.s.t"), "month12-999|6.0|");
  EXPECT_THAT(Text("EXPLAIN SELECT max(signed) FROM iceberg.s.t"), HasSubstr("LAKE_SCAN"));
}

TEST_F(ScanTest, JoinKeysLeaveOutFilesWhenTheScanBegins) {
  const std::string join =
      "SELECT count(*), max(name) FROM iceberg.s.t JOIN (SELECT unnest([4500, 4501, 4502]) AS k) k "
      "ON n = k";
  EXPECT_EQ(Text(join), "3|month04-502|");
  EXPECT_EQ(Read(join), 1);
  const std::string apart =
      "SELECT count(*), max(name) FROM iceberg.s.t JOIN (SELECT unnest([1001, 12001]) AS k) k ON n "
      "= "
      "k";
  EXPECT_EQ(Text(apart), "2|month12-1|");
  EXPECT_LE(Read(apart), 12);
}

TEST_F(ScanTest, TopNOverSortedFilesGivesTheRightRows) {
  EXPECT_EQ(Text("SELECT n, even FROM iceberg.s.t ORDER BY n DESC LIMIT 2"),
            "12999|false|12998|true|");
  EXPECT_EQ(Text("SELECT n, even FROM iceberg.s.t ORDER BY n LIMIT 1"), "1000|true|");
  EXPECT_EQ(Text("SELECT late FROM iceberg.s.t ORDER BY late NULLS FIRST LIMIT 1"), "NULL|");
}

TEST_F(ScanTest, StatisticsReachTheOptimizer) {
  // Twelve values of `late` cannot make more groups, whatever the number of rows.
  const std::string plan = Text("EXPLAIN SELECT late, count(*) FROM iceberg.s.t GROUP BY late");
  EXPECT_THAT(plan, HasSubstr("PERFECT_HASH_GROUP_BY"));
}

}  // namespace
}  // namespace tarn::engine::embedded

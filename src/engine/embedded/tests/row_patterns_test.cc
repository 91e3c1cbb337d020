// MATCH_RECOGNIZE and windows with row patterns over a lake's tables: views, cancelling, memory.
// What Trino answers is in tests/golden/trino/pattern.jsonl.
#include <chrono>
#include <thread>

#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class RowPatternsTest : public LakeTest {
 protected:
  void SetUp() override {
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.prices (symbol varchar, day integer, price bigint)");
    Run("INSERT INTO s.prices VALUES ('a', 1, 90), ('a', 2, 80), ('a', 3, 70), ('a', 4, 80), "
        "('a', 5, 90), ('b', 1, 20), ('b', 2, 15), ('b', 3, 30)");
  }
  static constexpr const char* kVees =
      "s.prices MATCH_RECOGNIZE (PARTITION BY symbol ORDER BY day MEASURES A.price AS top, "
      "LAST(B.price) AS bottom, count(C.*) AS up PATTERN (A B+ C+) DEFINE B AS B.price < "
      "PREV(B.price), C AS C.price > PREV(C.price))";
};

TEST_F(RowPatternsTest, MatchesRowsOfATable) {
  EXPECT_THAT(Lines(std::string("SELECT * FROM ") + kVees + " ORDER BY symbol"),
              ElementsAre("a|90|70|2", "b|20|15|1"));
  Run(std::string("CREATE TABLE s.vees AS SELECT * FROM ") + kVees);
  EXPECT_THAT(Lines("SELECT symbol, up FROM s.vees ORDER BY 1"), ElementsAre("a|2", "b|1"));
  EXPECT_THAT(Lines("SELECT symbol, x FROM s.prices MATCH_RECOGNIZE (PARTITION BY symbol ORDER BY "
                    "day MEASURES price AS x ALL ROWS PER MATCH PATTERN (A $) DEFINE A AS true) "
                    "ORDER BY 1"),
              ElementsAre("a|90", "b|30"));
}

TEST_F(RowPatternsTest, StandsInViewsAndPlans) {
  Run(std::string("CREATE VIEW s.v AS SELECT * FROM ") + kVees);
  EXPECT_THAT(Lines("SELECT symbol, bottom FROM s.v ORDER BY 1"), ElementsAre("a|70", "b|15"));
  EXPECT_THAT(Lines("SHOW CREATE VIEW s.v").front(), HasSubstr("MATCH_RECOGNIZE"));
  EXPECT_FALSE(Lines(std::string("EXPLAIN SELECT * FROM ") + kVees).empty());
  EXPECT_FALSE(Lines(std::string("EXPLAIN ANALYZE SELECT * FROM ") + kVees).empty());
}

// An error of a row that no thread tries is none, and one of a row that is tried is.
TEST_F(RowPatternsTest, ConditionsFailOnlyForRowsThatAreTried) {
  const std::string rest =
      " FROM s.prices MATCH_RECOGNIZE (PARTITION BY symbol ORDER BY day MEASURES LAST(day) AS d "
      "AFTER MATCH SKIP PAST LAST ROW PATTERN (^ A B) DEFINE B AS 1 / (price - 70) <> 5)";
  EXPECT_THAT(Lines("SELECT symbol, d" + rest + " ORDER BY 1"), ElementsAre("a|2", "b|2"));
  EXPECT_THAT(ErrorOf("SELECT d FROM s.prices MATCH_RECOGNIZE (PARTITION BY symbol ORDER BY day "
                      "MEASURES LAST(day) AS d PATTERN (A B+) DEFINE B AS 1 / (price - 70) <> 5)")
                  .message(),
              HasSubstr("Division by zero"));
}

TEST_F(RowPatternsTest, ALongMatchIsCancelled) {
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    session_->Cancel();
  });
  // Each row is where a match of all that follow is looked for in vain.
  const base::Error error = ErrorOf(
      "SELECT count(*) FROM (SELECT a * 1000 + b AS x FROM UNNEST(sequence(1, 1000)) AS s(a) CROSS "
      "JOIN UNNEST(sequence(1, 1000)) AS t(b)) MATCH_RECOGNIZE (ORDER BY x MEASURES LAST(x) AS l "
      "PATTERN (A+ B) DEFINE B AS false)");
  canceller.join();
  EXPECT_EQ(error.kind(), ErrorKind::kCancelled);
}

TEST_F(RowPatternsTest, MemoryOfAPartitionIsLimited) {
  Run("SET SESSION query_max_memory = '6MB'");
  const base::Error error = ErrorOf(
      "SELECT count(*) FROM (SELECT a * 1000 + b AS x FROM UNNEST(sequence(1, 400)) AS s(a) CROSS "
      "JOIN UNNEST(sequence(1, 1000)) AS t(b)) MATCH_RECOGNIZE (ORDER BY x MEASURES x AS l PATTERN "
      "(A) DEFINE A AS x > 0)");
  EXPECT_EQ(error.kind(), ErrorKind::kResourceExhausted);
}

TEST_F(RowPatternsTest, PatternsAreOnlySoLong) {
  EXPECT_EQ(ErrorOf("SELECT * FROM s.prices MATCH_RECOGNIZE (MEASURES 1 AS x PATTERN "
                    "(A{2000000}) DEFINE A AS true)")
                .kind(),
            ErrorKind::kResourceExhausted);
}

TEST_F(RowPatternsTest, SkippingNeedsSomewhereToGo) {
  const std::string begin =
      "SELECT * FROM s.prices MATCH_RECOGNIZE (ORDER BY symbol, day MEASURES 1 AS x AFTER MATCH "
      "SKIP TO LAST ";
  EXPECT_THAT(ErrorOf(begin + "A PATTERN (A) DEFINE A AS true)").message(),
              HasSubstr("AFTER MATCH SKIP failed: cannot skip to first row of match"));
  EXPECT_THAT(ErrorOf(begin + "B PATTERN (A B?) DEFINE B AS false)").message(),
              HasSubstr("AFTER MATCH SKIP failed: pattern variable is not present in match"));
}

constexpr const char* kWindow =
    " WINDOW w AS (PARTITION BY symbol ORDER BY day MEASURES LAST(B.price) AS bottom ROWS BETWEEN "
    "CURRENT ROW AND UNBOUNDED FOLLOWING PATTERN (A B+) DEFINE B AS B.price < PREV(B.price))";

TEST_F(RowPatternsTest, WindowsHaveMeasuresAndFrames) {
  EXPECT_THAT(
      Lines(std::string("SELECT symbol, day, bottom OVER w, count(*) OVER w FROM s.prices") +
            kWindow + " ORDER BY 1, 2"),
      ElementsAre("a|1|70|3", "a|2|NULL|0", "a|3|NULL|0", "a|4|NULL|0", "a|5|NULL|0", "b|1|15|2",
                  "b|2|NULL|0", "b|3|NULL|0"));
}

TEST_F(RowPatternsTest, WindowsStandInViewsPlansAndTables) {
  const std::string query =
      std::string(
          "SELECT symbol, day, bottom OVER w AS bottom, sum(price) OVER w AS total FROM "
          "s.prices") +
      kWindow;
  Run("CREATE VIEW s.v AS " + query);
  EXPECT_THAT(Lines("SELECT symbol, bottom, total FROM s.v WHERE bottom > 0 ORDER BY 1"),
              ElementsAre("a|70|240", "b|15|35"));
  EXPECT_THAT(Lines("SHOW CREATE VIEW s.v").front(), HasSubstr("bottom OVER w"));
  Run("CREATE TABLE s.t AS " + query);
  EXPECT_THAT(Lines("SELECT symbol, total FROM s.t WHERE total > 0 ORDER BY 1"),
              ElementsAre("a|240", "b|35"));
  EXPECT_FALSE(Lines("EXPLAIN " + query).empty());
}

// The rows of one window are asked for by several threads, and their partition is larger than a
// vector.
TEST_F(RowPatternsTest, WindowsOfManyRows) {
  EXPECT_THAT(
      Lines("SELECT count(n), sum(n), count(DISTINCT f), max(d) FROM (SELECT count(*) OVER w AS n, "
            "f OVER w AS f, count(DISTINCT x % 3) OVER w AS d FROM (SELECT x, x % 10 AS v FROM "
            "UNNEST(sequence(1, 20000)) AS s (x)) WINDOW w AS (ORDER BY x MEASURES FIRST(x) AS f "
            "ROWS BETWEEN CURRENT ROW AND 4 FOLLOWING PATTERN (A B+) DEFINE A AS v = 1, B AS "
            "B.v > PREV(B.v)))"),
      ElementsAre("20000|10000|2000|3"));
}

TEST_F(RowPatternsTest, AWindowsLongMatchIsCancelled) {
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    session_->Cancel();
  });
  const base::Error error = ErrorOf(
      "SELECT count(n) FROM (SELECT count(*) OVER w AS n FROM (SELECT a * 1000 + b AS x FROM "
      "UNNEST(sequence(1, 1000)) AS s(a) CROSS JOIN UNNEST(sequence(1, 1000)) AS t(b)) WINDOW w AS "
      "(ORDER BY x ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING PATTERN (A+ B) DEFINE B AS "
      "false))");
  canceller.join();
  EXPECT_EQ(error.kind(), ErrorKind::kCancelled);
}

}  // namespace
}  // namespace tarn::engine::embedded

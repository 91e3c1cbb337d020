// What a statement has of memory: counted, limited, given back; and who ends when there is no more.
#include <thread>

#include <fmt/format.h>

#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr uint64_t kMb = uint64_t{1} << 20;

// Four million rows (x, x mod 10) in no order, made as they are read.
constexpr const char* kRows =
    "(SELECT (a * 7919 + b * 104729) % 4000000 + a * 4000000 AS x, b % 10 AS y FROM "
    "UNNEST(sequence(1, 2000)) AS s(a) CROSS JOIN UNNEST(sequence(1, 2000)) AS t(b))";

class MemoryLimitsTest : public LakeTest {
 protected:
  std::unique_ptr<Engine> NewEngine(EmbeddedOptions options) {
    options.threads = 2;
    options.temp_directory = (folder_ / "spill").string();
    return NewEmbeddedEngine(*catalog_, options);
  }
  void Limit(const std::string& size) { Run("SET SESSION query_max_memory = '" + size + "'"); }
};

TEST_F(MemoryLimitsTest, StatementsTellTheirOwnMemory) {
  Run("SELECT 1");
  EXPECT_LT(session_->statistics().peak_memory_bytes, 2 * kMb);
  EXPECT_THAT(Lines(std::string("SELECT cardinality(array_agg(x)) FROM ") + kRows),
              ElementsAre("4000000"));
  const StatementStatistics did = session_->statistics();
  EXPECT_GT(did.peak_memory_bytes, 30 * kMb);
  EXPECT_GE(did.peak_total_memory_bytes, did.peak_memory_bytes);
  EXPECT_LT(did.memory_bytes, kMb);  // it is over
  // Another session's is not in it.
  const auto other = engine_->NewSession({});
  const auto held =
      other->Execute(std::string("SELECT y, array_agg(x) FROM ") + kRows + " GROUP BY y");
  ASSERT_NE(held->Next(), nullptr);
  EXPECT_GT(other->statistics().memory_bytes, 20 * kMb);
  Run("SELECT 1");
  EXPECT_LT(session_->statistics().peak_memory_bytes, 2 * kMb);
}

TEST_F(MemoryLimitsTest, OperatorsSpillUnderALimit) {
  const struct {
    const char* what;
    std::string sql;
    const char* result;
  } cases[] = {
      {"aggregate",
       std::string("SELECT count(*), sum(n) FROM (SELECT x, count(*) AS n FROM ") + kRows +
           " GROUP BY x)",
       "4000000|4000000"},
      {"sort",
       std::string("SELECT count(*), max(n) FROM (SELECT x, row_number() OVER (ORDER BY x) AS n "
                   "FROM ") +
           kRows + ")",
       "4000000|4000000"},
      {"join",
       std::string("SELECT count(*), min(l.y) FROM ") + kRows + " AS l JOIN " + kRows +
           " AS r ON l.x = r.x",
       "4000000|0"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.what);
    Run("RESET SESSION query_max_memory");
    EXPECT_THAT(Lines(one.sql), ElementsAre(one.result));
    const StatementStatistics freely = session_->statistics();
    EXPECT_GT(freely.peak_total_memory_bytes, 64 * kMb);
    EXPECT_EQ(freely.peak_spilled_bytes, 0u);
    Limit("64MB");
    Run("SET SESSION query_max_total_memory = '64MB'");
    EXPECT_THAT(Lines(one.sql), ElementsAre(one.result));
    const StatementStatistics limited = session_->statistics();
    EXPECT_LT(limited.peak_memory_bytes, 68 * kMb);
    EXPECT_GT(limited.peak_spilled_bytes, 0u);
    Run("RESET SESSION query_max_total_memory");
  }
}

TEST_F(MemoryLimitsTest, WhatCannotBeSpilledFails) {
  const std::string sql = std::string("SELECT cardinality(array_agg(x)) FROM ") + kRows;
  Limit("16MB");
  const base::Error global = ErrorOf(sql);
  EXPECT_EQ(global.kind(), ErrorKind::kResourceExhausted);
  EXPECT_EQ(global.message(), "Query exceeded distributed user memory limit of 16MB");
  EXPECT_LT(session_->statistics().memory_bytes, kMb);  // given back at once
  EXPECT_LE(session_->statistics().peak_memory_bytes, 17 * kMb);

  Run("SET SESSION query_max_memory_per_node = '12.5MB'");
  EXPECT_THAT(ErrorOf(sql).message(),
              StartsWith("Query exceeded per-node memory limit of 12.50MB [Allocated: "));
  Run("RESET SESSION query_max_memory_per_node");
  Run("RESET SESSION query_max_memory");
  Run("SET SESSION query_max_total_memory = '16MB'");
  EXPECT_EQ(ErrorOf(sql).message(), "Query exceeded distributed total memory limit of 16MB");
  Run("RESET SESSION query_max_total_memory");
  EXPECT_THAT(Lines(sql), ElementsAre("4000000"));
}

TEST_F(MemoryLimitsTest, AStatementBesideAFailedOneGoesOn) {
  const auto other = engine_->NewSession({});
  Limit("16MB");
  std::vector<std::string> right;
  std::thread beside([&] {
    right =
        Lines(*other, std::string("SELECT count(*), sum(n) FROM (SELECT x, count(*) AS n FROM ") +
                          kRows + " GROUP BY x)");
  });
  EXPECT_EQ(ErrorOf(std::string("SELECT cardinality(array_agg(x)) FROM ") + kRows).kind(),
            ErrorKind::kResourceExhausted);
  beside.join();
  EXPECT_THAT(right, ElementsAre("4000000|4000000"));
}

TEST_F(MemoryLimitsTest, AFailedStatementOfATransactionEndsIt) {
  Run("START TRANSACTION");
  Limit("16MB");
  EXPECT_EQ(ErrorOf(std::string("SELECT cardinality(array_agg(x)) FROM ") + kRows).kind(),
            ErrorKind::kResourceExhausted);
  Run("ROLLBACK");
  EXPECT_THAT(Lines("SELECT 1"), ElementsAre("1"));
}

TEST_F(MemoryLimitsTest, TheEnginesLimitsAreTheMost) {
  EmbeddedOptions options;
  options.statement_limits.query = 16 * kMb;
  const auto engine = NewEngine(options);
  const auto session = engine->NewSession({});
  const std::string sql = std::string("SELECT cardinality(array_agg(x)) FROM ") + kRows;
  Run(*session, "SET SESSION query_max_memory = '1GB'");  // more than it may have
  EXPECT_THAT(ErrorOf(*session, sql).message(), HasSubstr("limit of 16MB"));
  EXPECT_THAT(Lines(*session, "SHOW SESSION LIKE 'query_max_memory'"),
              ElementsAre("query_max_memory|1GB|16MB|varchar|Maximum amount of distributed memory "
                          "a query can use"));
}

TEST_F(MemoryLimitsTest, AloneItIsTheEnginesLimitThatIsTold) {
  EmbeddedOptions options;
  options.memory_limit_bytes = 64 * kMb;
  const auto engine = NewEngine(options);
  EXPECT_EQ(engine->memory_bytes(), 64 * kMb);
  const auto session = engine->NewSession({});
  EXPECT_THAT(ErrorOf(*session, std::string("SELECT cardinality(array_agg(x + 1)), "
                                            "cardinality(array_agg(x)) FROM ") +
                                    kRows)
                  .message(),
              StartsWith("Query exceeded per-node memory limit of 64MB [Allocated: "));
}

class OutOfMemoryTest : public MemoryLimitsTest {
 protected:
  OutOfMemoryTest() {
    EmbeddedOptions options;
    options.memory_limit_bytes = 112 * kMb;
    small_ = NewEngine(options);
    first_ = small_->NewSession({});
    second_ = small_->NewSession({});
  }
  // Rows with arrays that are kept while nobody fetches them.
  static std::string Arrays(int hundredths, int arrays) {
    std::string columns;
    for (int i = 0; i < arrays; ++i) columns += fmt::format(", array_agg(x + {})", i);
    return fmt::format("SELECT y{} FROM {} WHERE x % 100 < {} GROUP BY y", columns, kRows,
                       hundredths);
  }

  // The same, begun: there are more rows, so that its memory is kept.
  std::unique_ptr<ResultStream> Hold(int hundredths, int arrays) {
    std::string nulls;
    for (int i = 0; i < arrays; ++i) nulls += ", NULL";
    auto held = first_->Execute(Arrays(hundredths, arrays) + " UNION ALL SELECT n" + nulls +
                                " FROM UNNEST(sequence(1, 1000000)) AS t(n)");
    EXPECT_NE(held->Next(), nullptr);
    return held;
  }

  std::unique_ptr<Engine> small_;
  std::unique_ptr<Session> first_, second_;
};

TEST_F(OutOfMemoryTest, TheBiggestEndsAndNotTheOther) {
  const auto held = Hold(30, 1);  // some 15 MB
  ASSERT_NE(held, nullptr);
  ASSERT_GT(first_->statistics().memory_bytes, 5 * kMb);
  const base::Error error = ErrorOf(*second_, Arrays(100, 6));
  EXPECT_EQ(error.kind(), ErrorKind::kResourceExhausted);
  EXPECT_EQ(error.message(), kClusterOutOfMemory);
  EXPECT_LT(second_->statistics().memory_bytes, kMb);
  size_t rows = 0;
  while (const auto batch = held->Next()) rows += batch->rows();
  EXPECT_GT(rows, 900'000u);
  EXPECT_FALSE(first_->statistics().out_of_memory);
}

TEST_F(OutOfMemoryTest, WhatWaitsForItsClientEndsForOneThatRuns) {
  auto held = Hold(60, 2);  // 80 to 97 MB
  ASSERT_GT(first_->statistics().memory_bytes, 60 * kMb);
  std::thread runs_it([&] {
    for (int i = 0; i < 6'000 && !first_->statistics().out_of_memory; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    try {
      while (held->Next() != nullptr) {
      }
      ADD_FAILURE() << "it should have failed";
    } catch (const base::Error& error) {
      EXPECT_EQ(error.message(), kClusterOutOfMemory);
    }
    held.reset();
  });
  // Needs 48 to 56 MB: more than is left, and less than the other one has.
  EXPECT_THAT(Lines(*second_, "SELECT count(*), sum(cardinality(_col1)) FROM (" + Arrays(45, 2) +
                                  ") AS t(_col0, _col1, _col2)"),
              ElementsAre("10|1800000"));
  EXPECT_GT(second_->statistics().peak_memory_bytes, 40 * kMb);
  runs_it.join();
  EXPECT_THAT(Lines(*first_, "SELECT 1"), ElementsAre("1"));  // its session goes on
}

TEST(DataSizes, AreWrittenAsTrinoDoes) {
  EXPECT_EQ(DataSizeText(0), "0B");
  EXPECT_EQ(DataSizeText(1023), "1023B");
  EXPECT_EQ(DataSizeText(uint64_t{1} << 30), "1GB");
  EXPECT_EQ(DataSizeText(1'500'000), "1.43MB");
  EXPECT_EQ(DataSizeText(3 * kMb / 2), "1.50MB");
}

TEST_F(MemoryLimitsTest, LimitsAreSizes) {
  EXPECT_THAT(ErrorOf("SET SESSION query_max_memory = 'much'").message(),
              HasSubstr("size is not a valid data size string: much"));
  EXPECT_THAT(ErrorOf("SET SESSION query_max_memory_per_node = '1gb'").message(),
              HasSubstr("Unknown unit: gb"));
  Limit("1.5GB");
  EXPECT_THAT(Lines("SHOW SESSION LIKE 'query_max_memory'"),
              ElementsAre("query_max_memory|1.5GB||varchar|Maximum amount of distributed memory a "
                          "query can use"));
}

TEST_F(MemoryLimitsTest, ExplainAnalyzeTellsThePeak) {
  const auto plan = Lines(std::string("EXPLAIN ANALYZE SELECT count(DISTINCT x) FROM ") + kRows);
  ASSERT_EQ(plan.size(), 1u);
  EXPECT_THAT(plan[0], HasSubstr("Peak Memory: "));
  EXPECT_THAT(plan[0], HasSubstr("MB\n"));
}

}  // namespace
}  // namespace tarn::engine::embedded

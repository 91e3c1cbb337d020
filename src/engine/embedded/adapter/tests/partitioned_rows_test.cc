// Rows come out as they went in, partition by partition, whatever their types and however many
// partitions there are.
#include "engine/embedded/adapter/partitioned_rows.h"

#include <map>

#include <gtest/gtest.h>

#include "duckdb/main/connection.hpp"

namespace tarn::engine::embedded {
namespace {

class PartitionedRowsTest : public ::testing::Test {
 protected:
  PartitionedRowsTest() : connection_(database_) {
    iceberg::NestedField field;
    field.id = 1;
    field.name = "p";
    field.type = iceberg::PrimitiveType(iceberg::LongType{});
    schema_.fields.push_back(std::move(field));
    iceberg::PartitionField partition;
    partition.source_id = 1;
    partition.field_id = 1000;
    partition.name = "p";
    partition.transform.kind = iceberg::TransformKind::kIdentity;
    spec_.fields.push_back(std::move(partition));
  }

  // The rows of a query whose first column is the partition; `expected_` gets each row's text.
  std::unique_ptr<PartitionedRows> Keep(const std::string& sql) {
    auto result = connection_.Query(sql);
    EXPECT_FALSE(result->HasError()) << result->GetError();
    if (!connection_.HasActiveTransaction()) connection_.BeginTransaction();
    auto rows = std::make_unique<PartitionedRows>(*connection_.context, result->types);
    Partitioner partitioner(schema_, spec_);
    for (auto chunk = result->Fetch(); chunk && chunk->size() > 0; chunk = result->Fetch()) {
      chunk->Flatten();
      for (duckdb::idx_t row = 0; row < chunk->size(); ++row) {
        expected_[chunk->GetValue(0, row).ToString()].push_back(Text(*chunk, row));
      }
      rows->Append(partitioner, *chunk);
    }
    return rows;
  }

  static std::string Text(duckdb::DataChunk& chunk, duckdb::idx_t row) {
    std::string text;
    for (duckdb::idx_t column = 0; column < chunk.ColumnCount(); ++column) {
      text += chunk.GetValue(column, row).ToString() + "|";
    }
    return text;
  }

  // The rows of each partition, gathered in parts of `step`.
  std::map<std::string, std::vector<std::string>> Gathered(const PartitionedRows& rows,
                                                           size_t step) {
    std::map<std::string, std::vector<std::string>> gathered;
    for (const auto& partition : rows.partitions()) {
      for (size_t begin = 0; begin < partition.rows.size(); begin += step) {
        duckdb::ColumnDataCollection part(*connection_.context, rows.types(),
                                          duckdb::ColumnDataAllocatorType::IN_MEMORY_ALLOCATOR);
        const size_t end = std::min(begin + step, partition.rows.size());
        rows.Gather(partition, begin, end, part);
        EXPECT_EQ(part.Count(), end - begin);
        for (duckdb::DataChunk& chunk : part.Chunks()) {
          for (duckdb::idx_t row = 0; row < chunk.size(); ++row) {
            gathered[chunk.GetValue(0, row).ToString()].push_back(Text(chunk, row));
          }
        }
      }
    }
    return gathered;
  }

  duckdb::DuckDB database_{nullptr};
  duckdb::Connection connection_;
  iceberg::Schema schema_;
  iceberg::PartitionSpec spec_;
  std::map<std::string, std::vector<std::string>> expected_;
};

constexpr const char* kAllKinds = R"(
SELECT CASE WHEN x % 11 > 0 THEN (x * 7919) % 300 END AS p, x, x % 2 = 0 AS b,
  CASE WHEN x % 3 > 0 THEN 'a text that is longer than twelve ' || x END AS t,
  CASE WHEN x % 5 > 0 THEN ['long enough to be elsewhere ' || x, NULL, 'short'] END AS l,
  {'a': x, 'b': CASE WHEN x % 2 = 0 THEN 'field ' || x END, 'c': [x, x + 1]} AS s,
  MAP {x: 'value ' || x} AS m, [x, 2 * x, NULL]::BIGINT[3] AS a, x::DECIMAL(38, 2) AS d
FROM range(0, 10000) t(x) WHERE x % 7 > 0 ORDER BY x)";

TEST_F(PartitionedRowsTest, GatheredRowsAreThoseThatCame) {
  const auto rows = Keep(kAllKinds);
  EXPECT_EQ(rows->count(), 8571U);
  EXPECT_EQ(rows->partitions().size(), 301U) << "one of them for null";
  for (const size_t step : {1, 7, 5000}) EXPECT_EQ(Gathered(*rows, step), expected_) << step;
}

TEST_F(PartitionedRowsTest, PartitionsLargerThanAChunkAreGathered) {
  const auto rows = Keep("SELECT x % 2 AS p, 'some text of row ' || x FROM range(0, 20000) t(x)");
  for (const size_t step : {100, 3000, 20000}) EXPECT_EQ(Gathered(*rows, step), expected_) << step;
}

TEST_F(PartitionedRowsTest, PartitionsMoveToOthers) {
  const auto rows = Keep(kAllKinds);
  PartitionedRows some(*connection_.context, rows->types());
  for (size_t i = 0; i < rows->partitions().size(); ++i) {
    if (i % 2 == 0) {
      some.Append(*rows, rows->partitions()[i]);
    } else {
      duckdb::ColumnDataCollection one(*connection_.context, rows->types());
      rows->Gather(rows->partitions()[i], 0, 1, one);
      expected_.erase(one.GetRows()[0].GetValue(0).ToString());
    }
  }
  EXPECT_EQ(Gathered(some, 5000), expected_);
  EXPECT_NEAR(static_cast<double>(some.bytes()) / static_cast<double>(rows->bytes()),
              static_cast<double>(some.count()) / static_cast<double>(rows->count()), 0.01);
}

TEST_F(PartitionedRowsTest, BytesCountTextsWhereverTheyAre) {
  const auto short_texts =
      Keep("SELECT 1::BIGINT AS p, 'short' AS t, {'t': 'short'} AS s FROM range(1000)");
  const auto long_texts = Keep(
      "SELECT 1::BIGINT AS p, repeat('x', 100) AS t, {'t': repeat('x', 1000)} AS s FROM "
      "range(1000)");
  const auto lists = Keep("SELECT 1::BIGINT AS p, range(100) AS l FROM range(1000)");
  EXPECT_NEAR(static_cast<double>(short_texts->bytes()), 1000 * (4 + 8 + 16 + 16), 1000);
  EXPECT_EQ(long_texts->bytes() - short_texts->bytes(), 1000U * 1100U);
  EXPECT_GE(lists->bytes(), 1000U * 100U * 8U);
}

}  // namespace
}  // namespace tarn::engine::embedded

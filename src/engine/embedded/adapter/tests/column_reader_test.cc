// The quick way to a value gives what the general one does, for every type and kind of vector.
#include "engine/embedded/adapter/column_reader.h"

#include <gtest/gtest.h>

#include "duckdb/main/connection.hpp"
#include "engine/embedded/adapter/types.h"

namespace tarn::engine::embedded {
namespace {

TEST(ColumnReaderTest, GivesWhatConversionOfTheValueGives) {
  duckdb::DuckDB database(nullptr);
  duckdb::Connection connection(database);
  for (const char* expression : {"x % 2 = 0",
                                 "x::TINYINT",
                                 "x::SMALLINT",
                                 "x::INTEGER",
                                 "x",
                                 "x::HUGEINT",
                                 "x::UTINYINT",
                                 "x::USMALLINT",
                                 "x::UINTEGER",
                                 "x::UBIGINT",
                                 "x::FLOAT / 3",
                                 "x::DOUBLE / 3",
                                 "(x / 100)::DECIMAL(4, 2)",
                                 "(x / 100)::DECIMAL(9, 2)",
                                 "(x / 100)::DECIMAL(18, 2)",
                                 "(x / -100)::DECIMAL(38, 2)",
                                 "'v' || x",
                                 "'a string that is longer than twelve ' || x",
                                 "('\\xFF' || x)::BLOB",
                                 "DATE '1969-12-01' + x::INTEGER",
                                 "TIME '10:00:00.123456'",
                                 "TIMESTAMP '1969-12-31 23:59:59.999999' + to_days(x::INTEGER)",
                                 "make_timestamp_ns(x * 1001)",
                                 "TIMESTAMP_S '2026-01-01 00:00:00'",
                                 "TIMESTAMP_MS '2026-01-01 00:00:00.123'",
                                 "TIMESTAMP '2026-01-01 00:00:00' AT TIME ZONE 'UTC'",
                                 "INTERVAL 1 DAY",
                                 "'12151fd2-7586-11e9-8f9e-2a86e4085a5' || x % 10",
                                 "[x, NULL]",
                                 "{'a': x, 'b': 'v' || x}",
                                 "MAP {x: 'v'}",
                                 "7",
                                 "'constant'",
                                 "NULL",
                                 "(ARRAY['a', 'b', NULL])[1 + x % 3]"}) {
    for (const char* nulls : {"", "nullif"}) {
      const std::string value =
          *nulls == '\0' ? std::string(expression)
                         : "CASE WHEN x % 3 > 0 THEN " + std::string(expression) + " END";
      auto result = connection.Query("SELECT " + value + " FROM range(0, 20) t(x)");
      ASSERT_FALSE(result->HasError()) << value << ": " << result->GetError();
      const Type type = ToEngineType(result->types[0]);
      for (auto chunk = result->Fetch(); chunk && chunk->size() > 0; chunk = result->Fetch()) {
        const ColumnReader reader(chunk->data[0], chunk->size(), type);
        for (size_t row = 0; row < chunk->size(); ++row) {
          EXPECT_EQ(reader.Get(row), ToEngineValue(chunk->GetValue(0, row), type)) << value;
        }
      }
    }
  }
}

}  // namespace
}  // namespace tarn::engine::embedded

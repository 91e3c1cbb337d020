// SET and RESET SESSION, SET TIME ZONE, SET PATH and grants, in Trino's words: what release 476 was
// seen to answer.
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

class SessionPropertiesTest : public LakeTest {
 protected:
  SessionPropertiesTest() {
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.t (a bigint)");
  }
};

struct Refused {
  const char* sql;
  const char* words;
  base::ErrorKind kind = base::ErrorKind::kInvalidArgument;
};

TEST_F(SessionPropertiesTest, AreCheckedAsTrinoDoes) {
  const Refused cases[] = {
      {"SET SESSION nope = 1", "line 1:20: Session property 'nope' does not exist"},
      {"SET SESSION nope.x = 1", "line 1:22: Catalog 'nope' not found", base::ErrorKind::kNotFound},
      {"SET SESSION iceberg.nope = 1", "line 1:28: Session property 'iceberg.nope' does not exist"},
      {"SET SESSION iceberg.a.b = 1", "Invalid session property 'iceberg.a.b'"},
      {"SET SESSION iceberg.compression_codec = 1",
       "Unable to set session property 'iceberg.compression_codec' to '1': Cannot cast type "
       "integer "
       "to varchar"},
      {"SET SESSION iceberg.compression_codec = 'x'",
       "line 1:41: Invalid value [x]. Valid values: [NONE, SNAPPY, LZ4, ZSTD, GZIP]"},
      {"SET SESSION iceberg.target_max_file_size = 'x'",
       "line 1:44: size is not a valid data size string: x"},
      {"SET SESSION query_max_memory = ''", "line 1:32: size is empty"},
      {"SET SESSION query_max_cpu_time = 'x'",
       "line 1:34: duration is not a valid data duration string: x"},
      {"SET SESSION query_max_cpu_time = '1y'", "line 1:34: Unknown time unit: y"},
      {"SET SESSION query_max_run_time = nope",
       "Unable to set session property 'query_max_run_time' to 'nope': Column 'nope' cannot be "
       "resolved"},
      {"SET SESSION query_max_run_time = NULL",
       "Unable to set session property 'query_max_run_time' to 'null': Session property value must "
       "not be null"},
      {"SET SESSION task_concurrency = 'x'",
       "Unable to set session property 'task_concurrency' to ''x'': Cannot cast type varchar(1) to "
       "integer"},
      {"SET SESSION task_concurrency = 3", "line 1:32: task_concurrency must be a power of 2: 3"},
      {"SET SESSION distributed_sort = 1",
       "Unable to set session property 'distributed_sort' to '1': Cannot cast type integer to "
       "boolean"},
      {"SET SESSION max_recursion_depth = 0",
       "line 1:35: max_recursion_depth must be equal or greater than 1"},
      {"SET SESSION filter_conjunction_independence_factor = 2e0",
       "line 1:54: filter_conjunction_independence_factor must be in the range [0.00, 1.00]: 2.00"},
      {"SET SESSION iceberg.parquet_writer_page_value_count = 3",
       "line 1:55: parquet_writer_page_value_count must be between 1000 and 200000: 3"},
      {"RESET SESSION nope", "line 1:1: Session property 'nope' does not exist"},
      {"RESET SESSION nope.x", "line 1:1: Catalog 'nope' not found", base::ErrorKind::kNotFound},
      {"RESET SESSION iceberg.a.b", "Invalid session property 'iceberg.a.b'"},
  };
  for (const Refused& c : cases) {
    const base::Error error = ErrorOf(c.sql);
    EXPECT_EQ(error.kind(), c.kind) << c.sql;
    EXPECT_THAT(error.message(), StartsWith(c.words)) << c.sql;
  }
}

TEST_F(SessionPropertiesTest, AreExpressions) {
  Run("SET SESSION join_distribution_type = concat('BROAD', 'CAST')");
  EXPECT_THAT(Lines("SHOW SESSION LIKE 'join_distribution_type'"),
              ElementsAre(StartsWith("join_distribution_type|BROADCAST|AUTOMATIC|varchar|")));
  Run("SET SESSION max_recursion_depth = 5 + 6");
  EXPECT_THAT(Lines("SHOW SESSION LIKE 'max_recursion_depth'"),
              ElementsAre(StartsWith("max_recursion_depth|11|10|integer|")));
  // Clients send all back as text.
  Run("SET SESSION task_concurrency = '8'");
  Run("SET SESSION spill_enabled = 'true'");
  Run("SET SESSION iceberg.query_partition_filter_required_schemas = '[\"s\"]'");
  Run("SET SESSION query_max_cpu_time = '1000000000.00d'");
}

TEST_F(SessionPropertiesTest, TimeZonesAreExpressions) {
  Run("SET TIME ZONE concat('Europe', '/Paris')");
  EXPECT_THAT(Lines("SELECT current_timezone()"), ElementsAre("Europe/Paris"));
  Run("SET TIME ZONE INTERVAL '-2' HOUR");
  EXPECT_THAT(Lines("SELECT current_timezone()"), ElementsAre("-02:00"));
  Run("SET TIME ZONE INTERVAL '05:45' HOUR TO MINUTE");
  EXPECT_THAT(Lines("SELECT current_timezone()"), ElementsAre("+05:45"));
  const Refused cases[] = {
      {"SET TIME ZONE 'nope'", "Time zone not supported: nope"},
      {"SET TIME ZONE 1",
       "Expected expression of varchar or interval day-time type, but '1' has integer type"},
      {"SET TIME ZONE NULL",
       "Expected expression of varchar or interval day-time type, but 'null' has unknown type"},
      {"SET TIME ZONE INTERVAL '20' HOUR", "Invalid offset minutes 1200"},
      {"SET TIME ZONE INTERVAL '90' SECOND",
       "Invalid TIME ZONE offset interval: interval contains seconds"},
      {"SET TIME ZONE nope", "line 1:15: Column 'nope' cannot be resolved",
       base::ErrorKind::kNotFound},
  };
  for (const Refused& c : cases) {
    const base::Error error = ErrorOf(c.sql);
    EXPECT_EQ(error.kind(), c.kind) << c.sql;
    EXPECT_THAT(error.message(), StartsWith(c.words)) << c.sql;
  }
  EXPECT_THAT(Lines("SELECT current_timezone()"), ElementsAre("+05:45"));
}

TEST_F(SessionPropertiesTest, ThePathIsTold) {
  EXPECT_THAT(Lines("SELECT current_path"), ElementsAre(""));
  Run("SET PATH \"A b\", iceberg.s");
  EXPECT_THAT(Lines("SELECT current_path"), ElementsAre("\"A b\", iceberg.s"));
  const base::Error error = ErrorOf("SET PATH nope.s");
  EXPECT_EQ(error.kind(), base::ErrorKind::kNotFound);
  EXPECT_THAT(error.message(), StartsWith("line 1:1: Catalog 'nope' not found"));
}

TEST_F(SessionPropertiesTest, NothingIsGranted) {
  const base::ErrorKind unsupported = base::ErrorKind::kUnsupported;
  const base::ErrorKind absent = base::ErrorKind::kNotFound;
  const Refused cases[] = {
      {"GRANT SELECT ON s.t TO ann", "This connector does not support grants on tables",
       unsupported},
      {"REVOKE SELECT ON s.t FROM ann", "This connector does not support revokes on tables",
       unsupported},
      {"DENY SELECT ON SCHEMA s TO ann", "This connector does not support denys on schemas",
       unsupported},
      {"GRANT ALL PRIVILEGES ON s.t TO ann", "This connector does not support grants on tables",
       unsupported},
      {"GRANT SELECT ON s.nope TO ann", "line 1:1: Table 'iceberg.s.nope' does not exist", absent},
      {"GRANT SELECT ON nope.s.t TO ann", "line 1:1: Table 'nope.s.t' does not exist", absent},
      {"GRANT SELECT ON SCHEMA nope TO ann", "line 1:1: Schema 'iceberg.nope' does not exist",
       absent},
      {"GRANT NOPE ON s.t TO ann", "line 1:1: Unknown privilege: 'NOPE'"},
      {"GRANT SELECT ON a.b.c.d TO ann", "Too many dots in table name: a.b.c.d"},
      {"GRANT SELECT ON system.runtime.nodes TO ann",
       "Catalog does not support permission management: system", unsupported},
  };
  for (const Refused& c : cases) {
    const base::Error error = ErrorOf(c.sql);
    EXPECT_EQ(error.kind(), c.kind) << c.sql;
    EXPECT_THAT(error.message(), StartsWith(c.words)) << c.sql;
  }
}

}  // namespace
}  // namespace tarn::engine::embedded

// What DuckDB wrote, edited, as DuckDB reads it then.
#include "engine/embedded/adapter/parquet_edits.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "engine/embedded/adapter/nanosecond_files.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class ParquetEditsTest : public ::testing::Test {
 protected:
  ParquetEditsTest()
      : folder_(std::filesystem::temp_directory_path() / ("tarn-edits-" + base::NewUuid())),
        connection_(database_) {
    std::filesystem::create_directories(folder_);
    database_.GetFileSystem().RegisterSubSystem(
        duckdb::make_uniq<NanosecondFiles>(database_.GetFileSystem()));
  }
  ~ParquetEditsTest() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) { return (folder_ / name).string(); }
  // The first row, values by '|'.
  std::string Row(const std::string& sql) {
    const auto result = connection_.Query(sql);
    if (result->HasError()) return result->GetError();
    std::string row;
    for (duckdb::idx_t i = 0; i < result->ColumnCount(); ++i) {
      row += (i > 0 ? "|" : "") + result->GetValue(i, 0).ToString();
    }
    return row;
  }
  EditedFile Edit(const std::string& query, const std::string& options, const ParquetEdits& edits) {
    const std::string done = Row("COPY (" + query + ") TO '" + Path("draft") +
                                 "' (FORMAT parquet, COMPRESSION zstd, " + options + ")");
    EXPECT_EQ(done.find("Error"), std::string::npos) << done;
    std::filesystem::remove(Path("edited"));
    return WriteEdited(database_.GetFileSystem(), Path("draft"), Path("edited"), edits);
  }
  std::string Edited(const std::string& columns) {
    return Row("SELECT " + columns + " FROM read_parquet('" + Path("edited") + "')");
  }

  std::filesystem::path folder_;
  duckdb::DuckDB database_{nullptr};
  duckdb::Connection connection_;
};

TEST_F(ParquetEditsTest, BytesOfOneLengthBecomeFixed) {
  // Plain pages, a dictionary, a list, several row groups, Bloom filters behind them.
  const EditedFile file = Edit(
      "SELECT i id, CASE WHEN i % 7 <> 0 THEN from_hex(printf('%06x', i)) END a, "
      "from_hex(printf('%04x', i % 10)) b, [from_hex(printf('%02x', i % 256)), NULL] l, "
      "'text ' || i z FROM range(1, 20001) t(i)",
      "FIELD_IDS {id: 1, a: 2, b: 3, l: {__duckdb_field_id: 4, element: 5}, z: 6}, "
      "ROW_GROUP_SIZE 4096",
      {{2, iceberg::FixedType{3}}, {3, iceberg::FixedType{2}}, {5, iceberg::FixedType{1}}});
  EXPECT_EQ(Row("SELECT string_agg(type || '(' || type_length || ')', ' ' ORDER BY column_id) FROM "
                "(SELECT *, name AS column_id FROM parquet_schema('" +
                Path("edited") + "')) WHERE type LIKE 'FIXED%'"),
            "FIXED_LEN_BYTE_ARRAY(3) FIXED_LEN_BYTE_ARRAY(2) FIXED_LEN_BYTE_ARRAY(1)");
  const std::string sums =
      "count(*), count(a), count(DISTINCT a), count(DISTINCT b), sum(id), max(z), "
      "count(DISTINCT l[1]), max(hex(a)), sum(hash(id, a, b, l, z) % 1000003)";
  EXPECT_EQ(Edited(sums), Row("SELECT " + sums + " FROM read_parquet('" + Path("draft") + "')"));
  EXPECT_EQ(Edited("count(*) FILTER (WHERE b = from_hex('0003')), count(*) FILTER (WHERE z = "
                   "'text 777')"),
            "2000|1");
  EXPECT_EQ(Row("SELECT count(*) FROM read_parquet('" + Path("edited") +
                "') WHERE a = from_hex('00000a')"),
            "1");
  EXPECT_EQ(file.size, std::filesystem::file_size(Path("edited")));
  EXPECT_EQ(file.column_sizes.size(), 3u);
  EXPECT_EQ(Row("SELECT sum(total_compressed_size) FROM parquet_metadata('" + Path("edited") +
                "') WHERE path_in_schema = 'a'"),
            std::to_string(file.column_sizes.at(2)));
}

TEST_F(ParquetEditsTest, AValueOfAnotherLengthIsTold) {
  try {
    Edit("SELECT from_hex('0102') a", "FIELD_IDS {a: 1}", {{1, iceberg::FixedType{3}}});
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kInvalidArgument);
    EXPECT_THAT(error.message(),
                AllOf(HasSubstr("2 bytes"), HasSubstr("'a'"), HasSubstr("fixed[3]")));
  }
}

TEST_F(ParquetEditsTest, AnnotationsThatDuckDbHasNone) {
  Edit(
      "SELECT 1::VARIANT v, from_hex('0101000000000000000000F03F0000000000000040') g, "
      "from_hex('0101000000000000000000F03F0000000000000040') e, make_timestamp_ns(1) t, 5 id",
      "FIELD_IDS {v: 1, g: 2, e: 3, t: 4, id: 5}",
      {{1, iceberg::VariantType{}},
       {2, iceberg::GeometryType{"srid:3857"}},
       {3, iceberg::GeographyType{"srid:4269", iceberg::EdgeAlgorithm::kKarney}},
       {4, iceberg::TimestamptzNsType{}}});
  const auto type_of = [&](const std::string& name) {
    return Row("SELECT logical_type FROM parquet_schema('" + Path("edited") + "') WHERE name = '" +
               name + "'");
  };
  EXPECT_THAT(type_of("g"), AllOf(HasSubstr("Geometry"), HasSubstr("srid:3857")));
  EXPECT_THAT(type_of("e"), AllOf(HasSubstr("Geography"), HasSubstr("srid:4269")));
  EXPECT_THAT(type_of("t"), AllOf(HasSubstr("isAdjustedToUTC=1"), HasSubstr("NANOS")));
  EXPECT_EQ(Edited("v::VARCHAR, id"), "1|5");
  EXPECT_EQ(Row("SELECT count(stats_min_value) FROM parquet_metadata('" + Path("edited") +
                "') WHERE path_in_schema IN ('g', 'e')"),
            "0")
      << "bytes are no bounds of places";
}

TEST_F(ParquetEditsTest, NanosecondsInUtcAreReadAsNanoseconds) {
  Edit("SELECT make_timestamp_ns(1700000000123456789) t, {'n': make_timestamp_ns(5)} s, 'x' z",
       "FIELD_IDS {t: 1, s: {__duckdb_field_id: 2, n: 3}, z: 4}",
       {{1, iceberg::TimestamptzNsType{}}, {3, iceberg::TimestamptzNsType{}}});
  EXPECT_EQ(Edited("typeof(t)"), "TIMESTAMP WITH TIME ZONE") << "DuckDB loses digits";
  EXPECT_EQ(Row("SELECT typeof(t), epoch_ns(t), epoch_ns(s.n), z FROM read_parquet('" +
                NanosecondFiles::Wrap(Path("edited")) + "')"),
            "TIMESTAMP_NS|1700000000123456789|5|x");
}

TEST_F(ParquetEditsTest, AFileThatIsNoParquetIsTold) {
  const auto read = [&](const std::string& bytes) {
    std::ofstream(Path("bad"), std::ios::binary | std::ios::trunc) << bytes;
    return Row("SELECT * FROM read_parquet('" + NanosecondFiles::Wrap(Path("bad")) + "')");
  };
  EXPECT_THAT(read("PAR1"), HasSubstr("too short"));
  EXPECT_THAT(read("PAR1" + std::string("\xff\xff\xff\x7f", 4) + "PAR1"), HasSubstr("length"));
  EXPECT_THAT(read("PAR1" + std::string(20, '\x19') + std::string("\x14\0\0\0", 4) + "PAR1"),
              HasSubstr("cannot be read"));
}

}  // namespace
}  // namespace tarn::engine::embedded

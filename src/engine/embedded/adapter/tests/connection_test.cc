#include "engine/embedded/adapter/connection.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/errors.h"
#include "metadb/database.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::HasSubstr;

// A lake in memory, over which views are translated by the test.
class ConnectionTest : public ::testing::Test {
 protected:
  ConnectionTest()
      : folder_(std::filesystem::temp_directory_path() / ("tarn-adapter-" + base::NewUuid())),
        store_(store::OpenStore("memory:///")),
        manifests_(size_t{1} << 20) {
    std::filesystem::create_directories(folder_);
    database_ = metadb::OpenDatabase((folder_ / "tarn.db").string(), {.durable = false});
    catalog::CatalogOptions options;
    options.warehouse = "memory:///warehouse";
    options.state_directory = folder_.string();
    catalog_ = catalog::OpenCatalog(*database_, *store_, options);
  }
  ~ConnectionTest() override {
    catalog_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }
  std::shared_ptr<Instance> NewInstance() {
    EmbeddedOptions options;
    options.threads = 2;
    return std::make_shared<Instance>(
        *catalog_, manifests_, options,
        [](const iceberg::ViewMetadata&, LakeTransaction&) -> std::string {
          throw duckdb::InternalException("a defect");
        });
  }

  std::filesystem::path folder_;
  std::shared_ptr<store::ObjectStore> store_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<catalog::Catalog> catalog_;
  iceberg::ManifestCache manifests_;
};

TEST_F(ConnectionTest, TablesLiveInAnyObjectStore) {
  Connection connection(NewInstance());
  connection.WithLake([](LakeTransaction& lake) { lake.CreateNamespace({"s"}); });
  EXPECT_EQ(connection.Write("CREATE TABLE iceberg.s.t AS SELECT i AS id FROM range(5000) x(i)"),
            5000u);
  EXPECT_EQ(connection.Write("INSERT INTO iceberg.s.t VALUES (-1)"), 1u);
  EXPECT_EQ(connection.QueryText("SELECT sum(id), count(*) FROM iceberg.s.t WHERE id < 10")[0][0],
            "44");
}

// Rows of hundreds of partitions wait together, so that each partition gets a row group worth its
// name, however wide the table is.
TEST_F(ConnectionTest, ManyPartitionsAreWrittenInOneRowGroupEach) {
  Connection connection(NewInstance());
  connection.WithLake([](LakeTransaction& lake) { lake.CreateNamespace({"s"}); });
  std::string columns = "x % 700 AS p, x AS id";
  for (int i = 0; i < 60; ++i) columns += fmt::format(", x + {0} AS c{0}", i);
  TableOptions options;
  options.partitioning = {"p"};
  EXPECT_EQ(connection.Write(
                "CREATE TABLE iceberg.s.wide AS SELECT " + columns + " FROM range(14000) t(x)",
                std::move(options)),
            14000U);
  EXPECT_EQ(connection.QueryText("SELECT sum(id), sum(c59), count(DISTINCT p), "
                                 "count(*) FILTER (p <> id % 700) FROM iceberg.s.wide")[0],
            (std::vector<std::optional<std::string>>{"97993000", "98819000", "700", "0"}));
  std::string paths;
  for (const auto& row : connection.QueryText(R"(SELECT DISTINCT "$path" FROM iceberg.s.wide)")) {
    paths += (paths.empty() ? "'" : ", '") + *row[0] + "'";
  }
  EXPECT_EQ(connection.QueryText("SELECT count(*), max(num_row_groups), min(num_rows) FROM "
                                 "parquet_file_metadata([" +
                                 paths + "])")[0],
            (std::vector<std::optional<std::string>>{"700", "1", "20"}));
}

// Readers that share a file among them begin where a row group does.
TEST_F(ConnectionTest, FilesTellWhereTheirRowGroupsBegin) {
  Connection connection(NewInstance());
  connection.WithLake([](LakeTransaction& lake) { lake.CreateNamespace({"s"}); });
  TableOptions options;
  options.properties = {{"write.parquet.row-group-limit", "2048"}};
  connection.Write("CREATE TABLE iceberg.s.t AS SELECT x, x::VARCHAR AS y FROM range(10000) t(x)",
                   std::move(options));
  const auto path = connection.QueryText(R"(SELECT DISTINCT "$path" FROM iceberg.s.t)").at(0).at(0);
  const auto told = connection.QueryText(R"(SELECT split_offsets FROM iceberg.s."t$files")");
  EXPECT_EQ(told, connection.QueryText(
                      "SELECT list(least(data_page_offset, coalesce(dictionary_page_offset, "
                      "data_page_offset)) ORDER BY row_group_id) FROM parquet_metadata('" +
                      *path + "') WHERE column_id = 0"));
  EXPECT_GT(std::count(told.at(0).at(0)->begin(), told.at(0).at(0)->end(), ','), 2);
}

// Pitfall: an internal error of DuckDB makes its instance unusable for good.
TEST_F(ConnectionTest, AnInternalErrorBreaksTheInstanceAndANewOneGoesOn) {
  const auto instance = NewInstance();
  Connection connection(instance);
  connection.WithLake([](LakeTransaction& lake) {
    lake.CreateNamespace({"s"});
    iceberg::Schema schema;
    iceberg::NestedField field;
    field.id = 1;
    field.name = "a";
    field.type = iceberg::PrimitiveType(iceberg::LongType{});
    schema.fields.push_back(field);
    lake.PutView({{"s"}, "v"}, schema, {}, CreateMode::kCreate);
  });
  EXPECT_FALSE(connection.broken());
  try {
    connection.QueryText("SELECT * FROM iceberg.s.v");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kInternal);
  }
  EXPECT_TRUE(instance->broken());
  Connection again(NewInstance());
  EXPECT_EQ(again.QueryText("SELECT 1")[0][0], "1");
}

TEST(ErrorsTest, TarnsErrorsComeBackWhole) {
  const base::Error error(ErrorKind::kConflict, "somebody \"else\" was\nfaster", "try again");
  const base::Error back = FromDuckError(duckdb::ErrorData(ToDuckError(error)));
  EXPECT_EQ(back.kind(), error.kind());
  EXPECT_EQ(back.message(), error.message());
  EXPECT_EQ(back.hint(), error.hint());
  EXPECT_EQ(back.code(), std::nullopt);
  const base::Error coded(ErrorKind::kNotFound, base::StandardError::kTableNotFound, "no table");
  const base::Error again = FromDuckError(duckdb::ErrorData(ToDuckError(coded)));
  EXPECT_EQ(again.kind(), ErrorKind::kNotFound);
  EXPECT_EQ(again.code(), base::StandardError::kTableNotFound);
  EXPECT_EQ(again.message(), "no table");
  const auto value = DuckErrorOf<duckdb::OutOfRangeException>(
      base::StandardError::kNumericValueOutOfRange, "%s is %d", "x", 1);
  const base::Error of_value = FromDuckError(duckdb::ErrorData(value));
  EXPECT_EQ(of_value.kind(), ErrorKind::kInvalidArgument);
  EXPECT_EQ(of_value.code(), base::StandardError::kNumericValueOutOfRange);
  EXPECT_EQ(of_value.message(), "x is 1");
  EXPECT_EQ(coded.WithContext("there").code(), base::StandardError::kTableNotFound);
  EXPECT_EQ(coded.WithHint("make it").code(), base::StandardError::kTableNotFound);
}

TEST(ErrorsTest, DuckDbsErrorsGetAKind) {
  const auto kind = [](const std::exception& error) {
    return FromDuckError(duckdb::ErrorData(error)).kind();
  };
  EXPECT_EQ(kind(duckdb::InterruptException()), ErrorKind::kCancelled);
  EXPECT_EQ(kind(duckdb::OutOfMemoryException("no")), ErrorKind::kResourceExhausted);
  EXPECT_EQ(kind(duckdb::NotImplementedException("no")), ErrorKind::kUnsupported);
  EXPECT_EQ(kind(duckdb::BinderException("no")), ErrorKind::kInvalidArgument);
  EXPECT_EQ(kind(duckdb::InternalException("no")), ErrorKind::kInternal);
  EXPECT_EQ(kind(duckdb::IOException("write: No space left on device")),
            ErrorKind::kResourceExhausted);
  EXPECT_THAT(FromDuckError(duckdb::ErrorData(duckdb::ConversionException("x"))).message(),
              HasSubstr("x"));
}

}  // namespace
}  // namespace tarn::engine::embedded

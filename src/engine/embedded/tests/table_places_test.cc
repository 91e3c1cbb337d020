// Where tables may lie, and where their files may come from, for those whom a server serves.
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class TablePlacesTest : public LakeTest {
 protected:
  TablePlacesTest() {
    Run("CREATE SCHEMA s");
    EmbeddedOptions options;
    options.threads = 2;
    options.temp_directory = (folder_ / "tmp").string();
    options.file_base = folder_.string();
    options.file_roots = {"landing"};
    options.allowed_locations = {{(folder_ / "extra").string()}};
    served_engine_ = NewEmbeddedEngine(*catalog_, options);
    served_ = served_engine_->NewSession({});
  }
  ~TablePlacesTest() override {
    served_.reset();
    served_engine_.reset();
  }

  std::string At(const std::string& name) const { return "'" + (folder_ / name).string() + "'"; }
  // Refused in a server's session, with the place.
  void ExpectRefused(const std::string& sql, const std::string& place) {
    const base::Error error = ErrorOf(*served_, sql);
    EXPECT_EQ(error.kind(), ErrorKind::kPermissionDenied) << sql;
    EXPECT_THAT(error.message(), HasSubstr("lies outside the warehouse: " + place)) << sql;
  }

  std::unique_ptr<Engine> served_engine_;
  std::unique_ptr<Session> served_;
};

TEST_F(TablePlacesTest, NewTablesLieBelowTheWarehouseAndWhereTheServerAllows) {
  const std::string outside = (folder_ / "elsewhere/t").string();
  const std::string quoted = At("elsewhere/t");
  ExpectRefused("CREATE TABLE s.t (a integer) WITH (location = " + quoted + ")", outside);
  ExpectRefused("CREATE TABLE s.t WITH (location = " + quoted + ") AS SELECT 1 AS a", outside);
  ExpectRefused("CREATE TABLE s.t (a integer) WITH (location = 's3://other/t')", "s3://other/t");
  ExpectRefused(
      "CREATE TABLE s.t (a integer) WITH (object_store_layout_enabled = true, data_location = " +
          quoted + ")",
      outside);
  ExpectRefused(
      "CREATE TABLE s.t (a integer) WITH (extra_properties = MAP(ARRAY['write.metadata.path'], "
      "ARRAY[" +
          quoted + "]))",
      outside);
  EXPECT_EQ(ErrorOf(*served_, "CREATE TABLE s.t (a integer) WITH (location = " +
                                  At("warehouse/../elsewhere/t") + ")")
                .kind(),
            ErrorKind::kInvalidArgument);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "elsewhere"));

  Run(*served_, "CREATE TABLE s.inside (a integer) WITH (location = " + At("warehouse/x") + ")");
  Run(*served_, "CREATE TABLE s.extra WITH (location = " + At("extra/t") + ") AS SELECT 2 AS a");
  EXPECT_THAT(Lines(*served_, "SELECT a FROM s.extra"), ElementsAre("2"));
  ExpectRefused(
      "ALTER TABLE s.inside SET PROPERTIES object_store_layout_enabled = true, data_location = " +
          quoted,
      outside);
}

TEST_F(TablePlacesTest, TheOwnerPutsTablesAnywhereAndClientsUseThem) {
  Run("CREATE TABLE s.t WITH (location = " + At("elsewhere/t") + ") AS SELECT 1 AS a");
  Run(*served_, "INSERT INTO s.t VALUES 2");
  Run(*served_, "DELETE FROM s.t WHERE a = 1");
  EXPECT_THAT(Lines(*served_, "SELECT a FROM s.t"), ElementsAre("2"));
}

TEST_F(TablePlacesTest, FilesBecomePartOfTablesOnlyFromWhereSqlMayReadThem) {
  for (const char* name : {"elsewhere", "landing", "warehouse/s/plain"}) {
    std::filesystem::create_directories(folder_ / name);
    session_->Export({"SELECT 7 AS a", (folder_ / name / "1.parquet").string()});
  }
  Run("CREATE TABLE s.far WITH (location = " + At("elsewhere/far") + ") AS SELECT 1 AS a");
  Run("CALL system.unregister_table('s', 'far')");
  Run(*served_, "CREATE TABLE s.t (a integer)");
  const std::string add = "ALTER TABLE s.t EXECUTE add_files(format => 'PARQUET', location => ";
  ExpectRefused(add + At("elsewhere") + ")", (folder_ / "elsewhere").string());
  ExpectRefused("CALL system.migrate(schema_name => 's', table_name => 'm', location => " +
                    At("elsewhere") + ")",
                (folder_ / "elsewhere").string());
  ExpectRefused("CALL system.register_table('s', 'far', " + At("elsewhere/far") + ")",
                (folder_ / "elsewhere/far").string());
  Run(*served_, add + At("landing/") + ")");
  Run(*served_, "CALL system.migrate('s', 'plain')");
  EXPECT_THAT(Lines(*served_, "SELECT a FROM s.t UNION ALL SELECT a FROM s.plain"),
              ElementsAre("7", "7"));
  EXPECT_THAT(Lines(*served_, "SHOW TABLES FROM s LIKE 'far'"), IsEmpty());
}

}  // namespace
}  // namespace tarn::engine::embedded

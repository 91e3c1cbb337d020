#include "engine/embedded/tests/lake_fixture.h"
#include "iceberg/view_metadata.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class MaterializedViewsTest : public LakeTest {
 protected:
  std::unique_ptr<Session> Other(const std::string& ref) {
    SessionOptions options;
    options.ref = ref;
    options.schema = "s";
    return engine_->NewSession(options);
  }
  MaterializedViewsTest() {
    Run("CREATE SCHEMA s");
    Run("USE s");
    Run("CREATE TABLE t AS SELECT * FROM (VALUES (1, 'a'), (2, 'b')) v(id, name)");
  }
  std::string Count(const std::string& view) { return Lines("SELECT count(*) FROM " + view).at(0); }
};

TEST_F(MaterializedViewsTest, AreListedWithTheirFreshness) {
  Run("CREATE MATERIALIZED VIEW mv COMMENT 'dear' AS SELECT id FROM t");
  Run("CREATE VIEW plain AS SELECT 1 AS one");
  const std::string query =
      "SELECT schema_name, name, freshness, comment, definition, storage_schema = schema_name AND "
      "storage_table <> name FROM system.metadata.materialized_views";
  EXPECT_THAT(Lines(query), ElementsAre(testing::StartsWith("s|mv|STALE|dear|SELECT")));
  Run("REFRESH MATERIALIZED VIEW mv");
  EXPECT_THAT(Lines(query), ElementsAre(AllOf(HasSubstr("|FRESH|"), testing::EndsWith("|true"))));
  Run("INSERT INTO t VALUES (3, 'c')");
  EXPECT_THAT(Lines(query), ElementsAre(HasSubstr("|STALE|")));
  const std::string text = Lines("SHOW CREATE MATERIALIZED VIEW mv").at(0);
  EXPECT_THAT(text, AllOf(HasSubstr("COMMENT 'dear'\nWITH (\n   format = 'PARQUET'"),
                          testing::Not(HasSubstr("location"))));
  Run("DROP MATERIALIZED VIEW mv");
  Run(text);
}

TEST_F(MaterializedViewsTest, ViewsAndTheirColumnsHaveComments) {
  Run("CREATE VIEW v COMMENT 'first' AS SELECT id, name FROM t");
  Run("COMMENT ON COLUMN v.name IS 'what it is called'");
  EXPECT_THAT(Lines("SHOW CREATE VIEW v"), ElementsAre(HasSubstr("COMMENT 'first'")));
  Run("COMMENT ON VIEW v IS 'it''s another'");
  EXPECT_THAT(Lines("SHOW CREATE VIEW v"), ElementsAre(HasSubstr("COMMENT 'it''s another'")));
  EXPECT_THAT(Lines("SHOW COLUMNS FROM v"),
              ElementsAre("id|integer||", "name|varchar||what it is called"));
  EXPECT_THAT(Lines("SELECT * FROM v WHERE id = 2"), ElementsAre("2|b"));
  Run("COMMENT ON VIEW v IS NULL");
  EXPECT_THAT(Lines("SHOW CREATE VIEW v"), ElementsAre(testing::Not(HasSubstr("COMMENT"))));
  EXPECT_THAT(ErrorOf("COMMENT ON COLUMN v.nope IS 'x'").message(),
              HasSubstr("Column does not exist: nope"));
  EXPECT_EQ(ErrorOf("COMMENT ON VIEW none IS 'x'").kind(), ErrorKind::kNotFound);
  Run("CREATE MATERIALIZED VIEW mv AS SELECT id FROM t");
  Run("COMMENT ON COLUMN mv.id IS 'a number'");
  EXPECT_THAT(Lines("SHOW COLUMNS FROM mv"), ElementsAre("id|integer||a number"));
  EXPECT_EQ(Run("REFRESH MATERIALIZED VIEW mv").update_count, 2u);
  EXPECT_EQ(ErrorOf("COMMENT ON VIEW mv IS 'x'").kind(), ErrorKind::kNotFound);
}

TEST_F(MaterializedViewsTest, RowsAreThoseOfTheLastRefresh) {
  Run("CREATE MATERIALIZED VIEW mv AS SELECT id, upper(name) AS name FROM t");
  EXPECT_EQ(Count("mv"), "2") << "before the first refresh the query is run";
  Run("INSERT INTO t VALUES (3, 'c')");
  EXPECT_EQ(Count("mv"), "3");
  EXPECT_EQ(Run("REFRESH MATERIALIZED VIEW mv").update_count, 3u);
  Run("INSERT INTO t VALUES (4, 'd')");
  EXPECT_EQ(Count("mv"), "3") << "without a grace period the rows that are there are used";
  EXPECT_EQ(Run("REFRESH MATERIALIZED VIEW mv").update_count, 4u);
  EXPECT_THAT(Lines("SELECT * FROM mv ORDER BY id DESC LIMIT 1"), ElementsAre("4|D"));
  EXPECT_EQ(Run("REFRESH MATERIALIZED VIEW mv").update_count, 0u) << "it is fresh";
}

TEST_F(MaterializedViewsTest, NoGracePeriodMeansNoStaleRows) {
  Run("CREATE MATERIALIZED VIEW mv GRACE PERIOD INTERVAL '0' SECOND AS SELECT id FROM t");
  Run("REFRESH MATERIALIZED VIEW mv");
  Run("INSERT INTO t VALUES (3, 'c')");
  EXPECT_EQ(Count("mv"), "3");
  Run("CREATE OR REPLACE MATERIALIZED VIEW mv GRACE PERIOD INTERVAL '1' HOUR AS SELECT id FROM t");
  Run("REFRESH MATERIALIZED VIEW mv");
  Run("INSERT INTO t VALUES (4, 'd')");
  EXPECT_EQ(Count("mv"), "3") << "within the hour";
}

TEST_F(MaterializedViewsTest, ViewsInBetweenAreOpened) {
  Run("CREATE VIEW v AS SELECT id FROM t");
  Run("CREATE MATERIALIZED VIEW mv GRACE PERIOD INTERVAL '0' SECOND AS SELECT id FROM v");
  Run("REFRESH MATERIALIZED VIEW mv");
  EXPECT_EQ(Run("REFRESH MATERIALIZED VIEW mv").update_count, 0u);
  Run("INSERT INTO t VALUES (3, 'c')");
  EXPECT_EQ(Count("mv"), "3");
  EXPECT_EQ(Run("REFRESH MATERIALIZED VIEW mv").update_count, 3u);
}

TEST_F(MaterializedViewsTest, ARefreshIsOneCommitAndBranchesWithTheLake) {
  Run("CREATE MATERIALIZED VIEW mv AS SELECT id FROM t");
  const size_t commits = catalog_->Log("main", 0).size();
  Run("REFRESH MATERIALIZED VIEW mv");
  EXPECT_EQ(catalog_->Log("main", 0).size(), commits + 1);
  catalog_->CreateBranch("dev", "main");
  auto dev = Other("dev");
  Run(*dev, "INSERT INTO t VALUES (3, 'c')");
  Run(*dev, "REFRESH MATERIALIZED VIEW mv");
  EXPECT_THAT(Lines(*dev, "SELECT count(*) FROM mv"), ElementsAre("3"));
  EXPECT_EQ(Count("mv"), "2");
  Run("START TRANSACTION");
  Run("INSERT INTO t VALUES (9, 'z')");
  Run("REFRESH MATERIALIZED VIEW mv");
  EXPECT_EQ(Count("mv"), "3");
  Run("ROLLBACK");
  EXPECT_EQ(Count("mv"), "2");
}

TEST_F(MaterializedViewsTest, ItIsShownAsOneThing) {
  Run("CREATE MATERIALIZED VIEW mv GRACE PERIOD INTERVAL '90' SECOND COMMENT 'it''s' "
      "WITH (partitioning = ARRAY['name']) AS SELECT name, id FROM t");
  EXPECT_THAT(Lines("SHOW TABLES"), ElementsAre("mv", "t"));
  EXPECT_THAT(Lines("SELECT count(*) FROM information_schema.tables WHERE table_schema = 's'"),
              ElementsAre("2"));
  EXPECT_THAT(Lines("SHOW CREATE MATERIALIZED VIEW mv").at(0),
              AllOf(HasSubstr("CREATE MATERIALIZED VIEW iceberg.s.mv"),
                    HasSubstr("GRACE PERIOD INTERVAL '90' SECOND"), HasSubstr("COMMENT 'it''s'"),
                    HasSubstr("FROM")));
  Run("REFRESH MATERIALIZED VIEW mv");
  EXPECT_THAT(Lines("SELECT id FROM mv WHERE name = 'b'"), ElementsAre("2"));
  Run("ALTER MATERIALIZED VIEW mv RENAME TO renamed");
  EXPECT_EQ(Count("renamed"), "2");
  EXPECT_THAT(
      Lines("SELECT table_type FROM information_schema.tables WHERE table_name = 'renamed'"),
      ElementsAre("BASE TABLE"));
  Run("DROP MATERIALIZED VIEW renamed");
  Run("DROP TABLE t");
  Run("DROP SCHEMA s");  // the storage table went too
  Run("DROP MATERIALIZED VIEW IF EXISTS mv");
}

TEST_F(MaterializedViewsTest, StatementsOfTheOtherKindAreRefused) {
  Run("CREATE MATERIALIZED VIEW mv AS SELECT id FROM t");
  Run("CREATE VIEW v AS SELECT id FROM t");
  EXPECT_THAT(ErrorOf("DROP VIEW mv").message(), HasSubstr("but a materialized view"));
  EXPECT_THAT(ErrorOf("CREATE OR REPLACE VIEW mv AS SELECT 1 AS a").message(),
              HasSubstr("but a materialized view"));
  EXPECT_THAT(ErrorOf("DROP MATERIALIZED VIEW v").message(), HasSubstr("but a view"));
  EXPECT_THAT(ErrorOf("SHOW CREATE VIEW mv").message(), HasSubstr("materialized view"));
  EXPECT_EQ(ErrorOf("REFRESH MATERIALIZED VIEW nope").kind(), ErrorKind::kNotFound);
  EXPECT_EQ(ErrorOf("CREATE MATERIALIZED VIEW mv AS SELECT 1 AS a").kind(),
            ErrorKind::kAlreadyExists);
  EXPECT_EQ(ErrorOf("CREATE OR REPLACE MATERIALIZED VIEW t AS SELECT 1 AS a").kind(),
            ErrorKind::kAlreadyExists);
  Run("CREATE MATERIALIZED VIEW IF NOT EXISTS mv AS SELECT 1 AS a");
  EXPECT_THAT(ErrorOf("CREATE MATERIALIZED VIEW x GRACE PERIOD INTERVAL '1' MONTH AS SELECT 1 AS a")
                  .message(),
              HasSubstr("grace period"));
  EXPECT_THAT(ErrorOf("INSERT INTO mv VALUES 1").message(),
              HasSubstr("line 1:1: Inserting into materialized views is not supported"));
}

TEST_F(MaterializedViewsTest, ViewsKeepTheirVersionsAndOtherDialects) {
  Run("CREATE VIEW v COMMENT 'first' AS SELECT id FROM t");
  Run("CREATE OR REPLACE VIEW v AS SELECT id, name FROM t");
  auto view = catalog_->Snapshot("main")->LoadView({{"s"}, "v"});
  EXPECT_EQ(view->versions.size(), 2u);
  EXPECT_FALSE(view->properties.contains("comment"));
  EXPECT_THAT(Lines("SHOW CREATE VIEW v").at(0),
              HasSubstr("CREATE VIEW iceberg.s.v SECURITY DEFINER AS\n"));
  // Another engine adds its dialect.
  catalog::PutView put;
  put.view = {{"s"}, "v"};
  put.mode = catalog::PutMode::kCreateOrReplace;
  put.build = [](const iceberg::ViewMetadata* current) {
    iceberg::ViewVersion version = current->current_version();
    version.representations.push_back({"SELECT id, name FROM s.t", "spark"});
    return iceberg::ReplaceView(*current, current->current_schema(), version, 1);
  };
  catalog_->Commit("main", {put}, {});
  EXPECT_EQ(Count("v"), "2");
  EXPECT_THAT(ErrorOf("CREATE OR REPLACE VIEW v AS SELECT 1 AS a").message(),
              HasSubstr("dialect 'spark'"));
}

TEST_F(MaterializedViewsTest, TablesOfOtherCatalogsAreReadAnewEachTime) {
  Run("CREATE MATERIALIZED VIEW regions AS SELECT * FROM tpch.tiny.region");
  Run("REFRESH MATERIALIZED VIEW regions");
  EXPECT_THAT(Lines("SELECT count(*), min(name) FROM regions"), ElementsAre("5|AFRICA"));
}

}  // namespace
}  // namespace tarn::engine::embedded

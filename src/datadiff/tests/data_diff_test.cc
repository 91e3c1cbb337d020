// Two branches of a lake, compared.
#include "datadiff/data_diff.h"

#include <random>

#include <nlohmann/json.hpp>

#include "datadiff/diff_json.h"
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::datadiff {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Json = nlohmann::json;

class DataDiffTest : public engine::embedded::LakeTest {
 protected:
  DataDiffTest() {
    Run("CREATE SCHEMA shop");
    Run("CREATE TABLE shop.orders (id bigint, kind varchar, price decimal(10,2))");
    Run("INSERT INTO shop.orders VALUES (1, 'a', 1.50), (2, 'b', 2.00), (3, NULL, 3.00)");
    Run("INSERT INTO shop.orders VALUES (4, 'd', 4.00), (5, 'e', 5.00)");
    catalog_->CreateBranch("dev", "main");
    engine::SessionOptions options;
    options.ref = "dev";
    dev_ = engine_->NewSession(options);
  }
  void Dev(const std::string& sql) { Run(*dev_, sql); }
  std::vector<TableDiff> Compare(const Options& options = {}, const std::string& from = "main",
                                 const std::string& to = "dev") {
    std::vector<TableDiff> diffs;
    DataDiffer(*catalog_, *engine_).Compare(from, to, options, [&](TableDiff diff) {
      diffs.push_back(std::move(diff));
    });
    return diffs;
  }
  TableDiff Only(const Options& options = {}) {
    auto diffs = Compare(options);
    EXPECT_EQ(diffs.size(), 1u);
    return diffs.empty() ? TableDiff() : std::move(diffs[0]);
  }
  base::Error ErrorOf(const std::function<void()>& body) {
    try {
      body();
    } catch (const base::Error& error) {
      return error;
    }
    ADD_FAILURE() << "no error";
    return {base::ErrorKind::kInternal, ""};
  }
  static void ExpectRows(const TableDiff& diff, uint64_t added, uint64_t removed,
                         uint64_t changed) {
    ASSERT_TRUE(diff.rows);
    EXPECT_EQ(diff.rows->added, added);
    EXPECT_EQ(diff.rows->removed, removed);
    EXPECT_EQ(diff.rows->changed, changed);
  }

  std::unique_ptr<engine::Session> dev_;
};

TEST_F(DataDiffTest, TheSameIsNothing) { EXPECT_THAT(Compare(), IsEmpty()); }

TEST_F(DataDiffTest, RowsByKeyWithSamplesAndFigures) {
  Dev("UPDATE shop.orders SET price = 2.50 WHERE id = 2");
  Dev("DELETE FROM shop.orders WHERE id = 4");
  Dev("INSERT INTO shop.orders VALUES (6, NULL, 9.00)");
  const TableDiff diff = Only({.key = {"id"}});
  EXPECT_EQ(diff.change, Change::kChanged);
  EXPECT_EQ(diff.rows_before, 5u);
  EXPECT_EQ(diff.rows_after, 5u);
  ExpectRows(diff, 1, 1, 1);
  const Json json = Json::parse(ToJson(diff));
  EXPECT_EQ(json["rows"]["samples"]["added"], Json::parse(R"([[6,null,"9.00"]])"));
  EXPECT_EQ(json["rows"]["samples"]["removed"], Json::parse(R"([[4,"d","4.00"]])"));
  EXPECT_EQ(json["rows"]["samples"]["changed"],
            Json::parse(R"([{"before":[2,"b","2.00"],"after":[2,"b","2.50"]}])"));
  EXPECT_EQ(json["columns"][0],
            Json::parse(R"({"name":"id","null-count-delta":0,"sum-delta":"2","min-before":1,
                            "min-after":1,"max-before":5,"max-after":6})"));
  EXPECT_EQ(json["columns"][1], Json::parse(R"({"name":"kind","null-count-delta":1})"));
  EXPECT_EQ(json["columns"][2]["sum-delta"], "5.50");
  EXPECT_EQ(json["columns"][2]["max-after"], "9.00");
}

TEST_F(DataDiffTest, WithoutAKeyRowsAreAMultiset) {
  Dev("INSERT INTO shop.orders VALUES (1, 'a', 1.50), (1, 'a', 1.50)");
  Dev("UPDATE shop.orders SET price = 2.50 WHERE id = 2");
  const TableDiff diff = Only();
  EXPECT_THAT(diff.key, IsEmpty());
  ExpectRows(diff, 3, 1, 0);
  EXPECT_EQ(diff.rows->added_rows.size(), 2u);  // equal rows are one sample
}

TEST_F(DataDiffTest, IdentifierFieldsAreTheKey) {
  Run("CREATE TABLE shop.keyed (id bigint NOT NULL, note varchar)");
  catalog_->Commit("main",
                   {catalog::PutTable{{{"shop"}, "keyed"},
                                      catalog::PutMode::kUpdate,
                                      [](const iceberg::TableMetadata* current) {
                                        iceberg::Schema schema = current->current_schema();
                                        schema.identifier_field_ids = {1};
                                        return catalog::TableCommit{
                                            {},
                                            {iceberg::update::AddSchema{schema, 2},
                                             iceberg::update::SetCurrentSchema{}}};
                                      }}},
                   {});
  Run("INSERT INTO shop.keyed VALUES (1, 'a'), (2, 'b')");
  catalog_->Merge("main", "dev", {});
  Dev("UPDATE shop.keyed SET note = 'c' WHERE id = 1");
  const TableDiff diff = Only();
  EXPECT_THAT(diff.key, ElementsAre("id"));
  ExpectRows(diff, 0, 0, 1);
}

TEST_F(DataDiffTest, OnlyFilesOfOneSideAreRead) {
  Dev("INSERT INTO shop.orders VALUES (6, 'f', 6.00)");
  // The files of main's table are gone: a comparison does not need them.
  for (const auto& path : DataFiles()) {
    const auto rows = Run("SELECT DISTINCT \"$path\" FROM shop.orders");
    for (const auto& row : rows.rows) {
      if (std::get<std::string>(row[0].data) == path) std::filesystem::resize_file(path, 0);
    }
  }
  Options options;
  options.aggregates = false;
  const TableDiff diff = Only(options);
  ExpectRows(diff, 1, 0, 0);
}

TEST_F(DataDiffTest, DeletedRowsOfACommonFileAreFound) {
  Run("ALTER TABLE shop.orders SET PROPERTIES extra_properties = MAP(ARRAY['write.delete.mode'], "
      "ARRAY['merge-on-read'])");
  catalog_->Merge("main", "dev", {});
  Dev("DELETE FROM shop.orders WHERE id = 1");
  const TableDiff diff = Only({.key = {"id"}});
  EXPECT_EQ(diff.rows_after, 4u);
  ExpectRows(diff, 0, 1, 0);
}

TEST_F(DataDiffTest, WhatOnlyMovesRowsChangesNone) {
  Dev("ALTER TABLE shop.orders EXECUTE optimize");
  const TableDiff diff = Only();
  ExpectRows(diff, 0, 0, 0);
}

TEST_F(DataDiffTest, ColumnsAreComparedByWhatTheyAre) {
  Dev("ALTER TABLE shop.orders RENAME COLUMN kind TO sort");
  Dev("ALTER TABLE shop.orders ADD COLUMN note varchar");
  Dev("UPDATE shop.orders SET note = 'x', sort = 'y' WHERE id = 1");
  const TableDiff diff = Only({.key = {"id"}});
  EXPECT_THAT(diff.schema,
              ElementsAre(SchemaChange{SchemaChange::Kind::kRenamed, "sort", "kind", "sort"},
                          SchemaChange{SchemaChange::Kind::kAdded, "note", "", "string"}));
  ExpectRows(diff, 0, 0, 1);
  EXPECT_EQ(diff.rows->columns[1].name, "sort");
}

TEST_F(DataDiffTest, TablesAndViewsThatCameAndWent) {
  Run("CREATE TABLE shop.gone AS SELECT 1 AS x");
  Run("CREATE TABLE shop.old_name AS SELECT 1 AS x");
  catalog_->Merge("main", "dev", {});
  Dev("DROP TABLE shop.gone");
  Dev("ALTER TABLE shop.old_name RENAME TO shop.renamed");
  Dev("INSERT INTO shop.renamed VALUES (2)");
  Dev("CREATE TABLE shop.brought AS SELECT * FROM shop.orders");
  Dev("CREATE VIEW shop.few AS SELECT 1 AS one");
  const auto diffs = Compare();
  ASSERT_EQ(diffs.size(), 4u);
  EXPECT_EQ(diffs[0].name.name, "brought");
  EXPECT_EQ(diffs[0].change, Change::kAdded);
  EXPECT_EQ(diffs[0].rows_after, 5u);
  EXPECT_EQ(diffs[1].kind, catalog::ContentKind::kView);
  EXPECT_EQ(diffs[2].name.name, "gone");
  EXPECT_EQ(diffs[2].change, Change::kDropped);
  EXPECT_EQ(diffs[2].rows_before, 1u);
  EXPECT_EQ(diffs[3].change, Change::kRenamed);
  EXPECT_EQ(diffs[3].former_name->name, "old_name");
  ExpectRows(diffs[3], 1, 0, 0);
  EXPECT_EQ(Compare({.tables = {{{"shop"}, "gone"}}}).size(), 1u);
}

TEST_F(DataDiffTest, ARecreatedTableIsComparedByNames) {
  Dev("DROP TABLE shop.orders");
  Dev("CREATE TABLE shop.orders (price decimal(10,2), id bigint)");
  Dev("INSERT INTO shop.orders VALUES (1.50, 1), (7.00, 2)");
  const TableDiff diff = Only({.key = {"id"}});
  ExpectRows(diff, 0, 3, 1);
}

TEST_F(DataDiffTest, KeysThatRepeatAreToldOf) {
  Dev("INSERT INTO shop.orders VALUES (7, 'g', 1.00), (7, 'h', 1.00)");
  const TableDiff diff = Only({.key = {"id"}});
  ExpectRows(diff, 2, 0, 0);
  ASSERT_EQ(diff.notes.size(), 1u);
  EXPECT_THAT(diff.notes[0], HasSubstr("1 keys stand in more than one row"));
}

TEST_F(DataDiffTest, ErrorsSayWhat) {
  Dev("INSERT INTO shop.orders VALUES (7, 'g', 1.00)");
  EXPECT_EQ(ErrorOf([&] { Compare({}, "main", "none"); }).kind(), base::ErrorKind::kNotFound);
  const base::Error key = ErrorOf([&] { Compare({.key = {"none"}}); });
  EXPECT_EQ(key.kind(), base::ErrorKind::kInvalidArgument);
  EXPECT_THAT(key.message(), HasSubstr("'none' is not in shop.orders on both sides"));
  EXPECT_EQ(ErrorOf([&] { Compare({.key = {"id", "id"}}); }).kind(),
            base::ErrorKind::kInvalidArgument);
  EXPECT_EQ(ErrorOf([&] { Compare({.samples = 5000}); }).kind(), base::ErrorKind::kInvalidArgument);
  EXPECT_EQ(ErrorOf([&] { Compare({.tables = {{{"shop"}, "none"}}}); }).kind(),
            base::ErrorKind::kNotFound);
  DataDiffer differ(*catalog_, *engine_);
  differ.Cancel();
  EXPECT_EQ(ErrorOf([&] { differ.Compare("main", "dev", {}, [](TableDiff) {}); }).kind(),
            base::ErrorKind::kCancelled);
}

// Random changes of both branches against what SQL over whole tables says.
TEST_F(DataDiffTest, AgreesWithACompareOfWholeTables) {
  const auto seed = static_cast<uint32_t>(base::RandomSource::System().Next());
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  // Both before the branches part.
  for (const bool merge_on_read : {false, true}) {
    const std::string mode = merge_on_read ? "merge-on-read" : "copy-on-write";
    const std::string name = merge_on_read ? "shop.mor" : "shop.cow";
    Run("CREATE TABLE " + name +
        " (id bigint, v bigint) WITH (extra_properties = MAP(ARRAY["
        "'write.delete.mode', 'write.update.mode'], ARRAY['" +
        mode + "', '" + mode + "']))");
    for (int i = 0; i < 6; ++i) {
      Run(fmt::format("INSERT INTO {} SELECT x, x % 7 FROM UNNEST(sequence({}, {})) AS t(x)", name,
                      i * 20, i * 20 + 19));
    }
  }
  catalog_->Merge("main", "dev", {});
  for (const bool merge_on_read : {false, true}) {
    const std::string name = merge_on_read ? "shop.mor" : "shop.cow";
    for (int step = 0; step < 8; ++step) {
      engine::Session& session = random() % 2 ? *dev_ : *session_;
      const unsigned id = random() % 120;
      switch (random() % 3) {
        case 0: Run(session, fmt::format("DELETE FROM {} WHERE id = {}", name, id)); break;
        case 1:
          Run(session, fmt::format("UPDATE {} SET v = v + 1 WHERE id IN ({}, {})", name, id,
                                   random() % 120));
          break;
        default: Run(session, fmt::format("INSERT INTO {} VALUES ({}, 1)", name, 1000 + step));
      }
    }
    const auto rows = [&](engine::Session& session) {
      std::map<std::string, std::string> map;
      for (const auto& row : Run(session, "SELECT id, v FROM " + name).rows) {
        map[std::to_string(std::get<int64_t>(row[0].data))] =
            std::to_string(std::get<int64_t>(row[1].data));
      }
      return map;
    };
    const auto before = rows(*session_);
    const auto after = rows(*dev_);
    uint64_t added = 0, removed = 0, changed = 0;
    for (const auto& [id, v] : after) {
      const auto old = before.find(id);
      added += old == before.end();
      changed += old != before.end() && old->second != v;
    }
    for (const auto& [id, v] : before) removed += !after.contains(id);
    const auto diffs = Compare({.key = {"id"}, .tables = {{{"shop"}, name.substr(5)}}});
    if (diffs.empty()) {
      EXPECT_EQ(before, after);
      continue;
    }
    ExpectRows(diffs[0], added, removed, changed);
    EXPECT_EQ(diffs[0].rows_before, before.size());
    EXPECT_EQ(diffs[0].rows_after, after.size());
  }
}

}  // namespace
}  // namespace tarn::datadiff

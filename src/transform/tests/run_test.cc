// build, run, test and seed against an engine that records statements.
#include <algorithm>
#include <atomic>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "transform/runner/invocation.h"
#include "transform/tests/fake_engine.h"
#include "transform/tests/project_fixture.h"

namespace tarn::transform {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class RunTest : public ::testing::Test {
 protected:
  InvocationResult Dbt(Command command, InvocationOptions options = {}) {
    options.command = command;
    options.project.project_dir = project_.dir();
    if (!options.project.threads) options.project.threads = 1;
    InvocationServices services;
    services.engine = &engine_;
    services.cancel = cancel_;
    services.on_event = [this](const Event& event) { lines_.push_back(event.text); };
    return Invoke(options, services);
  }
  static const NodeResult& Find(const InvocationResult& result, const std::string& name) {
    auto it = std::find_if(result.results.begin(), result.results.end(),
                           [&](const auto& r) { return r.node->name == name; });
    EXPECT_NE(it, result.results.end()) << name;
    return *it;
  }
  nlohmann::json ReadJson(const std::string& path) {
    std::ifstream in(project_.dir() / path);
    return nlohmann::json::parse(in);
  }
  bool Printed(const std::string& text) const {
    return std::any_of(lines_.begin(), lines_.end(),
                       [&](const auto& line) { return line.find(text) != std::string::npos; });
  }

  ProjectFixture project_;
  FakeEngine engine_;
  base::CancelToken cancel_;
  std::vector<std::string> lines_;
};

TEST_F(RunTest, RunsModelsInOrderAndWritesWhatDbtWrites) {
  project_.Write("models/b.sql", "select * from {{ ref('a') }}");
  project_.Write("models/a.sql", "{{ config(materialized='table') }}\nselect 1 as id");
  auto result = Dbt(Command::kRun);
  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_THAT(
      engine_.Matching("create or replace"),
      ElementsAre("create or replace table \"iceberg\".\"main\".\"a\" as ( select 1 as id )",
                  "create or replace view \"iceberg\".\"main\".\"b\" as select * from "
                  "\"iceberg\".\"main\".\"a\""));
  EXPECT_EQ(Find(result, "a").rows, 7u);
  EXPECT_TRUE(Printed("1 of 2 START sql table model main.a"));
  EXPECT_TRUE(Printed("1 of 2 OK created sql table model main.a"));
  EXPECT_TRUE(Printed("Done. PASS=2 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=2"));
  const auto results = ReadJson("target/run_results.json");
  EXPECT_EQ(results["results"].size(), 2u);
  EXPECT_EQ(results["results"][0]["status"], "success");
  EXPECT_EQ(results["metadata"]["dbt_schema_version"],
            "https://schemas.getdbt.com/dbt/run-results/v6.json");
  const auto manifest = ReadJson("target/manifest.json");
  EXPECT_EQ(manifest["nodes"]["model.shop.b"]["compiled_code"],
            "select * from \"iceberg\".\"main\".\"a\"");
  EXPECT_TRUE(std::filesystem::exists(project_.dir() / "target/compiled/shop/models/a.sql"));
  EXPECT_TRUE(std::filesystem::exists(project_.dir() / "target/run/shop/models/a.sql"));
}

TEST_F(RunTest, MissingSchemasAreCreatedOnceAndRelationsAreListedOnce) {
  engine_.AddSchema("main");
  project_.Write("models/a.sql", "{{ config(schema='x') }} select 1 as id");
  project_.Write("models/b.sql", "{{ config(schema='x') }} select 1 as id");
  project_.Write("models/c.sql", "select 1 as id");
  Dbt(Command::kRun);
  EXPECT_THAT(engine_.Matching("CREATE SCHEMA"),
              ElementsAre("CREATE SCHEMA IF NOT EXISTS \"iceberg\".\"main_x\""));
  EXPECT_THAT(engine_.Matching("information_schema.tables"), SizeIs(1));
}

TEST_F(RunTest, ATableReplacesAViewOfTheNameAndTheOtherWayRound) {
  engine_.AddRelation("main", "a", "view");
  engine_.AddRelation("main", "b", "table");
  project_.Write("models/a.sql", "{{ config(materialized='table') }} select 1 as id");
  project_.Write("models/b.sql", "select 1 as id");
  Dbt(Command::kRun);
  EXPECT_THAT(engine_.Matching("DROP"),
              ElementsAre("DROP VIEW IF EXISTS \"iceberg\".\"main\".\"a\"",
                          "DROP TABLE IF EXISTS \"iceberg\".\"main\".\"b\""));
}

TEST_F(RunTest, PropertiesAndPartitioningReachTheTable) {
  project_.Write("models/a.sql",
                 "{{ config(materialized='table', partitioning=['day(ts)', 'region'], "
                 "properties={'format': \"'ORC'\"}) }} select 1 as id");
  Dbt(Command::kRun);
  EXPECT_THAT(engine_.Matching("create or replace")[0],
              HasSubstr("WITH (format = 'ORC', partitioning = ARRAY['day(ts)', 'region']) as ("));
}

TEST_F(RunTest, IncrementalCreatesThenAppendsThenRebuilds) {
  project_.Write(
      "models/a.sql",
      "{{ config(materialized='incremental') }}select id from src"
      "{% if is_incremental() %} where id > (select max(id) from {{ this }}){% endif %}");
  Dbt(Command::kRun);
  EXPECT_THAT(engine_.Matching("create or replace table"), SizeIs(1));
  engine_.Answer("SELECT * FROM \"iceberg\".\"main\".\"a\" LIMIT 0",
                 {{{"id", Bigint()}}, {}, "", {}});
  auto result = Dbt(Command::kRun);
  EXPECT_EQ(result.exit_code, 0) << Find(result, "a").message;
  EXPECT_THAT(engine_.Matching("insert into"),
              ElementsAre("insert into \"iceberg\".\"main\".\"a\" (\"id\") ( select \"id\" from ( "
                          "select id from src where id > (select max(id) from "
                          "\"iceberg\".\"main\".\"a\") ) as new_rows )"));
  EXPECT_EQ(Find(result, "a").rows, 3u);
  InvocationOptions full;
  full.full_refresh = true;
  Dbt(Command::kRun, full);
  EXPECT_THAT(engine_.Matching("create or replace table"), SizeIs(2));
}

TEST_F(RunTest, MergeAndDeleteInsertStageTheNewRows) {
  engine_.AddRelation("main", "a", "table");
  engine_.AddRelation("main", "b", "table");
  for (const char* name : {"a", "b"}) {
    engine_.Answer(std::string("SELECT * FROM \"iceberg\".\"main\".\"") + name + "\" LIMIT 0",
                   {{{"id", Bigint()}, {"v", Varchar()}}, {}, "", {}});
  }
  project_.Write("models/a.sql",
                 "{{ config(materialized='incremental', incremental_strategy='merge', "
                 "unique_key='id') }}select 1 as id, 'x' as v");
  project_.Write("models/b.sql",
                 "{{ config(materialized='incremental', incremental_strategy='delete+insert', "
                 "unique_key='id') }}select 1 as id, 'x' as v");
  auto result = Dbt(Command::kRun);
  EXPECT_EQ(result.exit_code, 0) << Find(result, "a").message << Find(result, "b").message;
  EXPECT_THAT(engine_.Matching("merge into"),
              ElementsAre(HasSubstr(
                  "merge into \"iceberg\".\"main\".\"a\" as DBT_INTERNAL_DEST using "
                  "\"iceberg\".\"main\".\"a__dbt_tmp\" as DBT_INTERNAL_SOURCE on "
                  "(DBT_INTERNAL_SOURCE.id = DBT_INTERNAL_DEST.id) when matched then update set")));
  EXPECT_THAT(engine_.Matching("delete from"), SizeIs(1));
  EXPECT_THAT(engine_.Matching("COMMIT"), SizeIs(1));
  EXPECT_FALSE(engine_.Has("main", "a__dbt_tmp"));
  EXPECT_FALSE(engine_.Has("main", "b__dbt_tmp"));
}

TEST_F(RunTest, AFailedMergeLeavesNoStagedTable) {
  engine_.AddRelation("main", "a", "table");
  engine_.Answer("SELECT * FROM \"iceberg\".\"main\".\"a\" LIMIT 0",
                 {{{"id", Bigint()}}, {}, "", {}});
  engine_.AnswerError("merge into", base::ErrorKind::kUnsupported, "MERGE is not supported yet");
  project_.Write("models/a.sql",
                 "{{ config(materialized='incremental', incremental_strategy='merge', "
                 "unique_key='id') }}select 1 as id");
  auto result = Dbt(Command::kRun);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(Find(result, "a").message, HasSubstr("MERGE is not supported yet"));
  EXPECT_FALSE(engine_.Has("main", "a__dbt_tmp"));
}

TEST_F(RunTest, SchemaChangesOfIncrementalModels) {
  engine_.AddRelation("main", "a", "table");
  engine_.Answer("SELECT * FROM \"iceberg\".\"main\".\"a\" LIMIT 0",
                 {{{"id", Bigint()}}, {}, "", {}});
  engine_.Answer("as new_rows LIMIT 0", {{{"id", Bigint()}, {"v", Varchar()}}, {}, "", {}});
  engine_.Answer("AS new_rows LIMIT 0", {{{"id", Bigint()}, {"v", Varchar()}}, {}, "", {}});
  project_.Write("models/a.sql",
                 "{{ config(materialized='incremental', on_schema_change='append_new_columns') }}"
                 "select 1 as id, 'x' as v");
  Dbt(Command::kRun);
  EXPECT_THAT(engine_.Matching("ALTER TABLE"),
              ElementsAre("ALTER TABLE \"iceberg\".\"main\".\"a\" ADD COLUMN \"v\" varchar"));
  EXPECT_THAT(engine_.Matching("insert into \"iceberg\".\"main\".\"a\" (\"id\", \"v\")"),
              SizeIs(1));
  project_.Write("models/a.sql",
                 "{{ config(materialized='incremental', on_schema_change='fail') }}"
                 "select 1 as id, 'x' as v");
  auto result = Dbt(Command::kRun);
  EXPECT_THAT(Find(result, "a").message, HasSubstr("new [v], gone []"));
  EXPECT_THAT(Find(result, "a").message, HasSubstr("--full-refresh"));
}

TEST_F(RunTest, EphemeralModelsAreInlined) {
  project_.Write("models/e.sql", "{{ config(materialized='ephemeral') }}select 1 as id");
  project_.Write("models/a.sql", "with x as (select 2) select * from {{ ref('e') }}, x");
  auto result = Dbt(Command::kRun);
  EXPECT_THAT(result.results, SizeIs(1));
  EXPECT_EQ(Squeeze(Find(result, "a").compiled_code),
            "with __dbt__cte__e as ( select 1 as id ), x as (select 2) select * from "
            "__dbt__cte__e, x");
}

TEST_F(RunTest, HooksRunAroundTheModelAndTheRun) {
  project_.Write("dbt_project.yml",
                 "name: shop\nversion: '1'\non-run-start: select 'start'\n"
                 "on-run-end: [\"select {{ results | length }} as ended\"]\n");
  project_.Write("models/a.sql",
                 "{{ config(pre_hook=\"select 'before {{ this.identifier }}'\", "
                 "post_hook=['select 1', '  ']) }} select 5 as five");
  auto result = Dbt(Command::kRun);
  EXPECT_EQ(result.exit_code, 0) << result.error;
  const auto all = engine_.statements();
  std::vector<std::string> own;
  for (const auto& sql : all) {
    if (sql.find("information_schema") == std::string::npos && !sql.starts_with("CREATE SCHEMA")) {
      own.push_back(sql);
    }
  }
  EXPECT_THAT(own,
              ElementsAre("select 'start'", "select 'before a'",
                          "create or replace view \"iceberg\".\"main\".\"a\" as select 5 as five",
                          "select 1", "select 1 as ended"));
}

TEST_F(RunTest, AFailureSkipsWhatDependsOnIt) {
  project_.Write("models/a.sql", "select broken");
  project_.Write("models/b.sql", "select * from {{ ref('a') }}");
  project_.Write("models/c.sql", "select 1 as id");
  engine_.AnswerError("select broken", base::ErrorKind::kInvalidArgument, "line 1:8: no column");
  auto result = Dbt(Command::kRun);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(Find(result, "a").status, NodeStatus::kError);
  EXPECT_EQ(Find(result, "b").status, NodeStatus::kSkipped);
  EXPECT_THAT(Find(result, "b").message, HasSubstr("model.shop.a"));
  EXPECT_EQ(Find(result, "c").status, NodeStatus::kSuccess);
  EXPECT_TRUE(Printed("SKIP relation main.b"));
  EXPECT_TRUE(Printed("Completed with 1 error"));
}

TEST_F(RunTest, FailFastStopsAtTheFirstError) {
  for (const char* name : {"a", "b", "c"}) {
    project_.Write(std::string("models/") + name + ".sql", std::string("select ") + name);
  }
  engine_.AnswerError("select a", base::ErrorKind::kInvalidArgument, "no");
  InvocationOptions options;
  options.fail_fast = true;
  auto result = Dbt(Command::kRun, options);
  EXPECT_EQ(result.Count(NodeStatus::kError), 1u);
  EXPECT_EQ(result.Count(NodeStatus::kSkipped), 2u);
  EXPECT_EQ(result.exit_code, 1);
}

TEST_F(RunTest, BuildRunsTestsBeforeWhatReadsTheModel) {
  project_.Write("models/a.sql", "select 1 as id");
  project_.Write("models/b.sql", "select * from {{ ref('a') }}");
  project_.Write(
      "models/s.yml",
      "models:\n  - name: a\n    columns:\n      - name: id\n        data_tests: [unique]\n");
  engine_.AnswerCounts("group by id having count(*) > 1", {2, 1, 1});
  auto result = Dbt(Command::kBuild);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(Find(result, "unique_a_id").status, NodeStatus::kFail);
  EXPECT_EQ(Find(result, "unique_a_id").failures, 2);
  EXPECT_EQ(Find(result, "b").status, NodeStatus::kSkipped);
  EXPECT_TRUE(Printed("FAIL 2 unique_a_id"));
  EXPECT_THAT(Find(result, "unique_a_id").message,
              HasSubstr("Got 2 results, configured to fail if != 0"));
}

TEST_F(RunTest, SeverityWarnIsNoFailure) {
  project_.Write("models/a.sql", "select 1 as id");
  project_.Write("models/s.yml",
                 "models:\n  - name: a\n    columns:\n      - name: id\n        data_tests:\n"
                 "          - unique: {config: {severity: warn}}\n");
  engine_.AnswerCounts("having count(*) > 1", {1, 1, 1});
  auto result = Dbt(Command::kTest);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(Find(result, "unique_a_id").status, NodeStatus::kWarn);
  EXPECT_TRUE(Printed("WARN 1 unique_a_id"));
}

TEST_F(RunTest, IndependentModelsRunAtTheSameTime) {
  project_.Write("models/a.sql", "select 1 as a");
  project_.Write("models/b.sql", "select 1 as b");
  std::atomic<int> inside{0};
  std::atomic<bool> met{false};
  engine_.OnStatement([&](const std::string& sql) {
    if (!sql.starts_with("create or replace")) return;
    ++inside;
    for (int i = 0; i < 2000 && !met; ++i) {
      if (inside == 2) met = true;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  InvocationOptions options;
  options.project.threads = 4;
  auto result = Dbt(Command::kRun, options);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_TRUE(met);
}

TEST_F(RunTest, CancellingEndsTheRun) {
  project_.Write("models/a.sql", "select 1 as a");
  project_.Write("models/b.sql", "select * from {{ ref('a') }}");
  engine_.OnStatement([this](const std::string& sql) {
    if (sql.starts_with("create or replace view")) cancel_.Cancel();
  });
  auto result = Dbt(Command::kRun);
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.error_kind, base::ErrorKind::kCancelled);
  EXPECT_FALSE(engine_.Has("main", "b"));
}

TEST_F(RunTest, SeedsBecomeTypedTables) {
  project_.Write("seeds/codes.csv",
                 "code,n,share,since,ok,note\nde,1,0.5,2024-01-31,true,\"it's, "
                 "ok\"\nfr,,2,2024-02-01,false,\n");
  auto result = Dbt(Command::kSeed);
  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_THAT(
      engine_.Matching("create or replace table"),
      ElementsAre(
          "create or replace table \"iceberg\".\"main\".\"codes\" as ( SELECT CAST(\"code\" AS "
          "varchar) AS \"code\", CAST(\"n\" AS bigint) AS \"n\", CAST(\"share\" AS double) AS "
          "\"share\", CAST(\"since\" AS date) AS \"since\", CAST(\"ok\" AS boolean) AS \"ok\", "
          "CAST(\"note\" AS varchar) AS \"note\" FROM (VALUES ('de', 1, DOUBLE '0.5', DATE "
          "'2024-01-31', true, 'it''s, ok'), ('fr', NULL, DOUBLE '2', DATE '2024-02-01', false, "
          "NULL)) AS seed_rows (\"code\", \"n\", \"share\", \"since\", \"ok\", \"note\") )"));
  EXPECT_EQ(Find(result, "codes").rows, 2u);
  EXPECT_TRUE(Printed("OK loaded seed file main.codes"));
}

TEST_F(RunTest, ABrokenSeedTellsFileAndLine) {
  project_.Write("seeds/codes.csv", "a,b\n1,2\n3\n");
  auto result = Dbt(Command::kSeed);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(Find(result, "codes").message,
              HasSubstr("seeds/codes.csv:3: expected 2 values, got 1"));
  project_.Write("seeds/codes.csv", "a,b\n1,\"2\n");
  EXPECT_THAT(Find(Dbt(Command::kSeed), "codes").message,
              HasSubstr("codes.csv:2: a quote that is never closed"));
  project_.Write("seeds/codes.csv", "");
  EXPECT_THAT(Find(Dbt(Command::kSeed), "codes").message, HasSubstr("the file is empty"));
}

TEST_F(RunTest, UsersMaterializationsReplaceTarns) {
  project_.Write(
      "macros/m.sql",
      "{% materialization stamped, adapter='trino' %}\n"
      "{{ run_hooks(pre_hooks) }}\n"
      "{%- set target = this.incorporate(type='table') -%}\n"
      "{% call statement('main') %}create table {{ target }} as ({{ sql }}){% endcall %}\n"
      "{% set n = run_query('select 41 as n') %}\n"
      "{{ return({'relations': [target]}) }}\n"
      "{% endmaterialization %}");
  project_.Write("models/a.sql",
                 "{{ config(materialized='stamped', pre_hook='select 9') }}select 1 as id");
  auto result = Dbt(Command::kRun);
  EXPECT_EQ(result.exit_code, 0) << Find(result, "a").message;
  EXPECT_THAT(engine_.Matching("create table"),
              ElementsAre("create table \"iceberg\".\"main\".\"a\" as (select 1 as id)"));
  EXPECT_THAT(engine_.Matching("select 9"), SizeIs(1));
}

TEST_F(RunTest, AnUnknownMaterializationSuggests) {
  project_.Write("models/a.sql", "{{ config(materialized='tabel') }}select 1 as id");
  auto result = Dbt(Command::kRun);
  EXPECT_THAT(Find(result, "a").message,
              HasSubstr("no materialization 'tabel' (did you mean 'table'?)"));
}

TEST_F(RunTest, AJinjaErrorTellsFileLineAndMacros) {
  project_.Write(
      "macros/m.sql",
      "{% macro outer() %}\n  {{ inner() }}\n{% endmacro %}\n"
      "{% macro inner() %}\n  {{ exceptions.raise_compiler_error('not today') }}\n{% endmacro %}");
  project_.Write("models/a.sql", "select 1,\n  {% if execute %}{{ outer() }}{% endif %}");
  auto result = Dbt(Command::kRun);
  const std::string& message = Find(result, "a").message;
  EXPECT_THAT(message, HasSubstr("not today"));
  EXPECT_THAT(message, HasSubstr("macros/m.sql:5"));
  EXPECT_THAT(message, HasSubstr("inner"));
  EXPECT_THAT(message, HasSubstr("outer"));
}

TEST_F(RunTest, AnUnknownMacroIsToldWhenItRuns) {
  project_.Write("macros/m.sql", "{% macro money(x) %}{{ x }}{% endmacro %}");
  project_.Write("models/a.sql", "select {{ mony('x') }}");
  auto result = Dbt(Command::kRun);
  EXPECT_THAT(Find(result, "a").message, HasSubstr("models/a.sql:1"));
  EXPECT_THAT(Find(result, "a").message, HasSubstr("mony"));
}

TEST_F(RunTest, RunQueryAndLogWork) {
  engine_.Answer("select distinct region",
                 {{{"region", Varchar()}}, {{Text("n")}, {Text("s")}}, "", {}});
  project_.Write("models/a.sql",
                 "{% set rows = run_query('select distinct region from x') %}\n"
                 "{% if execute %}{% do log('found ' ~ rows | length, info=true) %}{% endif %}\n"
                 "select {% if execute %}{% for r in rows.columns[0].values() %}'{{ r }}'"
                 "{{ ', ' if not loop.last }}{% endfor %}{% endif %}");
  auto result = Dbt(Command::kRun);
  EXPECT_EQ(Squeeze(Find(result, "a").compiled_code), "select 'n', 's'");
  EXPECT_TRUE(Printed("found 2"));
}

}  // namespace
}  // namespace tarn::transform

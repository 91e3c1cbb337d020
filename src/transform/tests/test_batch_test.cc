// Tests of one relation share a scan only where the counts are the same.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "transform/runner/invocation.h"
#include "transform/test/test_batch.h"
#include "transform/test/test_run.h"
#include "transform/tests/fake_engine.h"
#include "transform/tests/project_fixture.h"

namespace tarn::transform {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class BatchTest : public ::testing::Test {
 protected:
  BatchTest() {
    project_.Write(
        "tests/generic/positive.sql",
        "{% test positive(model, column_name) %}\n"
        "-- what is not above zero\n"
        "select {{ column_name }}\nfrom {{ model }}\nwhere not {{ column_name }} > 0 -- ends\n"
        "{% endtest %}\n"
        "{% test grouped(model, column_name) %}\n"
        "select {{ column_name }} from {{ model }} where 1 = 1 group by 1 having count(*) > 9\n"
        "{% endtest %}\n");
    project_.Write("models/a.sql", "{{ config(materialized='table') }} select 1 as id");
    project_.Write(
        "models/s.yml",
        "models:\n  - name: a\n    columns:\n      - name: id\n        data_tests:\n"
        "          - not_null\n          - unique\n          - positive\n          - grouped\n"
        "          - accepted_values: {arguments: {values: [1, 2]}}\n"
        "          - not_null: {name: limited, config: {limit: 5}}\n"
        "          - not_null: {name: kept, config: {where: id > 5}}\n"
        "          - not_null: {name: lenient, config: {error_if: '>10', warn_if: '> 1'}}\n");
  }
  InvocationResult Test(bool batch) {
    InvocationOptions options;
    options.command = Command::kTest;
    options.project = project_.inputs();
    options.batch_tests = batch;
    InvocationServices services;
    services.engine = &engine_;
    return Invoke(options, services);
  }
  ProjectFixture project_;
  FakeEngine engine_;
};

TEST_F(BatchTest, ThoseOverOneRelationAreOneQuery) {
  auto result = Test(true);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.results, SizeIs(8));
  EXPECT_THAT(
      engine_.Matching("AS failures_0"),
      ElementsAre("SELECT (SELECT count(*) FROM \"iceberg\".\"main\".\"a\" WHERE id is null) "
                  "AS failures_0, "
                  "CASE WHEN may_repeat(id) THEN 1 ELSE 0 END AS failures_1, "
                  "count(CASE WHEN (not id > 0) THEN 1 END) AS failures_2, "
                  "count(CASE WHEN id NOT IN ('1', '2') THEN 1 END) AS failures_3, "
                  "(SELECT count(*) FROM \"iceberg\".\"main\".\"a\" WHERE id is null) "
                  "AS failures_4 "
                  "FROM \"iceberg\".\"main\".\"a\""));
  // grouped, limited, and the one with another relation (a where) run alone.
  EXPECT_THAT(engine_.Matching("dbt_internal_test"), SizeIs(3));
}

// Counting nulls of a view that computes would compute it once more for every column.
TEST_F(BatchTest, NullsOfAComputedViewAreCountedInTheSharedScan) {
  const auto query_over = [&](const std::string& sql) {
    project_.Write("models/b.sql", "{{ config(materialized='table') }} select 1 as id");
    project_.Write("models/a.sql", sql);
    Test(true);
    const auto queries = engine_.Matching("AS failures_0");
    return queries.empty() ? std::string() : queries.back();
  };
  const std::string alone = "(SELECT count(*) FROM \"iceberg\".\"main\".\"a\" WHERE id is null)";
  EXPECT_THAT(query_over("select cast(id as bigint) as id from {{ ref('b') }}"), HasSubstr(alone));
  for (const char* sql :
       {"select id from {{ ref('b') }} group by id", "select distinct id from {{ ref('b') }}",
        "select id from (select id from {{ ref('b') }})", "select 1 as id"}) {
    EXPECT_THAT(query_over(sql), HasSubstr("count(CASE WHEN (id is null) THEN 1 END)")) << sql;
  }
}

TEST_F(BatchTest, ResultsAreThoseOfRunningEachAlone) {
  engine_.AnswerCounts("AS failures_0", {3, 0, 0, 1, 3});
  engine_.AnswerCounts("value_field", {1, 1, 1});
  auto result = Test(true);
  auto find = [&](const std::string& name) -> const NodeResult& {
    return *std::find_if(result.results.begin(), result.results.end(),
                         [&](const auto& r) { return r.node->name.starts_with(name); });
  };
  EXPECT_EQ(find("not_null_a_id").status, NodeStatus::kFail);
  EXPECT_EQ(find("not_null_a_id").failures, 3);
  EXPECT_EQ(find("not_null_a_id").message, "Got 3 results, configured to fail if != 0");
  EXPECT_EQ(find("positive").status, NodeStatus::kPass);
  EXPECT_EQ(find("accepted_values").message, "Got 1 result, configured to fail if != 0");
  EXPECT_EQ(find("lenient").status, NodeStatus::kWarn);
  EXPECT_EQ(result.exit_code, 1);
}

// What only tells whether there is anything is asked again for the number.
TEST_F(BatchTest, RepeatedValuesAreCountedAlone) {
  engine_.AnswerCounts("AS failures_0", {0, 1, 0, 0, 0});
  engine_.AnswerCounts("unique_field", {7, 1, 1});
  auto result = Test(true);
  EXPECT_EQ(result.Count(NodeStatus::kFail), 1u);
  const auto unique = std::find_if(result.results.begin(), result.results.end(), [](const auto& r) {
    return r.node->name.starts_with("unique");
  });
  EXPECT_EQ(unique->failures, 7);
  EXPECT_THAT(engine_.Matching("dbt_internal_test"), SizeIs(4));
}

TEST_F(BatchTest, WithoutMayRepeatAUniqueTestRunsAlone) {
  engine_.SetMayRepeat(false);
  Test(true);
  EXPECT_THAT(engine_.Matching("may_repeat"), SizeIs(0));
  EXPECT_THAT(engine_.Matching("unique_field"), SizeIs(1));
}

TEST_F(BatchTest, AFailingBatchFallsBackToEachAlone) {
  engine_.AnswerError("AS failures_0", base::ErrorKind::kNotFound, "no column");
  engine_.AnswerError("where not id > 0", base::ErrorKind::kNotFound, "no such column");
  auto result = Test(true);
  EXPECT_EQ(result.Count(NodeStatus::kError), 1u);
  EXPECT_EQ(result.Count(NodeStatus::kPass), 7u);
  EXPECT_THAT(engine_.Matching("dbt_internal_test"), SizeIs(8));
}

TEST_F(BatchTest, CanBeSwitchedOff) {
  Test(false);
  EXPECT_THAT(engine_.Matching("AS failures_0"), SizeIs(0));
  EXPECT_THAT(engine_.Matching("dbt_internal_test"), SizeIs(8));
}

TEST_F(BatchTest, OnlyFiltersOfOneRelationAreTaken) {
  auto manifest = project_.Parse();
  const Node* node = nullptr;
  for (const Node& candidate : manifest->nodes) {
    if (candidate.generic_test && candidate.generic_test->name == "positive") node = &candidate;
  }
  ASSERT_NE(node, nullptr);
  auto member = [&](const std::string& sql) {
    CompiledNode compiled;
    compiled.code = sql;
    return ToBatchMember(*manifest, *node, compiled, true);
  };
  EXPECT_TRUE(member("select * from a.b.c where x > 1"));
  EXPECT_EQ(member("select x, y as z from \"a\".\"b\" as t where t.x > 1")->from,
            "\"a\".\"b\" as t");
  EXPECT_EQ(member("select 1 from (select * from a where b) dbt_subquery where x is null")->from,
            "(select * from a where b) dbt_subquery");
  EXPECT_TRUE(member("select x from a where (x in ('select', 'from'))"));
  for (const char* sql : {"select distinct x from a where y",
                          "select count(*) from a where y",
                          "select x from a",
                          "select x from a, b where y",
                          "select x from a join b on true where y",
                          "select x from a where y group by x",
                          "select x from a where y limit 5",
                          "select x from a where x in (select y from b)",
                          "select x from a where y union select 1",
                          "select x from a where row_number() over () = 1",
                          "with q as (select 1) select * from q where x",
                          "select x from a tablesample bernoulli(1) where y",
                          "select x from a where y; drop table a",
                          "select x from a where (y",
                          "select x from a where y)",
                          "select x from unnest(z) where y",
                          "select x from a for version as of 1 where y",
                          "delete from a where x",
                          "",
                          "select 'x"}) {
    EXPECT_FALSE(member(sql)) << sql;
  }
}

TEST(ThresholdTest, Comparisons) {
  EXPECT_EQ(EvaluateThreshold("!= 0", 1), true);
  EXPECT_EQ(EvaluateThreshold("!=0", 0), false);
  EXPECT_EQ(EvaluateThreshold(">100", 100), false);
  EXPECT_EQ(EvaluateThreshold(" >= 100 ", 100), true);
  EXPECT_EQ(EvaluateThreshold("< 5", 4), true);
  EXPECT_EQ(EvaluateThreshold("<= 5", 6), false);
  EXPECT_EQ(EvaluateThreshold("= 5", 5), true);
  EXPECT_EQ(EvaluateThreshold("<> 5", 5), false);
  EXPECT_EQ(EvaluateThreshold("between 1 and 5", 3), std::nullopt);
  EXPECT_EQ(EvaluateThreshold("> 1 or true", 3), std::nullopt);
  EXPECT_EQ(EvaluateThreshold("", 3), std::nullopt);
}

}  // namespace
}  // namespace tarn::transform

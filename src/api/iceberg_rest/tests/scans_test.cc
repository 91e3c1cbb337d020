#include "api/iceberg_rest/plan_store.h"
#include "api/iceberg_rest/scan_request.h"
#include "api/iceberg_rest/tests/rest_fixture.h"

namespace tarn::api::iceberg_rest {
namespace {

iceberg::Schema TestSchema() {
  iceberg::Schema schema;
  schema.fields = {{1, "id", true, iceberg::PrimitiveType(iceberg::LongType{})},
                   {2, "day", false, iceberg::PrimitiveType(iceberg::DateType{})}};
  return schema;
}

std::string Shown(const std::string& json) {
  return iceberg::ToString(
      ParseExpression(json, TestSchema(), iceberg::CaseSensitivity::kSensitive));
}

TEST(ScanFilterTest, ReadsExpressions) {
  using namespace iceberg;
  EXPECT_EQ(Shown("true"), ToString(True()));
  EXPECT_EQ(Shown(R"({"type":"false"})"), ToString(False()));
  EXPECT_EQ(Shown(R"({"type":"eq","term":"id","value":3})"),
            ToString(Equal("id", Literal::Long(3))));
  EXPECT_EQ(Shown(R"({"type":"gt-eq","term":"day","value":"1970-01-02"})"),
            ToString(GreaterOrEqual("day", Literal::Date(1))));
  EXPECT_EQ(Shown(R"({"type":"in","term":"id","values":[1,2]})"),
            ToString(In("id", {Literal::Long(1), Literal::Long(2)})));
  EXPECT_EQ(Shown(R"({"type":"and","left":{"type":"is-null","term":"day"},
                      "right":{"type":"not","child":{"type":"lt","term":"id","value":1}}})"),
            ToString(And(IsNull("day"), Not(Less("id", Literal::Long(1))))));
}

TEST(ScanFilterTest, ATransformedTermLeavesNothingOut) {
  const std::string term =
      R"({"type":"eq","term":{"type":"transform","transform":"day","term":"day"},"value":1})";
  EXPECT_EQ(Shown(term), iceberg::ToString(iceberg::True()));
  // Not even where it is negated.
  EXPECT_EQ(Shown(R"({"type":"not","child":)" + term + "}"), iceberg::ToString(iceberg::True()));
}

// The form of the newer specification: references, literals, functions.
TEST(ScanFilterTest, ReadsValueExpressions) {
  using namespace iceberg;
  const std::string id = R"({"type":"reference","name":"id"})";
  const std::string day = R"({"type":"reference","id":2})";
  EXPECT_EQ(Shown(R"({"type":"lt","left":)" + id + R"(,"right":3})"),
            ToString(Less("id", Literal::Long(3))));
  EXPECT_EQ(Shown(R"({"type":"gt-eq","left":)" + day +
                  R"(,"right":{"type":"literal","value":"1970-01-02","data-type":"date"}})"),
            ToString(GreaterOrEqual("day", Literal::Date(1))));
  EXPECT_EQ(Shown(R"({"type":"lt-eq","left":{"type":"literal","value":3},"right":)" + id + "}"),
            ToString(GreaterOrEqual("id", Literal::Long(3))));
  EXPECT_EQ(Shown(R"({"type":"gt","left":3,"right":)" + id + "}"),
            ToString(Less("id", Literal::Long(3))));
  EXPECT_EQ(Shown(R"({"type":"is-null","child":)" + day + "}"), ToString(IsNull("day")));
  EXPECT_EQ(Shown(R"({"type":"in","child":)" + id +
                  R"(,"values":[1,{"type":"literal","value":2,"data-type":"long"}]})"),
            ToString(In("id", {Literal::Long(1), Literal::Long(2)})));
  EXPECT_EQ(Shown(R"({"type":"eq","term":)" + id + R"(,"value":1})"),
            ToString(Equal("id", Literal::Long(1))));
}

TEST(ScanFilterTest, WhatPlanningCannotTellLeavesNothingOut) {
  const std::string everything = iceberg::ToString(iceberg::True());
  const std::string id = R"({"type":"reference","name":"id"})";
  const std::string apply = R"({"type":"apply","function":"day","arguments":[)" + id + "]}";
  for (const std::string& filter : {R"({"type":"eq","left":)" + apply + R"(,"right":1})",
                                    R"({"type":"in","child":)" + apply + R"(,"values":[1]})",
                                    R"({"type":"is-null","child":)" + apply + "}",
                                    R"({"type":"lt","left":)" + id + R"(,"right":)" + id + "}",
                                    R"({"type":"lt","left":1,"right":)" + apply + "}",
                                    std::string(R"({"type":"lt","left":1,"right":2})")}) {
    EXPECT_EQ(Shown(filter), everything) << filter;
    EXPECT_EQ(Shown(R"({"type":"not","child":)" + filter + "}"), everything) << filter;
  }
}

TEST(ScanFilterTest, TellsThePlaceOfWhatIsWrong) {
  for (const auto& [json, message] : std::vector<std::pair<std::string, std::string>>{
           {R"({"type":"eq","left":{"type":"reference","name":"none"},"right":1})",
            "request: filter.left: there is no column 'none'"},
           {R"({"type":"eq","left":{"type":"reference","id":9},"right":1})",
            "request: filter.left: there is no field 9"},
           {R"({"type":"eq","left":{"type":"reference","name":"id"},"right":"x"})",
            "request: filter.right: "},
           {R"({"type":"eq","left":{"type":"sum"},"right":"x"})",
            "request: filter.left: not a type of value expression: 'sum'"},
           {R"({"type":"in","child":{"type":"reference","name":"id"},"values":[1,"x"]})",
            "request: filter.values[1]: "},
           {R"({"type":"not","child":{"type":"like"}})",
            "request: filter.child: not a type of expression: 'like'"}}) {
    try {
      Shown(json);
      FAIL() << json;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::kInvalidArgument) << json;
      EXPECT_THAT(error.message(), testing::StartsWith(message)) << json;
    }
  }
}

TEST(ScanFilterTest, RefusesWhatIsNoExpression) {
  for (const char* json :
       {"7", R"({"type":"like","term":"id"})", R"({"type":"eq","term":"none","value":1})",
        R"({"type":"eq","term":"id","value":"x"})", R"({"type":"and","left":true})"}) {
    EXPECT_THROW(Shown(json), base::Error) << json;
  }
  std::string deep = "true";
  for (int i = 0; i < 300; ++i) deep = R"({"type":"not","child":)" + deep + "}";
  EXPECT_THROW(Shown(deep), base::Error);
}

TEST(PlanStoreTest, KeepsPlansForTheirTable) {
  PlanStore store;
  const std::string id = store.Add({"main s.t", {"a", "b"}});
  EXPECT_EQ(store.PageCount(id, "main s.t"), 2u);
  EXPECT_EQ(store.Page(id, "main s.t", 1), "b");
  EXPECT_FALSE(store.Page(id, "main s.t", 2));
  EXPECT_FALSE(store.Page(id, "dev s.t", 0));
  EXPECT_FALSE(store.Remove(id, "dev s.t"));
  EXPECT_TRUE(store.Remove(id, "main s.t"));
  EXPECT_FALSE(store.Page(id, "main s.t", 0));
}

TEST(PlanStoreTest, OldPlansMakeRoom) {
  PlanStore store;
  const std::string first = store.Add({"t", {"x"}});
  for (size_t i = 0; i < PlanStore::kMaxPlans; ++i) store.Add({"t", {"x"}});
  EXPECT_FALSE(store.PageCount(first, "t"));
}

TEST_F(RestTest, ScansOfAnEmptyTableArePlanned) {
  CreateTableT();
  const Answer planned = Post("namespaces/s/tables/t/plan", Json::object());
  ASSERT_EQ(planned.status, 200) << planned.message();
  EXPECT_EQ(planned.body["status"], "completed");
  EXPECT_EQ(planned.body["file-scan-tasks"], Json::array());
  const std::string plan =
      "namespaces/s/tables/t/plan/" + planned.body["plan-id"].get<std::string>();
  EXPECT_EQ(Get(plan).body, planned.body);
  EXPECT_EQ(Ask("DELETE", plan).status, 204);
  EXPECT_EQ(Get(plan).error_type(), "NoSuchPlanIdException");
  EXPECT_EQ(Post("namespaces/s/tables/t/tasks", {{"plan-task", "x.1"}}).error_type(),
            "NoSuchPlanTaskException");
  EXPECT_EQ(Post("namespaces/s/tables/t/plan", {{"snapshot-id", 5}}).status, 400);
  EXPECT_EQ(Post("namespaces/s/tables/t/plan",
                 {{"filter", {{"type", "eq"}, {"term", "none"}, {"value", 1}}}})
                .status,
            400);
  EXPECT_EQ(Post("namespaces/s/tables/t/plan", {{"snapshot-id", 5}, {"end-snapshot-id", 5}}).status,
            400);
  EXPECT_EQ(Post("namespaces/s/tables/x/plan", Json::object()).status, 404);
  for (const char* member : {"select", "stats-fields"}) {
    const Answer refused = Post("namespaces/s/tables/t/plan", {{member, {"id", "none"}}});
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.message(),
              "request: " + std::string(member) + "[1]: there is no column 'none'");
    EXPECT_EQ(
        Post("namespaces/s/tables/t/plan", {{member, {"ID"}}, {"case-sensitive", false}}).status,
        200);
  }
}

}  // namespace
}  // namespace tarn::api::iceberg_rest

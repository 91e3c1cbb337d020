#include <nlohmann/json.hpp>

#include "api/lake/routes.h"
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::api::lake {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

class DataDiffApiTest : public engine::embedded::LakeTest {
 protected:
  DataDiffApiTest() : service_(*catalog_, *engine_), router_(NewRouter(service_)) {
    Run("CREATE SCHEMA shop");
    Run("CREATE TABLE shop.orders AS SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t(id, kind)");
    catalog_->CreateTag("before", "main");
    Run("UPDATE shop.orders SET kind = 'c' WHERE id = 2");
  }
  struct Answer {
    int status;
    Json body;
  };
  Answer Get(const std::string& target) {
    const http::Response response = router_.Handle(http::MakeRequest("GET", target));
    return {response.status, Json::parse(response.body)};
  }

  Service service_;
  http::Router router_;
};

TEST_F(DataDiffApiTest, TellsWhatDiffers) {
  const Answer answer = Get("/tarn/v1/diff?from=before&to=main&key=id&limit=5");
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.body["from"]["ref"], "before");
  EXPECT_EQ(answer.body["to"]["commit"], catalog_->Snapshot("main")->commit_hash());
  ASSERT_EQ(answer.body["tables"].size(), 1u);
  const Json& table = answer.body["tables"][0];
  EXPECT_EQ(table["name"], "orders");
  EXPECT_EQ(table["rows"]["changed"], 1);
  EXPECT_EQ(table["rows"]["samples"]["changed"][0]["after"], Json::parse(R"([2,"c"])"));
  EXPECT_FALSE(table["columns"].empty());
  EXPECT_EQ(Get("/tarn/v1/diff?from=main&to=main").body["tables"], Json::array());
  const Answer plain = Get("/tarn/v1/diff?from=before&to=main&table=shop.orders&aggregates=false");
  EXPECT_EQ(plain.body["tables"][0]["rows"]["added"], 1);
  EXPECT_TRUE(plain.body["tables"][0]["columns"].empty());
}

TEST_F(DataDiffApiTest, RefusesWhatItCannotRead) {
  const std::string base = "/tarn/v1/diff?from=before&to=main";
  for (const auto& [target, status] :
       std::vector<std::pair<std::string, int>>{{"/tarn/v1/diff?to=main", 400},
                                                {"/tarn/v1/diff?from=main&to=none", 404},
                                                {base + "&limit=many", 400},
                                                {base + "&limit=100000", 400},
                                                {base + "&aggregates=maybe", 400},
                                                {base + "&table=orders", 400},
                                                {base + "&table=shop.none", 404},
                                                {base + "&key=none", 400},
                                                {"/tarn/v1/none", 404}}) {
    const Answer answer = Get(target);
    EXPECT_EQ(answer.status, status) << target;
    EXPECT_FALSE(answer.body["error"]["message"].get<std::string>().empty()) << target;
  }
  service_.data_diffs = kMaxDataDiffs;
  EXPECT_EQ(Get(base).status, 429);
}

}  // namespace
}  // namespace tarn::api::lake

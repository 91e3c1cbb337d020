// Everything at once: the API's operations beside each other. ThreadSanitizer is to see it, too.
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "api/iceberg_rest/tests/rest_fixture.h"

namespace tarn::api::iceberg_rest {
namespace {

using ::testing::IsEmpty;

constexpr int kRounds = 10;

class ConcurrencyTest : public RestTest {
 protected:
  // As Ask; what answers neither well nor that somebody else was first is noted.
  Answer Tell(const std::string& method, const std::string& target, const Json& body = nullptr,
              http::Headers headers = {}) {
    Answer answer = Ask(method, target, body.is_null() ? "" : body.dump(), std::move(headers));
    const bool expected =
        answer.status < 400 || answer.status == 404 || answer.status == 409 || answer.status == 422;
    if (!expected) {
      const std::lock_guard lock(mutex_);
      strange_.push_back(
          fmt::format("{} {}: {} {}", method, target, answer.status, answer.body.dump()));
    }
    return answer;
  }
  void Together(const std::vector<std::function<void(int round)>>& workers) {
    std::vector<std::jthread> threads;
    for (const auto& worker : workers) {
      threads.emplace_back([&worker] {
        for (int round = 0; round < kRounds; ++round) worker(round);
      });
    }
  }

  std::mutex mutex_;
  std::vector<std::string> strange_;
};

TEST_F(ConcurrencyTest, WritersAndReadersDoNotDisturbEachOther) {
  CreateTableT();
  const auto maker = [&](const std::string& prefix) {
    return [&, prefix](int round) {
      const std::string name = prefix + std::to_string(round);
      const std::string path = "namespaces/s/tables/" + name;
      EXPECT_EQ(Tell("POST", "namespaces/s/tables", TableBody(name)).status, 200);
      EXPECT_EQ(Tell("POST", "tables/rename",
                     {{"source", {{"namespace", {"s"}}, {"name", name}}},
                      {"destination", {{"namespace", {"s"}}, {"name", name + "r"}}}})
                    .status,
                204);
      EXPECT_EQ(Tell("GET", path).status, 404);
      if (round % 2 == 0) EXPECT_EQ(Tell("DELETE", path + "r").status, 204);
    };
  };
  // Changes that exclude nothing go on top of each other.
  const auto setter = [&](int round) {
    const Json update = {{"action", "set-properties"},
                         {"updates", {{"p" + std::to_string(round), "v"}}}};
    EXPECT_EQ(Tell("POST", "namespaces/s/tables/t",
                   {{"requirements", Json::array()}, {"updates", {update}}})
                  .status,
              200);
  };
  const auto transaction = [&](int round) {
    const Json update = {{"action", "set-properties"},
                         {"updates", {{"q" + std::to_string(round), "v"}}}};
    const Json change = {{"identifier", {{"namespace", {"s"}}, {"name", "t"}}},
                         {"requirements", Json::array()},
                         {"updates", {update}}};
    EXPECT_EQ(Tell("POST", "transactions/commit", {{"table-changes", {change}}}).status, 204);
  };
  // Two threads with the keys of each other: done once, told twice.
  const auto repeater = [&](int round) {
    const std::string key = fmt::format("00000000-0000-4000-8000-{:012}", round);
    const Json body = {{"namespace", {"i" + std::to_string(round)}}};
    EXPECT_EQ(Tell("POST", "namespaces", body, {{"Idempotency-Key", key}}).status, 200);
  };
  const auto reader = [&](int) {
    const Answer loaded = Tell("GET", "namespaces/s/tables/t");
    Tell("GET", "namespaces/s/tables/t", nullptr, {{"If-None-Match", loaded.headers.Get("ETag")}});
    Tell("GET", "namespaces/s/tables?pageToken=&pageSize=2");
    Tell("GET", "namespaces");
    const Answer plan = Tell("POST", "namespaces/s/tables/t/plan", Json::object());
    if (plan.status == 200) {
      Tell("DELETE", "namespaces/s/tables/t/plan/" + plan.body["plan-id"].get<std::string>());
    }
  };
  Together({maker("a"), maker("b"), setter, transaction, repeater, repeater, reader, reader});

  EXPECT_THAT(strange_, IsEmpty());
  const Json properties = Get("namespaces/s/tables/t").body["metadata"]["properties"];
  std::set<std::string> tables, expected = {"t"};
  for (int round = 0; round < kRounds; ++round) {
    EXPECT_EQ(properties.value("p" + std::to_string(round), ""), "v") << round;
    EXPECT_EQ(properties.value("q" + std::to_string(round), ""), "v") << round;
    for (const char* prefix : {"a", "b"}) {
      if (round % 2 != 0) expected.insert(prefix + std::to_string(round) + "r");
    }
  }
  const Json listed = Get("namespaces/s/tables").body;
  for (const Json& table : listed["identifiers"]) tables.insert(table["name"]);
  EXPECT_EQ(tables, expected);
  EXPECT_EQ(Get("namespaces").body["namespaces"].size(), 1U + kRounds);
}

// The same name from many at once, each with a key of its own: one makes it.
TEST_F(ConcurrencyTest, OfThoseWhoMakeOneTableOneDoes) {
  CreateTableT();
  std::map<int, int> statuses;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] {
        const std::string key = fmt::format("00000000-0000-4000-8000-{:012}", i);
        const int status =
            Tell("POST", "namespaces/s/tables", TableBody("same"), {{"Idempotency-Key", key}})
                .status;
        const std::lock_guard lock(mutex_);
        ++statuses[status];
      });
    }
  }
  EXPECT_EQ(statuses, (std::map<int, int>{{200, 1}, {409, 7}}));
  EXPECT_THAT(strange_, IsEmpty());
}

}  // namespace
}  // namespace tarn::api::iceberg_rest

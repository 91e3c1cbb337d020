// Everything at once: the API's operations beside each other. ThreadSanitizer is to see it, too.
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "api/nessie/tests/api_fixture.h"

namespace tarn::api::nessie {
namespace {

using ::testing::IsEmpty;

constexpr int kRounds = 12;

class ConcurrencyTest : public ApiFixture {
 protected:
  // As Call; what answers neither well nor that somebody else was first is noted.
  Reply Tell(const std::string& method, const std::string& target, const json& body = nullptr) {
    Reply reply = Call(method, target, body);
    if (reply.status != 200 && reply.status != 204 && reply.status != 404 && reply.status != 409) {
      const std::lock_guard lock(mutex_);
      strange_.push_back(
          fmt::format("{} {}: {} {}", method, target, reply.status, reply.body.dump()));
    }
    return reply;
  }
  Reply Commit(const std::string& branch, const std::string& at, const json& operation) {
    return Tell("POST", "/v2/trees/" + branch + "@" + at + "/history/commit",
                {{"commitMeta", {{"message", "m"}}}, {"operations", json::array({operation})}});
  }
  void Together(const std::vector<std::function<void(int round)>>& workers) {
    std::vector<std::jthread> threads;
    for (const auto& worker : workers) {
      threads.emplace_back([&worker] {
        for (int round = 0; round < kRounds; ++round) worker(round);
      });
    }
  }
  json Page(const std::string& target, const char* list) { return Call("GET", target).body[list]; }

  std::mutex mutex_;
  std::vector<std::string> strange_;
};

TEST_F(ConcurrencyTest, WritersMergersAndReadersDoNotDisturbEachOther) {
  const std::string start = Head();
  std::set<std::string> put;
  const auto wrote = [&](const std::string& name) {
    const std::lock_guard lock(mutex_);
    put.insert(name);
  };
  const auto writer = [&](const std::string& prefix) {
    return [&, prefix](int round) {
      const std::string name = prefix + std::to_string(round);
      if (Commit("main", start, Put({name}, Table("l"))).status == 200) wrote(name);
    };
  };
  const auto merger = [&](int round) {
    const std::string branch = "dev" + std::to_string(round);
    const std::string from = Head();
    Tell("POST", "/v2/trees?type=BRANCH&name=" + branch,
         {{"type", "BRANCH"}, {"name", "main"}, {"hash", from}});
    Commit(branch, from, Put({branch}, Table("l")));
    const Reply merged = Tell("POST", "/v2/trees/main@" + from + "/history/merge",
                              {{"fromRefName", branch}, {"fromHash", Head(branch)}});
    if (merged.status == 200) wrote(branch);
    Tell("DELETE", "/v2/trees/" + branch + "@" + Head(branch));
  };
  const auto tagger = [&](int round) {
    const std::string head = Head();
    Tell("POST", "/v2/trees?type=TAG&name=v",
         {{"type", "BRANCH"}, {"name", "main"}, {"hash", head}});
    const Reply tag = Tell("GET", "/v2/trees/v");
    if (tag.status == 200) {
      const std::string at = tag.body["reference"]["hash"];
      Tell("PUT", "/v2/trees/v@" + at, {{"type", "BRANCH"}, {"name", "main"}, {"hash", Head()}});
      if (round % 4 == 3) Tell("DELETE", "/v2/trees/v@" + at);
    }
  };
  const auto reader = [&](int round) {
    Tell("GET", "/v2/trees?fetch=ALL");
    Tell("GET", "/v2/trees/main/entries?content=true&filter=entry.name.startsWith('a')");
    Tell("GET", "/v2/trees/main/history?fetch=ALL&max-records=5");
    Tell("GET", "/v2/trees/main~1/contents/a" + std::to_string(round));
    Tell("GET", "/v2/trees/main/diff/v");
    Tell("GET", "/v2/trees/main/recent-changes");
  };
  Together({writer("a"), writer("b"), writer("c"), merger, tagger, reader, reader});

  EXPECT_THAT(strange_, IsEmpty());
  EXPECT_EQ(put.size(), 4U * kRounds) << "nobody wrote what another did";
  std::set<std::string> there;
  for (const json& entry : Page("/v2/trees/main/entries", "entries")) {
    there.insert(entry["name"]["elements"][0]);
  }
  EXPECT_EQ(there, put);
  // Each commit stands on the one that the log tells next, and puts what it said.
  const json log = Page("/v2/trees/main/history?fetch=ALL&max-records=1000", "logEntries");
  EXPECT_EQ(log.size(), put.size());
  for (size_t i = 0; i + 1 < log.size(); ++i) {
    EXPECT_EQ(log[i]["parentCommitHash"], log[i + 1]["commitMeta"]["hash"]);
  }
}

// All see the same hash and change the same table: one of them does.
TEST_F(ConcurrencyTest, OfThoseWhoChangeOneKeyOneWins) {
  const Reply first = Commit("main", Head(), Put({"t"}, Table("l")));
  const std::string id = first.body["addedContents"][0]["contentId"];
  for (int round = 0; round < 5; ++round) {
    const std::string seen = Head();
    std::map<int, int> statuses;
    {
      std::vector<std::jthread> threads;
      for (int writer = 0; writer < 6; ++writer) {
        threads.emplace_back([&, writer] {
          const std::string location = fmt::format("l-{}-{}", round, writer);
          const int status = Commit("main", seen, Put({"t"}, Table(location, id))).status;
          const std::lock_guard lock(mutex_);
          ++statuses[status];
        });
      }
    }
    EXPECT_EQ(statuses, (std::map<int, int>{{200, 1}, {409, 5}}));
  }
  EXPECT_EQ(Page("/v2/trees/main/history", "logEntries").size(), 6U);
  EXPECT_THAT(strange_, IsEmpty());
}

}  // namespace
}  // namespace tarn::api::nessie

#include "events/change_feed.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "events/tests/events_fixture.h"

namespace tarn::events {
namespace {

using Json = nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ChangeFeedTest : public EventsTest {
 protected:
  // "type subject" of all that is told from the cursor on, `limit` at a time.
  std::vector<std::string> Told(size_t limit = 100) {
    std::vector<std::string> told;
    events_.clear();
    while (true) {
      const std::vector<Event> next = feed_.Next(cursor_, limit);
      EXPECT_LE(next.size(), limit);
      if (next.empty()) return told;
      for (const Event& event : next) {
        const Json data = Json::parse(event.data);
        told.push_back(event.type.substr(std::string("org.tarn.").size()) + " " + event.reference +
                       (data.contains("message") ? ": " + data["message"].get<std::string>() : ""));
        ChangeFeed::Advance(cursor_, event);
        cursor_ = Cursor::Parse(cursor_.ToText());
        events_.push_back(event);
      }
    }
  }

  ChangeFeed feed_{*repository_, base::Clock::System()};
  Cursor cursor_ = feed_.Now();
  std::vector<Event> events_;
};

TEST_F(ChangeFeedTest, TellsCommitsOldestFirstHoweverFewAtATime) {
  EXPECT_THAT(Told(), IsEmpty());
  std::vector<std::string> wanted;
  for (int i = 0; i < 7; ++i) {
    Commit("c" + std::to_string(i), "t");
    wanted.push_back("commit main: c" + std::to_string(i));
  }
  EXPECT_EQ(Told(3), wanted);
  EXPECT_THAT(Told(), IsEmpty());
}

TEST_F(ChangeFeedTest, TellsWhatACommitIs) {
  const versions::Hash before = Head();
  const versions::Hash hash = Commit("add t", "t");
  ASSERT_THAT(Told(), ElementsAre("commit main: add t"));
  EXPECT_EQ(events_[0].id, "main@" + hash.hex());
  const Json data = Json::parse(events_[0].data);
  EXPECT_EQ(data["hash"], hash.hex());
  EXPECT_EQ(data["hashBefore"], before.hex());
  EXPECT_EQ(data["author"], "ann");
  EXPECT_EQ(data["changes"], Json::parse(R"([{"key":["t"],"change":"added"}])"));
  const Json whole = Json::parse(ToCloudEvent(events_[0], "/lakes/shop"));
  EXPECT_EQ(whole["specversion"], "1.0");
  EXPECT_EQ(whole["source"], "/lakes/shop");
  EXPECT_EQ(whole["subject"], "main");
  EXPECT_EQ(whole["data"], data);
}

TEST_F(ChangeFeedTest, TellsMergesAndReferences) {
  Branch("dev");
  EXPECT_THAT(Told(), ElementsAre("reference.created dev"));
  const versions::Hash source = Commit("on dev", "a", "dev");
  Commit("on main", "b");
  versions::MergeRequest request;
  request.into = "main";
  request.meta.message = "merge dev";
  repository_->Merge(source, request);
  EXPECT_THAT(Told(),
              ElementsAre("commit dev: on dev", "commit main: on main", "merge main: merge dev"));
  EXPECT_EQ(Json::parse(events_[2].data)["mergedHash"], source.hex());

  repository_->AssignReference("dev", {}, Head());
  EXPECT_THAT(Told(), ElementsAre("reference.assigned dev"));
  EXPECT_EQ(Json::parse(events_[0].data)["hashBefore"], source.hex());
  const std::string assigned = events_[0].id;
  repository_->DeleteReference("dev", {});
  EXPECT_THAT(Told(), ElementsAre("reference.deleted dev"));
  EXPECT_NE(events_[0].id, assigned);
}

TEST_F(ChangeFeedTest, CommitsOfANewBranchAreTold) {
  Commit("main 1", "a");
  Branch("dev");
  Commit("dev 1", "b", "dev");
  Commit("dev 2", "b", "dev");
  EXPECT_THAT(Told(), ElementsAre("reference.created dev", "commit dev: dev 1", "commit dev: dev 2",
                                  "commit main: main 1"));
  Branch("same");
  repository_->CreateReference("tag", versions::ReferenceKind::kTag, Head("dev"));
  EXPECT_THAT(Told(), ElementsAre("reference.created same", "reference.created tag"));
  EXPECT_EQ(Json::parse(events_[1].data)["hash"], Head("dev").hex());
}

TEST_F(ChangeFeedTest, ManyKeysAreCutOff) {
  versions::CommitRequest request;
  request.branch = "main";
  for (size_t i = 0; i <= ChangeFeed::kMaxKeys; ++i) {
    const std::string key = "t" + std::to_string(i);
    request.operations.push_back(versions::Put{{{key}}, {"id-" + key, "x"}});
  }
  repository_->CommitOperations(request);
  ASSERT_EQ(Told().size(), 1u);
  const Json data = Json::parse(events_[0].data);
  EXPECT_EQ(data["changes"].size(), ChangeFeed::kMaxKeys);
  EXPECT_EQ(data["changesTruncated"], true);
}

TEST_F(ChangeFeedTest, AnOldHeadThatIsGoneCountsAsAssigned) {
  cursor_.references["main"].head = versions::Hash::Of("no such commit");
  EXPECT_THAT(Told(), ElementsAre("reference.assigned main"));
}

TEST(CursorTest, OtherTextIsRefused) {
  for (const char* text :
       {"", "{}", R"({"tarn-event-cursor":2,"sequence":0,"references":{}})",
        R"({"tarn-event-cursor":1,"sequence":0,"references":{"a":{"kind":"tag","head":"x"}}})"}) {
    EXPECT_THROW(Cursor::Parse(text), base::Error) << text;
  }
}

}  // namespace
}  // namespace tarn::events

#include "events/dispatcher.h"

#include <condition_variable>
#include <fstream>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <nlohmann/json.hpp>

#include "auth/secret.h"
#include "base/error.h"
#include "events/tests/events_fixture.h"

namespace tarn::events {
namespace {

using Json = nlohmann::json;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Receivers by URL.
class Receivers {
 public:
  Deliver AsDeliver() {
    return [this](const Delivery& delivery) { Take(delivery); };
  }
  // Called before a delivery is taken; may throw or wait.
  std::function<void(const Delivery&)> before;

  std::vector<std::string> Await(const std::string& url, size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(20), [&] { return taken_[url].size() >= count; });
    return taken_[url];
  }

 private:
  void Take(const Delivery& delivery) {
    if (before) before(delivery);
    const std::lock_guard lock(mutex_);
    const Json data = Json::parse(delivery.body)["data"];
    taken_[delivery.url].push_back(data.contains("message") ? data["message"].get<std::string>()
                                                            : data["reference"].get<std::string>());
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, std::vector<std::string>> taken_;
};

class DispatcherTest : public EventsTest {
 protected:
  std::unique_ptr<Dispatcher> Start(std::vector<Hook> hooks) {
    DispatcherOptions options;
    options.folder = (folder_ / "events").string();
    options.source = "/lakes/shop";
    options.poll = milliseconds(1);
    options.first_retry = milliseconds(1);
    options.longest_retry = milliseconds(4);
    options.log = [this](const std::string& message) {
      const std::lock_guard lock(log_mutex_);
      log_.push_back(message);
    };
    auto dispatcher = std::make_unique<Dispatcher>(*repository_, std::move(hooks), options,
                                                   receivers_.AsDeliver());
    return dispatcher;
  }
  // Until hooks have begun: what comes later is told.
  void AwaitState(const std::string& name) {
    for (int i = 0; i < 20'000 && !std::filesystem::exists(folder_ / "events" / (name + ".json"));
         ++i) {
      std::this_thread::sleep_for(milliseconds(1));
    }
  }

  Receivers receivers_;
  std::mutex log_mutex_;
  std::vector<std::string> log_;
};

Hook To(const std::string& name) { return {name, "http://" + name, "", {}, {}}; }

TEST_F(DispatcherTest, TellsInOrderUntilItIsTaken) {
  std::atomic<int> tries = 0;
  receivers_.before = [&](const Delivery&) {
    if (++tries % 3 != 0) throw std::runtime_error("not now");
  };
  Commit("before the hook", "t");
  const auto dispatcher = Start({To("a")});
  AwaitState("a");
  for (const char* message : {"1", "2", "3"}) Commit(message, "t");
  EXPECT_THAT(receivers_.Await("http://a", 3), ElementsAre("1", "2", "3"));
  EXPECT_GE(dispatcher->counts()[0].failed, 6u);
  const std::lock_guard lock(log_mutex_);
  EXPECT_THAT(log_.at(0), HasSubstr("web hook a: not now"));
}

TEST_F(DispatcherTest, AnotherProcessGoesOn) {
  {
    const auto dispatcher = Start({To("a")});
    AwaitState("a");
    Commit("1", "t");
    receivers_.Await("http://a", 1);
  }
  Commit("2", "t");
  Commit("3", "t");
  const auto dispatcher = Start({To("a")});
  EXPECT_THAT(receivers_.Await("http://a", 3), ElementsAre("1", "2", "3"));
}

TEST_F(DispatcherTest, ASlowReceiverHoldsNobodyUp) {
  std::mutex gate;
  std::unique_lock closed(gate);
  receivers_.before = [&](const Delivery& delivery) {
    if (delivery.url == "http://slow") const std::lock_guard wait(gate);
  };
  const auto dispatcher = Start({To("slow"), To("quick")});
  AwaitState("slow");
  AwaitState("quick");
  Commit("1", "t");
  Commit("2", "t");
  EXPECT_THAT(receivers_.Await("http://quick", 2), ElementsAre("1", "2"));
  closed.unlock();
  EXPECT_THAT(receivers_.Await("http://slow", 2), ElementsAre("1", "2"));
}

TEST_F(DispatcherTest, OneOfTwoTells) {
  const auto first = Start({To("a")});
  AwaitState("a");
  const auto second = Start({To("a")});
  for (int i = 0; i < 20; ++i) Commit(std::to_string(i), "t");
  Branch("last");
  EXPECT_EQ(receivers_.Await("http://a", 21).size(), 21u);
  // Counted after the receiver has it.
  const auto delivered = [&] {
    return first->counts()[0].delivered + second->counts()[0].delivered;
  };
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (delivered() < 21 && std::chrono::steady_clock::now() < until) std::this_thread::yield();
  EXPECT_EQ(delivered(), 21u);
}

TEST_F(DispatcherTest, AHookGetsWhatItWants) {
  Hook merges = To("merges");
  merges.types = {"reference.*"};
  merges.references = {"run/*"};
  const auto dispatcher = Start({merges});
  AwaitState("merges");
  Branch("dev");
  Commit("1", "t");
  Branch("run/1");
  EXPECT_THAT(receivers_.Await("http://merges", 1), ElementsAre("run/1"));
}

TEST_F(DispatcherTest, BadHooksAreRefused) {
  EXPECT_THROW(Start({To("a/b")}), base::Error);
  EXPECT_THROW(Start({To("a"), To("a")}), base::Error);
  Hook file = To("a");
  file.url = "file:///etc/passwd";
  EXPECT_THROW(Start({file}), base::Error);
}

class SignatureTest : public EventsTest {
 protected:
  Event event_{"main@1", kCommit, "main", {}, base::ParseTimestamp("2026-01-31"), "{}"};
  Hook hook_{"a", "http://a", (folder_ / "keys").string(), {}, {}};
  Delivery Make() { return MakeDelivery(hook_, event_, "/s", base::ParseTimestamp("2026-01-31")); }
};

TEST_F(SignatureTest, EveryKeySignsTimeAndBody) {
  std::ofstream(hook_.secret_file) << "new key\n\nold key\r\n";
  const Delivery delivery = Make();
  const std::string signed_text = "1769817600." + delivery.body;
  std::string wanted = "t=1769817600";
  for (const char* key : {"new key", "old key"}) {
    wanted += ",v1=";
    for (const char byte : auth::HmacSha256(key, signed_text)) {
      char digits[3];
      std::snprintf(digits, sizeof(digits), "%02x", static_cast<unsigned char>(byte));
      wanted += digits;
    }
  }
  ASSERT_EQ(delivery.headers.size(), 2u);
  EXPECT_EQ(delivery.headers[0].second, kCloudEventType);
  EXPECT_EQ(delivery.headers[1], (std::pair<std::string, std::string>("X-Tarn-Signature", wanted)));
}

TEST_F(SignatureTest, WithoutKeysNothingIsSent) {
  EXPECT_THROW(Make(), base::Error);
  std::ofstream(hook_.secret_file) << "\n";
  EXPECT_THROW(Make(), base::Error);
  hook_.secret_file.clear();
  EXPECT_EQ(Make().headers.size(), 1u);
}

}  // namespace
}  // namespace tarn::events

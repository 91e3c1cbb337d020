// What requests with an Idempotency-Key come to, on both databases: one server, several, and
// servers that died.
#include "api/iceberg_rest/idempotency.h"

#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "api/iceberg_rest/api_error.h"
#include "metadb/testing/database_param.h"

namespace tarn::api::iceberg_rest {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

constexpr const char* kKey = "0190a1b2-0000-7000-8000-000000000001";
const base::TimePoint kBegin = base::ParseTimestamp("2026-01-31T00:00:00Z");

class IdempotencyTest : public metadb::testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    other_ = metadb::OpenDatabase(uri_);
  }
  void TearDown() override {
    other_.reset();
    DatabaseTest::TearDown();
  }
  // A server of the lake; each call is another one.
  std::unique_ptr<IdempotencyStore> NewStore(IdempotencyOptions options = {}) {
    return std::make_unique<IdempotencyStore>(stores_++ % 2 == 0 ? database() : *other_, clock(),
                                              options);
  }
  virtual base::Clock& clock() { return base::Clock::System(); }
  KeyedRequest Request(int status = 200, const std::string& fingerprint = "f") {
    return {kKey,
            fingerprint,
            [this, status] {
              ++done_;
              http::Response response = http::JsonResponse(status, R"({"n":)" + Count() + "}");
              response.headers.Set("ETag", "W/\"" + Count() + "\"");
              return response;
            },
            {}};
  }
  std::string Count() const { return std::to_string(done_.load()); }
  int64_t Rows() {
    return std::get<0>(*database().QueryOne<int64_t>("SELECT count(*) FROM rest_idempotency"));
  }

  std::unique_ptr<metadb::Database> other_;
  int stores_ = 0;
  std::atomic<int> done_ = 0;
};

class TimedIdempotencyTest : public IdempotencyTest {
 protected:
  base::Clock& clock() override { return manual_; }
  base::ManualClock manual_{kBegin};
};

TEST_P(IdempotencyTest, AnotherServerGivesTheAnswerThatOneGave) {
  const http::Response first = NewStore()->Once(Request(201));
  const http::Response second = NewStore()->Once(Request(201));
  EXPECT_EQ(done_, 1);
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(second.body, R"({"n":1})");
  EXPECT_EQ(second.headers.Get("ETag"), first.headers.Get("ETag"));
  EXPECT_EQ(second.headers.Get("Content-Type"), "application/json");
}

TEST_P(IdempotencyTest, WhatTheClientDidWrongStaysWrong) {
  EXPECT_EQ(NewStore()->Once(Request(409)).status, 409);
  EXPECT_EQ(NewStore()->Once(Request(200)).status, 409);
  EXPECT_EQ(done_, 1);
}

TEST_P(IdempotencyTest, AFailureOfTheServerIsNotKept) {
  auto store = NewStore();
  EXPECT_EQ(store->Once(Request(503)).status, 503);
  KeyedRequest throwing = Request();
  throwing.act = [this]() -> http::Response {
    ++done_;
    throw std::runtime_error("gone");
  };
  EXPECT_THROW(store->Once(throwing), std::runtime_error);
  EXPECT_EQ(NewStore()->Once(Request(200)).status, 200);
  EXPECT_EQ(store->Once(Request(200)).body, R"({"n":3})");
  EXPECT_EQ(done_, 3);
}

TEST_P(IdempotencyTest, AnotherRequestWithTheKeyIsRefused) {
  NewStore()->Once(Request());
  try {
    NewStore()->Once(Request(200, "another"));
    FAIL() << "no error";
  } catch (const ApiError& error) {
    EXPECT_EQ(error.status(), 422);
    EXPECT_THAT(error.message(), HasSubstr("the Idempotency-Key was used for another request"));
  }
  EXPECT_EQ(done_, 1);
}

TEST_P(IdempotencyTest, TheSameRequestAtOnceIsDoneOnce) {
  std::vector<std::unique_ptr<IdempotencyStore>> servers;
  servers.push_back(NewStore());
  servers.push_back(NewStore());
  std::vector<std::thread> clients;
  std::atomic<int> right = 0;
  for (int client = 0; client < 6; ++client) {
    clients.emplace_back([&, client] {
      KeyedRequest request = Request();
      request.act = [act = request.act] {
        std::this_thread::sleep_for(milliseconds(200));
        return act();
      };
      right += servers[client % 2]->Once(request).body == R"({"n":1})";
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(done_, 1);
  EXPECT_EQ(right, 6);
}

TEST_P(IdempotencyTest, ALongRequestKeepsItsClaim) {
  IdempotencyOptions options;
  options.lease = milliseconds(400);
  options.renew = milliseconds(50);
  auto one = NewStore(options), two = NewStore(options);
  std::atomic<bool> begun = false;
  std::thread client([&] {
    KeyedRequest request = Request();
    request.act = [&, act = request.act] {
      begun = true;
      std::this_thread::sleep_for(milliseconds(1500));
      return act();
    };
    one->Once(request);
  });
  while (!begun) std::this_thread::yield();
  EXPECT_EQ(two->Once(Request()).body, R"({"n":1})");
  client.join();
  EXPECT_EQ(done_, 1);
}

TEST_P(IdempotencyTest, WhoWaitsTooLongIsToldSo) {
  IdempotencyOptions options;
  options.patience = milliseconds(100);
  auto one = NewStore(), two = NewStore(options);
  std::atomic<bool> begun = false, end = false;
  std::thread client([&] {
    KeyedRequest request = Request();
    request.act = [&, act = request.act] {
      begun = true;
      while (!end) std::this_thread::yield();
      return act();
    };
    one->Once(request);
  });
  while (!begun) std::this_thread::yield();
  try {
    two->Once(Request());
    ADD_FAILURE() << "no error";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kUnavailable);
    EXPECT_THAT(error.message(), HasSubstr("is still at work"));
  }
  end = true;
  client.join();
  EXPECT_EQ(done_, 1);
}

TEST_P(TimedIdempotencyTest, TheClaimOfADeadServerIsTakenOver) {
  NewStore()->Once(Request());
  const auto die = [&] {
    database().Execute("UPDATE rest_idempotency SET status = NULL, headers = NULL, body = NULL");
  };
  die();
  manual_.SleepFor(std::chrono::seconds(21));
  std::optional<base::TimePoint> asked;
  KeyedRequest request = Request();
  request.replay = [&](base::TimePoint since) -> std::optional<http::Response> {
    asked = since;
    return http::JsonResponse(200, "\"done before\"");
  };
  EXPECT_EQ(NewStore()->Once(request).body, "\"done before\"");
  EXPECT_EQ(asked, kBegin);
  EXPECT_EQ(NewStore()->Once(Request()).body, "\"done before\"") << "kept from then on";
  EXPECT_EQ(done_, 1);

  die();
  manual_.SleepFor(std::chrono::seconds(21));
  request.replay = [](base::TimePoint) { return std::nullopt; };
  EXPECT_EQ(NewStore()->Once(request).body, R"({"n":2})") << "it had done nothing";
}

TEST_P(IdempotencyTest, WhatIsNotStoredIsAnsweredAgain) {
  IdempotencyOptions options;
  options.max_body = 3;
  KeyedRequest request = Request();
  request.replay = [](base::TimePoint) { return http::JsonResponse(200, "\"again\""); };
  EXPECT_EQ(NewStore(options)->Once(request).body, R"({"n":1})");
  EXPECT_EQ(NewStore(options)->Once(request).body, "\"again\"");
  EXPECT_EQ(done_, 1);
  EXPECT_EQ(NewStore()->Once(Request()).body, R"({"n":2})") << "there is no other way";

  request.key = "0190a1b2-0000-7000-8000-000000000002";
  request.may_store = false;
  NewStore()->Once(request);
  EXPECT_EQ(NewStore()->Once(request).body, "\"again\"");
  EXPECT_EQ(std::get<0>(*database().QueryOne<int64_t>(
                "SELECT count(*) FROM rest_idempotency WHERE body IS NOT NULL")),
            0);
}

TEST_P(TimedIdempotencyTest, AKeyIsFreeAfterItsLifetime) {
  auto store = NewStore();
  store->Once(Request());
  manual_.SleepFor(std::chrono::minutes(30));
  EXPECT_EQ(store->Once(Request()).body, R"({"n":1})");
  manual_.SleepFor(std::chrono::minutes(6));
  EXPECT_EQ(NewStore()->Once(Request(200, "another")).body, R"({"n":2})");
}

TEST_P(TimedIdempotencyTest, OldAnswersGo) {
  IdempotencyOptions options;
  options.max_answers = 3;
  auto store = NewStore(options);
  for (int i = 0; i < 10; ++i) {
    KeyedRequest request = Request();
    request.key.back() = static_cast<char>('0' + i);
    manual_.SleepFor(std::chrono::minutes(2));
    store->Once(request);
    EXPECT_LE(Rows(), 4);
  }
  manual_.SleepFor(std::chrono::minutes(60));
  store->Once(Request());
  EXPECT_EQ(Rows(), 1);
}

TEST(IdempotencyKey, IsAUuid) {
  EXPECT_EQ(CheckIdempotencyKey("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"),
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  for (const char* wrong : {"", "x", "017F22E2-79B0-7CC3-98C4-DC0C0C07398", "{}",
                            "017F22E2x79B0-7CC3-98C4-DC0C0C07398F"}) {
    EXPECT_THROW(CheckIdempotencyKey(wrong), base::Error) << wrong;
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, IdempotencyTest, metadb::testing::kDatabases,
                         metadb::testing::DatabaseTestName);
INSTANTIATE_TEST_SUITE_P(Databases, TimedIdempotencyTest, metadb::testing::kDatabases,
                         metadb::testing::DatabaseTestName);

}  // namespace
}  // namespace tarn::api::iceberg_rest

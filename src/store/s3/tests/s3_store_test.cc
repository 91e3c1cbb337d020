#include "store/s3/s3_store.h"

#include <cstdlib>

#include "base/random.h"
#include "store/s3/testing/fake_s3.h"
#include "store/tests/object_store_suite.h"

namespace tarn::store {
namespace {

using s3::S3Options;
using s3::S3Store;
using s3::testing::FakeS3;

const s3::Credentials kKeys = {"key", "secret", "session"};

S3Options OptionsOf(const FakeS3& service) {
  S3Options options;
  options.endpoint = service.endpoint();
  options.region = "here-1";
  options.credentials = kKeys;
  return options;
}

struct Owner {
  FakeS3 service{kKeys};
  base::ManualClock clock{base::Clock::System().Now()};
  S3Store store{OptionsOf(service), clock};
};

Backend Fake() {
  return {"Fake", [](std::string* root) {
            auto owner = std::make_shared<Owner>();
            *root = "s3://bucket/la ke";
            return std::shared_ptr<ObjectStore>(owner, &owner->store);
          }};
}
INSTANTIATE_TEST_SUITE_P(Backends, ObjectStoreSuite, ::testing::Values(Fake()),
                         [](const auto& info) { return info.param.name; });

// Another service, e.g. MinIO, by hand: TARN_TEST_S3=http://127.0.0.1:9000 and the usual AWS_*
// variables; its bucket "tarn-test".
Backend Real() {
  return {"Real", [](std::string* root) {
            S3Options options;
            options.endpoint = std::getenv("TARN_TEST_S3");
            options.credentials = {std::getenv("AWS_ACCESS_KEY_ID"),
                                   std::getenv("AWS_SECRET_ACCESS_KEY")};
            *root = "s3://tarn-test/" + base::NewUuid();
            return std::make_shared<S3Store>(options);
          }};
}
std::vector<Backend> RealIfThere() {
  return std::getenv("TARN_TEST_S3") != nullptr ? std::vector{Real()} : std::vector<Backend>();
}
INSTANTIATE_TEST_SUITE_P(Service, ObjectStoreSuite, ::testing::ValuesIn(RealIfThere()),
                         [](const auto& info) { return info.param.name; });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ObjectStoreSuite);

class S3StoreTest : public ::testing::Test {
 protected:
  template <typename Body>
  static base::ErrorKind KindOf(Body body) {
    return suite::KindOf(body);
  }
  Owner owner_;
  FakeS3& service_ = owner_.service;
  S3Store& store_ = owner_.store;
};

TEST_F(S3StoreTest, LargeStreamsGoUpInParts) {
  const std::string piece(3'000'000, 'x');
  auto writer = store_.OpenWriter("s3://bucket/big");
  for (int i = 0; i < 7; ++i) writer->Append(piece + std::to_string(i));
  EXPECT_EQ(service_.uploads(), 1U);
  EXPECT_FALSE(store_.Stat("s3://bucket/big"));
  writer->Close();
  EXPECT_EQ(service_.uploads(), 0U);
  EXPECT_EQ(store_.Stat("s3://bucket/big")->size, 7 * (piece.size() + 1));
  EXPECT_EQ(store_.ReadRange("s3a://bucket/big", 3 * (piece.size() + 1) - 2, 3), "x2x");

  auto aborted = store_.OpenWriter("s3://bucket/no");
  for (int i = 0; i < 4; ++i) aborted->Append(piece);
  aborted->Abort();
  EXPECT_EQ(service_.uploads(), 0U);
}

TEST_F(S3StoreTest, WhatDeadWritersLeftIsRemoved) {
  service_.before = [](const http::Request& request) {
    return request.method == "DELETE" ? 403 : 0;
  };
  store_.OpenWriter("s3://bucket/t/dead")->Append(std::string(20'000'000, 'x'));
  service_.before = [](const http::Request&) { return 0; };
  ASSERT_EQ(service_.uploads(), 1U);
  EXPECT_EQ(store_.RemoveUnfinished("s3://bucket/u/", base::Clock::System().Now()), 0U);
  EXPECT_EQ(store_.RemoveUnfinished("s3://bucket/t/", {}), 0U);
  EXPECT_EQ(store_.RemoveUnfinished("s3://bucket/t/", base::Clock::System().Now()), 1U);
  EXPECT_EQ(service_.uploads(), 0U);
}

TEST_F(S3StoreTest, WhatTheServiceCannotServeIsAskedAgain) {
  int failures = 3;
  service_.before = [&](const http::Request&) { return failures-- > 0 ? 503 : 0; };
  store_.Write("s3://bucket/a", "x");
  EXPECT_EQ(failures, -1);
  failures = 100;
  EXPECT_EQ(KindOf([&] { store_.Read("s3://bucket/a"); }), base::ErrorKind::kUnavailable);
  EXPECT_EQ(failures, 95);
}

// An answer that was lost: the put came through.
TEST_F(S3StoreTest, AConditionalPutThatIsSentAgainKnowsItsOwnObject) {
  store_.Write("s3://bucket/mine", "mine");
  int failures = 1;
  service_.before = [&](const http::Request& request) {
    return request.method == "PUT" && failures-- > 0 ? 500 : 0;
  };
  EXPECT_TRUE(store_.WriteIfAbsent("s3://bucket/mine", "mine"));
  failures = 1;
  EXPECT_FALSE(store_.WriteIfAbsent("s3://bucket/mine", "another's"));
}

TEST_F(S3StoreTest, ErrorsTellWhatToDo) {
  EXPECT_EQ(KindOf([&] { store_.Read("s3://other/a"); }), base::ErrorKind::kInvalidArgument);
  service_.before = [](const http::Request&) { return 403; };
  EXPECT_EQ(KindOf([&] { store_.Write("s3://bucket/a", "x"); }),
            base::ErrorKind::kPermissionDenied);
  service_.before = [](const http::Request&) { return 301; };
  EXPECT_EQ(KindOf([&] { store_.Read("s3://bucket/a"); }), base::ErrorKind::kInvalidArgument);
  service_.before = [](const http::Request&) { return 501; };
  EXPECT_EQ(KindOf([&] { store_.WriteIfAbsent("s3://bucket/a", "x"); }),
            base::ErrorKind::kUnsupported);
  for (const char* path : {"s3://B!/a", "s3:/bucket/a", "s3://bucket", "s3://bucket/../a"}) {
    EXPECT_EQ(KindOf([&] { store_.Read(path); }), base::ErrorKind::kInvalidArgument) << path;
  }
  S3Options wrong = OptionsOf(service_);
  wrong.credentials.secret_key = "guessed";
  service_.before = [](const http::Request&) { return 0; };
  EXPECT_EQ(KindOf([&] { S3Store(wrong).Read("s3://bucket/a"); }),
            base::ErrorKind::kPermissionDenied);
}

}  // namespace
}  // namespace tarn::store

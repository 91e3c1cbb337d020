#include "http/client.h"

#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "base/error.h"
#include "http/server.h"

namespace tarn::http {
namespace {

// Answers with the status that the path names, and keeps what came.
class HttpClientTest : public ::testing::Test {
 protected:
  HttpClientTest() : server_(ServerOptions{}) {
    const uint16_t port = server_.Listen("test", "127.0.0.1", 0, [this](const Request& request) {
      const std::lock_guard lock(mutex_);
      request_ = request;
      return TextResponse(std::stoi(request.path.substr(1)), std::string(100'000, 'x'));
    });
    server_.Start();
    url_ = "http://127.0.0.1:" + std::to_string(port) + "/";
  }
  std::string MessageOf(const std::function<void()>& call, base::ErrorKind kind) {
    try {
      call();
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), kind) << error.message();
      return error.message();
    }
    return "no error";
  }

  std::mutex mutex_;
  Request request_;
  Server server_;
  std::string url_;
};

TEST_F(HttpClientTest, PostSendsBodyAndHeaders) {
  const std::string body(200'000, 'y');
  Post(url_ + "202", body, {.headers = {{"Content-Type", "application/json"}, {"X-Mine", "a, b"}}});
  EXPECT_EQ(request_.method, "POST");
  EXPECT_EQ(request_.body, body);
  EXPECT_EQ(request_.headers.Get("X-Mine"), "a, b");
  EXPECT_EQ(request_.headers.Get("Content-Type"), "application/json");
}

TEST_F(HttpClientTest, PostWantsSuccess) {
  for (const char* status : {"301", "404", "500"}) {
    const std::string message =
        MessageOf([&] { Post(url_ + status, "x"); }, base::ErrorKind::kUnavailable);
    EXPECT_NE(message.find(std::string("status ") + status), std::string::npos) << message;
  }
  MessageOf([&] { Post("ftp://x", "x"); }, base::ErrorKind::kInvalidArgument);
  MessageOf([&] { Post(url_ + "200", "x", {.headers = {{"X", "a\r\nY: b"}}}); },
            base::ErrorKind::kInvalidArgument);
}

TEST_F(HttpClientTest, GetGivesTheBody) {
  EXPECT_EQ(Get(url_ + "200"), std::string(100'000, 'x'));
  MessageOf([&] { Get(url_ + "200", {.body_bytes = 1000}); }, base::ErrorKind::kUnavailable);
  MessageOf([&] { Get(url_ + "204"); }, base::ErrorKind::kUnavailable);
}

TEST_F(HttpClientTest, ClientsKeepConnectionsAndTakeAnyStatus) {
  Client client;
  for (const char* status : {"200", "404", "503", "201"}) {
    const ClientResponse answer = client.Send({"PUT", url_ + status, {{"X-Mine", "a"}}, "a body"});
    EXPECT_EQ(std::to_string(answer.status), status);
    EXPECT_EQ(answer.body.size(), 100'000U);
    EXPECT_EQ(request_.body, "a body");
    EXPECT_EQ(request_.headers.Get("X-Mine"), "a");
    EXPECT_EQ(server_.counts().connections, 1U) << "one connection for all of them";
  }
  const ClientResponse head = client.Send({"HEAD", url_ + "200", {}, {}});
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(head.headers.Get("Content-Length"), "100000");
  EXPECT_EQ(client.Send({"GET", url_ + "200", {}, {}}).body.size(), 100'000U);
  MessageOf([&] { client.Send({"GET", "ftp://x", {}, {}}); }, base::ErrorKind::kInvalidArgument);
  MessageOf([&] { client.Send({"GET", url_, {{"X", "a\r\nY: b"}}, {}}); },
            base::ErrorKind::kInvalidArgument);
  Client small({.body_bytes = 1000});
  MessageOf([&] { small.Send({"GET", url_ + "200", {}, {}}); }, base::ErrorKind::kUnavailable);
  server_.Stop(std::chrono::milliseconds(100));
  MessageOf([&] { client.Send({"GET", url_ + "200", {}, {}}); }, base::ErrorKind::kUnavailable);
}

TEST_F(HttpClientTest, GetMayTellStatusesAsKinds) {
  const GetOptions options{.status_kinds = true};
  MessageOf([&] { Get(url_ + "401", options); }, base::ErrorKind::kUnauthenticated);
  MessageOf([&] { Get(url_ + "403", options); }, base::ErrorKind::kPermissionDenied);
  MessageOf([&] { Get(url_ + "404", options); }, base::ErrorKind::kNotFound);
  MessageOf([&] { Get(url_ + "500", options); }, base::ErrorKind::kUnavailable);
  MessageOf([&] { Get(url_ + "404"); }, base::ErrorKind::kUnavailable);
  Get(url_ + "200", {.headers = {{"Authorization", "Bearer x"}}});
  EXPECT_EQ(request_.headers.Get("Authorization"), "Bearer x");
}

}  // namespace
}  // namespace tarn::http

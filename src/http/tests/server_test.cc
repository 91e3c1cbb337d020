#include "http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/error.h"
#include "http/gzip.h"
#include "http/tests/raw_client.h"

namespace tarn::http {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Recorder : public ExchangeObserver {
 public:
  void Observe(const Exchange& exchange) override {
    std::lock_guard lock(mutex_);
    seen_.push_back(exchange);
    changed_.notify_all();
  }
  // Waits until that many were seen.
  std::vector<Exchange> Await(size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(10), [&] { return seen_.size() >= count; });
    return seen_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Exchange> seen_;
};

// "METHOD target|body", or what the path asks for.
Response Answer(const Request& request) {
  if (request.path == "/throw") throw std::runtime_error("broken");
  if (request.path == "/large") return TextResponse(200, std::string(100'000, 'x'));
  if (request.path == "/none") return Response{204};
  if (request.path == "/injected") {
    Response response = TextResponse(200, "ok");
    response.headers.Set("X-Evil", "a\r\nX-Injected: b");
    return response;
  }
  if (request.path == "/stream" || request.path == "/broken-stream") {
    Response response = TextResponse(200, "");
    response.stream = [n = 0, broken = request.path == "/broken-stream"]() mutable -> std::string {
      if (n == 3 && broken) throw std::runtime_error("broken");
      return n++ < 3 ? "piece" + std::to_string(n) : std::string();
    };
    return response;
  }
  return TextResponse(200, request.method + " " + request.target + "|" + request.body);
}

class ServerTest : public testing::Test {
 protected:
  void Start(ServerLimits limits = {}, Server::Handler handler = Answer) {
    ServerOptions options;
    options.limits = limits;
    options.worker_threads = 2;
    options.observers = {&recorder_};
    server_ = std::make_unique<Server>(options);
    port_ = server_->Listen("test", "127.0.0.1", 0, std::move(handler));
    server_->Start();
  }
  // Sends and reads until the server closes: requests must ask for that.
  std::string Ask(const std::string& bytes) {
    RawClient client(port_);
    client.Send(bytes);
    return client.ReadToEnd();
  }
  static std::string Get(const std::string& target, const std::string& headers = "") {
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n";
  }
  static std::string BodyOf(const std::string& answer) {
    const size_t end = answer.find("\r\n\r\n");
    return end == std::string::npos ? "" : answer.substr(end + 4);
  }

  Recorder recorder_;
  std::unique_ptr<Server> server_;
  uint16_t port_ = 0;
};

TEST_F(ServerTest, AnswersAndCloses) {
  Start();
  const std::string answer = Ask(Get("/a?b=c", "X-Request-ID: my-id\r\n"));
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nContent-Length: 11\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nX-Request-ID: my-id\r\n"));
  EXPECT_EQ(BodyOf(answer), "GET /a?b=c|");
}

TEST_F(ServerTest, KeepsConnectionsAndAnswersPipelinedRequestsInOrder) {
  Start();
  RawClient client(port_);
  client.Send(
      "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: "
      "3\r\n\r\nabcGET /3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string answers = client.ReadToEnd();
  const size_t first = answers.find("GET /1|"), second = answers.find("POST /2|abc"),
               third = answers.find("GET /3|");
  EXPECT_NE(third, std::string::npos) << answers;
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
}

TEST_F(ServerTest, AnswersAClientThatHalfClosed) {
  Start();
  RawClient client(port_);
  client.Send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  client.FinishSending();
  EXPECT_THAT(client.ReadToEnd(), HasSubstr("GET /a|"));
}

TEST_F(ServerTest, ReadsChunkedAndGzipBodies) {
  Start();
  EXPECT_EQ(BodyOf(Ask("POST /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: "
                       "chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")),
            "POST /c|abcde");
  GzipWriter writer;
  std::string packed = writer.Write("squeezed");
  packed += writer.Finish();
  EXPECT_EQ(BodyOf(Ask("POST /g HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Encoding: "
                       "gzip\r\nContent-Length: " +
                       std::to_string(packed.size()) + "\r\n\r\n" + packed)),
            "POST /g|squeezed");
}

TEST_F(ServerTest, RefusesBodiesThatCannotBeDecoded) {
  Start();
  EXPECT_THAT(Ask("POST /g HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Encoding: "
                  "gzip\r\nContent-Length: 3\r\n\r\nabc"),
              StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(Ask("POST /g HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Encoding: "
                  "br\r\nContent-Length: 3\r\n\r\nabc"),
              StartsWith("HTTP/1.1 415 "));
}

TEST_F(ServerTest, BoundsBodiesBeforeAndAfterInflation) {
  ServerLimits limits;
  limits.body_bytes = 100'000;
  Start(limits);
  EXPECT_THAT(Ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100001\r\n\r\n"),
              StartsWith("HTTP/1.1 413 "));
  const std::string chunk = "8000\r\n" + std::string(0x8000, 'x') + "\r\n";
  EXPECT_THAT(Ask("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk +
                  chunk + chunk + chunk + "0\r\n\r\n"),
              StartsWith("HTTP/1.1 413 "));
  GzipWriter writer;
  std::string bomb = writer.Write(std::string(10'000'000, '0'));
  bomb += writer.Finish();
  EXPECT_THAT(Ask("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Encoding: "
                  "gzip\r\nContent-Length: " +
                  std::to_string(bomb.size()) + "\r\n\r\n" + bomb),
              StartsWith("HTTP/1.1 413 "));
}

TEST_F(ServerTest, BoundsWhatAllBodiesTakeTogether) {
  ServerLimits limits;
  limits.buffered_bytes = 1000;
  Start(limits);
  const std::string answer = Ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 503 "));
  EXPECT_THAT(answer, HasSubstr("\r\nRetry-After: 1\r\n"));
}

// A small body that gets large takes the room of a large one, and gives it back.
TEST_F(ServerTest, BoundsWhatAllBodiesTakeDecompressed) {
  ServerLimits limits;
  limits.buffered_bytes = 300'000;
  Start(limits);
  const auto ask = [&](size_t bytes) {
    GzipWriter writer;
    std::string packed = writer.Write(std::string(bytes, '0'));
    packed += writer.Finish();
    return Ask(
        fmt::format("POST /g HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Encoding: "
                    "gzip\r\nContent-Length: {}\r\n\r\n{}",
                    packed.size(), packed));
  };
  const std::string answer = ask(400'000);
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 503 "));
  EXPECT_THAT(answer, HasSubstr("\r\nRetry-After: 1\r\n"));
  for (int i = 0; i < 3; ++i) EXPECT_THAT(ask(200'000), StartsWith("HTTP/1.1 200 "));
}

TEST_F(ServerTest, BoundsHeaders) {
  ServerLimits limits;
  limits.header_bytes = 4096;
  Start(limits);
  EXPECT_THAT(Ask(Get("/", "X: " + std::string(5000, 'a') + "\r\n")), StartsWith("HTTP/1.1 431 "));
}

TEST_F(ServerTest, RefusesWhatIsNoHttp) {
  Start();
  EXPECT_THAT(Ask("hello\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(Ask("GET / HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(Ask("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
  // Two ways to tell where a body ends: what proxies and servers read differently.
  EXPECT_THAT(Ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: "
                  "chunked\r\n\r\n0\r\n\r\n"),
              StartsWith("HTTP/1.1 400 "));
  // A coding that nobody undid would pass for the body itself.
  for (const char* coding : {"gzip, chunked", "gzip", "identity", ""}) {
    EXPECT_THAT(Ask(fmt::format("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: {}\r\n\r\n"
                                "0\r\n\r\n",
                                coding)),
                StartsWith("HTTP/1.1 501 "))
        << coding;
  }
  EXPECT_THAT(Ask("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
                  "gzip\r\n\r\n0\r\n\r\n"),
              StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(Ask(Get("/%")), StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(Ask(Get("/?a=%zz")), StartsWith("HTTP/1.1 400 "));
}

TEST_F(ServerTest, SlowAndIdleClientsAreClosed) {
  ServerLimits limits;
  limits.header_timeout = milliseconds(100);
  limits.body_timeout = milliseconds(100);
  limits.idle_timeout = milliseconds(100);
  Start(limits);
  EXPECT_EQ(Ask(""), "");                                                           // says nothing
  EXPECT_EQ(Ask("GET / HTTP/1.1\r\nHost:"), "");                                    // half a header
  EXPECT_EQ(Ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab"), "");  // half a body
  RawClient client(port_);
  client.Send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");  // then nothing
  EXPECT_THAT(client.ReadToEnd(), HasSubstr("GET /a|"));
}

TEST_F(ServerTest, BoundsConnections) {
  ServerLimits limits;
  limits.connections = 1;
  Start(limits);
  RawClient first(port_);
  first.Send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  first.ReadUntil("GET /a|");
  EXPECT_THAT(Ask(Get("/b")), StartsWith("HTTP/1.1 503 "));
}

TEST_F(ServerTest, SaysContinueToWhoAsks) {
  Start();
  RawClient client(port_);
  client.Send(
      "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\n"
      "Content-Length: 3\r\n\r\n");
  EXPECT_EQ(client.ReadUntil("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.Send("abc");
  EXPECT_EQ(BodyOf(client.ReadToEnd()), "POST /|abc");
}

TEST_F(ServerTest, HeadAndNoContentHaveNoBody) {
  Start();
  const std::string head = Ask("HEAD /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(head, HasSubstr("\r\nContent-Length: 100000\r\n"));
  EXPECT_EQ(BodyOf(head), "");
  const std::string none = Ask(Get("/none"));
  EXPECT_THAT(none, StartsWith("HTTP/1.1 204 "));
  EXPECT_THAT(none, Not(HasSubstr("Content-Length")));
}

TEST_F(ServerTest, CompressesForWhoTakesIt) {
  Start();
  const std::string answer = Ask(Get("/large", "Accept-Encoding: gzip\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nContent-Encoding: gzip\r\n"));
  EXPECT_EQ(Gunzip(BodyOf(answer), 1'000'000), std::string(100'000, 'x'));
  EXPECT_THAT(Ask(Get("/small", "Accept-Encoding: gzip\r\n")), Not(HasSubstr("Content-Encoding")));
}

TEST_F(ServerTest, StreamsInChunksAndBreaksOffWhenTheStreamDoes) {
  Start();
  EXPECT_EQ(BodyOf(Ask(Get("/stream"))), "6\r\npiece1\r\n6\r\npiece2\r\n6\r\npiece3\r\n0\r\n\r\n");
  EXPECT_EQ(BodyOf(Ask("GET /stream HTTP/1.0\r\n\r\n")), "piece1piece2piece3");
  EXPECT_THAT(BodyOf(Ask(Get("/broken-stream"))), Not(HasSubstr("0\r\n\r\n")));
  EXPECT_FALSE(recorder_.Await(3).at(2).complete);
}

TEST_F(ServerTest, HandlersCannotBreakTheHeader) {
  Start();
  EXPECT_THAT(Ask(Get("/injected")), Not(HasSubstr("\r\nX-Injected")));
}

TEST_F(ServerTest, WhatHandlersThrowIsAnswered) {
  Start();
  EXPECT_THAT(Ask(Get("/throw")), StartsWith("HTTP/1.1 500 "));
}

TEST_F(ServerTest, TellsObserversWithoutSecrets) {
  Start();
  Ask(Get("/a?token=secret", "Authorization: Bearer secret\r\nUser-Agent: test/1\r\n"));
  const Exchange seen = recorder_.Await(1).at(0);
  EXPECT_EQ(seen.listener, "test");
  EXPECT_EQ(seen.path, "/a");
  EXPECT_EQ(seen.status, 200);
  EXPECT_EQ(seen.user_agent, "test/1");
  EXPECT_GT(seen.response_bytes, 0u);
}

TEST_F(ServerTest, DrainsRequestsUnderWay) {
  std::atomic<bool> begun = false;
  Start({}, [&](const Request& request) {
    begun = true;
    std::this_thread::sleep_for(milliseconds(200));
    return Answer(request);
  });
  RawClient idle(port_);
  RawClient busy(port_);
  busy.Send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  while (!begun) std::this_thread::sleep_for(milliseconds(1));
  EXPECT_TRUE(server_->Stop(std::chrono::seconds(10)));
  EXPECT_THAT(busy.ReadToEnd(), HasSubstr("GET /slow|"));
  EXPECT_EQ(idle.ReadToEnd(), "");
  EXPECT_THROW(RawClient{port_}, std::runtime_error);
}

TEST_F(ServerTest, ClosesWhatDoesNotDrain) {
  Start();
  RawClient slow(port_);
  slow.Send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab");
  while (server_->counts().requests == 0) std::this_thread::sleep_for(milliseconds(1));
  EXPECT_FALSE(server_->Stop(milliseconds(50)));
  EXPECT_EQ(slow.ReadToEnd(), "");
}

TEST_F(ServerTest, AnswersManyAtOnce) {
  Start();
  std::atomic<int> good = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 50; ++n) good += BodyOf(Ask(Get("/many"))) == "GET /many|";
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, 16 * 50);
}

TEST(ServerListenTest, SaysWhyItCannotListen) {
  Server first({});
  const uint16_t port = first.Listen("a", "127.0.0.1", 0, Answer);
  Server second({});
  try {
    second.Listen("b", "127.0.0.1", port, Answer);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kUnavailable);
    EXPECT_THAT(error.message(), HasSubstr(std::to_string(port)));
  }
  EXPECT_THROW(second.Listen("b", "no.such.host.invalid", 0, Answer), base::Error);
}

}  // namespace
}  // namespace tarn::http

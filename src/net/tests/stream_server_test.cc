#include "net/stream_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

namespace tarn::net {
namespace {

using std::chrono::milliseconds;

class Socket {
 public:
  explicit Socket(uint16_t port) : descriptor_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot connect");
    }
  }
  ~Socket() { Close(); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  void Close() {
    if (descriptor_ >= 0) close(descriptor_);
    descriptor_ = -1;
  }
  bool Send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
  }
  // Until so many bytes came, or the server closed.
  std::string Read(size_t bytes) {
    std::string all;
    while (all.size() < bytes) {
      pollfd poll_for{descriptor_, POLLIN, 0};
      if (poll(&poll_for, 1, 20'000) <= 0) return all + "<nothing more came>";
      char buffer[4096];
      const ssize_t got = recv(descriptor_, buffer, std::min(bytes - all.size(), sizeof buffer), 0);
      if (got <= 0) break;
      all.append(buffer, static_cast<size_t>(got));
    }
    return all;
  }
  std::string ReadToEnd() { return Read(SIZE_MAX); }

 private:
  int descriptor_;
};

// Lines in, lines out: "big" is answered in many parts, "block" waits until it is abandoned, "bye"
// closes, "wait" reads on without patience.
class Lines : public Conversation {
 public:
  struct Shared {
    std::atomic<int> open{0}, abandoned{0}, parts{0};
  };
  explicit Lines(Shared& shared) : shared_(shared) { ++shared_.open; }
  ~Lines() override { --shared_.open; }

  Step Advance(std::string_view input, size_t& taken, std::string& output) override {
    Step step;
    step.watch = true;
    if (parts_ > 0) return Part(step, output);
    const size_t end = input.find('\n');
    if (end == std::string_view::npos) {
      step.wanted = input.size() + 1;
      return step;
    }
    taken = end + 1;
    const std::string line(input.substr(0, end));
    output += line + "!\n";
    if (line == "bye") step.next = Step::Next::kClose;
    if (line == "wait") step.patience = milliseconds(50);
    if (line == "huge") step.wanted = size_t{1} << 20;
    if (line == "throw") throw std::runtime_error("a defect");
    if (line == "big") {
      parts_ = 1000;
      step.next = Step::Next::kWrite;
    }
    if (line == "block") {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return abandoned_; });
    }
    return step;
  }
  std::string LastWords(Ending ending) override {
    return "end " + std::to_string(static_cast<int>(ending)) + "\n";
  }
  void Abandon() override {
    ++shared_.abandoned;
    std::lock_guard lock(mutex_);
    abandoned_ = true;
    changed_.notify_all();
  }

 private:
  Step Part(Step step, std::string& output) {
    ++shared_.parts;
    output += std::string(10'000, 'x');
    step.next = --parts_ > 0 ? Step::Next::kWrite : Step::Next::kRead;
    return step;
  }

  Shared& shared_;
  int parts_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool abandoned_ = false;
};

class StreamServerTest : public testing::Test {
 protected:
  void Start(StreamServerOptions options = {}) {
    options.worker_threads = 4;
    server_ = std::make_unique<StreamServer>(options, [this](const Peer& peer) {
      EXPECT_TRUE(peer.loopback);
      return std::make_unique<Lines>(shared_);
    });
    port_ = server_->Listen("127.0.0.1", 0);
    server_->Start();
  }
  template <typename Condition>
  bool Eventually(Condition&& condition) {
    for (int i = 0; i < 2000; ++i) {
      if (condition()) return true;
      std::this_thread::sleep_for(milliseconds(10));
    }
    return false;
  }

  Lines::Shared shared_;
  std::unique_ptr<StreamServer> server_;
  uint16_t port_ = 0;
};

TEST_F(StreamServerTest, AnswersByteByByteAndPipelined) {
  Start();
  Socket socket(port_);
  for (const char c : std::string("abc\n")) socket.Send(std::string(1, c));
  EXPECT_EQ(socket.Read(5), "abc!\n");
  socket.Send("a\nb\nbye\nnever\n");
  EXPECT_EQ(socket.ReadToEnd(), "a!\nb!\nbye!\n");
  EXPECT_TRUE(Eventually([&] { return server_->connections() == 0 && shared_.open == 0; }));
}

TEST_F(StreamServerTest, WhoIsSlowToReadHoldsNoMoreThanWasSaid) {
  Start();
  Socket socket(port_);
  socket.Send("big\n");
  socket.Read(5);
  std::this_thread::sleep_for(milliseconds(300));
  EXPECT_LT(shared_.parts, 1000);  // 10 MB do not fit what sockets buffer
  EXPECT_EQ(socket.Read(10'000'000).size(), 10'000'000U);
}

TEST_F(StreamServerTest, WhoGoesAbandonsWhatRuns) {
  Start();
  {
    Socket socket(port_);
    socket.Send("a\n");  // from its answer on the server reads ahead
    socket.Read(3);
    socket.Send("block\n");
    std::this_thread::sleep_for(milliseconds(100));
  }
  EXPECT_TRUE(Eventually([&] { return shared_.open == 0; }));
  EXPECT_GE(shared_.abandoned, 1);
}

TEST_F(StreamServerTest, PatienceEnds) {
  Start();
  Socket socket(port_);
  socket.Send("wait\n");
  EXPECT_EQ(socket.ReadToEnd(), "wait!\nend 0\n");
}

TEST_F(StreamServerTest, BufferedBytesAreBounded) {
  StreamServerOptions options;
  options.limits.read_ahead_bytes = 1000;
  options.limits.buffered_bytes = 20'000;
  Start(options);
  Socket socket(port_);
  socket.Send("huge\n");
  EXPECT_EQ(socket.Read(6), "huge!\n");
  socket.Send(std::string(100'000, 'x'));
  EXPECT_EQ(socket.ReadToEnd(), "end 1\n");
}

TEST_F(StreamServerTest, ConnectionsAreBounded) {
  StreamServerOptions options;
  options.limits.connections = 1;
  Start(options);
  Socket first(port_);
  first.Send("a\n");
  first.Read(3);
  Socket second(port_);
  EXPECT_EQ(second.ReadToEnd(), "");
  first.Send("b\n");
  EXPECT_EQ(first.Read(3), "b!\n");
}

TEST_F(StreamServerTest, AnExceptionEndsItsConnectionOnly) {
  Start();
  Socket bad(port_);
  Socket good(port_);
  bad.Send("throw\n");
  EXPECT_EQ(bad.ReadToEnd(), "");
  good.Send("a\n");
  EXPECT_EQ(good.Read(3), "a!\n");
}

TEST_F(StreamServerTest, StopEndsWhoWaitsAndAbandonsWhoDoesNotEnd) {
  Start();
  Socket idle(port_);
  idle.Send("a\n");
  idle.Read(3);
  EXPECT_TRUE(server_->Stop(milliseconds(10'000)));
  EXPECT_EQ(idle.ReadToEnd(), "end 3\n");
  Start();
  Socket busy(port_);
  busy.Send("block\n");
  std::this_thread::sleep_for(milliseconds(100));
  EXPECT_FALSE(server_->Stop(milliseconds(100)));
  EXPECT_EQ(shared_.open, 0);
}

}  // namespace
}  // namespace tarn::net

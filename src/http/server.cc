#include "http/server.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "base/error.h"
#include "http/connection.h"
#include "net/acceptor.h"

namespace tarn::http {
namespace {

namespace asio = boost::asio;
using base::ErrorKind;
using boost::system::error_code;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

constexpr std::string_view kFull =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: "
    "close\r\n\r\n";

}  // namespace

struct Server::State {
  struct Port {
    Listener listener;
    asio::ip::tcp::acceptor acceptor;
  };

  explicit State(ServerOptions options)
      : core(std::make_unique<ServerCore>(std::move(options))), guard(core->io.get_executor()) {}

  asio::awaitable<void> Accept(Port& port);
  void Admit(Port& port, asio::ip::tcp::socket socket);
  // Calls `what` on the I/O thread and waits for it.
  void OnIo(const std::function<void()>& what);
  bool AwaitQuiet(std::chrono::milliseconds limit);

  std::unique_ptr<ServerCore> core;
  std::vector<std::unique_ptr<Port>> ports;
  asio::executor_work_guard<asio::io_context::executor_type> guard;
  std::thread io_thread;
  std::mutex mutex;
  std::condition_variable changed;
  size_t open = 0;
  bool stopped = false;
};

void Server::State::Admit(Port& port, asio::ip::tcp::socket socket) {
  if (core->connections.size() >= core->options.limits.connections) {
    // A few bytes fit any socket's buffer: this does not wait.
    if (port.listener.certificate != nullptr) return;  // closes it
    error_code ignored;
    socket.non_blocking(true, ignored);
    asio::write(socket, asio::buffer(kFull.data(), kFull.size()), ignored);
    return;
  }
  auto connection = std::make_shared<Connection>(*core, port.listener, std::move(socket));
  core->connections.insert(connection);
  ++core->connection_count;
  {
    std::lock_guard lock(mutex);
    ++open;
  }
  asio::co_spawn(core->io, connection->Run(), [this, connection](const std::exception_ptr&) {
    core->connections.erase(connection);
    --core->connection_count;
    std::lock_guard lock(mutex);
    --open;
    changed.notify_all();
  });
}

asio::awaitable<void> Server::State::Accept(Port& port) {
  while (port.acceptor.is_open()) {
    auto [error, socket] = co_await port.acceptor.async_accept(kAwait);
    if (error == asio::error::operation_aborted) co_return;
    if (error) {
      // Out of descriptors, most likely: others must close first.
      asio::steady_timer pause(core->io, std::chrono::milliseconds(100));
      co_await pause.async_wait(kAwait);
      continue;
    }
    if (!core->draining) Admit(port, std::move(socket));
  }
}

void Server::State::OnIo(const std::function<void()>& what) {
  std::mutex done_mutex;
  std::condition_variable done_changed;
  bool done = false;
  asio::post(core->io, [&] {
    what();
    std::lock_guard lock(done_mutex);
    done = true;
    done_changed.notify_all();
  });
  std::unique_lock lock(done_mutex);
  done_changed.wait(lock, [&] { return done; });
}

bool Server::State::AwaitQuiet(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex);
  return changed.wait_for(lock, limit, [&] { return open == 0; });
}

Server::Server(ServerOptions options) : state_(std::make_unique<State>(std::move(options))) {}

Server::~Server() { Stop(std::chrono::milliseconds(0)); }

uint16_t Server::Listen(const std::string& name, const std::string& host, uint16_t port,
                        Handler handler, const net::TlsFiles& tls) {
  auto certificate = tls.configured() ? std::make_unique<net::TlsCertificate>(tls) : nullptr;
  auto opened =
      std::make_unique<State::Port>(State::Port{{name, std::move(handler), std::move(certificate)},
                                                net::OpenAcceptor(state_->core->io, host, port)});
  const uint16_t bound = opened->acceptor.local_endpoint().port();
  state_->ports.push_back(std::move(opened));
  return bound;
}

void Server::Start() {
  for (auto& port : state_->ports) {
    asio::co_spawn(state_->core->io, state_->Accept(*port), asio::detached);
  }
  state_->io_thread = std::thread([this] { state_->core->io.run(); });
}

bool Server::Stop(std::chrono::milliseconds drain) {
  State& state = *state_;
  if (state.stopped) return true;
  state.stopped = true;
  if (!state.io_thread.joinable()) return true;
  const auto close = [&](bool idle_only) {
    for (const auto& connection : state.core->connections) {
      if (connection->idle() || !idle_only) connection->Close();
    }
  };
  state.OnIo([&] {
    state.core->draining = true;
    for (auto& port : state.ports) {
      error_code ignored;
      port->acceptor.close(ignored);
    }
    close(/*idle_only=*/true);
  });
  const bool in_time = state.AwaitQuiet(drain);
  if (!in_time) state.OnIo([&] { close(/*idle_only=*/false); });
  // What is left are handlers at work: they end by themselves, and are waited for.
  constexpr auto kForever = std::chrono::hours(24);
  state.AwaitQuiet(kForever);
  state.guard.reset();
  state.core->io.stop();
  state.io_thread.join();
  return in_time;
}

ServerCounts Server::counts() const {
  return {state_->core->connection_count.load(), state_->core->request_count.load()};
}

}  // namespace tarn::http

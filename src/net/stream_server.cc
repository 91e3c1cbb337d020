#include "net/stream_server.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "net/acceptor.h"
#include "net/stream_connection.h"

namespace tarn::net {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

}  // namespace

struct StreamServer::State {
  State(StreamServerOptions options, ConversationFactory make)
      : core(std::make_unique<StreamCore>(options)),
        factory(std::move(make)),
        guard(core->io.get_executor()) {}

  asio::awaitable<void> Accept();
  void Admit(asio::ip::tcp::socket socket);
  // Calls `what` on the I/O thread and waits for it.
  void OnIo(const std::function<void()>& what);
  bool AwaitQuiet(std::chrono::milliseconds limit);

  std::unique_ptr<StreamCore> core;
  const ConversationFactory factory;
  std::optional<asio::ip::tcp::acceptor> acceptor;
  asio::executor_work_guard<asio::io_context::executor_type> guard;
  std::thread io_thread;
  std::mutex mutex;
  std::condition_variable changed;
  size_t open = 0;
  bool stopped = false;
};

void StreamServer::State::Admit(asio::ip::tcp::socket socket) {
  if (core->connections.size() >= core->options.limits.connections) return;  // closes it
  error_code error;
  const auto remote = socket.remote_endpoint(error);
  if (error) return;
  Peer peer;
  peer.address = remote.address().to_string(error);
  peer.loopback = remote.address().is_loopback();
  peer.tls_available = core->certificate != nullptr;
  auto connection = std::make_shared<StreamConnection>(*core, std::move(socket), factory(peer));
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

asio::awaitable<void> StreamServer::State::Accept() {
  while (acceptor->is_open()) {
    auto [error, socket] = co_await acceptor->async_accept(kAwait);
    if (error == asio::error::operation_aborted) co_return;
    if (error) {
      // Out of descriptors, most likely: others must close first.
      asio::steady_timer pause(core->io, std::chrono::milliseconds(100));
      co_await pause.async_wait(kAwait);
      continue;
    }
    if (!core->draining) Admit(std::move(socket));
  }
}

void StreamServer::State::OnIo(const std::function<void()>& what) {
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

bool StreamServer::State::AwaitQuiet(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex);
  return changed.wait_for(lock, limit, [&] { return open == 0; });
}

StreamServer::StreamServer(StreamServerOptions options, ConversationFactory factory)
    : state_(std::make_unique<State>(options, std::move(factory))) {}

StreamServer::~StreamServer() { Stop(std::chrono::milliseconds(0)); }

uint16_t StreamServer::Listen(const std::string& host, uint16_t port, const TlsFiles& tls) {
  if (tls.configured()) state_->core->certificate = std::make_unique<TlsCertificate>(tls);
  state_->acceptor = OpenAcceptor(state_->core->io, host, port);
  return state_->acceptor->local_endpoint().port();
}

void StreamServer::Start() {
  asio::co_spawn(state_->core->io, state_->Accept(), asio::detached);
  state_->io_thread = std::thread([this] { state_->core->io.run(); });
}

bool StreamServer::Stop(std::chrono::milliseconds drain) {
  State& state = *state_;
  if (state.stopped) return true;
  state.stopped = true;
  if (!state.io_thread.joinable()) return true;
  state.OnIo([&] {
    state.core->draining = true;
    error_code ignored;
    state.acceptor->close(ignored);
    for (const auto& connection : state.core->connections) connection->Drain();
  });
  const bool in_time = state.AwaitQuiet(drain);
  if (!in_time) {
    state.OnIo([&] {
      for (const auto& connection : state.core->connections) connection->Abandon();
    });
  }
  // What is left are steps at work: they end by themselves, and are waited for.
  constexpr auto kForever = std::chrono::hours(24);
  state.AwaitQuiet(kForever);
  state.guard.reset();
  state.core->io.stop();
  state.io_thread.join();
  return in_time;
}

size_t StreamServer::connections() const { return state_->core->connection_count.load(); }

}  // namespace tarn::net

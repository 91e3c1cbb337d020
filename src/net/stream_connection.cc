#include "net/stream_connection.h"

#include <algorithm>
#include <array>
#include <thread>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace tarn::net {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using std::chrono::milliseconds;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr auto kNever = asio::steady_timer::time_point::max();
constexpr milliseconds kLastWordsPatience{2'000};

int ThreadsOf(const StreamServerOptions& options) {
  if (options.worker_threads > 0) return options.worker_threads;
  constexpr int kLeast = 8;
  return std::max(kLeast, 2 * static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace

StreamCore::StreamCore(StreamServerOptions server_options)
    : options(server_options), pool(ThreadsOf(options), options.limits.queued_steps) {}

// Shared by the coroutine and the thread that works for it.
struct StreamConnection::Work {
  std::string input;
  size_t taken = 0;
  std::string output;
  Step step;
  bool failed = false;
  asio::steady_timer done;
  explicit Work(asio::io_context& io) : done(io, kNever) {}
};

StreamConnection::StreamConnection(StreamCore& core, asio::ip::tcp::socket socket,
                                   std::unique_ptr<Conversation> conversation)
    : core_(core),
      stream_(std::move(socket), nullptr),
      conversation_(std::move(conversation)),
      wake_(core.io, kNever),
      reader_wake_(core.io, kNever),
      deadline_(core.io, kNever),
      capacity_(core.options.limits.read_ahead_bytes) {
  error_code ignored;
  stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
  // A machine that vanished says nothing: the system asks for it now and then.
  stream_.socket().set_option(asio::socket_base::keep_alive(true), ignored);
  stream_.expires_never();
}

void StreamConnection::Drain() {
  if (!working_) Wake();
}

void StreamConnection::Abandon() {
  gone_ = true;
  if (conversation_) conversation_->Abandon();
  stream_.close();
  Wake();
  reader_wake_.cancel();
}

asio::awaitable<void> StreamConnection::Run() {
  auto self = shared_from_this();
  asio::co_spawn(core_.io, ReadAll(), [self](const std::exception_ptr&) {
    self->gone_ = true;
    self->reader_done_ = true;
    self->Wake();
  });
  try {
    co_await Converse();
    if (!gone_) co_await Linger();
  } catch (const std::exception&) {
    // For want of memory at most: this connection ends, the others go on.
  }
  ended_ = true;
  error_code ignored;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  stream_.close();
  deadline_.cancel();
  reader_wake_.cancel();
  core_.buffered_bytes -= waiting_bytes();
  pending_.clear();
  arrived_.clear();
  while (!reader_done_) {
    wake_.expires_at(kNever);
    co_await wake_.async_wait(kAwait);
  }
  // Its end may block: an open transaction is rolled back.
  auto done = std::make_shared<asio::steady_timer>(core_.io, kNever);
  auto dying = std::make_shared<std::unique_ptr<Conversation>>(std::move(conversation_));
  core_.pool.Submit(
      [&io = core_.io, dying, done] {
        dying->reset();
        asio::post(io, [done] { done->cancel(); });
      },
      /*must_run=*/true);
  co_await done->async_wait(kAwait);
}

asio::awaitable<void> StreamConnection::ReadAll() {
  std::array<char, 16384> chunk;
  while (!ended_) {
    const bool may_read = watch_ ? discard_ || waiting_bytes() < capacity_ : wants_input_;
    if (!may_read) {
      reader_wake_.expires_at(kNever);
      co_await reader_wake_.async_wait(kAwait);
      continue;
    }
    auto [error, bytes] = co_await stream_.async_read_some(asio::buffer(chunk), kAwait);
    wants_input_ = false;
    if (error || bytes == 0) {
      gone_ = true;
      if (conversation_ && !ended_) conversation_->Abandon();
      co_return;
    }
    if (discard_) continue;
    if (waiting_bytes() > core_.options.limits.read_ahead_bytes &&
        core_.buffered_bytes + bytes > core_.options.limits.buffered_bytes) {
      no_room_ = true;
    } else {
      arrived_.append(chunk.data(), bytes);
      core_.buffered_bytes += bytes;
    }
    Wake();
  }
}

asio::awaitable<bool> StreamConnection::Gather(const Step& step) {
  const auto until =
      step.patience.count() > 0 ? std::chrono::steady_clock::now() + step.patience : kNever;
  capacity_ = std::max(core_.options.limits.read_ahead_bytes, step.wanted);
  watch_ = step.watch;
  while (waiting_bytes() < step.wanted) {
    if (gone_) co_return false;
    if (no_room_) {
      co_await SayLast(Ending::kNoRoom);
      co_return false;
    }
    if (core_.draining) {
      co_await SayLast(Ending::kStopping);
      co_return false;
    }
    if (std::chrono::steady_clock::now() >= until) {
      co_await SayLast(Ending::kTimeout);
      co_return false;
    }
    wants_input_ = true;
    reader_wake_.cancel();
    wake_.expires_at(until);
    co_await wake_.async_wait(kAwait);
  }
  co_return true;
}

asio::awaitable<bool> StreamConnection::RunStep(Step& step, std::string& output) {
  auto work = std::make_shared<Work>(core_.io);
  work->input = std::move(pending_);
  work->input += arrived_;
  pending_.clear();
  arrived_.clear();
  const size_t before = work->input.size();
  working_ = true;
  const bool queued = core_.pool.Submit([work, this, self = shared_from_this()] {
    try {
      work->step = conversation_->Advance(work->input, work->taken, work->output);
    } catch (const std::exception&) {
      work->failed = true;
    }
    asio::post(core_.io, [work] { work->done.cancel(); });
  });
  if (!queued) {
    working_ = false;
    core_.buffered_bytes -= before;
    co_await SayLast(Ending::kBusy);
    co_return false;
  }
  co_await work->done.async_wait(kAwait);
  working_ = false;
  const size_t taken = std::min(work->taken, before);
  work->input.erase(0, taken);
  core_.buffered_bytes -= taken;
  pending_ = std::move(work->input);
  reader_wake_.cancel();
  output = std::move(work->output);
  step = work->step;
  co_return !work->failed;
}

asio::awaitable<bool> StreamConnection::Send(const std::string& output) {
  if (output.empty()) co_return true;
  deadline_.expires_after(core_.options.limits.write_patience);
  deadline_.async_wait([self = shared_from_this()](const error_code& error) {
    if (!error) self->Abandon();
  });
  auto [error, bytes] = co_await asio::async_write(stream_, asio::buffer(output), kAwait);
  deadline_.cancel();
  co_return !error;
}

asio::awaitable<bool> StreamConnection::Secure() {
  // What came in the clear before the handshake may be somebody else's (CVE-2021-23214).
  if (waiting_bytes() > 0 || !core_.certificate || stream_.secure()) co_return false;
  stream_.Secure(core_.certificate->Current());
  deadline_.expires_after(core_.options.limits.handshake_patience);
  deadline_.async_wait([self = shared_from_this()](const error_code& error) {
    if (!error) self->Abandon();
  });
  auto [error] = co_await stream_.async_handshake(kAwait);
  deadline_.cancel();
  co_return !error;
}

asio::awaitable<void> StreamConnection::SayLast(Ending ending) {
  const std::string words = conversation_->LastWords(ending);
  co_await Send(words);
}

asio::awaitable<void> StreamConnection::Linger() {
  discard_ = true;
  watch_ = true;
  reader_wake_.cancel();
  error_code ignored;
  if (!stream_.secure()) {
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  }
  const auto until = std::chrono::steady_clock::now() + kLastWordsPatience;
  while (!gone_ && std::chrono::steady_clock::now() < until && !core_.draining) {
    wake_.expires_at(until);
    co_await wake_.async_wait(kAwait);
  }
}

asio::awaitable<void> StreamConnection::Converse() {
  Step step;
  step.patience = core_.options.limits.handshake_patience;
  std::string output;
  while (true) {
    if (step.next == Step::Next::kRead) {
      const bool more = co_await Gather(step);
      if (!more) co_return;
    } else {
      watch_ = step.watch;
      reader_wake_.cancel();
    }
    output.clear();
    const bool ran = co_await RunStep(step, output);
    if (!ran) co_return;
    const bool sent = co_await Send(output);
    if (!sent || gone_ || step.next == Step::Next::kClose) co_return;
    if (step.next == Step::Next::kSecure) {
      const bool secured = co_await Secure();
      if (!secured) co_return;
      step.next = Step::Next::kRead;
    }
  }
}

}  // namespace tarn::net

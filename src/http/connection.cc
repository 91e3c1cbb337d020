#include "http/connection.h"

#include <algorithm>
#include <optional>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"

namespace tarn::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr int kGone = -1;

int StatusOf(const error_code& code) {
  using Error = beast::http::error;
  if (code == Error::header_limit || code == Error::buffer_overflow) return 431;
  if (code == Error::body_limit) return 413;
  if (code == Error::partial_message || code == Error::end_of_stream) return kGone;
  const bool malformed =
      code.category() == beast::http::make_error_code(Error::bad_method).category();
  return malformed ? 400 : kGone;
}

// What the server says by itself, where no API has had a say yet.
Response ServerError(int status, const std::string& message) {
  nlohmann::ordered_json body;
  body["error"] = {{"message", message}, {"type", ReasonPhrase(status)}, {"code", status}};
  Response response = JsonResponse(
      status, body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  if (status == 503) response.headers.Set("Retry-After", "1");
  return response;
}

const char* MessageOf(int status) {
  switch (status) {
    case 413: return "the request's body is too large";
    case 431: return "the request's header is too large";
    case 501: return "of transfer codings only 'chunked' is read";
    case 503: return "the server is busy: try again later";
    default: return "this is no HTTP request";
  }
}

bool FitsLog(const std::string& id) {
  constexpr size_t kLimit = 128;
  return !id.empty() && id.size() <= kLimit && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.';
  });
}

// Undoes Content-Encoding; the response to give when that cannot be done. What comes of it takes
// room as what came does.
std::optional<Response> DecodeBody(Request& request, size_t limit, BodyBudget& budget) {
  const std::string* encoding = request.headers.Find("Content-Encoding");
  if (encoding == nullptr || encoding->empty() || EqualsIgnoreCase(*encoding, "identity")) {
    return std::nullopt;
  }
  if (!EqualsIgnoreCase(*encoding, "gzip") && !EqualsIgnoreCase(*encoding, "x-gzip")) {
    Response response =
        ServerError(415, fmt::format("cannot read a body encoded as '{}': use gzip", *encoding));
    response.headers.Set("Accept-Encoding", "gzip, identity");
    return response;
  }
  try {
    request.body = Gunzip(request.body, limit, [&](size_t text_bytes) {
      if (budget.Reserve(request.body.size() + text_bytes)) return;
      throw base::Error(base::ErrorKind::kUnavailable, MessageOf(503));
    });
  } catch (const base::Error& error) {
    if (error.kind() == base::ErrorKind::kUnavailable) return ServerError(503, error.message());
    const bool large = error.kind() == base::ErrorKind::kResourceExhausted;
    return ServerError(large ? 413 : 400, error.message());
  }
  request.headers.Remove("Content-Encoding");
  return std::nullopt;
}

Response CallHandler(const Server::Handler& handler, Request& request, size_t body_limit,
                     BodyBudget& budget) {
  try {
    if (auto refused = DecodeBody(request, body_limit, budget)) return *std::move(refused);
    return handler(request);
  } catch (const std::bad_alloc&) {
    return ServerError(503, "out of memory");
  } catch (const std::exception& error) {
    return ServerError(500, error.what());
  }
}

}  // namespace

ServerCore::ServerCore(ServerOptions server_options)
    : options(std::move(server_options)),
      pool(options.worker_threads > 0
               ? options.worker_threads
               : std::max(64, 4 * static_cast<int>(std::thread::hardware_concurrency())),
           options.limits.queued_requests) {}

bool BodyBudget::Reserve(size_t bytes) {
  if (bytes <= bytes_) return true;
  const size_t more = bytes - bytes_;
  if (core_.buffered_bytes.fetch_add(more) + more > core_.options.limits.buffered_bytes) {
    core_.buffered_bytes -= more;
    return false;
  }
  bytes_ = bytes;
  return true;
}

Connection::Connection(ServerCore& core, const Listener& listener, asio::ip::tcp::socket socket)
    : core_(core),
      listener_(listener),
      stream_(std::move(socket),
              listener.certificate != nullptr ? listener.certificate->Current() : nullptr),
      buffer_(core.options.limits.header_bytes + (size_t{64} << 10)) {
  error_code ignored;
  const auto remote = stream_.socket().remote_endpoint(ignored);
  if (!ignored) {
    peer_ = fmt::format("{}:{}", remote.address().to_string(ignored), remote.port());
  }
  stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
}

void Connection::Close() {
  closed_ = true;
  stream_.close();
}

asio::awaitable<bool> Connection::Secure() {
  if (!stream_.secure()) co_return true;
  stream_.expires_after(core_.options.limits.header_timeout);
  auto [error] = co_await stream_.async_handshake(kAwait);
  co_return !error;
}

asio::awaitable<void> Connection::Run() {
  const bool secured = co_await Secure();
  if (secured) {
    co_await ServeAll();
    if (stream_.secure()) {
      // So that the client knows that this was all (RFC 8446 section 6.1).
      stream_.expires_after(std::chrono::seconds(1));
      co_await stream_.async_shutdown(kAwait);
    }
  }
  error_code ignored;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  stream_.close();
}

asio::awaitable<void> Connection::ServeAll() {
  while (!core_.draining) {
    // Not in the condition: g++ 12 awaits the right side of && whatever the left one is.
    const bool comes = co_await WaitForRequest();
    // Closed while the first bytes had come, but before this ran: nobody could be answered, so
    // nothing may be done.
    if (!comes || closed_) break;
    idle_ = false;
    ++core_.request_count;
    bool more = false;
    try {
      more = co_await Serve();
    } catch (const std::exception&) {
      // For want of memory at most: this connection ends, the others go on.
    }
    --core_.request_count;
    idle_ = true;
    if (!more) break;
  }
}

asio::awaitable<bool> Connection::WaitForRequest() {
  if (buffer_.size() > 0) co_return true;  // pipelined
  stream_.expires_after(core_.options.limits.idle_timeout);
  constexpr size_t kFirst = 4096;
  auto [error, bytes] = co_await stream_.async_read_some(buffer_.prepare(kFirst), kAwait);
  if (error || bytes == 0) co_return false;
  buffer_.commit(bytes);
  co_return true;
}

asio::awaitable<int> Connection::ReadHeader(Parser& parser, Exchange& exchange) {
  const ServerLimits& limits = core_.options.limits;
  parser.header_limit(static_cast<uint32_t>(limits.header_bytes));
  parser.body_limit(limits.body_bytes);
  stream_.expires_after(limits.header_timeout);
  auto [error, bytes] = co_await beast::http::async_read_header(stream_, buffer_, parser, kAwait);
  exchange.time = base::Clock::System().Now();
  if (error) co_return StatusOf(error);
  const auto& message = parser.get();
  exchange.method = std::string(message.method_string());
  exchange.user_agent = std::string(message[beast::http::field::user_agent]);
  const auto target = message.target();
  exchange.path = std::string(target.substr(0, target.find('?')));
  const std::string client_id(message["X-Request-ID"]);
  exchange.request_id = FitsLog(client_id) ? client_id : base::NewUuid();
  if (message.version() != 10 && message.version() != 11) co_return 400;
  if (message.version() == 11 && message.count(beast::http::field::host) != 1) co_return 400;
  // Of all codings chunks alone are read (RFC 9112 section 6.1); bodies that are compressed say so
  // by Content-Encoding.
  constexpr auto kCoding = beast::http::field::transfer_encoding;
  if (message.count(kCoding) > 0 && !beast::iequals(message[kCoding], "chunked")) co_return 501;
  co_return 0;
}

asio::awaitable<int> Connection::ReadBody(Parser& parser, BodyBudget& budget) {
  const ServerLimits& limits = core_.options.limits;
  if (const auto length = parser.content_length()) {
    if (*length > limits.body_bytes) co_return 413;
    if (!budget.Reserve(*length)) co_return 503;
  }
  stream_.expires_after(limits.body_timeout);
  if (!parser.is_done() &&
      beast::iequals(parser.get()[beast::http::field::expect], "100-continue")) {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    auto [error, bytes] = co_await asio::async_write(
        stream_, asio::buffer(kContinue.data(), kContinue.size()), kAwait);
    if (error) co_return kGone;
  }
  while (!parser.is_done()) {
    auto [error, bytes] = co_await beast::http::async_read_some(stream_, buffer_, parser, kAwait);
    if (error) co_return StatusOf(error);
    if (!budget.Reserve(parser.get().body().size())) co_return 503;
  }
  co_return 0;
}

asio::awaitable<Reply> Connection::Handle(Request request, ReplyOptions reply_options,
                                          std::shared_ptr<BodyBudget> budget) {
  // Shared by this coroutine and the thread that works for it.
  struct Work {
    Request request;
    ReplyOptions options;
    std::optional<Reply> reply;
    asio::steady_timer done;
    explicit Work(asio::io_context& io) : done(io, asio::steady_timer::time_point::max()) {}
  };
  auto work = std::make_shared<Work>(core_.io);
  work->request = std::move(request);
  work->options = std::move(reply_options);
  stream_.expires_never();
  const bool queued = core_.pool.Submit([work, budget, this, self = shared_from_this()]() mutable {
    std::optional<Reply> reply;
    try {
      Response response =
          CallHandler(listener_.handler, work->request, core_.options.limits.body_bytes, *budget);
      reply = MakeReply(std::move(response), work->options);
    } catch (const std::exception&) {
      reply.reset();
    }
    budget.reset();  // so that the room is there again when the client has its answer
    asio::post(core_.io, [work, reply = std::make_shared<std::optional<Reply>>(std::move(reply))] {
      work->reply = std::move(*reply);
      work->done.cancel();
    });
  });
  if (!queued) {
    work->options.close = true;
    co_return MakeReply(ServerError(503, MessageOf(503)), work->options);
  }
  co_await work->done.async_wait(kAwait);
  if (!work->reply) {
    work->options.close = true;
    co_return MakeReply(ServerError(503, "out of memory"), work->options);
  }
  co_return *std::move(work->reply);
}

asio::awaitable<bool> Connection::WriteStream(Reply& reply, Exchange& exchange) {
  struct Piece {
    std::string bytes;
    bool last = false;
    bool failed = false;
    asio::steady_timer done;
    explicit Piece(asio::io_context& io) : done(io, asio::steady_timer::time_point::max()) {}
  };
  while (true) {
    auto piece = std::make_shared<Piece>(core_.io);
    stream_.expires_never();
    // The coroutine waits until the thread is done, so the reply outlives the work.
    core_.pool.Submit(
        [piece, &reply, this, self = shared_from_this()] {
          try {
            piece->bytes = NextPiece(reply, piece->last);
          } catch (const std::exception&) {
            piece->failed = true;
          }
          asio::post(core_.io, [piece] { piece->done.cancel(); });
        },
        /*must_run=*/true);
    co_await piece->done.async_wait(kAwait);
    if (piece->failed) co_return false;
    stream_.expires_after(core_.options.limits.write_timeout);
    auto [error, bytes] = co_await asio::async_write(stream_, asio::buffer(piece->bytes), kAwait);
    if (error) co_return false;
    exchange.response_bytes += bytes;
    if (piece->last) co_return true;
  }
}

asio::awaitable<bool> Connection::Write(Reply& reply, Exchange& exchange) {
  exchange.status = reply.status;
  exchange.operation = reply.operation;
  exchange.user = reply.user;
  stream_.expires_after(core_.options.limits.write_timeout);
  const std::array<asio::const_buffer, 2> buffers = {asio::buffer(reply.head),
                                                     asio::buffer(reply.body)};
  auto [error, bytes] = co_await asio::async_write(stream_, buffers, kAwait);
  exchange.response_bytes = bytes > reply.head.size() ? bytes - reply.head.size() : 0;
  if (error) co_return false;
  if (!reply.stream) co_return true;
  co_return co_await WriteStream(reply, exchange);
}

// A connection that is closed while the client still sends is reset, and the client may lose the
// answer that told it why: so read on for a little, and throw it away (RFC 9112 section 9.6).
asio::awaitable<void> Connection::Linger() {
  error_code ignored;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  constexpr auto kTime = std::chrono::seconds(2);
  constexpr size_t kBytes = size_t{16} << 20;
  stream_.expires_after(kTime);
  std::array<char, 16384> waste;
  for (size_t read = 0; read < kBytes;) {
    auto [error, bytes] = co_await stream_.async_read_some(asio::buffer(waste), kAwait);
    if (error) break;
    read += bytes;
  }
}

void Connection::Report(const Exchange& exchange) const {
  for (ExchangeObserver* observer : core_.options.observers) observer->Observe(exchange);
}

asio::awaitable<bool> Connection::Serve() {
  const auto begun = std::chrono::steady_clock::now();
  Exchange exchange;
  exchange.listener = listener_.name;
  exchange.peer = peer_;
  ReplyOptions options;
  options.gzip_from_bytes = core_.options.gzip_from_bytes;
  Parser parser;
  const auto budget = std::make_shared<BodyBudget>(core_);
  int refused = co_await ReadHeader(parser, exchange);
  if (refused == 0) refused = co_await ReadBody(parser, *budget);
  const auto& message = parser.get();
  options.request_id = exchange.request_id;
  options.http_1_1 = message.version() != 10;
  options.close = refused != 0 || !message.keep_alive();
  options.head_only = exchange.method == "HEAD";
  exchange.request_bytes = message.body().size();

  std::optional<Reply> reply;
  if (refused > 0) {
    reply = MakeReply(ServerError(refused, MessageOf(refused)), options);
  } else if (refused == 0) {
    Request request;
    for (const auto& field : message) {
      request.headers.Add(std::string(field.name_string()), std::string(field.value()));
    }
    request.peer = peer_;
    request.secure = stream_.secure();
    request.request_id = exchange.request_id;
    request.method = exchange.method;
    request.target = std::string(message.target());
    request.body = std::move(parser.get().body());
    options.accepts_gzip = request.headers.HasToken("Accept-Encoding", "gzip");
    try {
      Target target = ParseTarget(request.target);
      request.path = std::move(target.path);
      request.query = std::move(target.query);
    } catch (const base::Error& error) {
      refused = 400;
      reply = MakeReply(ServerError(400, error.message()), options);
    }
    if (!reply) reply = co_await Handle(std::move(request), options, budget);
  }
  bool written = false;
  if (reply) written = co_await Write(*reply, exchange);
  exchange.complete = written;
  exchange.duration = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begun);
  Report(exchange);
  if (!written) co_return false;
  if (refused > 0) co_await Linger();
  co_return !reply->close;
}

}  // namespace tarn::http

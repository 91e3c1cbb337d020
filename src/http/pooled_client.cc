// Client: connections that are kept.
#include <list>
#include <mutex>
#include <optional>
#include <utility>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include "base/error.h"
#include "http/client.h"
#include "http/url.h"

namespace tarn::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using base::ErrorKind;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

// The body stays where the caller has it.
using Request = beast::http::request<beast::http::span_body<const char>>;

// One connection to one host. Used by one thread at a time.
class Connection {
 public:
  Connection(const Url& url, const ClientOptions& options)
      : options_(options), key_(KeyOf(url)), context_(asio::ssl::context::tls_client), tcp_(io_) {
    if (url.secure) {
      context_.set_default_verify_paths();
      context_.set_verify_mode(asio::ssl::verify_peer);
      tls_.emplace(tcp_, context_);
    }
  }

  static std::string KeyOf(const Url& url) {
    return (url.secure ? "https://" : "http://") + url.host + ":" + url.port;
  }
  const std::string& key() const { return key_; }
  bool reusable() const { return reusable_; }
  Clock::time_point idle_since = {};

  void Open(const Url& url) {
    asio::ip::tcp::resolver resolver(io_);
    error_code error;
    std::string host = url.host;
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const auto found = resolver.resolve(host, url.port, error);
    Require(error, "resolve");
    tcp_.expires_after(options_.timeout);
    tcp_.async_connect(found, [&](const error_code& code, const auto&) { error = code; });
    Finish();
    Require(error, "connect");
    tcp_.socket().set_option(asio::ip::tcp::no_delay(true));
    if (!tls_) return;
    tls_->set_verify_callback(asio::ssl::host_name_verification(host));
    SSL_set_tlsext_host_name(tls_->native_handle(), host.c_str());
    tls_->async_handshake(asio::ssl::stream_base::client,
                          [&](const error_code& code) { error = code; });
    Finish();
    Require(error, "TLS");
  }

  // None when the server closed the connection before it sent anything.
  std::optional<ClientResponse> Ask(Request& request) {
    tcp_.expires_after(options_.timeout);
    return tls_ ? AskOver(*tls_, request) : AskOver(tcp_, request);
  }

 private:
  template <typename Stream>
  std::optional<ClientResponse> AskOver(Stream& stream, Request& request) {
    reusable_ = false;
    error_code error;
    beast::http::async_write(stream, request,
                             [&](const error_code& code, size_t) { error = code; });
    Finish();
    // The server may have answered and closed without reading all of it.
    const error_code write_error = error;
    beast::http::response_parser<beast::http::string_body> parser;
    parser.body_limit(options_.body_bytes);
    if (request.method() == beast::http::verb::head) parser.skip(true);
    beast::http::async_read(stream, buffer_, parser,
                            [&](const error_code& code, size_t) { error = code; });
    Finish();
    if (error && !parser.got_some()) {
      const bool closed =
          error == beast::http::error::end_of_stream || error == asio::error::connection_reset ||
          error == asio::error::broken_pipe || error == asio::ssl::error::stream_truncated;
      if (closed) return std::nullopt;
      Require(write_error, "send");
    }
    Require(error, "receive");
    reusable_ = parser.get().keep_alive() && !write_error;
    ClientResponse response;
    response.status = static_cast<int>(parser.get().result_int());
    for (const auto& field : parser.get()) {
      response.headers.Add(std::string(field.name_string()), std::string(field.value()));
    }
    response.body = std::move(parser.get().body());
    return response;
  }

  void Finish() {
    io_.restart();
    io_.run();
  }
  static void Require(const error_code& error, const char* step) {
    if (error) base::Throw(ErrorKind::kUnavailable, "{}: {}", step, error.message());
  }

  const ClientOptions& options_;
  const std::string key_;
  bool reusable_ = false;
  asio::io_context io_;
  asio::ssl::context context_;
  beast::tcp_stream tcp_;
  std::optional<asio::ssl::stream<beast::tcp_stream&>> tls_;
  beast::flat_buffer buffer_;
};

Request ToBeast(const ClientRequest& request, const Url& url) {
  Request message;
  message.version(11);
  message.method_string(request.method);
  message.target(url.target);
  message.set(beast::http::field::host, url.authority);
  message.set(beast::http::field::user_agent, "tarn");
  for (const auto& [name, value] : request.headers) {
    if ((name + value).find_first_of("\r\n") != std::string::npos) {
      base::Throw(ErrorKind::kInvalidArgument, "a header with a line break: '{}'", name);
    }
    message.set(name, value);
  }
  message.body() = beast::span<const char>(request.body.data(), request.body.size());
  // Of methods that have none nothing is said about the body.
  const bool bodiless = request.method == "GET" || request.method == "HEAD" ||
                        (request.method == "DELETE" && request.body.empty());
  if (!bodiless) message.content_length(request.body.size());
  return message;
}

}  // namespace

// Connections that nobody uses now, the latest first.
struct Client::Pool {
  std::mutex mutex;
  std::list<std::unique_ptr<Connection>> idle;

  std::unique_ptr<Connection> Take(const std::string& key, std::chrono::seconds idle_time) {
    const auto oldest = Clock::now() - idle_time;
    std::list<std::unique_ptr<Connection>> closed;  // outside the lock
    std::unique_ptr<Connection> taken;
    std::lock_guard lock(mutex);
    for (auto it = idle.begin(); it != idle.end();) {
      const auto next = std::next(it);
      if ((*it)->idle_since < oldest) {
        closed.splice(closed.end(), idle, it);
      } else if (!taken && (*it)->key() == key) {
        taken = std::move(*it);
        idle.erase(it);
      }
      it = next;
    }
    return taken;
  }
  void Put(std::unique_ptr<Connection> connection, size_t most) {
    connection->idle_since = Clock::now();
    std::unique_ptr<Connection> closed;
    std::lock_guard lock(mutex);
    idle.push_front(std::move(connection));
    if (idle.size() > most) {
      closed = std::move(idle.back());
      idle.pop_back();
    }
  }
};

Client::Client(ClientOptions options) : options_(options), pool_(std::make_unique<Pool>()) {}
Client::~Client() = default;

ClientResponse Client::Send(const ClientRequest& request) {
  const Url url = ParseUrl(request.url);
  Request message = ToBeast(request, url);
  try {
    while (true) {
      auto connection = pool_->Take(Connection::KeyOf(url), options_.idle_time);
      const bool kept = connection != nullptr;
      if (!kept) {
        connection = std::make_unique<Connection>(url, options_);
        connection->Open(url);
      }
      auto response = connection->Ask(message);
      if (response) {
        if (connection->reusable()) pool_->Put(std::move(connection), options_.idle_connections);
        return *std::move(response);
      }
      if (!kept) {
        base::Throw(ErrorKind::kUnavailable, "the server closed the connection without an answer");
      }
    }
  } catch (const base::Error& error) {
    throw error.WithContext("cannot reach " + Connection::KeyOf(url));
  }
}

}  // namespace tarn::http

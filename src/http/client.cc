#include "http/client.h"

#include <optional>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include "base/error.h"
#include "http/url.h"

namespace tarn::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using base::ErrorKind;
using boost::system::error_code;

using Request = beast::http::request<beast::http::string_body>;
using Response = beast::http::response<beast::http::string_body>;

Request NewRequest(beast::http::verb verb, const Url& url) {
  Request request(verb, url.target, 11);
  request.set(beast::http::field::host, url.authority);
  request.set(beast::http::field::user_agent, "tarn");
  request.set(beast::http::field::connection, "close");
  return request;
}

// Runs one request to its end; the timer of the stream breaks it off. With a limit of no bytes the
// answer's body is not read.
class Exchange {
 public:
  Exchange(const Url& url, std::chrono::milliseconds timeout, size_t body_bytes)
      : url_(url), timeout_(timeout), body_bytes_(body_bytes), tcp_(io_) {}

  Response Run(Request& request) {
    asio::ip::tcp::resolver resolver(io_);
    error_code error;
    const auto found = resolver.resolve(url_.host, url_.port, error);
    Require(error, "resolve");
    tcp_.expires_after(timeout_);
    tcp_.async_connect(found, [&](const error_code& code, const auto&) { error = code; });
    Finish();
    Require(error, "connect");
    return url_.secure ? OverTls(request) : Ask(tcp_, request);
  }

 private:
  Response OverTls(Request& request) {
    asio::ssl::context context(asio::ssl::context::tls_client);
    context.set_default_verify_paths();
    context.set_verify_mode(asio::ssl::verify_peer);
    asio::ssl::stream<beast::tcp_stream&> tls(tcp_, context);
    tls.set_verify_callback(asio::ssl::host_name_verification(url_.host));
    SSL_set_tlsext_host_name(tls.native_handle(), url_.host.c_str());
    error_code error;
    tls.async_handshake(asio::ssl::stream_base::client,
                        [&](const error_code& code) { error = code; });
    Finish();
    Require(error, "TLS");
    return Ask(tls, request);
  }

  template <typename Stream>
  Response Ask(Stream& stream, Request& request) {
    request.prepare_payload();
    error_code error;
    beast::http::async_write(stream, request,
                             [&](const error_code& code, size_t) { error = code; });
    Finish();
    Require(error, "send");
    beast::flat_buffer buffer;
    beast::http::response_parser<beast::http::string_body> parser;
    if (body_bytes_ > 0) {
      parser.body_limit(body_bytes_);
    } else {
      parser.body_limit(boost::none);
    }
    const auto done = [&](const error_code& code, size_t) { error = code; };
    if (body_bytes_ == 0) {
      beast::http::async_read_header(stream, buffer, parser, done);
    } else {
      beast::http::async_read(stream, buffer, parser, done);
    }
    Finish();
    Require(error, "receive");
    return parser.release();
  }

  void Finish() {
    io_.restart();
    io_.run();
  }
  static void Require(const error_code& error, const char* step) {
    if (!error) return;
    base::Throw(ErrorKind::kUnavailable, "{}: {}", step, error.message());
  }

  const Url& url_;
  const std::chrono::milliseconds timeout_;
  const size_t body_bytes_;
  asio::io_context io_;
  beast::tcp_stream tcp_;
};

[[noreturn]] void ThrowStatus(const Response& response, bool kinds = false) {
  const unsigned status = response.result_int();
  const ErrorKind kind = !kinds          ? ErrorKind::kUnavailable
                         : status == 401 ? ErrorKind::kUnauthenticated
                         : status == 403 ? ErrorKind::kPermissionDenied
                         : status == 404 ? ErrorKind::kNotFound
                                         : ErrorKind::kUnavailable;
  base::Throw(kind, "the server answers with status {}", status);
}

void SetHeaders(Request& request, const std::vector<std::pair<std::string, std::string>>& headers) {
  for (const auto& [name, value] : headers) {
    if ((name + value).find_first_of("\r\n") != std::string::npos) {
      base::Throw(ErrorKind::kInvalidArgument, "a header with a line break: '{}'", name);
    }
    request.set(name, value);
  }
}

}  // namespace

std::string Get(const std::string& url, const GetOptions& options) {
  const Url parsed = ParseUrl(url);
  try {
    Request request = NewRequest(beast::http::verb::get, parsed);
    request.set(beast::http::field::accept, "application/json");
    SetHeaders(request, options.headers);
    Response response = Exchange(parsed, options.timeout, options.body_bytes).Run(request);
    if (response.result_int() != 200) ThrowStatus(response, options.status_kinds);
    return std::move(response.body());
  } catch (const base::Error& error) {
    throw error.WithContext("cannot get " + url);
  }
}

void Post(const std::string& url, const std::string& body, const PostOptions& options) {
  const Url parsed = ParseUrl(url);
  try {
    Request request = NewRequest(beast::http::verb::post, parsed);
    SetHeaders(request, options.headers);
    request.body() = body;
    const Response response = Exchange(parsed, options.timeout, 0).Run(request);
    if (response.result_int() < 200 || response.result_int() > 299) ThrowStatus(response);
  } catch (const base::Error& error) {
    throw error.WithContext("cannot post to " + url);
  }
}

}  // namespace tarn::http

#pragma once

#include <memory>
#include <optional>
#include <utility>

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/tcp_stream.hpp>

// Only for .cc files of net and http: it includes Boost.
namespace tarn::net {

// A connection's bytes, in the clear or over TLS; timeouts hold for both. Models Beast's
// AsyncStream. Lives on the I/O thread.
class Transport {
 public:
  using executor_type = boost::beast::tcp_stream::executor_type;
  using TlsContext = boost::asio::ssl::context;

  // `tls` is kept as long as it is used; null for bytes in the clear.
  Transport(boost::asio::ip::tcp::socket socket, std::shared_ptr<TlsContext> tls)
      : tcp_(std::move(socket)), context_(std::move(tls)) {
    if (context_) tls_.emplace(tcp_, *context_);
  }

  executor_type get_executor() { return tcp_.get_executor(); }
  boost::asio::ip::tcp::socket& socket() { return tcp_.socket(); }
  bool secure() const { return tls_.has_value(); }

  template <typename Duration>
  void expires_after(Duration duration) {
    tcp_.expires_after(duration);
  }
  void expires_never() { tcp_.expires_never(); }
  void close() { tcp_.close(); }

  // Goes on over TLS; nothing may be under way. The handshake comes next.
  void Secure(std::shared_ptr<TlsContext> tls) {
    context_ = std::move(tls);
    tls_.emplace(tcp_, *context_);
  }

  // TLS only.
  template <typename Token>
  auto async_handshake(Token&& token) {
    return tls_->async_handshake(boost::asio::ssl::stream_base::server, std::forward<Token>(token));
  }
  template <typename Token>
  auto async_shutdown(Token&& token) {
    return tls_->async_shutdown(std::forward<Token>(token));
  }

  template <typename Buffers, typename Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return boost::asio::async_initiate<Token, void(boost::system::error_code, size_t)>(
        [this](auto handler, const Buffers& into) {
          if (tls_) {
            tls_->async_read_some(into, std::move(handler));
          } else {
            tcp_.async_read_some(into, std::move(handler));
          }
        },
        token, buffers);
  }
  template <typename Buffers, typename Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return boost::asio::async_initiate<Token, void(boost::system::error_code, size_t)>(
        [this](auto handler, const Buffers& from) {
          if (tls_) {
            tls_->async_write_some(from, std::move(handler));
          } else {
            tcp_.async_write_some(from, std::move(handler));
          }
        },
        token, buffers);
  }

 private:
  boost::beast::tcp_stream tcp_;
  std::shared_ptr<TlsContext> context_;
  std::optional<boost::asio::ssl::stream<boost::beast::tcp_stream&>> tls_;
};

}  // namespace tarn::net

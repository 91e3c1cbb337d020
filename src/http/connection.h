#pragma once

#include <atomic>
#include <memory>
#include <set>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "http/reply.h"
#include "http/server.h"
#include "net/tls_certificate.h"
#include "net/transport.h"
#include "net/worker_pool.h"

// Only for this module's .cc files: it includes Boost.
namespace tarn::http {

class Connection;

struct Listener {
  std::string name;
  Server::Handler handler;
  std::unique_ptr<net::TlsCertificate> certificate;  // null: in the clear
};

// What all connections of a server share. Everything but the atomics and the pool belongs to the
// I/O thread.
struct ServerCore {
  explicit ServerCore(ServerOptions server_options);

  const ServerOptions options;
  boost::asio::io_context io{1};
  std::set<std::shared_ptr<Connection>> connections;
  bool draining = false;
  std::atomic<size_t> connection_count{0};
  std::atomic<size_t> request_count{0};
  std::atomic<size_t> buffered_bytes{0};
  net::WorkerPool pool;  // destroyed first: handlers use what is above
};

// A part of the server's room for bodies; given back when it goes. Used by one thread at a time.
class BodyBudget {
 public:
  explicit BodyBudget(ServerCore& core) : core_(core) {}
  ~BodyBudget() { core_.buffered_bytes -= bytes_; }
  BodyBudget(const BodyBudget&) = delete;
  BodyBudget& operator=(const BodyBudget&) = delete;
  // Raises what is taken to `bytes`; false when there is no room.
  bool Reserve(size_t bytes);

 private:
  ServerCore& core_;
  size_t bytes_ = 0;
};

// One connection: reads a request, has it handled, writes the answer, and again. Lives on the I/O
// thread.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(ServerCore& core, const Listener& listener, boost::asio::ip::tcp::socket socket);

  boost::asio::awaitable<void> Run();
  // Whether no request is under way.
  bool idle() const { return idle_; }
  // Ends it now, whatever it is doing.
  void Close();

 private:
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

  boost::asio::awaitable<void> ServeAll();
  boost::asio::awaitable<bool> Secure();
  boost::asio::awaitable<bool> WaitForRequest();
  boost::asio::awaitable<bool> Serve();
  // The status to answer with when the header, or the body, is not to be had; 0 when all is well,
  // -1 when the connection is gone.
  boost::asio::awaitable<int> ReadHeader(Parser& parser, Exchange& exchange);
  boost::asio::awaitable<int> ReadBody(Parser& parser, BodyBudget& budget);
  boost::asio::awaitable<Reply> Handle(Request request, ReplyOptions reply_options,
                                       std::shared_ptr<BodyBudget> budget);
  boost::asio::awaitable<bool> Write(Reply& reply, Exchange& exchange);
  boost::asio::awaitable<bool> WriteStream(Reply& reply, Exchange& exchange);
  boost::asio::awaitable<void> Linger();
  void Report(const Exchange& exchange) const;

  ServerCore& core_;
  const Listener& listener_;
  net::Transport stream_;
  boost::beast::flat_buffer buffer_;
  std::string peer_;
  bool idle_ = true;
  bool closed_ = false;
};

}  // namespace tarn::http

#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "net/stream_server.h"
#include "net/tls_certificate.h"
#include "net/transport.h"
#include "net/worker_pool.h"

// Only for this module's .cc files: it includes Boost.
namespace tarn::net {

class StreamConnection;

// What all connections of a server share. Everything but the atomics and the pool belongs to the
// I/O thread.
struct StreamCore {
  explicit StreamCore(StreamServerOptions server_options);

  const StreamServerOptions options;
  boost::asio::io_context io{1};
  std::unique_ptr<TlsCertificate> certificate;  // null: in the clear
  std::set<std::shared_ptr<StreamConnection>> connections;
  bool draining = false;
  std::atomic<size_t> connection_count{0};
  size_t buffered_bytes = 0;
  WorkerPool pool;  // destroyed first: steps use what is above
};

// One connection: two coroutines on the I/O thread, one that reads and one that has steps run and
// sends what they say.
class StreamConnection : public std::enable_shared_from_this<StreamConnection> {
 public:
  StreamConnection(StreamCore& core, boost::asio::ip::tcp::socket socket,
                   std::unique_ptr<Conversation> conversation);

  // Until the connection is over.
  boost::asio::awaitable<void> Run();
  // The server stops: ends it now when it waits for its peer, else after the step under way.
  void Drain();
  // Ends it now, whatever it is doing.
  void Abandon();

 private:
  struct Work;

  boost::asio::awaitable<void> Converse();
  boost::asio::awaitable<void> ReadAll();
  // Waits for what a step wants; false when the conversation is over.
  boost::asio::awaitable<bool> Gather(const Step& step);
  boost::asio::awaitable<bool> RunStep(Step& step, std::string& output);
  boost::asio::awaitable<bool> Send(const std::string& output);
  boost::asio::awaitable<bool> Secure();
  boost::asio::awaitable<void> SayLast(Ending ending);
  // Lets the peer read what was sent before the connection is reset.
  boost::asio::awaitable<void> Linger();
  size_t waiting_bytes() const { return pending_.size() + arrived_.size(); }
  void Wake() { wake_.cancel(); }

  StreamCore& core_;
  Transport stream_;
  std::unique_ptr<Conversation> conversation_;
  boost::asio::steady_timer wake_;         // of the coroutine that converses
  boost::asio::steady_timer reader_wake_;  // of the one that reads
  boost::asio::steady_timer deadline_;     // closes the connection
  std::string pending_;                    // seen by a step, and not taken
  std::string arrived_;                    // not seen yet
  size_t capacity_ = 0;                    // how much may wait
  bool watch_ = false;
  bool wants_input_ = false;
  bool discard_ = false;  // what arrives is not looked at any more
  bool gone_ = false;     // the peer, or the socket
  bool no_room_ = false;
  bool working_ = false;
  bool ended_ = false;  // the reader is to end
  bool reader_done_ = false;
};

}  // namespace tarn::net

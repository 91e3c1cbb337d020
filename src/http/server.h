#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "http/message.h"
#include "http/observer.h"
#include "net/tls.h"

namespace tarn::http {

// Every bound that a client can run into. What is over a bound is answered where that is possible
// (431, 413, 503 with Retry-After), and closed where it is not (time).
struct ServerLimits {
  size_t connections = 1024;               // of all listeners; more are answered 503
  size_t queued_requests = 1024;           // that wait for a thread; more are answered 503
  size_t header_bytes = size_t{64} << 10;  // request line and header: 431
  size_t body_bytes = size_t{64} << 20;    // as it comes, and again decompressed: 413
  size_t buffered_bytes = size_t{256}
                          << 20;  // bodies of all requests that are read or worked on: 503
  std::chrono::milliseconds header_timeout{
      10'000};  // from a request's first byte to its header's end
  std::chrono::milliseconds body_timeout{60'000};   // for the whole body
  std::chrono::milliseconds idle_timeout{75'000};   // between two requests of a connection
  std::chrono::milliseconds write_timeout{60'000};  // for an answer, or a piece of a streamed one
};

struct ServerOptions {
  ServerLimits limits = {};
  int worker_threads = 0;                         // that run handlers; 0: four a core, 64 at least
  size_t gzip_from_bytes = 1024;                  // smaller answers are not compressed
  std::vector<ExchangeObserver*> observers = {};  // outlive the server
};

struct ServerCounts {
  size_t connections = 0;
  size_t requests = 0;  // being read, worked on or answered
};

// An HTTP/1.1 server (RFC 9112) for one or more ports: keep-alive, pipelining (answered in order,
// one at a time), chunked and gzip bodies in both directions, HEAD, Expect. One thread does all
// I/O; handlers run on a pool of threads and may block.
//
// Construct, Listen for each port, Start, Stop. Listen, Start and Stop are for one thread; counts()
// is thread safe. The destructor stops at once.
class Server {
 public:
  // Called by several threads at once. What it throws is answered with 500.
  using Handler = std::function<Response(const Request&)>;

  explicit Server(ServerOptions options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Binds, so that clients can connect from here on; `port` 0 takes a free one. Gives the port.
  // kUnavailable when another process has the port, kPermissionDenied when this user may not bind
  // it, kInvalidArgument for a host that is no address of this machine. `name` is for log and
  // metrics.
  // With `tls` every connection of the port is encrypted; the files are read again when they
  // change. Errors also as CheckTlsFiles.
  uint16_t Listen(const std::string& name, const std::string& host, uint16_t port, Handler handler,
                  const net::TlsFiles& tls = {});
  void Start();
  // Stops accepting, closes idle connections, lets requests finish for at most `drain`, closes what
  // is left, and waits for handlers that still run. Whether everything finished in time. A second
  // call does nothing.
  bool Stop(std::chrono::milliseconds drain);
  ServerCounts counts() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tarn::http

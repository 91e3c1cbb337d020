#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "net/conversation.h"
#include "net/tls.h"

namespace tarn::net {

// Every bound that a peer can run into; what is over one is closed, with the conversation's last
// words where it has any.
struct StreamLimits {
  size_t connections = 256;                    // more are closed at once
  size_t queued_steps = 1024;                  // that wait for a thread
  size_t read_ahead_bytes = size_t{64} << 10;  // of a connection, unless a step wants more
  size_t buffered_bytes = size_t{256} << 20;   // of all connections
  std::chrono::milliseconds handshake_patience{10'000};
  std::chrono::milliseconds write_patience{600'000};  // for the words of one step
};

struct StreamServerOptions {
  StreamLimits limits = {};
  int worker_threads = 0;  // that run steps; 0: twice the cores, 8 at least
};

// A TCP server for protocols that are no HTTP: each connection is a Conversation. One thread does
// all I/O; steps run on a pool of threads and may block.
//
// Construct, Listen, Start, Stop, by one thread; connections() is thread safe. The destructor stops
// at once.
class StreamServer {
 public:
  StreamServer(StreamServerOptions options, ConversationFactory factory);
  ~StreamServer();
  StreamServer(const StreamServer&) = delete;
  StreamServer& operator=(const StreamServer&) = delete;

  // Binds, so that peers can connect from here on; `port` 0 takes a free one. Gives the port. With
  // `tls` conversations may go over to TLS; the files are read again when they change. Errors as
  // OpenAcceptor and CheckTlsFiles.
  uint16_t Listen(const std::string& host, uint16_t port, const TlsFiles& tls = {});
  void Start();
  // Stops accepting, ends conversations that wait for their peer, lets steps finish for at most
  // `drain`, abandons what is left, and waits for it. Whether everything finished in time. A second
  // call does nothing.
  bool Stop(std::chrono::milliseconds drain);
  size_t connections() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tarn::net

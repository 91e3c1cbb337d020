#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tarn::net {

// What a conversation wants after a step; what it said by then is sent first.
struct Step {
  enum class Next {
    kRead,    // more from the peer
    kWrite,   // nothing but that its words are on their way: it has more to say
    kSecure,  // the peer's TLS handshake
    kClose,   // the end
  };
  Next next = Next::kRead;
  // kRead: how many bytes must be there before the next step; what was not taken counts.
  size_t wanted = 1;
  // kRead: how long it waits for them; zero for ever.
  std::chrono::milliseconds patience{0};
  // Read ahead, so that a peer that goes is noticed while a step works. Before TLS: false.
  bool watch = false;
};

// Why the server ends a conversation.
enum class Ending {
  kTimeout,   // the peer did not say what it should in time
  kNoRoom,    // what peers said and nobody worked on yet fills the server
  kBusy,      // too many steps wait for a thread
  kStopping,  // the server stops
};

// One peer's protocol, without its socket: bytes in, bytes out, in steps. It holds no thread while
// the peer is slow, either way. A step is called by one thread at a time, but not always by the
// same.
class Conversation {
 public:
  virtual ~Conversation() = default;
  // Works on `input`, what the peer has said and was not taken yet: tells how many of its first
  // bytes it took. Appends what it has to say to `output`, a bounded part at a time. May block. An
  // exception ends the conversation without a word.
  virtual Step Advance(std::string_view input, size_t& taken, std::string& output) = 0;
  // The last thing to say, between two steps. Must not block.
  virtual std::string LastWords(Ending ending) = 0;
  // The peer is gone, or the server will not wait any longer: the step under way should end soon.
  // From any thread, at any time. Must not block.
  virtual void Abandon() = 0;
};

struct Peer {
  std::string address;  // without the port
  bool loopback = false;
  bool tls_available = false;  // whether Step::Next::kSecure may be asked for
};

// Called on the I/O thread: must not block.
using ConversationFactory = std::function<std::unique_ptr<Conversation>(const Peer& peer)>;

}  // namespace tarn::net

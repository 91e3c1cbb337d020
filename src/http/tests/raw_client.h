#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tarn::http {

// A socket to a port of 127.0.0.1 that sends any bytes and reads what comes: what well-behaved
// client libraries do not let a test do.
class RawClient {
 public:
  explicit RawClient(uint16_t port) : descriptor_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot connect");
    }
  }
  ~RawClient() { close(descriptor_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  // False when the server has closed.
  bool Send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
  }
  void FinishSending() { shutdown(descriptor_, SHUT_WR); }

  // Reads until `text` has come, the server closes, or nothing comes for ten seconds.
  std::string ReadUntil(std::string_view text) {
    std::string all;
    while (text.empty() || all.find(text) == std::string::npos) {
      pollfd poll_for{descriptor_, POLLIN, 0};
      if (poll(&poll_for, 1, 10'000) <= 0) return all + "<nothing more came>";
      char buffer[65536];
      const ssize_t got = recv(descriptor_, buffer, sizeof buffer, 0);
      if (got <= 0) break;
      all.append(buffer, static_cast<size_t>(got));
    }
    return all;
  }
  std::string ReadToEnd() { return ReadUntil(""); }

 private:
  int descriptor_;
};

}  // namespace tarn::http

// Any bytes sent to a real server over a connection, which the client then half-closes: what comes
// back begins as an answer, and the connection ends. Seeds: requests as clients send them.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/server.h"

namespace {

using namespace tarn::http;

Response Answer(const Request& request) {
  std::string body = request.method + " " + request.path + "\n";
  for (const auto& [name, value] : request.query.parameters()) body += name + "=" + value + "\n";
  body += request.body.substr(0, 2000);
  return TextResponse(request.body.empty() ? 200 : 201, body);
}

uint16_t StartServer() {
  ServerOptions options;
  options.worker_threads = 2;
  options.limits.body_bytes = size_t{1} << 20;
  options.limits.buffered_bytes = size_t{4} << 20;
  for (auto limit : {&ServerLimits::header_timeout, &ServerLimits::body_timeout,
                     &ServerLimits::idle_timeout, &ServerLimits::write_timeout}) {
    options.limits.*limit = std::chrono::milliseconds(2000);
  }
  static auto* server = new Server(options);  // until the process ends
  const uint16_t port = server->Listen("fuzz", "127.0.0.1", 0, Answer);
  server->Start();
  return port;
}

// All that comes back until the server closes; it must within its own timeouts.
std::string AnswersTo(uint16_t port, std::string_view bytes) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  // From ever other addresses of this machine: ports of closed connections are not free at once.
  static uint32_t turn = 0;
  sockaddr_in from{};
  from.sin_family = AF_INET;
  from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + ++turn % 60'000);
  ::bind(socket, reinterpret_cast<const sockaddr*>(&from), sizeof(from));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    std::abort();
  }
  timeval patience{10, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) break;  // it has heard enough
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  ::shutdown(socket, SHUT_WR);
  std::string answer;
  std::array<char, 65536> buffer;
  while (true) {
    const ssize_t read = ::recv(socket, buffer.data(), buffer.size(), 0);
    if (read < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) std::abort();  // it hangs
    if (read <= 0) break;
    answer.append(buffer.data(), static_cast<size_t>(read));
  }
  ::close(socket);
  return answer;
}

bool IsStatusLine(std::string_view line) {
  constexpr std::string_view kVersion = "HTTP/1.";
  return line.size() > 12 && line.starts_with(kVersion) && std::isdigit(line[9]) != 0 &&
         std::isdigit(line[10]) != 0 && std::isdigit(line[11]) != 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const uint16_t port = StartServer();
  const std::string answer = AnswersTo(port, {reinterpret_cast<const char*>(data), size});
  if (!answer.empty() && !IsStatusLine(answer)) std::abort();
  return 0;
}

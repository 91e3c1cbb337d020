// Clients of Trino's protocol, many at once and cheap enough that the server is what is measured:
// what bench/trino/run.py runs against Tarn and against Trino.
//
//   tarn_statement_load PORT CATALOG SCHEMA CLIENTS SECONDS SQL
//
// Each client sends the statement, follows nextUri to the end, and begins again on the same
// connection. Prints one line of JSON: statements a second, percentiles of their latency in
// milliseconds, the fewest and the most that one client got done, and errors.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

// One connection that stays. Not thread safe.
class Connection {
 public:
  explicit Connection(uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
      throw std::runtime_error("cannot connect");
    }
  }
  ~Connection() { ::close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  std::string Ask(const std::string& method, const std::string& path, const std::string& body) {
    std::string request = method + " " + path +
                          " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Trino-User: bench\r\n"
                          "X-Trino-Catalog: " +
                          catalog + "\r\nX-Trino-Schema: " + schema + "\r\n";
    if (method == "POST") request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    request += "\r\n" + body;
    for (size_t sent = 0; sent < request.size();) {
      const ssize_t n = ::send(socket_, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) throw std::runtime_error("the server closed the connection");
      sent += static_cast<size_t>(n);
    }
    const std::string head = Until("\r\n\r\n");
    if (std::atoi(head.c_str() + head.find(' ')) != 200) throw std::runtime_error(head);
    return Body(head);
  }

  std::string catalog;
  std::string schema;

 private:
  void Receive() {
    char buffer[16384];
    const ssize_t n = ::recv(socket_, buffer, sizeof(buffer), 0);
    if (n <= 0) throw std::runtime_error("the server closed the connection");
    input_.append(buffer, static_cast<size_t>(n));
  }
  std::string Until(const char* mark) {
    size_t at = 0;
    while ((at = input_.find(mark)) == std::string::npos) Receive();
    return Take(at + std::char_traits<char>::length(mark));
  }
  std::string Take(size_t bytes) {
    while (input_.size() < bytes) Receive();
    std::string taken = input_.substr(0, bytes);
    input_.erase(0, bytes);
    return taken;
  }
  std::string Body(std::string head) {
    std::transform(head.begin(), head.end(), head.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const size_t length = head.find("content-length:");
    if (length != std::string::npos) {
      return Take(static_cast<size_t>(std::atoll(head.c_str() + length + 15)));
    }
    std::string body;
    while (true) {  // chunked
      const size_t size = std::stoul(Until("\r\n"), nullptr, 16);
      body += Take(size);
      Take(2);
      if (size == 0) return body;
    }
  }

  int socket_;
  std::string input_;
};

// The path of the answer's nextUri; empty at the end.
std::string NextPath(const std::string& answer) {
  static const std::string kKey = "\"nextUri\":\"";
  const size_t at = answer.find(kKey);
  if (at == std::string::npos) {
    if (answer.find("\"error\":") != std::string::npos) throw std::runtime_error(answer);
    return {};
  }
  const size_t host = answer.find("//", at) + 2;
  const size_t path = answer.find('/', host);
  return answer.substr(path, answer.find('"', path) - path);
}

struct Done {
  std::vector<double> latencies_ms;
  uint64_t errors = 0;
};

void RunClient(uint16_t port, const std::string& catalog, const std::string& schema,
               const std::string& sql, Clock::time_point until, Done& done) {
  Connection connection(port);
  connection.catalog = catalog;
  connection.schema = schema;
  while (Clock::now() < until) {
    const auto begin = Clock::now();
    try {
      std::string next = NextPath(connection.Ask("POST", "/v1/statement", sql));
      while (!next.empty()) next = NextPath(connection.Ask("GET", next, ""));
    } catch (const std::exception& error) {
      if (done.errors++ == 0) std::fprintf(stderr, "%.300s\n", error.what());
      if (done.errors > 3) return;
      continue;
    }
    done.latencies_ms.push_back(
        std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 7) {
    std::fprintf(stderr, "tarn_statement_load PORT CATALOG SCHEMA CLIENTS SECONDS SQL\n");
    return 2;
  }
  const auto port = static_cast<uint16_t>(std::atoi(argv[1]));
  const auto clients = static_cast<size_t>(std::atoi(argv[4]));
  const double seconds = std::atof(argv[5]);
  const auto begin = Clock::now();
  const auto until = begin + std::chrono::milliseconds(static_cast<int64_t>(seconds * 1000));
  std::vector<Done> done(clients);
  std::vector<std::thread> threads;
  for (Done& one : done) {
    threads.emplace_back([&] {
      try {
        RunClient(port, argv[2], argv[3], argv[6], until, one);
      } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        ++one.errors;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  const double elapsed = std::chrono::duration<double>(Clock::now() - begin).count();
  std::vector<double> all;
  size_t fewest = SIZE_MAX;
  size_t most = 0;
  uint64_t errors = 0;
  for (const Done& one : done) {
    all.insert(all.end(), one.latencies_ms.begin(), one.latencies_ms.end());
    fewest = std::min(fewest, one.latencies_ms.size());
    most = std::max(most, one.latencies_ms.size());
    errors += one.errors;
  }
  std::sort(all.begin(), all.end());
  const auto at = [&](double share) {
    return all.empty()
               ? 0
               : all[std::min(all.size() - 1,
                              static_cast<size_t>(share * static_cast<double>(all.size())))];
  };
  std::printf(
      "{\"per_second\": %.1f, \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"fewest\": %zu, \"most\": %zu, "
      "\"errors\": %llu}\n",
      static_cast<double>(all.size()) / elapsed, at(0.5), at(0.99), fewest, most,
      static_cast<unsigned long long>(errors));
  return errors == 0 ? 0 : 1;
}

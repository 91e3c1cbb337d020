// Clients of a catalog server, many at once and cheap enough that the server is what is measured:
// what bench/catalog/run.py runs against Tarn and against Nessie. Prints one line of JSON: requests
// a second, and the percentiles of the latency in milliseconds. Any answer that is not 2xx ends it
// with exit code 1.
//
//   commits PORT WRITERS COUNT       each writer updates a table of its own COUNT times on main,
//   through Nessie's API fill PORT NAMESPACES TABLES      puts TABLES tables into each of
//   NAMESPACES, a commit a namespace branches PORT COUNT              makes COUNT branches read
//   PORT PATH COUNT             the same GET, one after another load PORT RATE SECONDS FILE GETs of
//   the paths of FILE at RATE a second, whether or not earlier ones were answered
//                                    (latency counts from the moment at which a request was due)
//   post PORT CONNECTIONS FILE       POSTs of the lines of FILE (path, tab, body), each once
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace {

using Clock = std::chrono::steady_clock;
using Json = nlohmann::json;

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
      throw std::runtime_error("cannot connect to port " + std::to_string(port));
    }
  }
  ~Connection() { ::close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // The body of the answer.
  std::string Ask(const std::string& method, const std::string& path,
                  const std::string& body = "") {
    std::string request = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    if (method != "GET") {
      request +=
          "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
          "\r\n";
    }
    Send(request + "\r\n" + body);
    const std::string head = ReadUntil("\r\n\r\n");
    const int status = std::atoi(head.c_str() + head.find(' '));
    std::string answer = ReadBody(head);
    if (status >= 300) {
      throw std::runtime_error(method + " " + path + ": " + std::to_string(status) + " " +
                               answer.substr(0, 300));
    }
    return answer;
  }

 private:
  void Send(const std::string& bytes) {
    for (size_t sent = 0; sent < bytes.size();) {
      const ssize_t n = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) throw std::runtime_error("the server closed the connection");
      sent += static_cast<size_t>(n);
    }
  }
  void Receive() {
    char bytes[65536];
    const ssize_t n = ::recv(socket_, bytes, sizeof(bytes), 0);
    if (n <= 0) throw std::runtime_error("the server closed the connection");
    buffer_.append(bytes, static_cast<size_t>(n));
  }
  std::string ReadUntil(const std::string& end) {
    size_t at = 0;
    while ((at = buffer_.find(end)) == std::string::npos) Receive();
    return Take(at + end.size());
  }
  std::string Take(size_t count) {
    while (buffer_.size() < count) Receive();
    std::string taken = buffer_.substr(0, count);
    buffer_.erase(0, count);
    return taken;
  }
  std::string ReadBody(std::string head) {
    std::transform(head.begin(), head.end(), head.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const size_t length = head.find("content-length: ");
    if (length != std::string::npos)
      return Take(std::strtoul(head.c_str() + length + 16, nullptr, 10));
    if (head.find("transfer-encoding: chunked") == std::string::npos) return "";
    std::string body;
    while (true) {
      const size_t size = std::strtoul(ReadUntil("\r\n").c_str(), nullptr, 16);
      body += Take(size);
      ReadUntil("\r\n");
      if (size == 0) return body;
    }
  }

  int socket_;
  std::string buffer_;
};

Json Parse(const std::string& text) { return Json::parse(text); }

std::string Head(Connection& connection, const std::string& branch = "main") {
  return Parse(connection.Ask("GET", "/api/v2/trees/" + branch))["reference"]["hash"];
}

Json Table(const std::string& metadata_location, size_t number) {
  return {{"type", "ICEBERG_TABLE"},
          {"metadataLocation", metadata_location},
          {"snapshotId", number},
          {"schemaId", 0},
          {"specId", 0},
          {"sortOrderId", 0}};
}

Json Put(const Json& elements, const Json& content) {
  return {{"type", "PUT"}, {"key", {{"elements", elements}}}, {"content", content}};
}

Json Commit(Connection& connection, const std::string& branch, const std::string& head,
            const std::string& message, const Json& operations) {
  return Parse(connection.Ask(
      "POST", "/api/v2/trees/" + branch + "@" + head + "/history/commit",
      Json{{"commitMeta", {{"message", message}}}, {"operations", operations}}.dump()));
}

// Latencies, and how long it took altogether.
class Report {
 public:
  void Add(std::vector<double> latencies_ms) {
    latencies_.insert(latencies_.end(), latencies_ms.begin(), latencies_ms.end());
  }
  void Print(double seconds) {
    std::sort(latencies_.begin(), latencies_.end());
    const auto at = [&](double part) {
      return latencies_.empty() ? 0.0
                                : latencies_[static_cast<size_t>(
                                      part * static_cast<double>(latencies_.size() - 1))];
    };
    std::printf(
        "{\"count\": %zu, \"per_second\": %.1f, \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"max_ms\": "
        "%.3f}\n",
        latencies_.size(), static_cast<double>(latencies_.size()) / seconds, at(0.5), at(0.99),
        at(1));
  }

 private:
  std::vector<double> latencies_;
};

double MsSince(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

// Runs `work` in so many threads, each of which gives its latencies.
void InThreads(size_t count, const std::function<std::vector<double>(size_t)>& work) {
  std::vector<std::vector<double>> latencies(count);
  std::atomic<bool> failed = false;
  std::vector<std::thread> threads;
  const auto begin = Clock::now();
  for (size_t i = 0; i < count; ++i) {
    threads.emplace_back([&, i] {
      try {
        latencies[i] = work(i);
      } catch (const std::exception& error) {
        if (!failed.exchange(true)) std::fprintf(stderr, "%s\n", error.what());
      }
    });
  }
  for (auto& thread : threads) thread.join();
  const double seconds = MsSince(begin) / 1000;
  if (failed) std::exit(1);
  Report report;
  for (auto& one : latencies) report.Add(std::move(one));
  report.Print(seconds);
}

std::vector<double> Timed(size_t count, const std::function<void(size_t)>& work) {
  std::vector<double> latencies;
  for (size_t i = 0; i < count; ++i) {
    const auto begin = Clock::now();
    work(i);
    latencies.push_back(MsSince(begin));
  }
  return latencies;
}

// Each commit is made on the head that the writer's last one left: others' commits in between are
// no conflict.
void Commits(uint16_t port, size_t writers, size_t count) {
  const std::string mark = std::to_string(Clock::now().time_since_epoch().count());
  InThreads(writers, [&](size_t writer) {
    Connection connection(port);
    std::string head = Head(connection);
    const std::string name = "t" + mark + "_" + std::to_string(writer);
    Json content_id;
    return Timed(count, [&](size_t number) {
      Json content =
          Table("/warehouse/" + name + "/metadata/" + std::to_string(number) + ".json", number);
      if (!content_id.is_null()) content["id"] = content_id;
      const Json answer =
          Commit(connection, "main", head, "put " + name, Json::array({Put({name}, content)}));
      head = answer["targetBranch"]["hash"];
      if (content_id.is_null()) content_id = answer["addedContents"][0]["contentId"];
    });
  });
}

void Fill(uint16_t port, size_t namespaces, size_t tables, const std::string& folder) {
  Connection connection(port);
  std::string head = Head(connection);
  InThreads(1, [&](size_t) {
    return Timed(namespaces, [&](size_t i) {
      const std::string ns = "n" + std::to_string(i);
      Json operations = Json::array({Put({ns}, {{"type", "NAMESPACE"}, {"elements", {ns}}})});
      for (size_t j = 0; j < tables; ++j) {
        const std::string name = "t" + std::to_string(j);
        operations.push_back(Put({ns, name}, Table(folder + "/" + ns + "/" + name + ".json", j)));
      }
      head = Commit(connection, "main", head, "fill", operations)["targetBranch"]["hash"];
    });
  });
}

void Change(uint16_t port, const std::string& branch, size_t count) {
  Connection connection(port);
  Json operations = Json::array();
  for (size_t i = 0; i < count; ++i) {
    const std::string name = "changed_on_" + branch;
    operations.push_back(Put({"n" + std::to_string(i * 7 % 100), name + std::to_string(i)},
                             Table("/warehouse/" + name + ".json", i)));
  }
  InThreads(1, [&](size_t) {
    return Timed(1, [&](size_t) {
      Commit(connection, branch, Head(connection, branch), "change", operations);
    });
  });
}

void Branches(uint16_t port, size_t count) {
  Connection connection(port);
  const Json from = {{"type", "BRANCH"}, {"name", "main"}, {"hash", Head(connection)}};
  const std::string mark = std::to_string(Clock::now().time_since_epoch().count());
  InThreads(1, [&](size_t) {
    return Timed(count, [&](size_t i) {
      connection.Ask("POST", "/api/v2/trees?type=BRANCH&name=b" + mark + "_" + std::to_string(i),
                     from.dump());
    });
  });
}

std::vector<std::string> Lines(const std::string& file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  if (lines.empty()) throw std::runtime_error("nothing in " + file);
  return lines;
}

void Load(uint16_t port, double rate, double seconds, const std::string& file) {
  constexpr size_t kConnections = 16;
  const auto paths = Lines(file);
  const auto begin = Clock::now() + std::chrono::milliseconds(50);
  InThreads(kConnections, [&](size_t connection_number) {
    Connection connection(port);
    std::vector<double> latencies;
    for (size_t i = connection_number;; i += kConnections) {
      const double due_s = static_cast<double>(i) / rate;
      if (due_s > seconds) return latencies;
      const auto due =
          begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(due_s));
      std::this_thread::sleep_until(due);
      connection.Ask("GET", paths[i % paths.size()]);
      latencies.push_back(MsSince(due));
    }
  });
}

void Post(uint16_t port, size_t connections, const std::string& file) {
  const auto lines = Lines(file);
  InThreads(connections, [&](size_t first) {
    Connection connection(port);
    std::vector<double> latencies;
    for (size_t i = first; i < lines.size(); i += connections) {
      const size_t tab = lines[i].find('\t');
      const auto begin = Clock::now();
      connection.Ask("POST", lines[i].substr(0, tab), lines[i].substr(tab + 1));
      latencies.push_back(MsSince(begin));
    }
    return latencies;
  });
}

void Read(uint16_t port, const std::string& path, size_t count) {
  Connection connection(port);
  InThreads(1, [&](size_t) { return Timed(count, [&](size_t) { connection.Ask("GET", path); }); });
}

}  // namespace

int main(int argc, char** argv) try {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto number = [&](size_t i) { return std::strtoul(arguments.at(i).c_str(), nullptr, 10); };
  const std::string& mode = arguments.at(0);
  const auto port = static_cast<uint16_t>(number(1));
  if (mode == "commits") {
    Commits(port, number(2), number(3));
  } else if (mode == "fill") {
    Fill(port, number(2), number(3), arguments.at(4));
  } else if (mode == "change") {
    Change(port, arguments.at(2), number(3));
  } else if (mode == "branches") {
    Branches(port, number(2));
  } else if (mode == "read") {
    Read(port, arguments.at(2), number(3));
  } else if (mode == "load") {
    Load(port, static_cast<double>(number(2)), static_cast<double>(number(3)), arguments.at(4));
  } else if (mode == "post") {
    Post(port, number(2), arguments.at(3));
  } else {
    throw std::runtime_error("no such mode: " + mode);
  }
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}

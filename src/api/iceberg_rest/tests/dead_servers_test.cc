// Clients that make tables with an Idempotency-Key and ask again until they are answered, while the
// servers of the lake are killed: each table is made once, and told as made.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <mutex>
#include <thread>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "api/iceberg_rest/keyed_commit.h"
#include "api/iceberg_rest/routes.h"
#include "http/client.h"
#include "http/server.h"
#include "metadb/testing/database_param.h"
#include "store/object_store.h"
#include "versions/repository.h"

namespace tarn::api::iceberg_rest {
namespace {

using Json = nlohmann::json;
using std::chrono::milliseconds;

constexpr std::chrono::seconds kPatience{120};

// A server in a process of its own, which waits until it is told to start.
class ServerProcess {
 public:
  // By a process without threads and connections.
  template <typename Serve>
  explicit ServerProcess(Serve serve) {
    int start[2], ready[2];
    if (::pipe(start) != 0 || ::pipe(ready) != 0) std::abort();
    child_ = ::fork();
    if (child_ == 0) {
      ::close(start[1]);  // the end of the test ends the wait
      char go = 0;
      if (::read(start[0], &go, 1) != 1) _exit(0);
      serve([&](uint16_t port) {
        if (::write(ready[1], &port, sizeof(port)) != sizeof(port)) _exit(1);
      });
      _exit(0);
    }
    ::close(start[0]);
    ::close(ready[1]);
    start_ = start[1];
    ready_ = ready[0];
  }
  ~ServerProcess() {
    Kill();
    ::close(start_);
    ::close(ready_);
  }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  uint16_t Start() {
    uint16_t port = 0;
    if (::write(start_, "g", 1) != 1 || ::read(ready_, &port, sizeof(port)) != sizeof(port)) {
      throw std::runtime_error("a server did not start");
    }
    return port;
  }
  void Kill() {
    if (child_ == 0) return;
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    child_ = 0;
  }

 private:
  pid_t child_ = 0;
  int start_ = -1;
  int ready_ = -1;
};

struct Made {
  std::string key;
  std::string table_uuid;
};

class DeadServersTest : public metadb::testing::DatabaseTest {
 protected:
  // What a child does; `tell` is told the port.
  template <typename Tell>
  void Serve(Tell tell) {
    auto database = metadb::OpenDatabase(uri_);
    auto store = store::OpenStore(folder_ + "/warehouse");
    auto catalog = catalog::OpenCatalog(
        *database, *store, {.warehouse = folder_ + "/warehouse", .state_directory = folder_});
    ServiceOptions options;
    options.lake_name = "shop";
    options.author = "tester";
    options.idempotency.lease = milliseconds(2'000);
    options.idempotency.renew = milliseconds(200);
    Service service(*catalog, *database, options);
    const http::Router router = NewRouter(service);
    http::Server server{http::ServerOptions{.worker_threads = 4}};
    const uint16_t port = server.Listen("test", "127.0.0.1", 0, [&](const http::Request& request) {
      return router.Handle(request);
    });
    server.Start();
    tell(port);
    while (true) ::pause();
  }

  http::ClientResponse Ask(uint16_t port, const std::string& method, const std::string& path,
                           const std::string& body = "", const std::string& key = "") {
    http::ClientRequest request{
        method, fmt::format("http://127.0.0.1:{}/iceberg/v1/{}", port, path), {}, body};
    if (!key.empty()) request.headers.Set("Idempotency-Key", key);
    return client_.Send(request);
  }

  // The answer of whichever server gives one.
  http::ClientResponse AskUntilAnswered(const std::string& body, const std::string& key,
                                        int first) {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    for (int attempt = first; std::chrono::steady_clock::now() < until; ++attempt) {
      const uint16_t port = ports_[attempt % 2];
      try {
        auto answer = Ask(port, "POST", "main/namespaces/s/tables", body, key);
        if (answer.status < 500) return answer;
      } catch (const base::Error&) {
        std::this_thread::sleep_for(milliseconds(20));
      }
    }
    return {.status = 0, .headers = {}, .body = "no server answered in time"};
  }

  void MakeTables(int client) {
    for (int number = 0; !end_; ++number) {
      const std::string name = fmt::format("t_{}_{}", client, number);
      const std::string key = base::NewUuid();
      const Json body = {{"name", name},
                         {"schema", {{"type", "struct"}, {"fields", Json::array()}}}};
      const auto answer = AskUntilAnswered(body.dump(), key, client);
      const std::lock_guard lock(mutex_);
      if (answer.status != 200) {
        ADD_FAILURE() << name << ": " << answer.status << " " << answer.body;
        return;
      }
      made_[name] = {key, Json::parse(answer.body)["metadata"]["table-uuid"]};
    }
  }

  size_t Count() {
    const std::lock_guard lock(mutex_);
    return made_.size();
  }

  http::Client client_;
  std::atomic<uint16_t> ports_[2] = {};
  std::atomic<bool> end_ = false;
  std::mutex mutex_;
  std::map<std::string, Made> made_;
};

TEST_P(DeadServersTest, EachRequestIsDoneOnceAndToldAsDone) {
  constexpr size_t kServers = 6;
  std::vector<std::unique_ptr<ServerProcess>> servers;
  for (size_t i = 0; i < kServers; ++i) {
    servers.push_back(
        std::make_unique<ServerProcess>([&](const auto& tell) { this->Serve(tell); }));
  }
  for (int i = 0; i < 2; ++i) ports_[i] = servers[i]->Start();
  ASSERT_EQ(Ask(ports_[0], "POST", "main/namespaces", R"({"namespace": ["s"]})").status, 200);
  std::vector<std::thread> clients;
  for (int client = 0; client < 4; ++client) {
    clients.emplace_back([this, client] { MakeTables(client); });
  }
  const auto wait = [&] {
    const size_t enough = Count() + 12;
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (Count() < enough && !HasFailure() && std::chrono::steady_clock::now() < until) {
      std::this_thread::sleep_for(milliseconds(1));
    }
  };
  for (size_t dies = 0; dies + 2 < kServers; ++dies) {
    wait();
    servers[dies]->Kill();
    ports_[dies % 2] = servers[dies + 2]->Start();
  }
  wait();
  end_ = true;
  for (std::thread& client : clients) client.join();

  const auto repository = versions::OpenRepository(database());
  std::map<std::string, int> commits;
  for (const auto& commit : repository->Log(repository->GetReference("main").head)) {
    const auto key = commit.properties.find(kIdempotencyKeyProperty);
    if (key != commit.properties.end()) ++commits[key->second];
  }
  EXPECT_EQ(commits.size(), made_.size());
  for (const auto& [name, made] : made_) {
    EXPECT_EQ(commits[made.key], 1) << name;
    const auto loaded = Ask(ports_[0], "GET", "main/namespaces/s/tables/" + name);
    EXPECT_EQ(Json::parse(loaded.body)["metadata"]["table-uuid"], made.table_uuid) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, DeadServersTest, metadb::testing::kDatabases,
                         metadb::testing::DatabaseTestName);

}  // namespace
}  // namespace tarn::api::iceberg_rest

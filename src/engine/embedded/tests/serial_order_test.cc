// Many writers of one table, as threads and as processes: what comes out is what the operations
// that were committed give one after the other.
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <map>
#include <random>
#include <sstream>
#include <thread>

#include "engine/embedded/tests/lake_fixture.h"

extern char** environ;

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using Model = std::map<int64_t, int64_t>;  // id → v

constexpr int64_t kIds = 40;

// One operation, as SQL and on the model. Written as "kind number number", which goes into the
// commit's message, so that the log tells what was done in which order.
struct Operation {
  std::string kind;
  int64_t a = 0;
  int64_t b = 0;

  static Operation Random(std::mt19937& random) {
    static const char* kKinds[] = {"insert", "delete", "add", "upsert", "partition"};
    return {kKinds[random() % 5], static_cast<int64_t>(random() % kIds),
            static_cast<int64_t>(random() % 10 + 1)};
  }
  static Operation Parse(const std::string& text) {
    Operation operation;
    std::istringstream(text) >> operation.kind >> operation.a >> operation.b;
    return operation;
  }
  std::string Text() const { return kind + " " + std::to_string(a) + " " + std::to_string(b); }

  std::string Sql() const {
    const std::string x = std::to_string(a);
    const std::string y = std::to_string(b);
    // Inserts only what is not there: it reads, and so must be refused after another's insert.
    if (kind == "insert") {
      return "MERGE INTO s.t USING (VALUES (BIGINT '" + x + "', BIGINT '" + y +
             "')) n(id, v) ON t.id = n.id WHEN NOT MATCHED THEN INSERT VALUES (n.id, n.id % 3, "
             "n.v)";
    }
    if (kind == "delete") return "DELETE FROM s.t WHERE id BETWEEN " + x + " AND " + x + " + " + y;
    if (kind == "add") return "UPDATE s.t SET v = v + " + y + " WHERE id >= " + x;
    if (kind == "upsert") {
      return "MERGE INTO s.t USING (SELECT " + x + " + n AS id FROM UNNEST(sequence(0, " + y +
             ")) q(n)) n ON t.id = n.id WHEN MATCHED AND t.v > 50 THEN DELETE WHEN MATCHED THEN "
             "UPDATE SET v = t.v * 2 + 1 WHEN NOT MATCHED THEN INSERT VALUES (n.id, n.id % 3, 1)";
    }
    return "DELETE FROM s.t WHERE p = " + std::to_string(a % 3);
  }
  void Do(Model& model) const {
    if (kind == "insert") {
      model.emplace(a, b);
    } else if (kind == "delete") {
      model.erase(model.lower_bound(a), model.upper_bound(a + b));
    } else if (kind == "add") {
      for (auto it = model.lower_bound(a); it != model.end(); ++it) it->second += b;
    } else if (kind == "upsert") {
      for (int64_t id = a; id <= a + b; ++id) {
        const auto it = model.find(id);
        if (it == model.end()) {
          model[id] = 1;
        } else if (it->second > 50) {
          model.erase(it);
        } else {
          it->second = it->second * 2 + 1;
        }
      }
    } else {
      std::erase_if(model, [&](const auto& row) { return row.first % 3 == a % 3; });
    }
  }
};

// Does random operations; a conflict is not tried again.
void Write(Session& session, uint32_t seed, int operations) {
  std::mt19937 random(seed);
  for (int i = 0; i < operations; ++i) {
    const Operation operation = Operation::Random(random);
    Collect(*session.Execute("SET SESSION commit_message = '" + operation.Text() + "'"));
    try {
      Collect(*session.Execute(operation.Sql()));
    } catch (const base::Error& error) {
      if (error.kind() != ErrorKind::kConflict) throw;
    }
  }
}

class SerialOrderTest : public LakeTest {
 protected:
  void Create(const std::string& mode) {
    Run("CREATE SCHEMA s");
    std::string with = "partitioning = ARRAY['p']";
    for (const char* kind : {"delete", "update", "merge"}) {
      if (!mode.empty()) with += std::string(", \"write.") + kind + ".mode\" = '" + mode + "'";
    }
    Run("CREATE TABLE s.t (id bigint, p bigint, v bigint) WITH (" + with + ")");
  }
  // The table against the commits' operations, oldest first.
  void Check() {
    Model model;
    size_t done = 0;
    auto log = catalog_->Log("main", 0);
    std::reverse(log.begin(), log.end());
    for (const auto& commit : log) {
      const Operation operation = Operation::Parse(commit.message);
      if (operation.kind == "CREATE" || operation.a + operation.b == 0) continue;
      operation.Do(model);
      ++done;
    }
    std::vector<std::string> expected;
    for (const auto& [id, v] : model) {
      expected.push_back(std::to_string(id) + "|" + std::to_string(id % 3) + "|" +
                         std::to_string(v));
    }
    EXPECT_EQ(Lines("SELECT id, p, v FROM s.t ORDER BY id"), expected);
    EXPECT_GT(done, 10u) << "nothing was written at the same time";
  }
};

TEST_F(SerialOrderTest, OfThreads) {
  const uint32_t seed = std::random_device()();
  RecordProperty("seed", std::to_string(seed));
  SCOPED_TRACE("seed " + std::to_string(seed));
  Create(seed % 2 == 0 ? "merge-on-read" : "copy-on-write");
  std::vector<std::thread> threads;
  std::atomic<int> failures = 0;
  for (uint32_t i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      try {
        Write(*engine_->NewSession({}), seed + i, 15);
      } catch (const std::exception& error) {
        ++failures;
        ADD_FAILURE() << error.what();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  Check();
}

TEST_F(SerialOrderTest, OfTwoProcesses) {
  Create("merge-on-read");
  std::vector<pid_t> children;
  for (const char* seed : {"11", "12"}) {
    std::vector<std::string> settings = {"TARN_TEST_LAKE=" + folder_.string(),
                                         std::string("TARN_TEST_SEED=") + seed};
    std::vector<char*> environment;
    for (char** variable = environ; *variable != nullptr; ++variable) {
      environment.push_back(*variable);
    }
    for (std::string& setting : settings) environment.push_back(setting.data());
    environment.push_back(nullptr);
    std::string program = std::filesystem::read_symlink("/proc/self/exe").string();
    std::string filter = "--gtest_filter=*SerialOrderWriter*";
    std::string disabled = "--gtest_also_run_disabled_tests";
    char* arguments[] = {program.data(), filter.data(), disabled.data(), nullptr};
    pid_t child = 0;
    ASSERT_EQ(
        ::posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments, environment.data()), 0);
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  Check();
}

// What the processes of the test above run.
TEST(SerialOrderWriter, DISABLED_Writes) {
  const char* folder = std::getenv("TARN_TEST_LAKE");
  const char* seed = std::getenv("TARN_TEST_SEED");
  if (folder == nullptr || seed == nullptr) GTEST_SKIP() << "runs inside of SerialOrderTest";
  const std::filesystem::path lake(folder);
  const auto store = store::OpenStore((lake / "warehouse").string());
  const auto database =
      metadb::OpenDatabase((lake / "state" / "tarn.db").string(), {.durable = false});
  catalog::CatalogOptions options;
  options.warehouse = (lake / "warehouse").string();
  options.state_directory = (lake / "state").string();
  const auto catalog = catalog::OpenCatalog(*database, *store, options);
  EmbeddedOptions embedded;
  embedded.threads = 1;
  embedded.temp_directory = (lake / ("tmp-" + std::string(seed))).string();
  const auto engine = NewEmbeddedEngine(*catalog, embedded);
  Write(*engine->NewSession({}), static_cast<uint32_t>(std::stoul(seed)), 15);
}

}  // namespace
}  // namespace tarn::engine::embedded

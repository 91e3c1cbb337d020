#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <map>
#include <random>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "base/error.h"
#include "metadb/testing/database_param.h"
#include "versions/repository.h"

namespace tarn::versions {
namespace {

class ConcurrencySuite : public metadb::testing::DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(Databases, ConcurrencySuite, metadb::testing::kDatabases,
                         metadb::testing::DatabaseTestName);

CommitRequest PutRequest(const std::string& name, const std::string& payload,
                         std::optional<Hash> expected = {}) {
  CommitRequest request;
  request.branch = "main";
  request.expected_head = expected;
  request.operations = {Put{{name}, Content{name, payload}}};
  request.meta = {name, "me", "", {}};
  return request;
}

TEST_P(ConcurrencySuite, ManyThreadsOnOneBranchAllGetTheirCommit) {
  auto repository = OpenRepository(database());
  constexpr int kThreads = 16;
  constexpr int kCommits = 12;
  std::mutex mutex;
  std::set<Hash> hashes;
  std::vector<std::jthread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kCommits; ++i) {
        auto outcome =
            repository->CommitOperations(PutRequest("t" + std::to_string(t), std::to_string(i)));
        std::lock_guard lock(mutex);
        hashes.insert(outcome.commit.value().hash);
      }
    });
  }
  threads.clear();
  EXPECT_EQ(hashes.size(), size_t{kThreads * kCommits});
  Hash head = repository->GetReference("main").head;
  auto log = repository->Log(head);
  EXPECT_EQ(log.size(), size_t{kThreads * kCommits});
  for (const Commit& commit : log) EXPECT_TRUE(hashes.contains(commit.hash));
  for (const KeyEntry& entry : repository->ListKeys(head)) {
    EXPECT_EQ(entry.content.payload, std::to_string(kCommits - 1));
  }
}

// A counter under compare-and-swap of one key: no increment is lost.
void Increment(Repository& repository, int times) {
  for (int done = 0; done < times;) {
    Hash head = repository.GetReference("main").head;
    auto content = repository.GetContent(head, {"counter"});
    int value = content ? std::stoi(content->payload) : 0;
    auto outcome =
        repository.CommitOperations(PutRequest("counter", std::to_string(value + 1), head));
    if (outcome.commit) ++done;
  }
}

TEST_P(ConcurrencySuite, ProcessesAndThreadsLoseNoUpdate) {
  {
    OpenRepository(database());
  }
  database_.reset();  // connections do not survive fork
  std::vector<pid_t> children;
  for (int p = 0; p < 3; ++p) {
    pid_t child = ::fork();
    if (child == 0) {
      int status = 0;
      try {
        auto own = metadb::OpenDatabase(uri_);
        auto repository = OpenRepository(*own);
        std::vector<std::jthread> threads;
        for (int t = 0; t < 2; ++t) threads.emplace_back([&] { Increment(*repository, 15); });
      } catch (const base::Error& error) {
        fprintf(stderr, "%s\n", error.what());
        status = 1;
      }
      _exit(status);
    }
    children.push_back(child);
  }
  for (pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  auto repository = OpenRepository(database());
  Hash head = repository->GetReference("main").head;
  EXPECT_EQ(repository->GetContent(head, {"counter"})->payload, "90");
  EXPECT_EQ(repository->Log(head).size(), 90u);
}

TEST_P(ConcurrencySuite, ManyOpenANewRepositoryAtOnce) {
  std::vector<std::jthread> threads;
  std::mutex mutex;
  std::set<Hash> heads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] {
      auto own = metadb::OpenDatabase(uri_);
      Hash head = OpenRepository(*own)->GetReference("main").head;
      std::lock_guard lock(mutex);
      heads.insert(head);
    });
  }
  threads.clear();
  EXPECT_EQ(heads.size(), 1u);
}

TEST_P(ConcurrencySuite, AKilledWriterLosesNoAcknowledgedCommitAndLeavesNoHalf) {
  {
    OpenRepository(database());
  }
  database_.reset();
  std::mt19937 random(42);
  for (int round = 0; round < 5; ++round) {
    int channel[2];
    ASSERT_EQ(::pipe(channel), 0);
    pid_t child = ::fork();
    if (child == 0) {
      auto own = metadb::OpenDatabase(uri_);
      auto repository = OpenRepository(*own);
      for (int i = 0;; ++i) {
        CommitRequest request;
        request.branch = "main";
        for (int k = 0; k < 5; ++k) {
          request.operations.push_back(Put{{"r" + std::to_string(round), "k" + std::to_string(k)},
                                           Content{"id", std::to_string(i)}});
        }
        repository->CommitOperations(request);
        if (::write(channel[1], &i, sizeof(i)) != sizeof(i)) _exit(1);
      }
    }
    ::close(channel[1]);
    int acknowledged = -1;
    for (int i = 0; i < 5; ++i) {
      ASSERT_EQ(::read(channel[0], &acknowledged, sizeof(acknowledged)),
                static_cast<ssize_t>(sizeof(acknowledged)));
    }
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 5000));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    while (::read(channel[0], &acknowledged, sizeof(acknowledged)) == sizeof(acknowledged)) {
    }
    ::close(channel[0]);

    auto own = metadb::OpenDatabase(uri_);
    auto repository = OpenRepository(*own);
    Hash head = repository->GetReference("main").head;
    auto entries = repository->ListKeys(head, {"r" + std::to_string(round)});
    ASSERT_EQ(entries.size(), 5u);
    std::set<std::string> payloads;
    for (const KeyEntry& entry : entries) payloads.insert(entry.content.payload);
    EXPECT_EQ(payloads.size(), 1u);
    EXPECT_GE(std::stoi(*payloads.begin()), acknowledged);
    for (const Commit& commit : repository->Log(head)) repository->ListKeys(commit.hash);
  }
}

using Model = std::map<std::string, std::string>;

std::string ValueIn(const Model& model, const std::string& key) {
  auto found = model.find(key);
  return found == model.end() ? "-" : found->second;
}

// A few puts and deletes of different keys, also done to `model`.
std::vector<Operation> RandomOperations(std::mt19937& random, Model& model) {
  std::vector<Operation> operations;
  std::set<std::string> keys;
  for (unsigned k = 0; k < 1 + random() % 3; ++k) keys.insert("k" + std::to_string(random() % 40));
  for (const std::string& key : keys) {
    if (random() % 4 == 0) {
      operations.push_back(Delete{{key}});
      model.erase(key);
    } else {
      model[key] = std::to_string(random() % 3);
      operations.push_back(Put{{key}, Content{"id", model[key]}});
    }
  }
  return operations;
}

// What a merge must give; none for a conflict.
std::optional<Model> MergedModel(const Model& base, const Model& ours, const Model& theirs) {
  Model merged = ours;
  std::set<std::string> keys;
  for (const auto& [key, value] : base) keys.insert(key);
  for (const auto& [key, value] : theirs) keys.insert(key);
  for (const std::string& key : keys) {
    std::string before = ValueIn(base, key);
    std::string mine = ValueIn(ours, key);
    std::string other = ValueIn(theirs, key);
    if (before == other || mine == other) continue;
    if (mine != before) return std::nullopt;
    if (other == "-") {
      merged.erase(key);
    } else {
      merged[key] = other;
    }
  }
  return merged;
}

// Random histories over three branches, against maps.
TEST_P(ConcurrencySuite, BehavesAsMapsWithBranchesAndMerges) {
  auto repository = OpenRepository(database());
  Hash empty = repository->GetReference("main").head;
  for (unsigned seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::vector<std::string> branches;
    std::map<std::string, Model> models;
    std::map<Hash, Model> by_commit{{empty, {}}};
    for (int b = 0; b < 3; ++b) {
      branches.push_back(fmt::format("s{}b{}", seed, b));
      repository->CreateReference(branches.back(), ReferenceKind::kBranch, empty);
    }
    for (int step = 0; step < 60; ++step) {
      const std::string& branch = branches[random() % 3];
      Model& model = models[branch];
      if (random() % 4 != 0) {
        CommitRequest request;
        request.branch = branch;
        request.operations = RandomOperations(random, model);
        by_commit[repository->CommitOperations(request).commit.value().hash] = model;
        continue;
      }
      Hash theirs = repository->GetReference(branches[random() % 3]).head;
      MergeRequest request;
      request.into = branch;
      auto outcome = repository->Merge(theirs, request);
      auto expected = MergedModel(by_commit.at(outcome.base), model, by_commit.at(theirs));
      EXPECT_EQ(outcome.conflicts.empty(), expected.has_value());
      if (expected) model = *expected;
      if (outcome.commit) by_commit[outcome.commit->hash] = model;
    }
    for (const auto& [hash, model] : by_commit) {
      Model actual;
      for (auto& entry : repository->ListKeys(hash)) {
        actual[entry.key.elements[0]] = entry.content.payload;
      }
      EXPECT_EQ(actual, model);
    }
  }
}

}  // namespace
}  // namespace tarn::versions

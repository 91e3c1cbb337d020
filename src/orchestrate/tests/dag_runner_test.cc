#include "orchestrate/dag_runner.h"
#include "orchestrate/runs/process_lock.h"

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>

#include <gtest/gtest.h>

#include "base/error.h"
#include "orchestrate/dags/dag_yaml.h"
#include "orchestrate/executor/task_arguments.h"

namespace tarn::orchestrate {
namespace {

// A catalog of one branch name and one list of merges.
class FakePublisher : public RunPublisher {
 public:
  void Begin(orchestrate::Run& run) override {
    run.commit_before = head;
    run.branch =
        run.publish ? "run/" + run.dag_id + "/" + std::to_string(run.number) : run.publish_to;
    branches.push_back(run.branch);
  }
  PublishOutcome Publish(const orchestrate::Run& run) override {
    PublishOutcome outcome;
    if (!conflicts.empty()) {
      outcome.conflicts = conflicts;
      return outcome;
    }
    head = "merge-of-" + std::to_string(run.number);
    published.push_back(run.run_id);
    std::erase(branches, run.branch);
    outcome.published = true;
    outcome.commit = head;
    if (die_after_merge) _exit(9);
    return outcome;
  }
  std::string Head(const std::string&) override { return head; }
  RecoveredRun Recover(const orchestrate::Run& run) override {
    recovered.push_back(run.number);
    RecoveredRun result;
    if (merge_took_place) {
      result.found = Found::kPublished;
      result.commit = "merge-of-" + std::to_string(run.number);
    }
    return result;
  }
  PublishOutcome Rollback(const orchestrate::Run& run) override {
    PublishOutcome outcome;
    outcome.published = true;
    outcome.commit = "revert-of-" + std::to_string(run.number);
    return outcome;
  }

  std::string head = "c0";
  std::vector<std::string> branches;
  std::vector<std::string> published;
  std::vector<std::string> conflicts;
  std::vector<int64_t> recovered;
  bool die_after_merge = false;
  bool merge_took_place = false;
};

using Body = std::function<TaskOutcome(TaskContext&)>;

class FakeRunner : public TaskRunner {
 public:
  std::unique_ptr<PreparedTask> Prepare(const TaskDefinition& task,
                                        const TemplateValues& values) override {
    TaskArguments(task, values).String("text");
    if (task.type == "unknown") {
      throw base::Error(base::ErrorKind::kInvalidArgument, task.where + ": unknown type");
    }
    class Prepared : public PreparedTask {
     public:
      explicit Prepared(Body body) : body_(std::move(body)) {}
      TaskOutcome Run(TaskContext& context) override { return body_(context); }

     private:
      Body body_;
    };
    Body body = bodies.count(task.id) ? bodies[task.id] : [](TaskContext&) {
      TaskOutcome outcome;
      outcome.rows = 10;
      return outcome;
    };
    return std::make_unique<Prepared>(body);
  }
  std::map<std::string, Body> bodies;
};

class DagRunnerTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "dag_runner_" +
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    Open();
  }
  void Open() {
    runner_.reset();
    store_.reset();
    database_ = metadb::OpenDatabase(folder_ + "/tarn.db");
    store_ = std::make_unique<RunStore>(*database_);
    DagRunnerOptions options{folder_ + "/locks", folder_ + "/logs", folder_};
    runner_ = std::make_unique<DagRunner>(*store_, publisher_, tasks_, options, clock_);
  }
  RunReport Run(const RunRequest& request = {}) {
    clock_.SleepFor(std::chrono::seconds(1));  // run ids are times
    RunMonitor monitor;
    return runner_->Run(dag_, request, monitor, cancel_);
  }
  // A run in a child process that dies by _exit in the middle.
  void RunAndDie() {
    runner_.reset();
    store_.reset();
    database_.reset();
    pid_t child = fork();
    if (child == 0) {
      Open();
      Run();
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_EQ(WEXITSTATUS(status), 9);
    clock_.SleepFor(std::chrono::seconds(1));  // as the child's clock did
    Open();
  }

  std::string folder_;
  base::ManualClock clock_{base::ParseTimestamp("2026-11-23T19:00:00.123456Z")};
  base::CancelToken cancel_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<RunStore> store_;
  FakePublisher publisher_;
  FakeRunner tasks_;
  std::unique_ptr<DagRunner> runner_;
  Dag dag_ = ParseDag(
      "dag_id: shop\nparams: {scale: {type: number, default: 1}}\ntasks:\n"
      "  - {id: a, type: x}\n  - {id: b, type: x, depends_on: [a]}\n",
      "d.yaml");
};

TEST_F(DagRunnerTest, PublishesWhatPassed) {
  RunRequest request;
  request.params = {{"scale", "2"}};
  request.code_hash = "abc";
  RunReport report = Run(request);
  EXPECT_EQ(report.run.state, RunState::kSuccess);
  EXPECT_EQ(report.run.run_id, "manual__2026-11-23T19:00:01.123456+00:00");
  EXPECT_EQ(report.run.branch, "run/shop/1");
  orchestrate::Run kept = store_->Get("1");
  EXPECT_EQ(kept.commit_before, "c0");
  EXPECT_EQ(kept.commit_after, "merge-of-1");
  EXPECT_EQ(kept.rows, 20U);
  EXPECT_EQ(kept.params.at("scale"), "2");
  EXPECT_EQ(kept.code_hash, "abc");
  EXPECT_TRUE(publisher_.branches.empty());
  auto tasks = store_->Tasks(1);
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(tasks[1].task_id, "b");
  EXPECT_EQ(tasks[1].state, TaskState::kSuccess);
  EXPECT_EQ(tasks[1].log_file,
            "dag_id=shop/run_id=manual__2026-11-23T19:00:01.123456+00:00/task_id=b/attempt=1.log");
  EXPECT_EQ(store_->Get("manual__2026-11-23T19:00:01.123456+00:00").number, 1);
}

// A process that dies between its lock and its row, or after its row is finished.
TEST_F(DagRunnerTest, LocksThatNobodyHoldsAreRemoved) {
  const std::string dead = folder_ + "/locks/run.shop.manual__dead.lock";
  const std::string starting = folder_ + "/locks/run.shop.manual__starting.lock";
  ProcessLock::TryTake(dead).reset();
  const auto held = ProcessLock::TryTake(starting);
  EXPECT_EQ(Run().run.state, RunState::kSuccess);
  EXPECT_FALSE(std::filesystem::exists(dead));
  EXPECT_TRUE(std::filesystem::exists(starting));
  EXPECT_EQ(ProcessLock::TryTake(starting), nullptr);
}

TEST_F(DagRunnerTest, FailureKeepsTheBranchAndPublishesNothing) {
  tasks_.bodies["a"] = [](TaskContext&) -> TaskOutcome {
    throw base::Error(base::ErrorKind::kInvalidArgument, "bad column");
  };
  RunReport report = Run();
  EXPECT_EQ(report.run.state, RunState::kFailed);
  EXPECT_EQ(report.run.error, "a: bad column");
  EXPECT_TRUE(report.run.branch_kept);
  EXPECT_TRUE(publisher_.published.empty());
  EXPECT_EQ(store_->Get("1").state, RunState::kFailed);
  EXPECT_EQ(store_->Tasks(1)[1].state, TaskState::kUpstreamFailed);
}

TEST_F(DagRunnerTest, ConflictsFailTheRun) {
  publisher_.conflicts = {"gold.daily: changed on both sides"};
  RunReport report = Run();
  EXPECT_EQ(report.run.state, RunState::kFailed);
  EXPECT_EQ(report.run.error, "merge into main conflicts: gold.daily: changed on both sides");
}

TEST_F(DagRunnerTest, KeepBranchAuditsOnly) {
  RunRequest request;
  request.keep_branch = true;
  RunReport report = Run(request);
  EXPECT_EQ(report.run.state, RunState::kSuccess);
  EXPECT_TRUE(report.run.branch_kept);
  EXPECT_FALSE(report.run.published());
}

TEST_F(DagRunnerTest, WhatDoesNotFitChangesNothing) {
  dag_ = ParseDag("dag_id: shop\ntasks:\n  - {id: a, type: unknown}\n", "d.yaml");
  EXPECT_THROW(Run(), base::Error);
  dag_ = ParseDag("dag_id: shop\ntasks:\n  - {id: a, type: x, with: {text: '{{ params.z }}'}}\n",
                  "d.yaml");
  EXPECT_THROW(Run(), base::Error);
  EXPECT_TRUE(store_->List("", 0).empty());
  EXPECT_TRUE(publisher_.branches.empty());
}

TEST_F(DagRunnerTest, SecondRunOfTheSameDagIsRefused) {
  tasks_.bodies["a"] = [this](TaskContext&) {
    try {
      RunMonitor monitor;
      runner_->Run(dag_, {}, monitor, cancel_);
      ADD_FAILURE() << "ran twice";
    } catch (const base::Error& e) {
      EXPECT_EQ(e.kind(), base::ErrorKind::kFailedPrecondition);
      EXPECT_NE(e.message().find("DAG shop is running already: run 1 (process "),
                std::string::npos);
    }
    return TaskOutcome{};
  };
  EXPECT_EQ(Run().run.state, RunState::kSuccess);
}

TEST_F(DagRunnerTest, DeadRunIsMarkedByTheNextOne) {
  tasks_.bodies["a"] = [](TaskContext&) -> TaskOutcome { _exit(9); };
  RunAndDie();
  EXPECT_EQ(store_->Get("1").state, RunState::kRunning);
  tasks_.bodies.clear();
  EXPECT_EQ(Run().run.number, 2);
  orchestrate::Run dead = store_->Get("1");
  EXPECT_EQ(dead.state, RunState::kFailed);
  EXPECT_EQ(dead.error, "interrupted: its process died");
  EXPECT_EQ(store_->Tasks(1)[0].state, TaskState::kFailed);
  EXPECT_EQ(publisher_.recovered, std::vector<int64_t>{1});
  Run();
  EXPECT_EQ(publisher_.recovered, std::vector<int64_t>{1});  // once
}

TEST_F(DagRunnerTest, RunThatDiedAfterItsMergeIsAPublishedOne) {
  publisher_.die_after_merge = true;
  RunAndDie();
  publisher_.die_after_merge = false;
  publisher_.merge_took_place = true;
  auto recovered = runner_->Recover();
  ASSERT_EQ(recovered.size(), 1U);
  EXPECT_EQ(store_->Get("1").state, RunState::kSuccess);
  EXPECT_EQ(store_->Get("1").commit_after, "merge-of-1");
}

TEST_F(DagRunnerTest, LivingRunIsNotRecovered) {
  tasks_.bodies["a"] = [this](TaskContext&) {
    EXPECT_TRUE(runner_->Recover().empty());
    return TaskOutcome{};
  };
  Run();
  EXPECT_TRUE(publisher_.recovered.empty());
}

TEST_F(DagRunnerTest, RollbackOnceAndOnlyOfWhatWasPublished) {
  Run();
  EXPECT_EQ(runner_->Rollback("1").run.rollback_commit, "revert-of-1");
  auto kind = [&](const std::string& id) {
    try {
      runner_->Rollback(id);
    } catch (const base::Error& e) {
      return e.kind();
    }
    return base::ErrorKind::kInternal;
  };
  EXPECT_EQ(kind("1"), base::ErrorKind::kFailedPrecondition);
  EXPECT_EQ(kind("7"), base::ErrorKind::kNotFound);
  publisher_.conflicts = {"x"};
  Run();
  EXPECT_EQ(kind("2"), base::ErrorKind::kFailedPrecondition);
}

TEST_F(DagRunnerTest, HistoryIsPagedNewestFirst) {
  for (int i = 0; i < 5; ++i) Run();
  auto page = store_->List("shop", 2);
  ASSERT_EQ(page.size(), 2U);
  EXPECT_EQ(page[0].number, 5);
  page = store_->List("shop", 2, page[1].number);
  EXPECT_EQ(page[0].number, 3);
  EXPECT_TRUE(store_->List("other", 0).empty());
}

}  // namespace
}  // namespace tarn::orchestrate

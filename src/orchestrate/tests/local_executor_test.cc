#include "orchestrate/executor/local_executor.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>

#include "base/error.h"
#include "orchestrate/dags/dag_yaml.h"

namespace tarn::orchestrate {
namespace {

TaskOutcome Outcome(OutcomeState state, std::string message = {}, uint64_t rows = 0) {
  TaskOutcome outcome;
  outcome.state = state;
  outcome.message = std::move(message);
  outcome.rows = rows;
  return outcome;
}

using Body = std::function<TaskOutcome(TaskContext&)>;

class FunctionTask : public PreparedTask {
 public:
  explicit FunctionTask(Body body) : body_(std::move(body)) {}
  TaskOutcome Run(TaskContext& context) override { return body_(context); }

 private:
  Body body_;
};

class LocalExecutor : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "executor_" +
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
  }

  // Tasks without a body succeed.
  std::map<std::string, std::string> Execute(const std::string& tasks,
                                             std::map<std::string, Body> bodies) {
    dag_ = ParseDag("dag_id: d\ntasks:\n" + tasks, "d.yaml");
    run_.dag_id = "d";
    run_.run_id = "r";
    run_.branch = "run/d/1";
    std::vector<std::unique_ptr<PreparedTask>> prepared;
    for (const auto& task : dag_.tasks) {
      Body body =
          bodies.count(task.id) ? bodies[task.id] : [](TaskContext&) { return TaskOutcome{}; };
      prepared.push_back(std::make_unique<FunctionTask>(body));
    }
    RunMonitor monitor;
    monitor.Start(run_, dag_.tasks);
    ExecutorOptions options;
    options.max_active_tasks = max_active_;
    options.log_folder = folder_;
    result_ = ExecuteTasks(
        dag_, run_, prepared, {}, options,
        [&](const TaskInstance& task) { records_.push_back(task); }, monitor, cancel_, clock_);
    std::map<std::string, std::string> states;
    for (const auto& task : result_) states[task.task_id] = StateName(task.state);
    return states;
  }

  std::string Log(const std::string& task, int attempt) {
    std::ifstream in(folder_ + "/" + TaskLogPath("d", "r", task, attempt));
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

  std::string folder_;
  Dag dag_;
  orchestrate::Run run_;
  int max_active_ = 8;
  base::CancelToken cancel_;
  base::ManualClock clock_{base::ParseTimestamp("2026-01-01")};
  std::vector<TaskInstance> result_;
  std::vector<TaskInstance> records_;
};

using States = std::map<std::string, std::string>;

TEST_F(LocalExecutor, IndependentTasksRunAtTheSameTime) {
  std::atomic<int> inside{0};
  Body meet = [&](TaskContext&) {
    ++inside;
    while (inside < 2) std::this_thread::yield();  // ends only if both run at once
    return TaskOutcome{};
  };
  EXPECT_EQ(Execute("  - {id: a, type: x}\n  - {id: b, type: x}\n", {{"a", meet}, {"b", meet}}),
            (States{{"a", "success"}, {"b", "success"}}));
}

TEST_F(LocalExecutor, NeverMoreThanMaxActiveTasks) {
  max_active_ = 2;
  std::atomic<int> inside{0}, most{0};
  Body body = [&](TaskContext&) {
    int now = ++inside;
    int seen = most;
    while (now > seen && !most.compare_exchange_weak(seen, now)) {
    }
    std::this_thread::yield();
    --inside;
    return TaskOutcome{};
  };
  std::string tasks;
  std::map<std::string, Body> bodies;
  for (int i = 0; i < 12; ++i) {
    std::string id = "t" + std::to_string(i);
    tasks += "  - {id: " + id + ", type: x}\n";
    bodies[id] = body;
  }
  Execute(tasks, bodies);
  EXPECT_LE(most, 2);
}

TEST_F(LocalExecutor, RetriesWithBackOffThenSucceeds) {
  std::vector<base::TimePoint> tries;
  Body flaky = [&](TaskContext& context) {
    tries.push_back(clock_.Now());
    context.log.Info("attempt " + std::to_string(context.attempt));
    if (tries.size() < 4) throw base::Error(base::ErrorKind::kUnavailable, "not yet");
    return Outcome(OutcomeState::kSuccess, "", 7);
  };
  EXPECT_EQ(Execute("  - {id: a, type: x, retries: 3, retry_delay: 10s, "
                    "retry_exponential_backoff: true, max_retry_delay: 25s}\n",
                    {{"a", flaky}}),
            (States{{"a", "success"}}));
  ASSERT_EQ(tries.size(), 4U);
  EXPECT_GE(tries[1] - tries[0], std::chrono::seconds(10));
  EXPECT_GE(tries[2] - tries[1], std::chrono::seconds(20));
  EXPECT_LT(tries[3] - tries[2], std::chrono::seconds(26));
  EXPECT_EQ(result_[0].attempt, 4);
  EXPECT_EQ(result_[0].rows, 7U);
  EXPECT_NE(Log("a", 1).find("ERROR not yet"), std::string::npos);
  EXPECT_NE(Log("a", 4).find("INFO attempt 4"), std::string::npos);
  std::set<std::string> seen;
  for (const auto& record : records_) seen.insert(std::string(StateName(record.state)));
  EXPECT_EQ(seen, (std::set<std::string>{"running", "up_for_retry", "success"}));
}

TEST_F(LocalExecutor, WhatARetryCannotFixIsNotRetried) {
  int tries = 0;
  Body wrong = [&](TaskContext&) -> TaskOutcome {
    ++tries;
    throw base::Error(base::ErrorKind::kInvalidArgument, "line 1:8: no such column", "a hint");
  };
  EXPECT_EQ(Execute("  - {id: a, type: x, retries: 3}\n", {{"a", wrong}}),
            (States{{"a", "failed"}}));
  EXPECT_EQ(tries, 1);
  EXPECT_EQ(result_[0].message, "line 1:8: no such column");
  EXPECT_EQ(result_[0].details.at("hint"), "a hint");
  Execute("  - {id: a, type: x, retries: 3, retry_on: any}\n", {{"a", wrong}});
  EXPECT_EQ(tries, 5);
}

TEST_F(LocalExecutor, FailureStopsWhatDependsOnItAndNothingElse) {
  Body fail = [](TaskContext&) { return Outcome(OutcomeState::kFailed, "2 of 5 tests failed"); };
  EXPECT_EQ(Execute("  - {id: a, type: x}\n"
                    "  - {id: b, type: x, depends_on: [a]}\n"
                    "  - {id: c, type: x, depends_on: [b]}\n"
                    "  - {id: alert, type: x, depends_on: [a], trigger_rule: one_failed}\n"
                    "  - {id: other, type: x}\n",
                    {{"a", fail}}),
            (States{{"a", "failed"},
                    {"b", "upstream_failed"},
                    {"c", "upstream_failed"},
                    {"alert", "success"},
                    {"other", "success"}}));
}

TEST_F(LocalExecutor, SkippedTasksSkipWhatNeedsThem) {
  Body skip = [](TaskContext&) { return Outcome(OutcomeState::kSkipped); };
  EXPECT_EQ(Execute("  - {id: a, type: x}\n  - {id: b, type: x, depends_on: [a]}\n"
                    "  - {id: c, type: x, depends_on: [b], trigger_rule: none_failed}\n",
                    {{"a", skip}}),
            (States{{"a", "skipped"}, {"b", "skipped"}, {"c", "success"}}));
}

TEST_F(LocalExecutor, TimeoutStopsTheTask) {
  Body endless = [&](TaskContext& context) -> TaskOutcome {
    clock_.SleepFor(std::chrono::minutes(6));
    while (true) {
      context.cancel.Check();
      std::this_thread::yield();
    }
  };
  EXPECT_EQ(Execute("  - {id: a, type: x, execution_timeout: 5m, retries: 1, retry_delay: 1s}\n",
                    {{"a", endless}}),
            (States{{"a", "failed"}}));
  EXPECT_EQ(result_[0].message, "timed out after 5m");
  EXPECT_EQ(result_[0].attempt, 2);
}

TEST_F(LocalExecutor, CancelStopsRunningAndStartsNothing) {
  Body wait = [&](TaskContext& context) -> TaskOutcome {
    cancel_.Cancel();
    while (true) {
      context.cancel.Check();
      std::this_thread::yield();
    }
  };
  EXPECT_EQ(Execute("  - {id: a, type: x, retries: 5}\n  - {id: b, type: x, depends_on: [a]}\n",
                    {{"a", wait}}),
            (States{{"a", "failed"}, {"b", "skipped"}}));
  EXPECT_EQ(result_[0].message, "cancelled");
}

TEST_F(LocalExecutor, DefectsInATaskAreFailuresNotCrashes) {
  Body broken = [](TaskContext&) -> TaskOutcome { throw std::runtime_error("boom"); };
  EXPECT_EQ(Execute("  - {id: a, type: x}\n", {{"a", broken}}), (States{{"a", "failed"}}));
  EXPECT_EQ(result_[0].message, "boom");
}

}  // namespace
}  // namespace tarn::orchestrate

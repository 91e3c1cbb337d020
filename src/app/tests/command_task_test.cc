#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>

#include "app/tasks/lake_tasks.h"
#include "base/error.h"
#include "orchestrate/dags/dag_yaml.h"

namespace tarn::app {
namespace {

class CommandTaskTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "command_" +
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    config_.folder = folder_;
  }
  orchestrate::TaskOutcome Run(const std::string& with) {
    auto dag = orchestrate::ParseDag(
        "dag_id: d\ntasks:\n  - {id: t, type: command, with: " + with + "}\n", "d.yaml");
    auto task = runner_.Prepare(dag.tasks[0], {});
    orchestrate::TaskLog log(folder_ + "/log", base::Clock::System());
    orchestrate::TaskContext context{"d", "t", "r1",      7,     2,      "run/d/7",
                                     {},  log, progress_, note_, cancel_};
    return task->Run(context);
  }
  std::string Log() {
    std::ifstream in(folder_ + "/log");
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

  std::string folder_;
  LakeConfig config_;
  LakeTaskRunner runner_{TaskServices{config_, nullptr, nullptr}};
  base::Progress progress_;
  orchestrate::TaskNote note_;
  base::CancelToken cancel_;
};

TEST_F(CommandTaskTest, OutputGoesToTheLogAndTheEnvironmentTellsTheRun) {
  auto outcome =
      Run("{run: 'echo $TARN_REF $TARN_RUN_ID $TARN_TRY_NUMBER $X; pwd 1>&2', "
          "env: {X: mine}}");
  EXPECT_EQ(outcome.state, orchestrate::OutcomeState::kSuccess);
  EXPECT_NE(Log().find("INFO run/d/7 r1 2 mine\n"), std::string::npos);
  EXPECT_NE(Log().find("INFO " + std::filesystem::canonical(folder_).string()), std::string::npos);
}

TEST_F(CommandTaskTest, ExitCodesFailAndMayBeRetried) {
  auto outcome = Run("{run: 'echo almost; exit 3'}");
  EXPECT_EQ(outcome.state, orchestrate::OutcomeState::kFailed);
  EXPECT_TRUE(outcome.retriable);
  EXPECT_EQ(outcome.message, "exit code 3: almost");
  EXPECT_EQ(Run("{run: 'kill -9 $$'}").message, "killed by signal 9");
}

TEST_F(CommandTaskTest, AListIsRunWithoutAShell) {
  EXPECT_EQ(Run("{run: [echo, '$HOME; exit 1']}").message, "$HOME; exit 1");
  try {
    Run("{run: [no-such-program-anywhere, x]}");
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.kind(), base::ErrorKind::kNotFound);
  }
}

TEST_F(CommandTaskTest, CancelEndsTheCommandAndItsChildren) {
  std::thread stop([&] {
    while (!std::filesystem::exists(folder_ + "/started")) std::this_thread::yield();
    cancel_.Cancel();
  });
  try {
    Run("{run: 'touch started; sleep 1000 & wait'}");
    ADD_FAILURE() << "not cancelled";
  } catch (const base::Error& e) {
    EXPECT_EQ(e.kind(), base::ErrorKind::kCancelled);
  }
  stop.join();
}

TEST_F(CommandTaskTest, ArgumentsAreCheckedBeforeAnythingRuns) {
  auto message = [&](const std::string& type, const std::string& with) {
    auto dag = orchestrate::ParseDag(
        "dag_id: d\ntasks:\n  - {id: t, type: " + type + ", with: " + with + "}\n", "d.yaml");
    try {
      runner_.Prepare(dag.tasks[0], {});
    } catch (const base::Error& e) {
      EXPECT_EQ(e.kind(), base::ErrorKind::kInvalidArgument);
      return e.message();
    }
    return std::string("no error");
  };
  EXPECT_EQ(message("comand", "{}"),
            "d.yaml:3:5: task 't' has the unknown type 'comand' (did you mean 'command'?)");
  EXPECT_EQ(message("command", "{rum: x}"), "d.yaml:3:35: unknown key 'rum' (did you mean 'run'?)");
  EXPECT_EQ(message("generate", "{defects: 2}").substr(12),
            " defects: expected a number from 0 to 0.25, got '2'");
  EXPECT_EQ(message("dbt", "{command: bild}").find("did you mean 'build'") != std::string::npos,
            true);
  EXPECT_EQ(message("sql", "{}"), "d.yaml:3:5: a sql task needs 'sql' or 'file'");
}

}  // namespace
}  // namespace tarn::app

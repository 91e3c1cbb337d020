#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "app/tasks/lake_tasks.h"

// NOLINTNEXTLINE(readability-redundant-declaration)
extern char** environ;

namespace tarn::app {
namespace {

using base::Error;
using base::ErrorKind;

constexpr auto kGrace = std::chrono::seconds(5);  // between SIGTERM and SIGKILL

// A child process in a group of its own, whose output comes through one pipe.
class ChildProcess {
 public:
  ChildProcess(const std::vector<std::string>& arguments,
               const std::vector<std::string>& environment, const std::string& folder) {
    std::array<int, 2> pipe_ends{};
    if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) {
      base::Throw(ErrorKind::kResourceExhausted, "cannot make a pipe: {}", std::strerror(errno));
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], 1);
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], 2);
    posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    std::vector<char*> argv, envp;
    for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    for (const auto& variable : environment) envp.push_back(const_cast<char*>(variable.c_str()));
    argv.push_back(nullptr);
    envp.push_back(nullptr);
    int code = posix_spawnp(&pid_, argv[0], &actions, &attributes, argv.data(), envp.data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(pipe_ends[1]);
    output_ = pipe_ends[0];
    if (code != 0) {
      close(output_);
      base::Throw(code == ENOENT ? ErrorKind::kNotFound : ErrorKind::kPermissionDenied,
                  "cannot start the command ({}): {}", std::strerror(code), arguments[0]);
    }
  }
  ~ChildProcess() {
    close(output_);
    if (!reaped_) {
      kill(-pid_, SIGKILL);
      waitpid(pid_, nullptr, 0);
    }
  }
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // What was written within 50 ms; nullopt at the end of the output.
  std::optional<std::string> Read() {
    pollfd wait{output_, POLLIN, 0};
    if (poll(&wait, 1, 50) <= 0) return std::string();
    std::array<char, 8192> buffer{};
    ssize_t count = read(output_, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) return std::string();
    if (count <= 0) return std::nullopt;
    return std::string(buffer.data(), static_cast<size_t>(count));
  }

  void Signal(int signal) { kill(-pid_, signal); }

  int Wait() {
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    reaped_ = true;
    return status;
  }

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  bool reaped_ = false;
};

class CommandTask : public orchestrate::PreparedTask {
 public:
  CommandTask(const TaskServices& services, std::vector<std::string> arguments,
              std::map<std::string, std::string> environment)
      : services_(services),
        arguments_(std::move(arguments)),
        environment_(std::move(environment)) {}

  orchestrate::TaskOutcome Run(orchestrate::TaskContext& context) override {
    ChildProcess child(arguments_, Environment(context), services_.config.folder);
    std::optional<std::chrono::steady_clock::time_point> asked;
    std::string line, last;
    while (auto piece = child.Read()) {
      for (char c : *piece) {
        if (c != '\n') {
          line += c;
          continue;
        }
        TakeLine(context, line, last);
      }
      StopIfAsked(context, child, asked);
    }
    if (!line.empty()) TakeLine(context, line, last);
    int status = child.Wait();
    if (asked) context.cancel.Check();
    return Outcome(status, last);
  }

 private:
  static void TakeLine(orchestrate::TaskContext& context, std::string& line, std::string& last) {
    context.log.Info(line);
    context.note.Set(line);
    last = std::move(line);
    line.clear();
  }

  static void StopIfAsked(orchestrate::TaskContext& context, ChildProcess& child,
                          std::optional<std::chrono::steady_clock::time_point>& asked) {
    if (!context.cancel.cancelled()) return;
    auto now = std::chrono::steady_clock::now();
    if (!asked) {
      asked = now;
      child.Signal(SIGTERM);
    } else if (now - *asked > kGrace) {
      child.Signal(SIGKILL);
    }
  }

  static orchestrate::TaskOutcome Outcome(int status, const std::string& last) {
    orchestrate::TaskOutcome outcome;
    outcome.message = last;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return outcome;
    outcome.state = orchestrate::OutcomeState::kFailed;
    outcome.retriable = true;
    outcome.message = WIFSIGNALED(status) ? fmt::format("killed by signal {}", WTERMSIG(status))
                                          : fmt::format("exit code {}", WEXITSTATUS(status));
    if (!last.empty()) outcome.message += ": " + last;
    outcome.hint = "its output is in the log";
    return outcome;
  }

  std::vector<std::string> Environment(const orchestrate::TaskContext& context) const {
    std::map<std::string, std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable) {
      std::string text = *variable;
      size_t equals = text.find('=');
      if (equals != std::string::npos) variables[text.substr(0, equals)] = text.substr(equals + 1);
    }
    for (const auto& [name, value] : environment_) variables[name] = value;
    variables["TARN_LAKE"] = services_.config.folder;
    variables["TARN_REF"] = context.ref;
    variables["TARN_RUN_ID"] = context.run_id;
    variables["TARN_TASK_ID"] = context.task_id;
    variables["TARN_TRY_NUMBER"] = std::to_string(context.attempt);
    std::vector<std::string> environment;
    for (const auto& [name, value] : variables) environment.push_back(name + "=" + value);
    return environment;
  }

  const TaskServices& services_;
  std::vector<std::string> arguments_;
  std::map<std::string, std::string> environment_;
};

}  // namespace

std::unique_ptr<orchestrate::PreparedTask> PrepareCommand(
    const TaskServices& services, const orchestrate::TaskArguments& arguments) {
  arguments.CheckKeys({"run", "env"});
  auto words = arguments.Strings("run");
  if (words.empty()) arguments.Fail("run", "a command task needs 'run'");
  if (words.size() == 1) words = {"/bin/sh", "-c", words[0]};
  return std::make_unique<CommandTask>(services, std::move(words), arguments.Map("env"));
}

}  // namespace tarn::app

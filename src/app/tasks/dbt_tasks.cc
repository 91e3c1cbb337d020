#include "app/tasks/dbt_tasks.h"

#include <cstdlib>

#include <fmt/format.h>

#include "base/error.h"
#include "transform/project/yaml_node.h"
#include "transform/runner/invocation.h"

namespace tarn::app {
namespace {

using orchestrate::OutcomeState;
using orchestrate::TaskArguments;
using orchestrate::TaskContext;
using orchestrate::TaskOutcome;
using transform::NodeResult;
using transform::NodeStatus;
using transform::ResourceType;

std::string FirstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

bool IsTest(const NodeResult& result) { return result.node->type == ResourceType::kTest; }
bool IsBad(const NodeResult& result) {
  return result.status == NodeStatus::kError || result.status == NodeStatus::kFail;
}

// "4 models, 35 tests passed", or what failed.
std::string Message(const std::vector<NodeResult>& results) {
  size_t built = 0, tests = 0, bad = 0, skipped = 0;
  const NodeResult* first = nullptr;
  for (const auto& result : results) {
    if (result.status == NodeStatus::kSkipped) {
      ++skipped;
      continue;
    }
    (IsTest(result) ? tests : built) += 1;
    if (!IsBad(result)) continue;
    ++bad;
    if (first == nullptr) first = &result;
  }
  if (first != nullptr) {
    return fmt::format("{} of {} failed{}, first {}: {}", bad, results.size(),
                       skipped > 0 ? fmt::format(" ({} skipped)", skipped) : "", first->node->name,
                       FirstLine(first->message));
  }
  std::string message;
  if (built > 0) message = fmt::format("{} model{}", built, built == 1 ? "" : "s");
  if (tests > 0) {
    message +=
        fmt::format("{}{} test{} passed", built > 0 ? ", " : "", tests, tests == 1 ? "" : "s");
  }
  return message.empty() ? "nothing selected" : message;
}

class DbtTask : public orchestrate::PreparedTask {
 public:
  DbtTask(const TaskServices& services, transform::InvocationOptions options)
      : services_(services), options_(std::move(options)) {}

  TaskOutcome Run(TaskContext& context) override {
    transform::InvocationOptions options = options_;
    options.session.ref = context.ref;
    options.session.commit_properties = context.commit_properties;
    options.session.commit_properties["tarn.task-id"] = context.task_id;
    transform::InvocationServices services;
    services.engine = &services_.engine();
    services.cancel = context.cancel;
    services.on_event = [&](const transform::Event& event) { Tell(context, event); };
    auto result = transform::Invoke(options, services);
    context.cancel.Check();
    if (result.exit_code == 2) {
      throw base::Error(result.error_kind.value_or(base::ErrorKind::kInvalidArgument),
                        result.error);
    }
    return Outcome(context, options, result);
  }

 private:
  static void Tell(TaskContext& context, const transform::Event& event) {
    using Kind = transform::Event::Kind;
    bool bad = event.kind == Kind::kError || (event.result != nullptr && IsBad(*event.result));
    context.log.Write(bad                            ? "ERROR"
                      : event.kind == Kind::kWarning ? "WARNING"
                                                     : "INFO",
                      event.text);
    if (event.result == nullptr) return;
    if (event.kind == Kind::kNodeStart) {
      context.note.Set(
          fmt::format("{} of {}: {}", event.index, event.total, event.result->node->name));
    } else if (event.kind == Kind::kNodeFinish && event.result->rows) {
      context.progress.rows += *event.result->rows;
    }
  }

  TaskOutcome Outcome(TaskContext& context, const transform::InvocationOptions& options,
                      const transform::InvocationResult& result) {
    TaskOutcome outcome;
    outcome.state = result.exit_code == 0 ? OutcomeState::kSuccess : OutcomeState::kFailed;
    outcome.message = Message(result.results);
    outcome.details["invocation_id"] = result.invocation_id;
    const bool writes = options.command != transform::Command::kDocsGenerate;
    for (const auto& node : result.results) {
      outcome.rows += node.rows.value_or(0);
      if (IsBad(node)) outcome.details[node.node->unique_id] = FirstLine(node.message);
      if (writes && !IsTest(node)) outcome.bytes += AddedBytes(context.ref, node);
    }
    if (options.command == transform::Command::kDocsGenerate) {
      outcome.message = "";
      outcome.details["docs"] = (options.project.project_dir / "target" / "index.html").string();
    }
    if (outcome.state == OutcomeState::kFailed) {
      outcome.hint = fmt::format("tarn runs logs {} --task {} shows each of them",
                                 context.run_number, context.task_id);
    }
    return outcome;
  }

  // What the newest snapshot of a model's table added.
  uint64_t AddedBytes(const std::string& ref, const NodeResult& result) {
    if (result.status != NodeStatus::kSuccess || !result.node->is_relational()) return 0;
    auto snapshot = services_.catalog().Snapshot(ref);
    catalog::TableIdentifier id{{result.node->schema}, result.node->alias};
    auto entry = snapshot->Find(id);
    if (!entry || entry->kind != catalog::ContentKind::kTable) return 0;
    auto table = snapshot->LoadTable(id);
    const auto* current = table->current_snapshot();
    if (current == nullptr) return 0;
    auto added = current->summary.find("added-files-size");
    return added == current->summary.end() ? 0 : std::strtoull(added->second.c_str(), nullptr, 10);
  }

  const TaskServices& services_;
  transform::InvocationOptions options_;
};

transform::InvocationOptions CommonOptions(const TaskServices& services,
                                           const TaskArguments& arguments) {
  transform::InvocationOptions options;
  options.project.project_dir = services.config.dbt_folder;
  options.project.env = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return std::string(value);
  };
  options.selection.select = arguments.Strings("select");
  options.selection.exclude = arguments.Strings("exclude");
  if (arguments.Has("vars")) {
    options.project.vars =
        transform::YamlNode::Parse(arguments.Json("vars"), "vars of the task").ToValue();
  }
  return options;
}

}  // namespace

std::unique_ptr<orchestrate::PreparedTask> PrepareDbt(const TaskServices& services,
                                                      const TaskArguments& arguments) {
  arguments.CheckKeys({"command", "select", "exclude", "vars", "full_refresh", "fail_fast"});
  auto options = CommonOptions(services, arguments);
  if (auto command = arguments.String("command")) {
    try {
      options.command = transform::ParseCommand(*command);
    } catch (const base::Error& e) {
      arguments.Fail("command", e.message(), e.hint());
    }
  }
  options.full_refresh = arguments.Bool("full_refresh").value_or(false);
  options.fail_fast = arguments.Bool("fail_fast").value_or(false);
  return std::make_unique<DbtTask>(services, std::move(options));
}

std::unique_ptr<orchestrate::PreparedTask> PrepareDbtTest(const TaskServices& services,
                                                          const TaskArguments& arguments) {
  arguments.CheckKeys({"select", "exclude", "vars", "sql", "file"});
  auto options = CommonOptions(services, arguments);
  options.command = transform::Command::kTest;
  // A gate looks at its own layer: a test that also needs later tables waits for them.
  options.selection.indirect = transform::IndirectSelection::kBuildable;
  return std::make_unique<DbtTask>(services, std::move(options));
}

std::unique_ptr<orchestrate::PreparedTask> PrepareDocs(const TaskServices& services,
                                                       const TaskArguments& arguments) {
  arguments.CheckKeys({"vars"});
  auto options = CommonOptions(services, arguments);
  options.command = transform::Command::kDocsGenerate;
  return std::make_unique<DbtTask>(services, std::move(options));
}

}  // namespace tarn::app

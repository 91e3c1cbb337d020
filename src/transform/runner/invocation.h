#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/clock.h"
#include "base/random.h"
#include "engine/engine.h"
#include "jinja/value.h"
#include "transform/manifest/manifest.h"
#include "transform/project/project.h"
#include "transform/selection/selector.h"

namespace tarn::transform {

enum class Command {
  kBuild,            // seeds, models and tests in the order of the graph
  kRun,              // models
  kTest,             // tests
  kSeed,             // seeds
  kCompile,          // renders everything selected into target/compiled
  kParse,            // manifest.json
  kList,             // what a selection selects
  kDocsGenerate,     // manifest.json, catalog.json and a page that shows them
  kShow,             // the first rows of one model, or of --inline SQL
  kRunOperation,     // calls a macro
  kSourceFreshness,  // how old the sources' newest rows are
  kDebug,            // project, profile and connection
  kClean,            // removes clean-targets
  kDeps,             // puts local packages into dbt_packages
};
// "build", "run", …, "docs generate". kInvalidArgument with "did you mean" for another name.
Command ParseCommand(std::string_view name);
std::string_view CommandName(Command command);

struct InvocationOptions {
  Command command = Command::kBuild;
  ProjectInputs project;
  SelectionOptions selection;
  std::vector<std::string> resource_types;  // "model", "all", …; empty: the command's
  std::vector<std::string> exclude_resource_types;
  bool full_refresh = false;
  bool fail_fast = false;
  bool store_failures = false;
  bool warn_error = false;  // warnings are errors
  bool write_artifacts = true;
  // Checks of one relation share a scan where that gives the same results.
  bool batch_tests = true;
  std::filesystem::path target_path;  // overrides the project's
  // Where sessions read and write, and as whom.
  engine::SessionOptions session;

  std::string inline_sql;  // show
  std::optional<size_t> limit = 5;
  std::string macro;                // run-operation
  jinja::Value args;                // a dict
  std::string output = "selector";  // ls: selector, name, path, json
  std::vector<std::string> output_keys;
  bool empty_catalog = false;  // docs generate without asking the lake
};

enum class NodeStatus { kSuccess, kError, kSkipped, kPass, kFail, kWarn, kNoOp };
std::string_view NodeStatusName(NodeStatus status);  // "success", "error", …

struct Phase {
  base::TimePoint started, completed;
};

struct NodeResult {
  const Node* node = nullptr;  // lives as long as the result's manifest
  NodeStatus status = NodeStatus::kSkipped;
  std::string message;  // an error's whole text with its hint; "SUCCESS", "Got 3 results, …"
  std::optional<int64_t> failures;  // tests: rows that break the rule
  std::optional<uint64_t> rows;     // written
  Phase compile, execute;
  double execution_s = 0;
  size_t thread = 0;              // from 1
  size_t index = 0;               // "3 of 11"
  jinja::Value adapter_response;  // dict
  bool compiled = false;
  std::string compiled_code;
  std::vector<std::pair<std::string, std::string>> ctes;
  std::string batch;  // tests that shared a query have the same, not empty, text
};

struct Event {
  enum class Kind { kInfo, kWarning, kError, kNodeStart, kNodeFinish, kPrint };
  Kind kind = Kind::kInfo;
  std::string text;                    // a line as dbt writes it, without time
  const NodeResult* result = nullptr;  // node events
  size_t index = 0, total = 0;
};

// What an invocation needs from outside. `on_event` is called from worker threads, one call at a
// time; it must not block for long.
struct InvocationServices {
  engine::Engine* engine = nullptr;  // not needed by parse, ls, clean, deps
  base::Clock* clock = &base::Clock::System();
  base::RandomSource* random = &base::RandomSource::System();
  base::CancelToken cancel;
  std::function<void(const Event&)> on_event;
};

struct InvocationResult {
  int exit_code = 0;  // as dbt: 0 all right, 1 a node failed, 2 the project or the request is wrong
  std::string error;  // why exit_code is 2, with the hint
  std::optional<base::ErrorKind> error_kind;
  std::shared_ptr<const Manifest> manifest;
  std::vector<NodeResult> results;
  std::vector<std::string> lines;  // ls: one a node
  // show: the rows as text.
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  std::string invocation_id;
  double parse_s = 0;
  double elapsed_s = 0;

  size_t Count(NodeStatus status) const;
};

// Runs one dbt command over a project. Never throws for what a project or a lake can do wrong: that
// is in the result. One call is one invocation; several may run at the same time.
InvocationResult Invoke(const InvocationOptions& options, const InvocationServices& services);

}  // namespace tarn::transform

#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/yaml_reader.h"
#include "orchestrate/dags/duration.h"
#include "orchestrate/dags/trigger_rule.h"
#include "orchestrate/timetable/schedule.h"

namespace tarn::orchestrate {

enum class ParamType { kString, kInteger, kNumber, kBoolean };

// A value that whoever starts a run may set. Values are kept as text: they go into templates.
struct Param {
  std::string name;
  ParamType type = ParamType::kString;
  std::optional<std::string> default_value;  // none: must be given
  std::optional<double> minimum;
  std::optional<double> maximum;
  std::vector<std::string> choices;  // empty: any
  std::string description;
};

enum class RetryOn { kTransient, kAny };

struct RetryPolicy {
  int retries = 0;  // further tries after the first
  Duration delay = std::chrono::seconds(30);
  bool exponential = false;
  Duration max_delay = std::chrono::hours(1);
  RetryOn on = RetryOn::kTransient;

  // Wait before try `next_attempt` (2 is the first retry): delay * 2^(n-2), never above max_delay.
  Duration DelayBefore(int next_attempt) const;
};

struct TaskDefinition {
  std::string id;    // "group.name" inside a group
  std::string type;  // the TaskRunner knows what it means
  std::vector<std::string> depends_on;
  RetryPolicy retry;
  std::optional<Duration> execution_timeout;
  TriggerRule trigger_rule = TriggerRule::kAllSuccess;
  std::optional<base::YamlReader> with;  // what the type needs, still YAML: its reader checks it
  std::string where;                     // "FILE:LINE:COLUMN" of the task
};

// A pipeline as its file says. A value, but for the YAML documents that tasks share: not thread
// safe while `with` is read (YamlReader), so every reader of it works on one thread or a copy.
struct Dag {
  std::string id;
  std::string description;
  Schedule schedule;
  std::string timezone = "UTC";
  ScheduleBounds bounds;
  bool catchup = false;
  int max_active_runs = 1;
  int max_active_tasks = 16;
  bool publish = true;
  std::string publish_to = "main";
  std::vector<std::string> tags;
  std::vector<Param> params;
  std::vector<TaskDefinition> tasks;  // every task comes after those that it depends on
  std::string file;
  std::string text;  // the file's content: part of a run's code hash

  const TaskDefinition* FindTask(const std::string& task_id) const;
};

// The params of a run: defaults overridden by `given`. kInvalidArgument for an unknown name (with
// "did you mean"), a missing or ill-typed value or one out of bounds.
std::map<std::string, std::string> ResolveParams(const Dag& dag,
                                                 const std::map<std::string, std::string>& given);

}  // namespace tarn::orchestrate

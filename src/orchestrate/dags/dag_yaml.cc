#include "orchestrate/dags/dag_yaml.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/suggest.h"
#include "graph/dag.h"

namespace tarn::orchestrate {
namespace {

using base::Error;
using base::ErrorKind;
using base::YamlReader;

constexpr size_t kMaxTasks = 10'000;
constexpr int kMaxGroupDepth = 16;
constexpr size_t kMaxIdLength = 200;

const std::vector<std::string> kSettingKeys = {
    "retries",           "retry_delay", "retry_exponential_backoff", "max_retry_delay", "retry_on",
    "execution_timeout", "trigger_rule"};

std::vector<std::string> With(std::vector<std::string> keys, const std::vector<std::string>& more) {
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

std::string ReadId(const YamlReader& yaml, std::string_view what) {
  std::string id = yaml.String();
  bool ok = !id.empty() && id.size() <= kMaxIdLength && id.front() != '.' && id.back() != '.' &&
            id.front() != '-' && id.find("..") == std::string::npos;
  for (unsigned char c : id) ok &= std::isalnum(c) || c == '_' || c == '-' || c == '.';
  if (!ok) {
    yaml.Fail(fmt::format("not a valid {}: '{}'", what, id),
              "letters, digits, '_', '-' and '.' (not first, last or twice in a row)");
  }
  return id;
}

Duration ReadDuration(const YamlReader& yaml) {
  auto duration = ParseDuration(yaml.String());
  if (!duration) {
    yaml.Fail(fmt::format("expected a duration, got '{}'", yaml.String()),
              "write it as 500ms, 10s, 5m, 1h30m or 2d");
  }
  return *duration;
}

base::TimePoint ReadDate(const YamlReader& yaml) {
  try {
    return base::ParseTimestamp(yaml.String());
  } catch (const Error& e) {
    yaml.Fail(e.message(), e.hint());
  }
}

void ReadSettings(const YamlReader& yaml, TaskDefinition& task) {
  if (auto v = yaml.Find("retries")) task.retry.retries = static_cast<int>(v->Int(0, 1000));
  if (auto v = yaml.Find("retry_delay")) task.retry.delay = ReadDuration(*v);
  if (auto v = yaml.Find("retry_exponential_backoff")) task.retry.exponential = v->Bool();
  if (auto v = yaml.Find("max_retry_delay")) task.retry.max_delay = ReadDuration(*v);
  if (auto v = yaml.Find("retry_on")) {
    task.retry.on = v->Choice({"transient", "any"}) == "any" ? RetryOn::kAny : RetryOn::kTransient;
  }
  if (auto v = yaml.Find("execution_timeout")) {
    task.execution_timeout = ReadDuration(*v);
    if (*task.execution_timeout == Duration::zero()) v->Fail("expected a time above zero, got '0'");
  }
  if (auto v = yaml.Find("trigger_rule")) {
    std::string name = v->String();
    auto rule = ParseTriggerRule(name);
    if (!rule) {
      v->Fail(fmt::format("unknown trigger_rule '{}'{}", name,
                          base::DidYouMean(name, TriggerRuleNames())),
              fmt::format("expected one of: {}", fmt::join(TriggerRuleNames(), ", ")));
    }
    task.trigger_rule = *rule;
  }
}

Schedule ReadSchedule(const YamlReader& yaml, const std::string& timezone) {
  if (yaml.is_map()) {
    yaml.CheckKeys({"every"});
    Duration every = ReadDuration(yaml.Get("every"));
    if (every < std::chrono::seconds(1)) yaml.Get("every").Fail("expected at least 1s");
    return IntervalSchedule{every};
  }
  std::string text = yaml.String();
  if (text == "none" || text == "@none") return NoSchedule{};
  if (text == "@once") return OnceSchedule{};
  try {
    CronSchedule schedule{Cron::Parse(text), timezone};
    if (!schedule.cron.Next(base::TimePoint{}, timezone)) {
      yaml.Fail(fmt::format("schedule never fires: '{}'", text), "no such day comes up");
    }
    return schedule;
  } catch (const Error& e) {
    if (e.message().rfind(yaml.Where(), 0) == 0) throw;
    yaml.Fail(e.message(), e.hint());
  }
}

Param ReadParam(const std::string& name, const YamlReader& yaml) {
  Param param;
  param.name = name;
  if (yaml.is_scalar()) {
    param.default_value = yaml.String();
    return param;
  }
  yaml.CheckKeys({"type", "default", "minimum", "maximum", "enum", "description"});
  if (auto v = yaml.Find("type")) {
    std::string type = v->Choice({"string", "integer", "number", "boolean"});
    param.type = type == "integer"   ? ParamType::kInteger
                 : type == "number"  ? ParamType::kNumber
                 : type == "boolean" ? ParamType::kBoolean
                                     : ParamType::kString;
  }
  if (auto v = yaml.Find("default")) param.default_value = v->String();
  if (auto v = yaml.Find("minimum")) param.minimum = v->Number();
  if (auto v = yaml.Find("maximum")) param.maximum = v->Number();
  if (auto v = yaml.Find("enum")) {
    for (const auto& choice : v->List()) param.choices.push_back(choice.String());
  }
  if (auto v = yaml.Find("description")) param.description = v->String();
  if (param.default_value) {
    Dag probe;
    probe.id = "default";
    probe.params = {param};
    try {
      ResolveParams(probe, {});
    } catch (const Error& e) {
      yaml.Get("default").Fail(e.message());
    }
  }
  return param;
}

// Collects tasks from nested groups, then resolves what depends_on names.
class TaskCollector {
 public:
  explicit TaskCollector(TaskDefinition defaults) : defaults_(std::move(defaults)) {}

  void Collect(const YamlReader& list, const std::string& prefix, int depth) {
    if (depth > kMaxGroupDepth) {
      list.Fail(fmt::format("groups nest deeper than {}", kMaxGroupDepth));
    }
    for (const auto& item : list.List()) {
      if (item.Find("group")) {
        CollectGroup(item, prefix, depth);
      } else {
        CollectTask(item, prefix);
      }
    }
  }

  std::vector<TaskDefinition> Finish(const YamlReader& where) {
    if (tasks_.empty()) where.Fail("a DAG needs at least one task");
    for (auto& task : tasks_) Resolve(task);
    return Sort();
  }

 private:
  struct Wanted {
    std::string name;
    std::string prefix;  // of the group that the name is written in
    YamlReader at;
  };

  void Remember(const std::string& id, const YamlReader& at) {
    if (!names_.insert(id).second) at.Fail(fmt::format("task or group '{}' is defined twice", id));
  }

  std::vector<Wanted> ReadDependencies(const YamlReader& item, const std::string& prefix) {
    std::vector<Wanted> wanted;
    if (auto deps = item.Find("depends_on")) {
      if (deps->is_scalar()) return {{deps->String(), prefix, *deps}};
      for (const auto& dep : deps->List()) wanted.push_back({dep.String(), prefix, dep});
    }
    return wanted;
  }

  void CollectGroup(const YamlReader& item, const std::string& prefix, int depth) {
    item.CheckKeys({"group", "tasks", "depends_on"});
    std::string id = prefix + ReadId(item.Get("group"), "group name");
    Remember(id, item.Get("group"));
    auto inherited = ReadDependencies(item, prefix);
    size_t before = tasks_.size();
    Collect(item.Get("tasks"), id + ".", depth + 1);
    if (tasks_.size() == before) item.Get("tasks").Fail("a group needs at least one task");
    for (size_t i = before; i < tasks_.size(); ++i) {
      groups_[id].push_back(tasks_[i].id);
      auto& wanted = wanted_[tasks_[i].id];
      wanted.insert(wanted.end(), inherited.begin(), inherited.end());
    }
  }

  void CollectTask(const YamlReader& item, const std::string& prefix) {
    item.CheckKeys(With({"id", "type", "depends_on", "with", "description"}, kSettingKeys));
    TaskDefinition task = defaults_;
    task.id = prefix + ReadId(item.Get("id"), "task id");
    task.type = item.Get("type").String();
    task.where = item.Where();
    ReadSettings(item, task);
    if (auto with = item.Find("with")) {
      if (!with->is_map()) with->Fail("with: expected a map");
      task.with = with;
    }
    Remember(task.id, item.Get("id"));
    wanted_[task.id] = ReadDependencies(item, prefix);
    tasks_.push_back(std::move(task));
    if (tasks_.size() > kMaxTasks) item.Fail(fmt::format("more than {} tasks", kMaxTasks));
  }

  // A name is looked up in the group that it is written in, then outwards.
  const std::string* Lookup(const Wanted& wanted, std::string& found) const {
    std::string prefix = wanted.prefix;
    while (true) {
      found = prefix + wanted.name;
      if (names_.count(found)) return &found;
      if (prefix.empty()) return nullptr;
      size_t dot = prefix.rfind('.', prefix.size() - 2);
      prefix = dot == std::string::npos ? "" : prefix.substr(0, dot + 1);
    }
  }

  void Resolve(TaskDefinition& task) {
    std::set<std::string> seen;
    auto add = [&](const std::string& id) {
      if (seen.insert(id).second) task.depends_on.push_back(id);
    };
    for (const auto& wanted : wanted_[task.id]) {
      std::string id;
      if (!Lookup(wanted, id)) {
        std::vector<std::string> names(names_.begin(), names_.end());
        wanted.at.Fail(fmt::format("task '{}' depends on '{}', which does not exist{}", task.id,
                                   wanted.name, base::DidYouMean(wanted.name, names)));
      }
      auto group = groups_.find(id);
      if (group == groups_.end()) {
        add(id);
      } else {
        for (const auto& member : group->second) add(member);
      }
    }
  }

  std::vector<TaskDefinition> Sort() {
    graph::Dag order;
    for (const auto& task : tasks_) order.AddNode(task.id);
    for (const auto& task : tasks_) {
      for (const auto& before : task.depends_on) {
        order.AddEdge(*order.Find(before), *order.Find(task.id));
      }
    }
    if (auto cycle = order.FindCycle(); !cycle.empty()) {
      throw Error(ErrorKind::kInvalidArgument,
                  fmt::format("{}: tasks wait for each other in a cycle: {}",
                              tasks_[cycle.front()].where, order.PathText(cycle)),
                  "each arrow reads 'comes before': remove one of these depends_on");
    }
    std::vector<TaskDefinition> sorted;
    for (auto node : order.TopologicalOrder()) sorted.push_back(std::move(tasks_[node]));
    return sorted;
  }

  TaskDefinition defaults_;
  std::vector<TaskDefinition> tasks_;
  std::set<std::string> names_;
  std::map<std::string, std::vector<std::string>> groups_;
  std::map<std::string, std::vector<Wanted>> wanted_;
};

std::string ReadText(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) base::Throw(ErrorKind::kNotFound, "cannot open {}", file);
  std::ostringstream text;
  text << in.rdbuf();
  if (in.bad()) base::Throw(ErrorKind::kUnavailable, "cannot read {}", file);
  return text.str();
}

}  // namespace

Dag ParseDag(std::string_view text, const std::string& file) {
  YamlReader yaml = YamlReader::Parse(text, file);
  yaml.CheckKeys({"dag_id", "description", "schedule", "timezone", "start_date", "end_date",
                  "catchup", "max_active_runs", "max_active_tasks", "publish", "publish_to", "tags",
                  "params", "default_args", "tasks"});
  Dag dag;
  dag.file = file;
  dag.text = std::string(text);
  dag.id = ReadId(yaml.Get("dag_id"), "dag_id");
  if (auto v = yaml.Find("description")) dag.description = v->String();
  if (auto v = yaml.Find("timezone")) {
    dag.timezone = v->String();
    try {
      CheckTimeZone(dag.timezone);
    } catch (const Error& e) {
      v->Fail(e.message(), e.hint());
    }
  }
  if (auto v = yaml.Find("schedule")) dag.schedule = ReadSchedule(*v, dag.timezone);
  if (auto v = yaml.Find("start_date")) dag.bounds.start = ReadDate(*v);
  if (auto v = yaml.Find("end_date")) {
    dag.bounds.end = ReadDate(*v);
    if (dag.bounds.start && *dag.bounds.end < *dag.bounds.start) {
      v->Fail("end_date lies before start_date");
    }
  }
  if (auto v = yaml.Find("catchup")) dag.catchup = v->Bool();
  if (auto v = yaml.Find("max_active_runs")) dag.max_active_runs = static_cast<int>(v->Int(1, 64));
  if (auto v = yaml.Find("max_active_tasks")) {
    dag.max_active_tasks = static_cast<int>(v->Int(1, 256));
  }
  if (auto v = yaml.Find("publish")) dag.publish = v->Bool();
  if (auto v = yaml.Find("publish_to")) dag.publish_to = v->String();
  if (auto v = yaml.Find("tags")) {
    for (const auto& tag : v->List()) dag.tags.push_back(tag.String());
  }
  if (auto v = yaml.Find("params")) {
    for (const auto& [name, value] : v->Map()) dag.params.push_back(ReadParam(name, value));
  }
  TaskDefinition defaults;
  if (auto v = yaml.Find("default_args")) {
    v->CheckKeys(kSettingKeys);
    ReadSettings(*v, defaults);
  }
  TaskCollector collector(std::move(defaults));
  YamlReader tasks = yaml.Get("tasks");
  collector.Collect(tasks, "", 0);
  dag.tasks = collector.Finish(tasks);
  return dag;
}

Dag ReadDag(const std::string& file) { return ParseDag(ReadText(file), file); }

std::vector<Dag> ReadDags(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    auto extension = entry.path().extension();
    if (extension == ".yaml" || extension == ".yml") files.push_back(entry.path().string());
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    base::Throw(ErrorKind::kPermissionDenied, "cannot read folder of DAGs ({}): {}",
                error.message(), folder);
  }
  std::sort(files.begin(), files.end());
  std::vector<Dag> dags;
  for (const auto& file : files) {
    Dag dag = ReadDag(file);
    for (const auto& other : dags) {
      if (other.id == dag.id) {
        throw Error(
            ErrorKind::kInvalidArgument,
            fmt::format("{}:1:1: DAG '{}' is already defined in {}", file, dag.id, other.file),
            "give one of them another dag_id");
      }
    }
    dags.push_back(std::move(dag));
  }
  std::sort(dags.begin(), dags.end(), [](const Dag& a, const Dag& b) { return a.id < b.id; });
  return dags;
}

}  // namespace tarn::orchestrate

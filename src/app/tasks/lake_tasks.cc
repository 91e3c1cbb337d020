#include "app/tasks/lake_tasks.h"

#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/tasks/dbt_tasks.h"
#include "base/error.h"
#include "base/suggest.h"

namespace tarn::app {
namespace {

const std::map<std::string, PrepareTask>& Types() {
  static const std::map<std::string, PrepareTask> types = {
      {"generate", PrepareGenerate}, {"ingest", PrepareIngest},
      {"sql", PrepareSql},           {"maintenance", PrepareMaintenance},
      {"quality", PrepareQuality},   {"command", PrepareCommand},
      {"dbt", PrepareDbt},           {"docs", PrepareDocs},
  };
  return types;
}

}  // namespace

std::unique_ptr<orchestrate::PreparedTask> LakeTaskRunner::Prepare(
    const orchestrate::TaskDefinition& task, const orchestrate::TemplateValues& values) {
  auto it = Types().find(task.type);
  if (it == Types().end()) {
    std::vector<std::string> names;
    for (const auto& [name, prepare] : Types()) names.push_back(name);
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("{}: task '{}' has the unknown type '{}'{}", task.where, task.id,
                                  task.type, base::DidYouMean(task.type, names)),
                      fmt::format("types: {}", fmt::join(names, ", ")));
  }
  return it->second(services_, orchestrate::TaskArguments(task, values));
}

std::unique_ptr<engine::Session> NewTaskSession(const TaskServices& services,
                                                const orchestrate::TaskContext& context) {
  engine::SessionOptions options;
  options.ref = context.ref;
  options.commit_properties = context.commit_properties;
  options.commit_properties["tarn.task-id"] = context.task_id;
  return services.engine().NewSession(options);
}

}  // namespace tarn::app

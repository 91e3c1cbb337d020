#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/lake_config.h"
#include "catalog/catalog.h"
#include "engine/engine.h"
#include "orchestrate/executor/task_arguments.h"
#include "orchestrate/executor/task_runner.h"

namespace tarn::app {

// What tasks work with; parts of the lake are opened when first asked for. Outlives every task.
struct TaskServices {
  const LakeConfig& config;
  std::function<catalog::Catalog&()> catalog;
  std::function<engine::Engine&()> engine;
};

// The types of tasks that a DAG may name, see docs/guide/dags.md.
class LakeTaskRunner : public orchestrate::TaskRunner {
 public:
  explicit LakeTaskRunner(TaskServices services) : services_(std::move(services)) {}
  std::unique_ptr<orchestrate::PreparedTask> Prepare(
      const orchestrate::TaskDefinition& task, const orchestrate::TemplateValues& values) override;

 private:
  TaskServices services_;
};

// A session for a task, on its branch, whose commits carry the run.
std::unique_ptr<engine::Session> NewTaskSession(const TaskServices& services,
                                                const orchestrate::TaskContext& context);

// One function a type: checks the arguments, touches nothing.
using PrepareTask = std::unique_ptr<orchestrate::PreparedTask> (*)(
    const TaskServices& services, const orchestrate::TaskArguments& arguments);
std::unique_ptr<orchestrate::PreparedTask> PrepareGenerate(
    const TaskServices& services, const orchestrate::TaskArguments& arguments);
std::unique_ptr<orchestrate::PreparedTask> PrepareIngest(
    const TaskServices& services, const orchestrate::TaskArguments& arguments);
std::unique_ptr<orchestrate::PreparedTask> PrepareSql(const TaskServices& services,
                                                      const orchestrate::TaskArguments& arguments);
std::unique_ptr<orchestrate::PreparedTask> PrepareMaintenance(
    const TaskServices& services, const orchestrate::TaskArguments& arguments);
// The form of maintenance with a policy (tables, actions, …).
std::unique_ptr<orchestrate::PreparedTask> PrepareMaintenancePolicy(
    const TaskServices& services, const orchestrate::TaskArguments& arguments);
std::unique_ptr<orchestrate::PreparedTask> PrepareQuality(
    const TaskServices& services, const orchestrate::TaskArguments& arguments);
std::unique_ptr<orchestrate::PreparedTask> PrepareCommand(
    const TaskServices& services, const orchestrate::TaskArguments& arguments);

}  // namespace tarn::app

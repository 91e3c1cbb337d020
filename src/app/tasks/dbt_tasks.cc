#include "app/tasks/dbt_tasks.h"

#include "base/error.h"

namespace tarn::app {

std::unique_ptr<orchestrate::PreparedTask> PrepareDbtTest(
    const TaskServices&, const orchestrate::TaskArguments& arguments) {
  arguments.CheckKeys({"select", "exclude", "vars"});
  base::Throw(base::ErrorKind::kUnsupported, "dbt is being wired in");
}

}  // namespace tarn::app

#pragma once

#include <memory>

#include "app/tasks/lake_tasks.h"

namespace tarn::app {

// dbt: build, run, test, seed, …; quality without SQL is `dbt test`; docs is `dbt docs generate`.
std::unique_ptr<orchestrate::PreparedTask> PrepareDbt(const TaskServices& services,
                                                      const orchestrate::TaskArguments& arguments);
std::unique_ptr<orchestrate::PreparedTask> PrepareDbtTest(
    const TaskServices& services, const orchestrate::TaskArguments& arguments);
std::unique_ptr<orchestrate::PreparedTask> PrepareDocs(const TaskServices& services,
                                                       const orchestrate::TaskArguments& arguments);

}  // namespace tarn::app

#pragma once

#include <string>
#include <vector>

#include "cli/context.h"
#include "orchestrate/dag_runner.h"
#include "orchestrate/runs/run.h"

namespace tarn::cli {

// What a run did: the table of its tasks, then how it ended and where things lie. As JSON one
// object with run and tasks.
void PrintRun(Context& context, const orchestrate::Run& run,
              const std::vector<orchestrate::TaskInstance>& tasks);

// 0 for a run that passed; else the code of the first failed task's error, kExitNegative when a
// check found something or the merge conflicts.
int ExitCodeOf(const orchestrate::Run& run, const std::vector<orchestrate::TaskInstance>& tasks);

// The last try of each task.
std::vector<orchestrate::TaskInstance> LastTries(std::vector<orchestrate::TaskInstance> tasks);

// "2026-11-23 19:00:00".
std::string FormatTime(base::TimePoint time);
std::string ShortHash(const std::string& hash);

}  // namespace tarn::cli

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "metadb/database.h"
#include "orchestrate/runs/run.h"

namespace tarn::orchestrate {

// The history of runs in the metadata database (tables dag_run, task_instance). Thread safe;
// several processes may use one database. Errors are those of metadb::Executor.
class RunStore {
 public:
  // Makes or migrates the tables. `database` must outlive the store.
  explicit RunStore(metadb::Database& database);

  // Inserts and gives the run its number. A run id that the DAG already has is kAlreadyExists.
  void Create(Run& run);
  // Writes everything that may change (state, dates, branch, commits, error, rows, bytes).
  void Update(const Run& run);
  // Inserts or overwrites one try.
  void Put(const TaskInstance& task);

  std::optional<Run> Find(int64_t number);
  // By number or run id; kNotFound.
  Run Get(const std::string& number_or_id);
  // Newest first; an empty `dag_id` is every DAG, `limit` 0 is all.
  std::vector<Run> List(const std::string& dag_id, size_t limit, int64_t below_number = 0);
  std::vector<Run> Unfinished();
  // Every try, in the order of the DAG, then of the tries.
  std::vector<TaskInstance> Tasks(int64_t run_number);

 private:
  metadb::Database& database_;
};

}  // namespace tarn::orchestrate

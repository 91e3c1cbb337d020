#pragma once

#include <string>

namespace tarn::app {

// SHA-256 (hex) over a DAG's text and every file below the project's folder that can change what a
// run computes: *.sql, *.yml, *.yaml, *.csv and *.py with their paths, outside of target, logs,
// the warehouse, data and hidden folders. The same project gives the same hash on every machine.
std::string HashCode(const std::string& dag_text, const std::string& project_folder);

}  // namespace tarn::app

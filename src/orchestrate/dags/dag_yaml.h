#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "orchestrate/dags/dag.h"

namespace tarn::orchestrate {

// Reads a DAG from the text of its file; docs/guide/dags.md is the format. kInvalidArgument as
// "FILE:LINE:COLUMN: …" with what was expected and "did you mean", for a cycle with the cycle.
Dag ParseDag(std::string_view text, const std::string& file);

// kNotFound when the file does not exist.
Dag ReadDag(const std::string& file);

// Every *.yaml and *.yml of a folder, sorted by DAG id; a folder that does not exist has none.
// kInvalidArgument when two files define the same id.
std::vector<Dag> ReadDags(const std::string& folder);

}  // namespace tarn::orchestrate

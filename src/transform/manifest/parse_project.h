#pragma once

#include <memory>

#include "transform/manifest/manifest.h"
#include "transform/project/project.h"

namespace tarn::transform {

// Reads a dbt project with its packages and makes the manifest of it: every file is read and
// rendered once with nothing executed. Errors, all with FILE:LINE:COLUMN where there is one:
// kNotFound without a project, for unknown refs, sources, profiles (with "did you mean");
// kInvalidArgument for wrong YAML and Jinja, duplicate names, cycles (the cycle);
// kFailedPrecondition for packages that are not installed; kUnsupported for what Tarn cannot run
// (Python models, snapshots). What dbt only warns of is in Manifest::warnings.
std::unique_ptr<Manifest> ParseProject(const ProjectInputs& inputs);

}  // namespace tarn::transform

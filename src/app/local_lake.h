#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/lake_config.h"
#include "cli/host.h"

namespace tarn::app {

// Opens nothing yet: database, store, catalog and engine are made when first asked for.
std::unique_ptr<cli::Lake> OpenLocalLake(LakeConfig config);

// Name and version of the libraries inside.
std::vector<std::pair<std::string, std::string>> BuiltInComponents();

}  // namespace tarn::app

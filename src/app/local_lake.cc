#include "app/local_lake.h"

#include "base/error.h"
#include "orchestrate/dags/dag.h"

namespace tarn::app {

std::unique_ptr<cli::Lake> OpenLocalLake(LakeConfig config) {
  base::Throw(base::ErrorKind::kUnsupported, "not linked yet: {}", config.folder);
}

std::vector<std::pair<std::string, std::string>> BuiltInComponents() {
  return {{"lake format", std::to_string(kLakeFormat)}};
}

}  // namespace tarn::app

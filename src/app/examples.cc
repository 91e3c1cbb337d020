#include "app/examples.h"

#include <algorithm>

namespace tarn::app {

std::vector<std::string> ExampleNames() {
  std::vector<std::string> names;
  for (const auto& file : ExampleFiles()) {
    if (std::find(names.begin(), names.end(), file.example) == names.end()) {
      names.emplace_back(file.example);
    }
  }
  return names;
}

}  // namespace tarn::app

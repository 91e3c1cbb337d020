#pragma once

#include "cli/host.h"

namespace tarn::app {

// The program: lakes in folders of this machine, the examples that were built in.
class LocalHost : public cli::Host {
 public:
  std::unique_ptr<cli::Lake> OpenLake(const std::string& folder) override;
  std::vector<std::string> InitLake(const std::string& folder, const std::string& name,
                                    const std::string& example) override;
  std::vector<std::string> Examples() const override;
  std::vector<std::pair<std::string, std::string>> Components() const override;
};

}  // namespace tarn::app

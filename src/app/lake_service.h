#pragma once

#include "cli/service.h"

namespace tarn::app {

// The servers of lakes: what listens, on which port, with which API.
class LakeServiceHost : public cli::ServiceHost {
 public:
  std::unique_ptr<cli::Service> NewService(cli::Lake& lake,
                                           const cli::ServeOptions& options) override;
};

}  // namespace tarn::app

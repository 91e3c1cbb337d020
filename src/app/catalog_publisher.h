#pragma once

#include <functional>
#include <string>

#include "catalog/catalog.h"
#include "orchestrate/run_publisher.h"

namespace tarn::app {

// Write, audit, publish on the versioned catalog: a run is a branch `run/<dag>/<number>`,
// publishing is a merge commit that names the run in its properties, taking back is a revert of
// that commit.
class CatalogPublisher : public orchestrate::RunPublisher {
 public:
  // The catalog is asked for when it is first needed.
  explicit CatalogPublisher(std::function<catalog::Catalog&()> catalog)
      : catalog_(std::move(catalog)) {}

  void Begin(orchestrate::Run& run) override;
  orchestrate::PublishOutcome Publish(const orchestrate::Run& run) override;
  std::string Head(const std::string& reference) override;
  orchestrate::RecoveredRun Recover(const orchestrate::Run& run) override;
  orchestrate::PublishOutcome Rollback(const orchestrate::Run& run) override;

 private:
  std::string FindPublished(const orchestrate::Run& run);
  std::function<catalog::Catalog&()> catalog_;
};

// The branch of a run: valid as a reference whatever the DAG is called.
std::string RunBranch(const orchestrate::Run& run);

}  // namespace tarn::app

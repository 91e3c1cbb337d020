#pragma once

#include <string>
#include <vector>

#include "orchestrate/runs/run.h"

namespace tarn::orchestrate {

struct PublishOutcome {
  bool published = false;
  std::string commit;                  // the merge in publish_to
  std::vector<std::string> changed;    // keys that it changed, e.g. "gold.daily_metrics"
  std::vector<std::string> conflicts;  // "gold.daily_metrics: …"; nothing was changed when any
};

enum class Found { kPublished, kNotPublished };

struct RecoveredRun {
  Found found = Found::kNotPublished;
  std::string commit;  // of kPublished
};

// Write, audit, publish: the seam to the versioned catalog. Errors are the catalog's; functions say
// which outcomes are values. Thread safe.
class RunPublisher {
 public:
  virtual ~RunPublisher() = default;

  // Notes the head of run.publish_to in run.commit_before and, when the run publishes, branches it:
  // run.branch. Without publish run.branch is publish_to itself.
  virtual void Begin(Run& run) = 0;
  // Merges run.branch into run.publish_to as one commit that carries the run's id and drops the
  // branch. A conflict is an outcome.
  virtual PublishOutcome Publish(const Run& run) = 0;
  // Head of a reference.
  virtual std::string Head(const std::string& reference) = 0;
  // For a run whose process died: whether its merge took place, told from the history of
  // publish_to. What was not published is dropped: branch and files of dead writers. Idempotent.
  virtual RecoveredRun Recover(const Run& run) = 0;
  // Takes back what commit_after changed, as one commit on publish_to. Conflicts (a later commit
  // changed the same tables) are an outcome.
  virtual PublishOutcome Rollback(const Run& run) = 0;
};

}  // namespace tarn::orchestrate

#include "app/catalog_publisher.h"

#include <fmt/format.h>

#include "app/author.h"
#include "base/error.h"

namespace tarn::app {
namespace {

using base::Error;
using base::ErrorKind;

// On the merge commit alone: tells it from what the run's tasks committed on the branch.
constexpr const char* kPublishedRun = "tarn.published-run-id";
constexpr const char* kRolledBackRun = "tarn.rolled-back-run-id";

orchestrate::PublishOutcome Outcome(const catalog::MergeResult& result) {
  orchestrate::PublishOutcome outcome;
  outcome.published = result.merged();
  outcome.commit = result.commit_hash;
  outcome.changed = result.keys;
  for (const auto& conflict : result.conflicts) {
    outcome.conflicts.push_back(fmt::format("{}: {}", conflict.key, conflict.reason));
  }
  return outcome;
}

catalog::MergeOptions Options(const orchestrate::Run& run, std::string message,
                              const char* property) {
  catalog::MergeOptions options;
  options.message = std::move(message);
  options.author = Author();
  options.properties = {{"tarn.dag-id", run.dag_id},
                        {"tarn.run-id", run.run_id},
                        {"tarn.run-number", std::to_string(run.number)},
                        {"tarn.code-hash", run.code_hash},
                        {property, run.run_id}};
  return options;
}

}  // namespace

std::string RunBranch(const orchestrate::Run& run) {
  return fmt::format("run/{}/{}", run.dag_id, run.number);
}

std::string CatalogPublisher::Head(const std::string& reference) {
  return catalog_().Snapshot(reference)->commit_hash();
}

void CatalogPublisher::Begin(orchestrate::Run& run) {
  catalog::Catalog& catalog = catalog_();
  catalog.RecoverDeadWriters();
  run.commit_before = Head(run.publish_to);
  if (!run.publish) {
    run.branch = run.publish_to;
    return;
  }
  std::string branch = RunBranch(run);
  catalog.CreateBranch(branch, "@" + run.commit_before);
  run.branch = branch;
}

orchestrate::PublishOutcome CatalogPublisher::Publish(const orchestrate::Run& run) {
  catalog::Catalog& catalog = catalog_();
  auto outcome = Outcome(catalog.Merge(
      run.branch, run.publish_to,
      Options(run, fmt::format("run {} of {}", run.number, run.dag_id), kPublishedRun)));
  if (!outcome.published) return outcome;
  try {
    catalog.DropReference(run.branch);
  } catch (const Error&) {
    // Published is published: a branch that could not be dropped is only untidy.
  }
  return outcome;
}

std::string CatalogPublisher::FindPublished(const orchestrate::Run& run) {
  for (size_t limit = 64;; limit *= 8) {
    auto commits = catalog_().Log(run.publish_to, limit);
    for (const auto& commit : commits) {
      auto it = commit.properties.find(kPublishedRun);
      if (it != commit.properties.end() && it->second == run.run_id) return commit.hash.hex();
      if (commit.hash.hex() == run.commit_before) return "";
    }
    if (commits.size() < limit) return "";
  }
}

orchestrate::RecoveredRun CatalogPublisher::Recover(const orchestrate::Run& run) {
  catalog::Catalog& catalog = catalog_();
  orchestrate::RecoveredRun recovered;
  if (run.publish) {
    // A process may die between making its branch and noting the name.
    std::string branch = RunBranch(run);
    if (!run.commit_before.empty()) recovered.commit = FindPublished(run);
    try {
      catalog.DropReference(branch);
    } catch (const Error& e) {
      if (e.kind() != ErrorKind::kNotFound) throw;
    }
  }
  if (!recovered.commit.empty()) recovered.found = orchestrate::Found::kPublished;
  catalog.RecoverDeadWriters();
  return recovered;
}

orchestrate::PublishOutcome CatalogPublisher::Rollback(const orchestrate::Run& run) {
  if (run.commit_after == run.commit_before) {
    throw Error(ErrorKind::kFailedPrecondition,
                fmt::format("run {} changed nothing on {}: nothing to take back", run.number,
                            run.publish_to));
  }
  return Outcome(catalog_().Revert(
      run.publish_to, run.commit_after,
      Options(run, fmt::format("take back run {} of {}", run.number, run.dag_id), kRolledBackRun)));
}

}  // namespace tarn::app

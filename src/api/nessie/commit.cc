// Commits: operations on keys, applied to the branch's head.
#include <chrono>
#include <thread>

#include "api/nessie/commit_meta.h"
#include "api/nessie/commit_plan.h"
#include "api/nessie/ref_path.h"
#include "api/nessie/service.h"
#include "base/error.h"

namespace tarn::api::nessie {
namespace {

constexpr int kMaxAttempts = 200;

[[noreturn]] void ThrowNotInHistory(const versions::Hash& hash, const std::string& branch) {
  throw ApiError(ErrorCode::kReferenceNotFound,
                 "Could not find commit '" + HexOf(hash) + "' in reference '" + branch + "'.");
}

}  // namespace

ResolvedRef Service::ResolveTarget(const RefSpec& ref, const char* what) {
  const ResolvedRef target = Resolve(
      ref, {.ref = what, .hash = "Expected hash", .branch_only = true, .hash_required = true});
  if (target.hash != *target.head && !repository_.IsAncestor(target.hash, *target.head)) {
    ThrowNotInHistory(target.hash, target.name);
  }
  return target;
}

CommitResponse Service::Commit(const RefSpec& target, const Operations& operations) {
  CheckClientMeta(operations.meta);
  return CommitOn(ResolveTarget(target, "Reference to commit into"), operations);
}

CommitResponse Service::CommitOn(const ResolvedRef& target, const Operations& operations) {
  const std::string& branch = target.name;
  // Files that the contents name are only known to the client until the commit is there.
  const auto lock = catalog_.LockForAdoption();
  std::map<versions::ContentKey, std::string> new_ids;
  versions::CommitRequest request;
  request.branch = branch;
  request.meta = ToStored(operations.meta);
  for (int attempt = 1; attempt <= kMaxAttempts; ++attempt) {
    // The head that was found with the target does at first: a commit on top of an older one fails
    // only for keys that changed since.
    const versions::Hash head =
        attempt == 1 && target.head ? *target.head : repository_.GetReference(branch).head;
    CommitPlan plan = PlanCommit(repository_, target.hash, head, operations.operations, new_ids);
    if (!plan.conflicts.empty()) ThrowConflicts(std::move(plan.conflicts));
    request.expected_head = head;
    request.exact_head = plan.needs_exact_head;
    request.operations = std::move(plan.operations);
    versions::CommitOutcome outcome = repository_.CommitOperations(request);
    if (outcome.commit) {
      return {{ReferenceType::kBranch, branch, HexOf(outcome.commit->hash), {}},
              std::move(plan.added)};
    }
    // Somebody was faster: the next try tells whether that matters.
    std::this_thread::sleep_for(std::chrono::microseconds(100 * std::min(attempt, 50)));
  }
  base::Throw(base::ErrorKind::kUnavailable,
              "the branch moved under each of {} tries to commit: '{}'", kMaxAttempts, branch);
}

}  // namespace tarn::api::nessie

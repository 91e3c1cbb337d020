#include "versions/branch_writer.h"

#include <algorithm>

#include "base/error.h"
#include "base/random.h"

namespace tarn::versions {

using base::Error;
using base::ErrorKind;

Reference BranchWriter::GetBranch(const std::string& name) {
  auto reference = FindReferenceRow(database_, name);
  if (!reference) base::Throw(ErrorKind::kNotFound, "no branch has the name: '{}'", name);
  if (reference->kind != ReferenceKind::kBranch) {
    throw Error(ErrorKind::kInvalidArgument,
                fmt::format("a tag cannot be committed to: '{}'", name), "make a branch from it");
  }
  return *reference;
}

bool BranchWriter::TryMove(const std::string& branch, const Hash& expected, const Hash& head,
                           const NewObjects& objects) {
  try {
    auto transaction = database_.Begin(metadb::Isolation::kReadCommitted);
    if (!MoveReferenceRow(*transaction, branch, expected, head)) return false;
    StoredObjects::Insert(*transaction, objects);
    transaction->Commit();
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::kConflict) return false;
    if (error.kind() != ErrorKind::kCommitStateUnknown || !TookPlace(branch, head)) throw;
  }
  objects_.Remember(objects);
  return true;
}

bool BranchWriter::TookPlace(const std::string& branch, const Hash& head) {
  try {
    auto reference = FindReferenceRow(database_, branch);
    auto commit = objects_.FindCommit(head);
    return reference && commit && IsAncestor(objects_, commit, objects_.GetCommit(reference->head));
  } catch (const Error&) {
    return false;
  }
}

void BranchWriter::BackOff(int attempt, const std::string& branch) {
  if (attempt >= max_attempts_) {
    throw Error(ErrorKind::kConflict,
                fmt::format("the branch moved under each of {} tries: '{}'", attempt, branch),
                "try again later");
  }
  uint64_t bound = uint64_t{200} << std::min(attempt, 8);
  clock_.SleepFor(std::chrono::microseconds(base::RandomSource::System().Next() % bound));
}

}  // namespace tarn::versions

// References: branches and tags, and what they are beside the default branch.
#include <algorithm>

#include "api/nessie/commit_meta.h"
#include "api/nessie/filters.h"
#include "api/nessie/page_builder.h"
#include "api/nessie/ref_path.h"
#include "api/nessie/service.h"
#include "base/error.h"

namespace tarn::api::nessie {
namespace {

using base::Error;
using base::ErrorKind;

versions::ReferenceKind ToKind(ReferenceType type) {
  if (type == ReferenceType::kDetached) {
    throw Error(ErrorKind::kInvalidArgument, "a reference can be a branch or a tag, not DETACHED");
  }
  return type == ReferenceType::kTag ? versions::ReferenceKind::kTag
                                     : versions::ReferenceKind::kBranch;
}

ReferenceType ToType(versions::ReferenceKind kind) {
  return kind == versions::ReferenceKind::kTag ? ReferenceType::kTag : ReferenceType::kBranch;
}

void CheckType(const std::optional<ReferenceType>& expected, const ResolvedRef& ref) {
  if (!expected || *expected == ref.type) return;
  base::Throw(ErrorKind::kInvalidArgument,
              "Expected reference type {} does not match existing reference '{}'",
              ReferenceTypeName(*expected), ref.name);
}

[[noreturn]] void ThrowUnexpectedHash(const ResolvedRef& ref, const versions::Hash& head) {
  ThrowConflicts({{ConflictType::kUnexpectedHash,
                   {},
                   fmt::format("Named-reference '{}' is not at expected hash '{}', but at '{}'",
                               ref.name, HexOf(ref.hash), HexOf(head))}});
}

bool LogIsWhole(versions::Repository& repository, const std::string& head, int64_t commits) {
  try {
    versions::Commit commit = repository.GetCommit(*HashOf(head));
    while (commits-- > 0 && !commit.parents.empty()) {
      repository.ListKeys(commit.hash, {}, {.after = {}, .limit = 1});  // its keys are there
      commit = repository.GetCommit(commit.parents.front());
    }
    return true;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kDataCorruption && error.kind() != ErrorKind::kNotFound) throw;
    return false;
  }
}

// Tells a lost race as the API does.
template <typename Change>
auto Expecting(versions::Repository& repository, const ResolvedRef& ref, Change change) {
  try {
    return change();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kConflict) throw;
    ThrowUnexpectedHash(ref, repository.GetReference(ref.name).head);
  }
}

}  // namespace

Configuration Service::GetConfiguration() {
  return {default_branch_, kNoAncestorHash, repository_.CreationTime()};
}

Reference Service::Describe(const versions::Reference& reference, bool fetch_all) {
  Reference result{ToType(reference.kind), reference.name, HexOf(reference.head), {}};
  if (!fetch_all || reference.head == repository_.FirstCommit()) return result;
  const versions::Commit head = repository_.GetCommit(reference.head);
  ReferenceMetadata metadata;
  metadata.head = FromStored(head);
  metadata.total_commits = static_cast<int64_t>(head.depth);
  if (reference.kind == versions::ReferenceKind::kBranch && reference.name != default_branch_) {
    const versions::Hash main = repository_.GetReference(default_branch_).head;
    const versions::Commit base =
        repository_.GetCommit(repository_.FirstParentBase(main, reference.head));
    metadata.commits_ahead = static_cast<int64_t>(head.depth - base.depth);
    metadata.commits_behind = static_cast<int64_t>(repository_.GetCommit(main).depth - base.depth);
    metadata.common_ancestor = HexOf(base.hash);
  }
  result.metadata = std::move(metadata);
  return result;
}

PageOf<Reference> Service::ListReferences(const PageRequest& page, const std::string& filter,
                                          bool fetch_all) {
  const auto accepts = ReferenceFilter(filter);
  // Branches come before tags.
  const auto order = [](const versions::Reference& reference) {
    return std::string(reference.kind == versions::ReferenceKind::kTag ? "tag/" : "branch/") +
           reference.name;
  };
  std::vector<versions::Reference> references = repository_.ListReferences();
  std::sort(references.begin(), references.end(),
            [&](const auto& a, const auto& b) { return order(a) < order(b); });
  PageBuilder<Reference> builder(page, kMaxRecords, kMaxResponseBytes);
  for (const versions::Reference& reference : references) {
    const std::string token = order(reference);
    if (page.token && token < *page.token) continue;
    Reference described = Describe(reference, fetch_all);
    if (!accepts(described)) continue;
    if (!builder.Add(std::move(described), token, 200)) break;
  }
  return builder.Take();
}

Reference Service::GetReference(const std::string& name, bool fetch_all) {
  const ResolvedRef ref = Resolve({name, {}}, {.branch_or_tag = true});
  return Describe({ref.name, ToKind(ref.type), *ref.head}, fetch_all);
}

Reference Service::CreateReference(const std::string& name, ReferenceType type,
                                   const RefSpec& source) {
  CheckNewRefName(name);
  const ResolvedRef from = Resolve(source, {.hash = "Target hash", .hash_required = true});
  const auto lock = catalog_.LockForAdoption();
  catalog_.RequireRetained(from.hash);
  try {
    return Describe(repository_.CreateReference(name, ToKind(type), from.hash), false);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kAlreadyExists) throw;
    throw ApiError(ErrorCode::kReferenceAlreadyExists,
                   "Named reference '" + name + "' already exists.");
  }
}

Reference Service::AssignReference(const std::optional<ReferenceType>& type, const RefSpec& ref,
                                   const Reference& target) {
  const ResolvedRef old = Resolve(ref, {.ref = "Assignment target",
                                        .hash = "Expected hash",
                                        .branch_or_tag = true,
                                        .hash_required = true});
  const ResolvedRef to =
      Resolve({target.name, target.hash}, {.hash = "Target hash", .hash_required = true});
  CheckType(type, old);
  const auto lock = catalog_.LockForAdoption();
  catalog_.RequireRetained(to.hash);
  Expecting(repository_, old,
            [&] { return repository_.AssignReference(old.name, old.hash, to.hash); });
  return {old.type, old.name, HexOf(to.hash), {}};
}

Reference Service::DeleteReference(const std::optional<ReferenceType>& type, const RefSpec& ref) {
  CheckType(type, Resolve({ref.name, {}}, {.branch_or_tag = true}));
  if (ref.name.empty() || ref.name == default_branch_) {
    base::Throw(ErrorKind::kInvalidArgument, "Default branch '{}' cannot be deleted.",
                default_branch_);
  }
  const ResolvedRef old =
      Resolve(ref, {.hash = "Expected hash", .branch_or_tag = true, .hash_required = true});
  Expecting(repository_, old, [&] {
    repository_.DeleteReference(old.name, old.hash);
    return true;
  });
  return old.ToReference();
}

ReferenceHistory Service::GetReferenceHistory(const std::string& name, int64_t commits_to_scan) {
  ReferenceHistory history;
  history.reference = GetReference(name, false);
  history.current = FromStored(repository_.GetCommit(*HashOf(history.reference.hash)));
  for (const versions::Hash& hash : repository_.RecentHeads(history.reference.name)) {
    history.previous.push_back(FromStored(repository_.GetCommit(hash)));
  }
  const auto limit = static_cast<int64_t>(kMaxRecords);
  if (commits_to_scan > 0) {
    history.log_consistency =
        LogIsWhole(repository_, history.reference.hash, std::min(commits_to_scan, limit))
            ? "COMMIT_CONSISTENT"
            : "COMMIT_INCONSISTENT";
  }
  return history;
}

}  // namespace tarn::api::nessie

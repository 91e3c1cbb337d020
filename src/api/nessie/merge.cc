// Merge and transplant: what a source changed, taken over to a branch key by key.
#include "api/nessie/commit_meta.h"
#include "api/nessie/commit_plan.h"
#include "api/nessie/content_json.h"
#include "api/nessie/ref_path.h"
#include "api/nessie/service.h"
#include "base/error.h"

namespace tarn::api::nessie {
namespace {

using base::ErrorKind;
using versions::Content;
using versions::ContentKey;

Content ToContent(const ContentValue& value, const ContentKey& key) {
  if (!value.id) {
    base::Throw(ErrorKind::kInvalidArgument, "a content of a merge must have its id, for key '{}'",
                key.ToString());
  }
  return {*value.id, catalog::SerializeContent(value.content)};
}

// Both sides made the namespace: what is in it matters. The target's id stays.
std::optional<Content> ResolveNamespaces(const ContentKey& key, const std::optional<Content>& base,
                                         const std::optional<Content>& ours,
                                         const std::optional<Content>& theirs) {
  if (base || !ours || !theirs) return std::nullopt;
  auto left = catalog::ParseContent(*ours, key), right = catalog::ParseContent(*theirs, key);
  auto* a = std::get_if<catalog::NamespaceContent>(&left);
  auto* b = std::get_if<catalog::NamespaceContent>(&right);
  if (a == nullptr || b == nullptr) return std::nullopt;
  b->properties.merge(a->properties);
  return Content{ours->content_id, catalog::SerializeContent(*b)};
}

// Namespaces of what the merge adds must exist afterwards, those that it drops be empty.
std::vector<Conflict> FindNamespaceConflicts(const versions::MergedState& state,
                                             const std::vector<versions::DiffEntry>& changed) {
  std::vector<Conflict> conflicts;
  for (const versions::DiffEntry& entry : changed) {
    if (!entry.to && entry.from && IsNamespaceContent(*entry.from) && state.FindBelow(entry.key)) {
      conflicts.push_back(MakeConflict(ConflictType::kNamespaceNotEmpty, entry.key));
    }
    if (!entry.to || entry.key.elements.size() < 2) continue;
    ContentKey parent = entry.key;
    parent.elements.pop_back();
    auto found = state.Find(parent);
    if (!found) {
      conflicts.push_back(MakeConflict(ConflictType::kNamespaceAbsent, parent));
    } else if (!IsNamespaceContent(*found)) {
      conflicts.push_back(MakeConflict(ConflictType::kNotANamespace, parent));
    }
  }
  return conflicts;
}

// Makes the store see the conflicts, and keeps them with their types.
versions::MergeValidator Recording(std::vector<Conflict>& found) {
  return [&found](const versions::MergedState& state,
                  const std::vector<versions::DiffEntry>& changed) {
    found = FindNamespaceConflicts(state, changed);
    std::vector<versions::KeyConflict> conflicts;
    for (const Conflict& conflict : found) {
      conflicts.push_back({*conflict.key, conflict.message, {}, {}, {}});
    }
    return conflicts;
  };
}

versions::MergeBehavior BehaviorOf(const MergeRequest& request, const ContentKey& key) {
  for (const KeyMergeMode& mode : request.key_modes) {
    if (mode.key == key) return mode.behavior;
  }
  return request.default_mode;
}

}  // namespace

versions::MergeRequest Service::ToStoreRequest(const ResolvedRef& target,
                                               const MergeRequest& request) {
  versions::MergeRequest stored;
  stored.into = target.name;
  stored.behavior = request.default_mode;
  stored.dry_run = request.dry_run;
  stored.skip_empty = true;
  stored.resolve = ResolveNamespaces;
  for (const KeyMergeMode& mode : request.key_modes) {
    if (!stored.key_behaviors.emplace(mode.key, mode.behavior).second) {
      base::Throw(ErrorKind::kInvalidArgument, "keyMergeModes has a key twice: '{}'",
                  mode.key.ToString());
    }
    if (!mode.expected_target) continue;
    versions::KeyResolution& resolution = stored.key_resolutions[mode.key];
    resolution.expected = ToContent(*mode.expected_target, mode.key);
    if (mode.resolved) resolution.resolved = ToContent(*mode.resolved, mode.key);
  }
  return stored;
}

MergeResponse Service::Merge(const RefSpec& target_spec, const MergeRequest& request) {
  CommitMeta meta = request.meta.value_or(CommitMeta());
  CheckClientMeta(meta);
  const ResolvedRef source = Resolve({request.from_name, request.from_hash},
                                     {.hash = "Source hash", .hash_required = true});
  const ResolvedRef target = ResolveTarget(target_spec, "Reference to merge into");
  if (meta.message.empty()) meta.message = request.message.value_or("");
  if (meta.message.empty()) {
    meta.message = fmt::format("Merged {} at {} into {} at {}", request.from_name,
                               HexOf(source.hash), target.name, HexOf(target.hash));
  }
  versions::MergeRequest stored = ToStoreRequest(target, request);
  stored.meta = ToStored(meta);
  std::vector<Conflict> namespace_conflicts;
  stored.validate = Recording(namespace_conflicts);
  const versions::MergeOutcome outcome = catalog_.MergeKeys(source.hash, stored);
  MergeResponse response = Finish(target, request, outcome,
                                  repository_.Diff(outcome.base, source.hash), namespace_conflicts);
  response.common_ancestor = HexOf(outcome.base);
  return response;
}

MergeResponse Service::Transplant(const RefSpec& target_spec, const MergeRequest& request) {
  const ResolvedRef target = ResolveTarget(target_spec, "Reference to transplant into");
  const RefRules rules{.hash = "Hash to transplant", .hash_required = true};
  std::vector<versions::Hash> hashes;
  for (const std::string& text : request.transplant) {
    hashes.push_back(Resolve({request.from_name, text}, rules).hash);
    if (hashes.size() < 2) continue;
    const versions::Commit commit = repository_.GetCommit(hashes.back());
    if (commit.parents.empty() || commit.parents.front() != hashes[hashes.size() - 2]) {
      base::Throw(ErrorKind::kInvalidArgument, "Sequence of hashes is not contiguous: '{}'", text);
    }
  }
  versions::MergeRequest stored = ToStoreRequest(target, request);
  // One message for several commits would say nothing of each.
  if (hashes.size() == 1 && request.meta) stored.meta = ToStored(*request.meta);
  if (hashes.size() == 1 && stored.meta.message.empty()) {
    stored.meta.message = request.message.value_or("");
  }
  std::vector<Conflict> namespace_conflicts;
  stored.validate = Recording(namespace_conflicts);
  const auto lock = catalog_.LockForAdoption();
  for (const versions::Hash& hash : hashes) catalog_.RequireRetained(hash);
  const versions::MergeOutcome outcome = repository_.TransplantAll(hashes, stored);
  return Finish(target, request, outcome, repository_.Diff(outcome.base, hashes.back()),
                namespace_conflicts);
}

MergeResponse Service::Finish(const ResolvedRef& target, const MergeRequest& request,
                              const versions::MergeOutcome& outcome,
                              const std::vector<versions::DiffEntry>& source_changes,
                              const std::vector<Conflict>& namespace_conflicts) {
  if (!namespace_conflicts.empty()) ThrowConflicts(namespace_conflicts);
  MergeResponse response;
  response.successful = outcome.conflicts.empty();
  response.applied = outcome.commit.has_value();
  response.target_branch = target.name;
  response.effective_target_hash = HexOf(outcome.target);
  response.expected_hash = HexOf(target.hash);
  if (response.successful && !request.dry_run) response.resultant_hash = HexOf(outcome.head);
  std::map<ContentKey, Conflict> by_key;
  for (const versions::KeyConflict& conflict : outcome.conflicts) {
    ConflictType type = CompareContents(conflict.base, conflict.ours);
    if (type == ConflictType::kUnknown) type = ConflictType::kKeyConflict;
    by_key.emplace(conflict.key, MakeConflict(type, conflict.key));
  }
  std::vector<Conflict> all;
  for (const versions::DiffEntry& change : source_changes) {
    MergeKeyDetails details{change.key, BehaviorOf(request, change.key), {}};
    if (auto found = by_key.find(change.key); found != by_key.end()) {
      details.conflict = found->second;
    }
    all.push_back(details.conflict ? *details.conflict
                                   : MakeConflict(ConflictType::kKeyConflict, change.key));
    response.details.push_back(std::move(details));
  }
  if (!response.successful && !request.conflict_as_result) ThrowConflicts(std::move(all));
  return response;
}

}  // namespace tarn::api::nessie

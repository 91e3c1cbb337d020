#include "auth/guard/guarded_repository.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "catalog/content.h"

namespace tarn::auth::guard {

using base::ErrorKind;
using versions::Content;
using versions::ContentKey;
using versions::Hash;
using versions::KeyEntry;
using versions::MergeOutcome;
using versions::MergeRequest;
using versions::Reference;

namespace {

bool IsNamespace(const Content& content, const ContentKey& key) {
  return std::holds_alternative<catalog::NamespaceContent>(catalog::ParseContent(content, key));
}

// Where a table's or a view's metadata is; "" for what has none.
std::string MetadataLocation(const Content& content, const ContentKey& key) {
  const auto parsed = catalog::ParseContent(content, key);
  if (const auto* table = std::get_if<catalog::TableContent>(&parsed)) {
    return table->metadata_location;
  }
  if (const auto* view = std::get_if<catalog::ViewContent>(&parsed)) {
    return view->metadata_location;
  }
  return {};
}

std::string FolderOf(const std::string& location) {
  return location.substr(0, location.rfind('/'));
}

}  // namespace

struct GuardedRepository::View {
  Authorizer who;
  std::vector<std::string> refs;

  bool everything() const { return who.identity().system; }
  bool Shows(const ContentKey& key, const std::optional<Content>& content) const {
    if (everything() || !content) return true;
    const std::string name = key.ToString();
    if (AllowsOnAny(who, Action::kRead, refs, name)) return true;
    return IsNamespace(*content, key) &&
           std::any_of(refs.begin(), refs.end(),
                       [&](const std::string& ref) { return who.SeesNamespace(ref, name); });
  }
  // Contents name files: that is reading.
  void RequireRead(const ContentKey& key, const std::optional<Content>& content) const {
    if (everything() || (content && IsNamespace(*content, key) && Shows(key, content))) return;
    const std::string name = key.ToString();
    if (AllowsOnAny(who, Action::kRead, refs, name)) return;
    // Whoever may make it may know that it is not there yet.
    if (!content && std::any_of(refs.begin(), refs.end(),
                                [&](const std::string& ref) { return who.Touches(ref, name); })) {
      return;
    }
    who.Require(Action::kRead, refs.empty() ? std::string() : refs.front(), name);
  }
};

GuardedRepository::View GuardedRepository::ViewOf(const Hash& commit) const {
  Authorizer who = guard_.Current();
  if (who.identity().system) return {std::move(who), {}};
  std::vector<std::string> refs = guard_.ReferencesWith(commit, who);
  return {std::move(who), std::move(refs)};
}

GuardedRepository::View GuardedRepository::ViewOf(const Hash& from, const Hash& to) const {
  View view = ViewOf(from);
  if (view.everything()) return view;
  for (std::string& ref : guard_.ReferencesWith(to, view.who)) {
    if (std::find(view.refs.begin(), view.refs.end(), ref) == view.refs.end()) {
      view.refs.push_back(std::move(ref));
    }
  }
  return view;
}

std::vector<Reference> GuardedRepository::ListReferences() {
  const Authorizer who = guard_.Current();
  std::vector<Reference> all = inner_.ListReferences();
  std::erase_if(all, [&](const Reference& reference) { return !who.Sees(reference.name); });
  return all;
}

std::vector<Hash> GuardedRepository::RecentHeads(const std::string& name) {
  guard_.Current().RequireSees(name);
  return inner_.RecentHeads(name);
}

std::optional<Reference> GuardedRepository::FindReference(const std::string& name) {
  guard_.Current().RequireSees(name);
  return inner_.FindReference(name);
}

Reference GuardedRepository::GetReference(const std::string& name) {
  guard_.Current().RequireSees(name);
  return inner_.GetReference(name);
}

versions::ResolvedReference GuardedRepository::Resolve(const std::string& expression) {
  return guard_.Resolve(expression, guard_.Current());
}

Reference GuardedRepository::CreateReference(const std::string& name, versions::ReferenceKind kind,
                                             const Hash& head) {
  const Authorizer who = guard_.Current();
  who.Require(Action::kCreateRef, name);
  guard_.RequireSeesCommit(head, who);
  Reference made = inner_.CreateReference(name, kind, head);
  guard_.Record(who, "create-ref", name, "", head.hex(),
                kind == versions::ReferenceKind::kTag ? "tag" : "branch");
  return made;
}

void GuardedRepository::DeleteReference(const std::string& name,
                                        const std::optional<Hash>& expected) {
  const Authorizer who = guard_.Current();
  who.Require(Action::kDropRef, name);
  const auto before = inner_.FindReference(name);
  inner_.DeleteReference(name, expected);
  guard_.Record(who, "drop-ref", name, before ? before->head.hex() : "", "", "");
}

Reference GuardedRepository::AssignReference(const std::string& name,
                                             const std::optional<Hash>& expected,
                                             const Hash& head) {
  const Authorizer who = guard_.Current();
  who.Require(Action::kAssignRef, name);
  guard_.RequireSeesCommit(head, who);
  const auto before = inner_.FindReference(name);
  Reference moved = inner_.AssignReference(name, expected, head);
  const std::string from = expected ? expected->hex() : before ? before->head.hex() : "";
  guard_.Record(who, "assign-ref", name, from, head.hex(), "");
  return moved;
}

std::optional<Content> GuardedRepository::GetContent(const Hash& commit, const ContentKey& key) {
  const View view = ViewOf(commit);
  auto content = inner_.GetContent(commit, key);
  view.RequireRead(key, content);
  return content;
}

std::vector<std::optional<Content>> GuardedRepository::GetContents(
    const Hash& commit, const std::vector<ContentKey>& keys) {
  const View view = ViewOf(commit);
  auto contents = inner_.GetContents(commit, keys);
  for (size_t i = 0; i < keys.size(); ++i) view.RequireRead(keys[i], contents[i]);
  return contents;
}

template <typename List>
std::vector<KeyEntry> GuardedRepository::Listed(const Hash& commit, const versions::Page& page,
                                                List&& list) {
  const View view = ViewOf(commit);
  if (view.everything()) return list(page);
  std::vector<KeyEntry> shown;
  versions::Page next = page;
  while (true) {
    std::vector<KeyEntry> found = list(next);
    const bool last = page.limit == 0 || found.size() < page.limit;
    if (!found.empty()) next.after = found.back().key;
    for (KeyEntry& entry : found) {
      if (page.limit != 0 && shown.size() == page.limit) return shown;
      if (view.Shows(entry.key, entry.content)) shown.push_back(std::move(entry));
    }
    if (last || shown.size() == page.limit) return shown;
  }
}

std::vector<KeyEntry> GuardedRepository::ListKeys(const Hash& commit, const ContentKey& prefix,
                                                  const versions::Page& page) {
  return Listed(commit, page,
                [&](const versions::Page& part) { return inner_.ListKeys(commit, prefix, part); });
}

std::vector<KeyEntry> GuardedRepository::ListChildren(const Hash& commit, const ContentKey& prefix,
                                                      const versions::Page& page) {
  return Listed(commit, page, [&](const versions::Page& part) {
    return inner_.ListChildren(commit, prefix, part);
  });
}

std::vector<versions::Commit> GuardedRepository::Log(
    const Hash& from, size_t limit, const std::function<bool(const versions::Commit&)>& filter) {
  guard_.RequireSeesCommit(from, guard_.Current());
  return inner_.Log(from, limit, filter);
}

void GuardedRepository::VisitDiff(const Hash& from, const Hash& to, const versions::KeyRange& range,
                                  const std::function<bool(versions::DiffEntry)>& visit) {
  const View view = ViewOf(from, to);
  inner_.VisitDiff(from, to, range, [&](versions::DiffEntry entry) {
    const auto& content = entry.to ? entry.to : entry.from;
    return view.Shows(entry.key, content) ? visit(std::move(entry)) : true;
  });
}

std::vector<versions::DiffEntry> GuardedRepository::Diff(const Hash& from, const Hash& to,
                                                         const ContentKey& prefix) {
  const View view = ViewOf(from, to);
  auto entries = inner_.Diff(from, to, prefix);
  std::erase_if(entries, [&](const versions::DiffEntry& entry) {
    return !view.Shows(entry.key, entry.to ? entry.to : entry.from);
  });
  return entries;
}

// What the operations do, in words, once all of them are allowed.
std::string GuardedRepository::RequireOperations(const Authorizer& who,
                                                 const versions::CommitRequest& request) {
  const Hash head = inner_.GetReference(request.branch).head;
  std::string details;
  for (const versions::Operation& operation : request.operations) {
    const ContentKey& key =
        std::visit([](const auto& o) -> const ContentKey& { return o.key; }, operation);
    const std::string name = key.ToString();
    const char* verb = nullptr;
    if (const auto* put = std::get_if<versions::Put>(&operation)) {
      const auto before = inner_.GetContent(head, key);
      verb = before ? "write" : "create";
      who.Require(before ? Action::kWrite : Action::kCreate, request.branch, name);
      // The client names a file, which may be another table's: but not in the table's own folder.
      const std::string location = MetadataLocation(put->content, key);
      const std::string old = before ? MetadataLocation(*before, key) : "";
      if (!location.empty() && FolderOf(location) != FolderOf(old)) {
        who.Require(Action::kRegister, request.branch, name);
      }
    } else if (std::holds_alternative<versions::Delete>(operation)) {
      verb = "drop";
      who.Require(Action::kDrop, request.branch, name);
    }
    if (verb != nullptr) details += fmt::format("{}{} {}", details.empty() ? "" : ", ", verb, name);
  }
  return details;
}

versions::CommitOutcome GuardedRepository::CommitOperations(
    const versions::CommitRequest& request) {
  const Authorizer who = guard_.Current();
  if (who.identity().system) {
    auto outcome = inner_.CommitOperations(request);
    if (outcome.commit) {
      guard_.Record(who, "commit", request.branch, outcome.commit->parents.front().hex(),
                    outcome.commit->hash.hex(), request.meta.message);
    }
    return outcome;
  }
  who.RequireSees(request.branch);
  std::string details = RequireOperations(who, request);
  versions::CommitRequest own = request;
  own.meta.committer = who.identity().user;
  if (own.meta.author.empty()) own.meta.author = who.identity().user;
  versions::CommitOutcome outcome = inner_.CommitOperations(own);
  if (outcome.commit) {
    guard_.Record(who, "commit", request.branch, outcome.commit->parents.front().hex(),
                  outcome.commit->hash.hex(), std::move(details));
  }
  return outcome;
}

MergeRequest RequireMerge(const Guard& guard, const Authorizer& who, const std::vector<Hash>& from,
                          const MergeRequest& request) {
  MergeRequest own = request;
  if (who.identity().system) return own;
  if (request.dry_run) {
    who.RequireSees(request.into);
  } else {
    who.Require(Action::kMerge, request.into);
  }
  for (const Hash& commit : from) guard.RequireSeesCommit(commit, who);
  // Contents that the client gives are its own commit.
  for (const auto& [key, resolution] : request.key_resolutions) {
    if (!resolution.resolved) continue;
    who.Require(Action::kWrite, request.into, key.ToString());
    who.Require(Action::kRegister, request.into, key.ToString());
  }
  own.meta.committer = who.identity().user;
  return own;
}

void RecordMerge(const Guard& guard, const Authorizer& who, const char* action,
                 const MergeRequest& request, const MergeOutcome& outcome) {
  if (request.dry_run || !outcome.commit) return;
  std::string details;
  for (const auto& change : outcome.changes) {
    if (details.size() > AuditLog::kMaxDetails) break;
    details += (details.empty() ? "" : ", ") + change.key.ToString();
  }
  guard.Record(who, action, request.into, outcome.target.hex(), outcome.head.hex(),
               std::move(details));
}

template <typename Run>
MergeOutcome GuardedRepository::Merged(const char* action, const std::vector<Hash>& from,
                                       const MergeRequest& request, Run&& run) {
  const Authorizer who = guard_.Current();
  const MergeRequest own = RequireMerge(guard_, who, from, request);
  MergeOutcome outcome = run(own);
  RecordMerge(guard_, who, action, own, outcome);
  return outcome;
}

MergeOutcome GuardedRepository::Merge(const Hash& from, const MergeRequest& request) {
  return Merged("merge", {from}, request,
                [&](const MergeRequest& own) { return inner_.Merge(from, own); });
}
MergeOutcome GuardedRepository::Transplant(const Hash& commit, const MergeRequest& request) {
  return Merged("transplant", {commit}, request,
                [&](const MergeRequest& own) { return inner_.Transplant(commit, own); });
}
MergeOutcome GuardedRepository::TransplantAll(const std::vector<Hash>& commits,
                                              const MergeRequest& request) {
  return Merged("transplant", commits, request,
                [&](const MergeRequest& own) { return inner_.TransplantAll(commits, own); });
}
MergeOutcome GuardedRepository::Revert(const Hash& commit, const MergeRequest& request) {
  return Merged("revert", {commit}, request,
                [&](const MergeRequest& own) { return inner_.Revert(commit, own); });
}

}  // namespace tarn::auth::guard

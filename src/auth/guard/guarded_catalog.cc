#include "auth/guard/guarded_catalog.h"

#include <fmt/format.h>

#include "auth/guard/guarded_snapshot.h"
#include "base/error.h"
#include "catalog/view_owner.h"

namespace tarn::auth::guard {

using base::Error;
using base::ErrorKind;
using catalog::Change;
using catalog::TableIdentifier;

namespace {

// Demands the rights that a commit's changes take and tells in words what they do.
class ChangeCheck {
 public:
  ChangeCheck(const Authorizer& who, catalog::Catalog& catalog, const std::string& branch)
      : who_(who), catalog_(catalog), branch_(branch) {}

  std::string Check(const std::vector<Change>& changes) {
    for (const Change& change : changes) std::visit([&](const auto& c) { On(c); }, change);
    return std::move(details_);
  }

 private:
  void Demand(Action action, const std::string& name) {
    who_.Require(action, branch_, name);
    details_ += fmt::format("{}{} {}", details_.empty() ? "" : ", ", ActionName(action), name);
  }
  void Put(const TableIdentifier& id, catalog::PutMode mode) {
    const bool exists =
        mode == catalog::PutMode::kUpdate || (mode == catalog::PutMode::kCreateOrReplace &&
                                              catalog_.Snapshot(branch_)->Find(id).has_value());
    Demand(exists ? Action::kWrite : Action::kCreate, id.ToString());
  }
  void Rename(const TableIdentifier& from, const TableIdentifier& to) {
    // Reading, too: else a rename into a namespace of one's own would open it.
    who_.Require(Action::kRead, branch_, from.ToString());
    Demand(Action::kDrop, from.ToString());
    Demand(Action::kCreate, to.ToString());
  }

  void On(const catalog::PutTable& put) { Put(put.table, put.mode); }
  void On(const catalog::PutView& put) { Put(put.view, put.mode); }
  void On(const catalog::DropTable& drop) { Demand(Action::kDrop, drop.table.ToString()); }
  void On(const catalog::DropView& drop) { Demand(Action::kDrop, drop.view.ToString()); }
  void On(const catalog::RenameTable& rename) { Rename(rename.from, rename.to); }
  void On(const catalog::RenameView& rename) { Rename(rename.from, rename.to); }
  void On(const catalog::CreateNamespace& create) {
    Demand(Action::kCreate, catalog::ToString(create.ns));
  }
  void On(const catalog::DropNamespace& drop) { Demand(Action::kDrop, catalog::ToString(drop.ns)); }
  void On(const catalog::UpdateNamespaceProperties& update) {
    Demand(Action::kWrite, catalog::ToString(update.ns));
  }
  void On(const catalog::RegisterTable& reg) { Demand(Action::kRegister, reg.table.ToString()); }

  const Authorizer& who_;
  catalog::Catalog& catalog_;
  const std::string& branch_;
  std::string details_;
};

// The changes as somebody makes them: views tell who defined them.
std::vector<Change> ByUser(const std::vector<Change>& changes, const Identity& identity) {
  std::vector<Change> own = changes;
  const std::string user = identity.system ? std::string() : identity.user;
  for (Change& change : own) {
    auto* put = std::get_if<catalog::PutView>(&change);
    if (put == nullptr) continue;
    put->build = [user, build = std::move(put->build)](const iceberg::ViewMetadata* current) {
      iceberg::ViewMetadata next = build(current);
      catalog::NoteDefinedBy(user, current, next);
      return next;
    };
  }
  return own;
}

// Of a commit that is there.
std::string ParentOf(versions::Repository& repository, const std::string& commit) {
  const auto hash = versions::Hash::FromHex(commit);
  if (!hash) return {};
  const versions::Commit found = repository.GetCommit(*hash);
  return found.parents.empty() ? std::string() : found.parents.front().hex();
}

}  // namespace

GuardedCatalog::GuardedCatalog(std::unique_ptr<catalog::Catalog> inner, DirectoryCache& directory,
                               AuditLog& log, std::shared_ptr<const Identity> otherwise,
                               const std::string& default_branch)
    : inner_(std::move(inner)),
      guard_(directory, log, inner_->repository(), default_branch, std::move(otherwise)),
      repository_(inner_->repository(), guard_) {}

std::shared_ptr<const catalog::CatalogSnapshot> GuardedCatalog::Snapshot(
    const std::string& reference) {
  Authorizer who = guard_.Current();
  if (who.identity().system) return inner_->Snapshot(reference);
  const versions::ResolvedReference resolved = guard_.Resolve(reference, who);
  std::vector<std::string> refs;
  if (resolved.reference) {
    refs = {resolved.reference->name};
  } else {
    refs = guard_.ReferencesWith(resolved.hash, who);
    // An old commit that no reference has, for one whose rules are about any.
    if (refs.empty()) refs = {"*"};
  }
  return std::make_shared<GuardedSnapshot>(inner_->Snapshot(reference), std::move(who),
                                           std::move(refs));
}

catalog::CommitResult GuardedCatalog::Commit(const std::string& branch,
                                             const std::vector<Change>& changes,
                                             const catalog::CommitInfo& info,
                                             catalog::WriteIntent* intent) {
  const Authorizer who = guard_.Current();
  if (!who.identity().system) who.RequireSees(branch);
  catalog::CommitInfo own = info;
  if (!who.identity().system) own.author = who.identity().user;
  std::string details = ChangeCheck(who, *inner_, branch).Check(changes);
  try {
    catalog::CommitResult result =
        inner_->Commit(branch, ByUser(changes, who.identity()), own, intent);
    guard_.Record(who, "commit", branch, ParentOf(inner_->repository(), result.commit_hash),
                  result.commit_hash, std::move(details));
    return result;
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::kCommitStateUnknown) {
      guard_.Record(who, "commit", branch, "", "", "(outcome unknown) " + details);
    }
    throw;
  }
}

void GuardedCatalog::CreateReference(const std::string& name, const std::string& from,
                                     versions::ReferenceKind kind) {
  const Authorizer who = guard_.Current();
  who.Require(Action::kCreateRef, name);
  repository_.Resolve(from);  // demands that it is seen
  const bool tag = kind == versions::ReferenceKind::kTag;
  tag ? inner_->CreateTag(name, from) : inner_->CreateBranch(name, from);
  guard_.Record(who, "create-ref", name, "", inner_->repository().GetReference(name).head.hex(),
                tag ? "tag" : "branch");
}

void GuardedCatalog::CreateBranch(const std::string& name, const std::string& from) {
  CreateReference(name, from, versions::ReferenceKind::kBranch);
}
void GuardedCatalog::CreateTag(const std::string& name, const std::string& from) {
  CreateReference(name, from, versions::ReferenceKind::kTag);
}

void GuardedCatalog::DropReference(const std::string& name,
                                   const std::optional<std::string>& expected_hash) {
  const Authorizer who = guard_.Current();
  who.Require(Action::kDropRef, name);
  const auto before = inner_->repository().FindReference(name);
  inner_->DropReference(name, expected_hash);
  guard_.Record(who, "drop-ref", name, before ? before->head.hex() : "", "", "");
}

std::vector<versions::Reference> GuardedCatalog::ListReferences() {
  return repository_.ListReferences();
}

std::vector<versions::Commit> GuardedCatalog::Log(const std::string& reference, size_t limit) {
  repository_.Resolve(reference);
  return inner_->Log(reference, limit);
}

std::vector<versions::DiffEntry> GuardedCatalog::Diff(const std::string& from,
                                                      const std::string& to) {
  return repository_.Diff(repository_.Resolve(from).hash, repository_.Resolve(to).hash, {});
}

template <typename Run>
catalog::MergeResult GuardedCatalog::Merged(const char* action, const std::string& from,
                                            const std::string& into,
                                            const catalog::MergeOptions& options, Run&& run) {
  const Authorizer who = guard_.Current();
  repository_.Resolve(from);
  repository_.Resolve(into);
  if (!options.dry_run) who.Require(Action::kMerge, into);
  catalog::MergeOptions own = options;
  if (!who.identity().system) own.author = who.identity().user;
  catalog::MergeResult result = run(own);
  if (!options.dry_run && result.merged() && !result.keys.empty()) {
    std::string keys;
    for (const std::string& key : result.keys) {
      if (keys.size() > AuditLog::kMaxDetails) break;
      keys += (keys.empty() ? "" : ", ") + key;
    }
    guard_.Record(who, action, into, ParentOf(inner_->repository(), result.commit_hash),
                  result.commit_hash, fmt::format("{}: {}", from, keys));
  }
  return result;
}

catalog::MergeResult GuardedCatalog::Merge(const std::string& from, const std::string& into,
                                           const catalog::MergeOptions& options) {
  return Merged("merge", from, into, options,
                [&](const catalog::MergeOptions& own) { return inner_->Merge(from, into, own); });
}

catalog::MergeResult GuardedCatalog::Revert(const std::string& branch, const std::string& commit,
                                            const catalog::MergeOptions& options) {
  return Merged("revert", commit, branch, options, [&](const catalog::MergeOptions& own) {
    return inner_->Revert(branch, commit, own);
  });
}

versions::MergeOutcome GuardedCatalog::MergeKeys(const versions::Hash& from,
                                                 versions::MergeRequest request) {
  const Authorizer who = guard_.Current();
  const versions::MergeRequest own = RequireMerge(guard_, who, {from}, request);
  versions::MergeOutcome outcome = inner_->MergeKeys(from, own);
  RecordMerge(guard_, who, "merge", own, outcome);
  return outcome;
}

std::unique_ptr<catalog::FileSweep> GuardedCatalog::BeginSweep(
    const catalog::SweepOptions& options) {
  const Authorizer who = guard_.Current();
  who.Require(Action::kMaintain, "*");
  auto sweep = inner_->BeginSweep(options);
  guard_.Record(who, "maintain", "", "", "", "");
  return sweep;
}

}  // namespace tarn::auth::guard

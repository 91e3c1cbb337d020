#include "auth/guard/guard.h"

#include <algorithm>

#include <spdlog/spdlog.h>

#include "base/error.h"
#include "versions/reference_name.h"

namespace tarn::auth::guard {

using base::Error;
using base::ErrorKind;

Guard::Guard(DirectoryCache& directory, AuditLog& log, versions::Repository& repository,
             std::string default_branch, std::shared_ptr<const Identity> otherwise)
    : directory_(directory),
      log_(log),
      repository_(repository),
      default_branch_(std::move(default_branch)),
      otherwise_(std::move(otherwise)) {}

void Guard::RequireIdentity() {
  std::lock_guard lock(mutex_);
  otherwise_.reset();
}

Authorizer Guard::Current() const {
  std::shared_ptr<const Identity> identity = CurrentIdentity();
  if (!identity) {
    std::lock_guard lock(mutex_);
    identity = otherwise_;
  }
  if (!identity) {
    throw Error(ErrorKind::kUnauthenticated, "nobody is known to ask for this");
  }
  return Authorizer(directory_.Get(), std::move(identity));
}

bool Guard::Contains(const versions::Hash& head, const versions::Hash& commit) const {
  if (head == commit) return true;
  const std::string key = head.hex() + commit.hex();
  {
    std::lock_guard lock(mutex_);
    if (const auto found = contains_.find(key); found != contains_.end()) return found->second;
  }
  const bool contains = repository_.IsAncestor(commit, head);
  constexpr size_t kRemembered = 100'000;
  std::lock_guard lock(mutex_);
  if (contains_.size() >= kRemembered) contains_.clear();
  contains_[key] = contains;
  return contains;
}

std::vector<std::string> Guard::ReferencesWith(const versions::Hash& commit,
                                               const Authorizer& who) const {
  std::vector<std::string> names;
  for (const versions::Reference& reference : repository_.ListReferences()) {
    if (!who.Sees(reference.name) || !Contains(reference.head, commit)) continue;
    names.push_back(reference.name);
    if (reference.name == default_branch_) std::rotate(names.begin(), names.end() - 1, names.end());
  }
  return names;
}

versions::ResolvedReference Guard::Resolve(const std::string& expression,
                                           const Authorizer& who) const {
  const std::string base = versions::ParseReferenceExpression(expression).base;
  if (!base.empty() && !versions::LooksLikeHash(base)) who.RequireSees(base);
  versions::ResolvedReference resolved = repository_.Resolve(expression);
  if (resolved.reference) {
    who.RequireSees(resolved.reference->name);
  } else {
    RequireSeesCommit(resolved.hash, who);
  }
  return resolved;
}

void Guard::RequireSeesCommit(const versions::Hash& commit, const Authorizer& who) const {
  if (who.identity().system || !ReferencesWith(commit, who).empty()) return;
  // An old commit that no reference has any more is for those who see everything.
  if (who.Allows(Action::kRead, "*", "*")) return;
  base::Throw(ErrorKind::kPermissionDenied,
              "Access Denied: user '{}' sees no branch or tag that has the commit {}",
              who.identity().user, commit.hex());
}

void Guard::Record(const Authorizer& who, const char* action, const std::string& reference,
                   const std::string& before, const std::string& after, std::string details) const {
  try {
    AuditRecord record;
    record.user = who.identity().user;
    record.action = action;
    record.reference = reference;
    record.commit_before = before;
    record.commit_after = after;
    record.request_id = who.identity().request_id;
    record.details = std::move(details);
    log_.Append(std::move(record));
  } catch (const std::exception& error) {
    spdlog::error("a write is missing in the audit log: {} {} by {} ({} to {}): {}", action,
                  reference, who.identity().user, before, after, error.what());
  }
}

bool AllowsOnAny(const Authorizer& who, Action action, const std::vector<std::string>& refs,
                 const std::string& resource) {
  return std::any_of(refs.begin(), refs.end(),
                     [&](const std::string& ref) { return who.Allows(action, ref, resource); });
}

}  // namespace tarn::auth::guard

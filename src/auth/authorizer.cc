#include "auth/authorizer.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/wildcards.h"

namespace tarn::auth {
namespace {

// Names that a client sent, in a message.
std::string Shown(std::string_view text) {
  constexpr size_t kLimit = 300;
  return std::string(text.substr(0, kLimit));
}

}  // namespace

Authorizer::Authorizer(std::shared_ptr<const Directory> directory,
                       std::shared_ptr<const Identity> identity)
    : directory_(std::move(directory)),
      identity_(std::move(identity)),
      admin_(directory_->IsAdmin(identity_->user)),
      rules_(unrestricted() ? std::vector<Rule>() : directory_->RulesOf(identity_->user)) {}

Authorizer Authorizer::For(const std::string& user) const {
  return {directory_, std::make_shared<const Identity>(
                          Identity{.user = user, .request_id = identity_->request_id})};
}

bool Authorizer::ProtectionAllows(Action action, std::string_view ref) const {
  if (identity_->system || action == Action::kRead || action == Action::kCreateRef ||
      action == Action::kMaintain) {
    return true;
  }
  return std::all_of(directory_->protections.begin(), directory_->protections.end(),
                     [&](const Protection& protection) {
                       if (!base::MatchesWildcards(ref, protection.ref)) return true;
                       if (action == Action::kAssignRef || action == Action::kDropRef) return false;
                       const auto& roles = action == Action::kMerge ? protection.merge_roles
                                                                    : protection.commit_roles;
                       return std::any_of(roles.begin(), roles.end(), [&](const std::string& role) {
                         return directory_->HasRole(identity_->user, role);
                       });
                     });
}

bool Authorizer::Allows(Action action, std::string_view ref, std::string_view resource) const {
  if (!ProtectionAllows(action, ref)) return false;
  return unrestricted() || Decide(rules_, action, ref, resource);
}

void Authorizer::Require(Action action, std::string_view ref, std::string_view resource) const {
  if (Allows(action, ref, resource)) return;
  std::string what = ActionName(action);
  if (!resource.empty()) what += " " + Shown(resource);
  if (!ref.empty()) what += (IsContentAction(action) ? " on " : " ") + Shown(ref);
  const bool is_protected = !ProtectionAllows(action, ref);
  throw base::Error(base::ErrorKind::kPermissionDenied,
                    fmt::format("Access Denied: user '{}' may not {}{}", identity_->user, what,
                                is_protected ? ", which is protected" : ""),
                    "who administers the lake gives rights: tarn access allow");
}

bool Authorizer::Sees(std::string_view ref) const {
  if (unrestricted()) return true;
  return std::any_of(rules_.begin(), rules_.end(), [&](const Rule& rule) {
    if (rule.effect != Effect::kAllow || !base::MatchesWildcards(ref, rule.ref)) return false;
    // Unless another rule takes all of it back.
    return std::none_of(rules_.begin(), rules_.end(), [&](const Rule& other) {
      if (other.effect != Effect::kDeny || !base::MatchesWildcards(ref, other.ref)) return false;
      return other.resource == "*" && other.actions.Has(Action::kRead);
    });
  });
}

void Authorizer::RequireSees(std::string_view ref) const {
  if (Sees(ref)) return;
  throw base::Error(
      base::ErrorKind::kPermissionDenied,
      fmt::format("Access Denied: user '{}' may not see '{}'", identity_->user, Shown(ref)),
      "who administers the lake gives rights: tarn access allow");
}

bool Authorizer::SeesNamespace(std::string_view ref, std::string_view ns) const {
  if (Touches(ref, ns)) return true;
  return std::any_of(rules_.begin(), rules_.end(), [&](const Rule& rule) {
    return rule.effect == Effect::kAllow && base::MatchesWildcards(ref, rule.ref) &&
           ReachesBelow(rule, ns) &&
           // A namespace that is denied by name is not shown for a pattern that would reach it.
           std::none_of(rules_.begin(), rules_.end(), [&](const Rule& other) {
             return other.effect == Effect::kDeny && Applies(other, Action::kRead, ref, ns);
           });
  });
}

bool Authorizer::Touches(std::string_view ref, std::string_view resource) const {
  if (unrestricted()) return true;
  for (int i = 0; i < kActionCount; ++i) {
    const auto action = static_cast<Action>(i);
    if (IsContentAction(action) && Decide(rules_, action, ref, resource)) return true;
  }
  return false;
}

}  // namespace tarn::auth

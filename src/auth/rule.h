#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "auth/action.h"

namespace tarn::auth {

inline constexpr const char* kAdminRole = "admin";    // may do everything
inline constexpr const char* kPublicRole = "public";  // everybody who is known has it

enum class Effect { kAllow, kDeny };

// What a role may do, or may not: patterns with '*' (any characters) and '?' (one). A value.
struct Rule {
  int64_t id = 0;
  std::string role;
  Effect effect = Effect::kAllow;
  ActionSet actions;
  std::string ref = "*";       // names of branches and tags
  std::string resource = "*";  // "gold.orders", "gold.*"; only for actions on content
  friend bool operator==(const Rule&, const Rule&) = default;
};

// A branch that changes in the ways told here alone, whatever rules say: nobody points it elsewhere
// or drops it, and only these roles commit to it or merge into it. Binds admins, too.
struct Protection {
  std::string ref;  // a pattern
  std::set<std::string> merge_roles;
  std::set<std::string> commit_roles;
  friend bool operator==(const Protection&, const Protection&) = default;
};

// Whether a rule is about this: the action and the patterns fit. "gold.*" is also about the
// namespace gold itself. `resource` is a table, view or namespace with dots between its levels.
bool Applies(const Rule& rule, Action action, std::string_view ref, std::string_view resource);

// Whether something below the namespace could fit the rule's pattern of names, so that the
// namespace has to be seen to get there. May say yes too often, never no wrongly.
bool ReachesBelow(const Rule& rule, std::string_view ns);

// Decides by rules of the roles that somebody has; pure. Nothing is allowed that no rule allows,
// and a rule that denies wins over all that allow. Who may write may read; who may not read may not
// write.
bool Decide(const std::vector<Rule>& rules, Action action, std::string_view ref,
            std::string_view resource);

// kInvalidArgument for a pattern that is empty, longer than 500 bytes or has control characters.
void CheckPattern(const std::string& pattern, const char* what);

}  // namespace tarn::auth

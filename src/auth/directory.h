#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "auth/rule.h"
#include "auth/store.h"

namespace tarn::auth {

// Users with their roles, and all rules, as they were at one moment. Immutable.
struct Directory {
  int64_t version = 0;
  std::map<std::string, std::set<std::string>> user_roles;
  std::map<std::string, std::vector<Rule>> role_rules;
  std::vector<Protection> protections;

  // Whether the user is there.
  bool Knows(const std::string& user) const { return user_roles.contains(user); }
  bool HasRole(const std::string& user, const std::string& role) const;
  bool IsAdmin(const std::string& user) const { return HasRole(user, kAdminRole); }
  // Of all roles of the user, "public" among them; nothing for one who is not known.
  std::vector<Rule> RulesOf(const std::string& user) const;
};

Directory ReadDirectory(Store& store);

// The directory, kept in memory; looks at most once in `check_every` whether the store has changed,
// also by another process: so long a right that was taken away may still hold. Thread safe; the
// store outlives it.
class DirectoryCache {
 public:
  explicit DirectoryCache(Store& store,
                          std::chrono::milliseconds check_every = std::chrono::seconds(1));

  std::shared_ptr<const Directory> Get();
  // The next Get looks.
  void Forget();

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;

  Store& store_;
  const std::chrono::milliseconds check_every_;
  std::mutex mutex_;
  std::shared_ptr<const Directory> directory_;
  SteadyTime checked_;
};

}  // namespace tarn::auth

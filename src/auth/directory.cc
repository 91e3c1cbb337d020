#include "auth/directory.h"

namespace tarn::auth {

bool Directory::HasRole(const std::string& user, const std::string& role) const {
  const auto found = user_roles.find(user);
  if (found == user_roles.end()) return false;
  return role == kPublicRole || found->second.contains(role);
}

std::vector<Rule> Directory::RulesOf(const std::string& user) const {
  std::vector<Rule> rules;
  const auto found = user_roles.find(user);
  if (found == user_roles.end()) return rules;
  const auto add = [&](const std::string& role) {
    const auto of_role = role_rules.find(role);
    if (of_role == role_rules.end()) return;
    rules.insert(rules.end(), of_role->second.begin(), of_role->second.end());
  };
  add(kPublicRole);
  for (const std::string& role : found->second) {
    if (role != kPublicRole) add(role);
  }
  return rules;
}

Directory ReadDirectory(Store& store) {
  Directory directory;
  // First: what changes meanwhile is read again.
  directory.version = store.version();
  for (User& user : store.ListUsers()) {
    directory.user_roles.emplace(std::move(user.name), std::move(user.roles));
  }
  for (const Rule& rule : store.ListRules()) {
    directory.role_rules[rule.role].push_back(rule);
  }
  directory.protections = store.ListProtections();
  return directory;
}

DirectoryCache::DirectoryCache(Store& store, std::chrono::milliseconds check_every)
    : store_(store), check_every_(check_every) {}

std::shared_ptr<const Directory> DirectoryCache::Get() {
  std::lock_guard lock(mutex_);
  const SteadyTime now = std::chrono::steady_clock::now();
  if (directory_ && now - checked_ < check_every_) return directory_;
  if (!directory_ || store_.version() != directory_->version) {
    directory_ = std::make_shared<const Directory>(ReadDirectory(store_));
  }
  checked_ = now;
  return directory_;
}

void DirectoryCache::Forget() {
  std::lock_guard lock(mutex_);
  checked_ = SteadyTime();
  directory_.reset();
}

}  // namespace tarn::auth

#include "auth/store.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "auth/password.h"
#include "base/error.h"

namespace tarn::auth {

using base::Error;
using base::ErrorKind;

namespace {

bool IsLetterOrDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool IsName(const std::string& name, size_t limit, const char* others) {
  return !name.empty() && name.size() <= limit && IsLetterOrDigit(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return IsLetterOrDigit(c) || std::string_view(others).find(c) != std::string_view::npos;
         });
}

bool IsUserName(const std::string& name) { return IsName(name, 128, "._@+-"); }

const char* KindName(UserKind kind) { return kind == UserKind::kOidc ? "oidc" : "local"; }
UserKind KindOf(const std::string& name) {
  return name == "oidc" ? UserKind::kOidc : UserKind::kLocal;
}

[[noreturn]] void ThrowNoUser(const std::string& name) {
  throw Error(ErrorKind::kNotFound, fmt::format("there is no user '{}'", name),
              "tarn user list shows them");
}

}  // namespace

void CheckUserName(const std::string& name) {
  if (IsUserName(name)) return;
  throw Error(ErrorKind::kInvalidArgument, fmt::format("not a user's name: '{}'", name),
              "1 to 128 letters, digits and . _ @ + -, beginning with a letter or digit");
}

void CheckRoleName(const std::string& name) {
  const bool lower =
      std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (lower && IsName(name, 64, "._-")) return;
  throw Error(ErrorKind::kInvalidArgument, fmt::format("not a role's name: '{}'", name),
              "1 to 64 lower-case letters, digits and . _ -, beginning with a letter or digit");
}

Store::Store(metadb::Database& database, base::Clock& clock) : database_(database), clock_(clock) {
  database_.Migrate("auth", AuthMigrations());
}

void Store::Change(const std::function<void(metadb::Transaction&)>& body) {
  database_.InTransaction(metadb::Isolation::kSerializable, [&](metadb::Transaction& transaction) {
    body(transaction);
    transaction.Execute("UPDATE auth_state SET value = value + 1 WHERE name = 'version'");
  });
}

bool Store::HasUsers() {
  return database_.QueryOne<std::string>("SELECT name FROM auth_user LIMIT 1").has_value();
}

int64_t Store::version() {
  const auto row =
      database_.QueryOne<int64_t>("SELECT value FROM auth_state WHERE name = 'version'");
  return row ? std::get<0>(*row) : 0;
}

void Store::RequireUser(metadb::Executor& executor, const std::string& user) {
  if (!executor.QueryOne<std::string>("SELECT name FROM auth_user WHERE name = ?", user)) {
    ThrowNoUser(user);
  }
}

void Store::RequireRole(metadb::Executor& executor, const std::string& role) {
  if (executor.QueryOne<std::string>("SELECT name FROM auth_role WHERE name = ?", role)) return;
  throw Error(ErrorKind::kNotFound, fmt::format("there is no role '{}'", role),
              "tarn role list shows them; tarn role create makes one");
}

// A lake whose users nobody may change over its APIs is still its files' owner's, by the command
// line; but to lose the last admin is never meant.
void Store::RequireAdminLeft(metadb::Executor& executor) {
  if (executor.QueryOne<std::string>("SELECT user_name FROM auth_user_role WHERE role = ? LIMIT 1",
                                     kAdminRole)) {
    return;
  }
  if (!executor.QueryOne<std::string>("SELECT name FROM auth_user LIMIT 1")) return;
  throw Error(ErrorKind::kFailedPrecondition, "this would leave no user with the role admin",
              "give somebody else the role first: tarn role grant admin USER");
}

std::vector<User> Store::ListUsers() {
  std::map<std::string, std::set<std::string>> roles;
  for (auto& [user, role] :
       database_.Query<std::string, std::string>("SELECT user_name, role FROM auth_user_role")) {
    roles[user].insert(role);
  }
  std::vector<User> users;
  for (auto& [name, kind, hash, created] :
       database_.Query<std::string, std::string, std::string, int64_t>(
           "SELECT name, kind, password_hash, created_at FROM auth_user")) {
    users.push_back({name, KindOf(kind), roles[name], !hash.empty(), created});
  }
  std::sort(users.begin(), users.end(),
            [](const User& a, const User& b) { return a.name < b.name; });
  return users;
}

void Store::AddUser(const std::string& name, const std::optional<std::string>& password,
                    const std::vector<std::string>& roles) {
  CheckUserName(name);
  const std::string hash = password ? HashPassword(*password) : "";
  const int64_t now = clock_.NowMs();
  const std::set<std::string> unique(roles.begin(), roles.end());
  Change([&](metadb::Transaction& transaction) {
    if (transaction.QueryOne<std::string>("SELECT name FROM auth_user WHERE name = ?", name)) {
      throw Error(ErrorKind::kAlreadyExists, fmt::format("there is a user '{}' already", name),
                  "tarn user password changes its password");
    }
    transaction.Execute(
        "INSERT INTO auth_user (name, kind, password_hash, password_changed_at, created_at) "
        "VALUES (?, ?, ?, ?, ?)",
        name, KindName(UserKind::kLocal), hash, now, now);
    for (const std::string& role : unique) {
      RequireRole(transaction, role);
      transaction.Execute("INSERT INTO auth_user_role (user_name, role) VALUES (?, ?)", name, role);
    }
  });
}

void Store::RemoveUser(const std::string& name) {
  Change([&](metadb::Transaction& transaction) {
    RequireUser(transaction, name);
    const bool admin = transaction
                           .QueryOne<std::string>(
                               "SELECT role FROM auth_user_role WHERE user_name = ? AND role = ?",
                               name, kAdminRole)
                           .has_value();
    transaction.Execute("DELETE FROM auth_token WHERE user_name = ?", name);
    transaction.Execute("DELETE FROM auth_user_role WHERE user_name = ?", name);
    transaction.Execute("DELETE FROM auth_user WHERE name = ?", name);
    if (admin) RequireAdminLeft(transaction);
  });
}

void Store::SetPassword(const std::string& name, const std::string& password) {
  const std::string hash = HashPassword(password);
  Change([&](metadb::Transaction& transaction) {
    const auto kind =
        transaction.QueryOne<std::string>("SELECT kind FROM auth_user WHERE name = ?", name);
    if (!kind) ThrowNoUser(name);
    if (KindOf(std::get<0>(*kind)) == UserKind::kOidc) {
      base::Throw(ErrorKind::kFailedPrecondition,
                  "the OpenID provider checks who this is, so there is no password here: '{}'",
                  name);
    }
    transaction.Execute(
        "UPDATE auth_user SET password_hash = ?, password_changed_at = ? WHERE name = ?", hash,
        clock_.NowMs(), name);
  });
}

std::optional<StoredCredentials> Store::FindCredentials(const std::string& name) {
  // Clients send any bytes as a name, also such as a database refuses.
  if (!IsUserName(name)) return std::nullopt;
  auto row = database_.QueryOne<std::string, std::string, int64_t>(
      "SELECT kind, password_hash, password_changed_at FROM auth_user WHERE name = ?", name);
  if (!row) return std::nullopt;
  return StoredCredentials{name, KindOf(std::get<0>(*row)), std::get<1>(*row), std::get<2>(*row)};
}

void Store::SyncOidcUser(const std::string& name, const std::vector<std::string>& roles) {
  CheckUserName(name);
  Change([&](metadb::Transaction& transaction) {
    const auto kind =
        transaction.QueryOne<std::string>("SELECT kind FROM auth_user WHERE name = ?", name);
    if (kind && KindOf(std::get<0>(*kind)) != UserKind::kOidc) {
      base::Throw(ErrorKind::kUnauthenticated,
                  "a user of the lake's own has the name that the OpenID provider gave: '{}'",
                  name);
    }
    if (!kind) {
      const int64_t now = clock_.NowMs();
      transaction.Execute(
          "INSERT INTO auth_user (name, kind, password_hash, password_changed_at, created_at) "
          "VALUES (?, ?, '', ?, ?)",
          name, KindName(UserKind::kOidc), now, now);
    }
    transaction.Execute("DELETE FROM auth_user_role WHERE user_name = ?", name);
    for (const std::string& role : std::set<std::string>(roles.begin(), roles.end())) {
      transaction.Execute(
          "INSERT INTO auth_user_role (user_name, role) "
          "SELECT ?, name FROM auth_role WHERE name = ?",
          name, role);
    }
  });
}

std::vector<Role> Store::ListRoles() {
  std::map<std::string, std::vector<std::string>> users;
  for (auto& [user, role] : database_.Query<std::string, std::string>(
           "SELECT user_name, role FROM auth_user_role ORDER BY user_name")) {
    users[role].push_back(user);
  }
  std::vector<Role> roles;
  for (auto& [name, description, created] : database_.Query<std::string, std::string, int64_t>(
           "SELECT name, description, created_at FROM auth_role ORDER BY name")) {
    roles.push_back({name, description, created, users[name]});
  }
  return roles;
}

void Store::AddRole(const std::string& name, const std::string& description) {
  CheckRoleName(name);
  Change([&](metadb::Transaction& transaction) {
    if (transaction.QueryOne<std::string>("SELECT name FROM auth_role WHERE name = ?", name)) {
      base::Throw(ErrorKind::kAlreadyExists, "there is a role '{}' already", name);
    }
    transaction.Execute("INSERT INTO auth_role (name, description, created_at) VALUES (?, ?, ?)",
                        name, description, clock_.NowMs());
  });
}

void Store::RemoveRole(const std::string& name) {
  if (name == kAdminRole || name == kPublicRole) {
    base::Throw(ErrorKind::kFailedPrecondition, "this role is always there: '{}'", name);
  }
  for (const Protection& protection : ListProtections()) {
    if (protection.merge_roles.contains(name) || protection.commit_roles.contains(name)) {
      throw Error(ErrorKind::kFailedPrecondition,
                  fmt::format("the protection of '{}' names the role '{}'", protection.ref, name),
                  "change it first: tarn access protect");
    }
  }
  Change([&](metadb::Transaction& transaction) {
    RequireRole(transaction, name);
    transaction.Execute("DELETE FROM auth_rule WHERE role = ?", name);
    transaction.Execute("DELETE FROM auth_user_role WHERE role = ?", name);
    transaction.Execute("DELETE FROM auth_role WHERE name = ?", name);
  });
}

void Store::GrantRole(const std::string& role, const std::string& user) {
  Change([&](metadb::Transaction& transaction) {
    RequireRole(transaction, role);
    RequireUser(transaction, user);
    transaction.Execute(
        "INSERT INTO auth_user_role (user_name, role) VALUES (?, ?) ON CONFLICT DO NOTHING", user,
        role);
  });
}

void Store::RevokeRole(const std::string& role, const std::string& user) {
  Change([&](metadb::Transaction& transaction) {
    RequireRole(transaction, role);
    RequireUser(transaction, user);
    if (transaction.Execute("DELETE FROM auth_user_role WHERE user_name = ? AND role = ?", user,
                            role) == 0) {
      base::Throw(ErrorKind::kNotFound, "'{}' does not have the role '{}'", user, role);
    }
    if (role == kAdminRole) RequireAdminLeft(transaction);
  });
}

}  // namespace tarn::auth

#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "auth/rule.h"
#include "base/clock.h"
#include "metadb/database.h"

namespace tarn::auth {

// "local": has a password here, or tokens only. "oidc": comes from an OpenID provider, which also
// says what roles it has.
enum class UserKind { kLocal, kOidc };

struct User {
  std::string name;
  UserKind kind = UserKind::kLocal;
  std::set<std::string> roles;
  bool has_password = false;
  int64_t created_ms = 0;
};

struct Role {
  std::string name;
  std::string description;
  int64_t created_ms = 0;
  std::vector<std::string> users;
};

struct ApiToken {
  std::string id;
  std::string user;
  std::string name;  // what it is for
  int64_t created_ms = 0;
  std::optional<int64_t> expires_ms;
  std::optional<int64_t> last_used_ms;  // to about a minute
};

// A token just made: the only time that its secret is told.
struct NewApiToken {
  ApiToken token;
  std::string client_id;      // "tarn_<id>"
  std::string client_secret;  // for OAuth2 client credentials
  std::string bearer;         // "tarn_<id>_<secret>": both in one, as a bearer token
};

// What authentication needs of a user.
struct StoredCredentials {
  std::string user;
  UserKind kind = UserKind::kLocal;
  std::string password_hash;        // empty: no password
  int64_t password_changed_ms = 0;  // access tokens made before it are void
};

// Users, roles, rules and tokens in the metadata database, which outlives this. Of secrets only
// hashes are kept. Thread safe, and safe beside other processes; every change raises version().
//
// Errors: kInvalidArgument (names, patterns), kNotFound, kAlreadyExists, kFailedPrecondition, and
// those of metadb::Executor. Lists are sorted by name.
class Store {
 public:
  explicit Store(metadb::Database& database, base::Clock& clock = base::Clock::System());

  // Whether anybody is known: authentication is on from then.
  bool HasUsers();
  // Grows with every change of users, roles, rules and tokens.
  int64_t version();

  // --- users. Names: 1 to 128 letters, digits and "._@+-", beginning with a letter or digit.
  std::vector<User> ListUsers();
  // Without a password the user has tokens alone. kNotFound for a role that does not exist.
  void AddUser(const std::string& name, const std::optional<std::string>& password,
               const std::vector<std::string>& roles);
  // Its tokens go with it. kFailedPrecondition for the last admin.
  void RemoveUser(const std::string& name);
  void SetPassword(const std::string& name, const std::string& password);
  std::optional<StoredCredentials> FindCredentials(const std::string& name);
  // Somebody of an OpenID provider, with exactly the roles of these that exist here.
  // kUnauthenticated when a local user has that name.
  void SyncOidcUser(const std::string& name, const std::vector<std::string>& roles);

  // --- roles. Names: 1 to 64 lower-case letters, digits and "._-". "admin" and "public" are there.
  std::vector<Role> ListRoles();
  void AddRole(const std::string& name, const std::string& description);
  // Its rules go with it.
  void RemoveRole(const std::string& name);
  void GrantRole(const std::string& role, const std::string& user);
  // kFailedPrecondition for the last admin; kNotFound when the user does not have it.
  void RevokeRole(const std::string& role, const std::string& user);

  // --- rules
  std::vector<Rule> ListRules();
  int64_t AddRule(const Rule& rule);  // its id
  void RemoveRule(int64_t id);
  std::vector<Protection> ListProtections();
  void SetProtection(const Protection& protection);  // replaces one of the same pattern
  void RemoveProtection(const std::string& ref);

  // --- tokens
  std::vector<ApiToken> ListTokens(const std::optional<std::string>& user = {});
  NewApiToken AddToken(const std::string& user, const std::string& name,
                       const std::optional<int64_t>& expires_ms);
  void RemoveToken(const std::string& id);
  // None when there is no such token, the secret is another, or it has expired.
  std::optional<ApiToken> CheckToken(const std::string& id, std::string_view secret);
  // Whether it is there and has not expired.
  bool TokenLives(const std::string& id);

  // --- the key that access tokens are signed with, made when first asked for: its id and bytes.
  struct SigningKey {
    std::string id;
    std::string bytes;
  };
  SigningKey CurrentKey();
  std::optional<SigningKey> FindKey(const std::string& id);

 private:
  void Change(const std::function<void(metadb::Transaction&)>& body);
  void RequireRole(metadb::Executor& executor, const std::string& role);
  void RequireUser(metadb::Executor& executor, const std::string& user);
  void RequireAdminLeft(metadb::Executor& executor);

  metadb::Database& database_;
  base::Clock& clock_;
};

// kInvalidArgument for what cannot be a name.
void CheckUserName(const std::string& name);
void CheckRoleName(const std::string& name);

// The tables of users, and of the audit log.
const std::vector<metadb::Migration>& AuthMigrations();

}  // namespace tarn::auth

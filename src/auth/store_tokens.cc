// API tokens, and the key that access tokens are signed with.
#include <fmt/format.h>

#include "auth/secret.h"
#include "auth/store.h"
#include "base/error.h"

namespace tarn::auth {

using base::Error;
using base::ErrorKind;

namespace {

constexpr size_t kIdBytes = 8;
constexpr size_t kSecretBytes = 32;
constexpr int64_t kUseGranularityMs = 60'000;

// What RandomHex gives. Nothing else is looked for: clients name tokens and keys before anybody
// knows them, and a database refuses text that is no UTF-8, which is not to be told from a fault.
bool IsId(const std::string& text) {
  return text.size() == 2 * kIdBytes &&
         text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

std::vector<ApiToken> Store::ListTokens(const std::optional<std::string>& user) {
  std::vector<ApiToken> tokens;
  for (auto& [id, owner, name, created, expires, used] :
       database_.Query<std::string, std::string, std::string, int64_t, std::optional<int64_t>,
                       std::optional<int64_t>>(
           "SELECT id, user_name, name, created_at, expires_at, last_used_at FROM auth_token "
           "WHERE user_name = ? OR ? = '' ORDER BY user_name, created_at, id",
           user.value_or(""), user.value_or(""))) {
    tokens.push_back({id, owner, name, created, expires, used});
  }
  return tokens;
}

NewApiToken Store::AddToken(const std::string& user, const std::string& name,
                            const std::optional<int64_t>& expires_ms) {
  if (name.size() > 200) {
    base::Throw(ErrorKind::kInvalidArgument, "a token's name has 200 bytes at most: '{}'",
                name.substr(0, 200));
  }
  const int64_t now = clock_.NowMs();
  if (expires_ms && *expires_ms <= now) {
    throw Error(ErrorKind::kInvalidArgument, "a token cannot expire before it is made");
  }
  // 256 random bits: a plain hash of them tells nothing, and takes no time to check.
  const std::string secret = RandomHex(kSecretBytes);
  ApiToken token{RandomHex(kIdBytes), user, name, now, expires_ms, {}};
  Change([&](metadb::Transaction& transaction) {
    RequireUser(transaction, user);
    transaction.Execute(
        "INSERT INTO auth_token (id, user_name, name, secret_hash, created_at, expires_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        token.id, user, name, Sha256Hex(secret), now, expires_ms);
  });
  const std::string client_id = "tarn_" + token.id;
  return {std::move(token), client_id, secret, client_id + "_" + secret};
}

void Store::RemoveToken(const std::string& id) {
  Change([&](metadb::Transaction& transaction) {
    const std::string bare = id.starts_with("tarn_") ? id.substr(5, 2 * kIdBytes) : id;
    if (transaction.Execute("DELETE FROM auth_token WHERE id = ?", bare) == 0) {
      throw Error(ErrorKind::kNotFound, fmt::format("there is no token '{}'", bare),
                  "tarn token list shows them");
    }
  });
}

std::optional<ApiToken> Store::CheckToken(const std::string& id, std::string_view secret) {
  if (!IsId(id)) return std::nullopt;
  auto row = database_.QueryOne<std::string, std::string, std::string, int64_t,
                                std::optional<int64_t>, std::optional<int64_t>>(
      "SELECT user_name, name, secret_hash, created_at, expires_at, last_used_at FROM auth_token "
      "WHERE id = ?",
      id);
  const std::string hash = Sha256Hex(secret);
  if (!row || !SecretsEqual(hash, std::get<2>(*row))) return std::nullopt;
  ApiToken token{id,
                 std::get<0>(*row),
                 std::get<1>(*row),
                 std::get<3>(*row),
                 std::get<4>(*row),
                 std::get<5>(*row)};
  const int64_t now = clock_.NowMs();
  if (token.expires_ms && *token.expires_ms <= now) return std::nullopt;
  if (!token.last_used_ms || now - *token.last_used_ms >= kUseGranularityMs) {
    try {
      database_.Execute("UPDATE auth_token SET last_used_at = ? WHERE id = ?", now, id);
      token.last_used_ms = now;
    } catch (const Error& error) {
      // That it was used is for people to look at: who is let in does not depend on it.
      if (error.kind() != ErrorKind::kUnavailable && error.kind() != ErrorKind::kConflict) throw;
    }
  }
  return token;
}

bool Store::TokenLives(const std::string& id) {
  return database_
      .QueryOne<std::string>(
          "SELECT id FROM auth_token WHERE id = ? AND (expires_at IS NULL OR expires_at > ?)", id,
          clock_.NowMs())
      .has_value();
}

Store::SigningKey Store::CurrentKey() {
  const auto newest = [this]() -> std::optional<SigningKey> {
    auto row = database_.QueryOne<std::string, metadb::Blob>(
        "SELECT id, secret FROM auth_key ORDER BY created_at DESC, id LIMIT 1");
    if (!row) return std::nullopt;
    return SigningKey{std::get<0>(*row), std::get<1>(*row).bytes};
  };
  if (auto key = newest()) return *std::move(key);
  database_.InTransaction(metadb::Isolation::kSerializable, [&](metadb::Transaction& transaction) {
    if (transaction.QueryOne<std::string>("SELECT id FROM auth_key LIMIT 1")) return;
    transaction.Execute("INSERT INTO auth_key (id, secret, created_at) VALUES (?, ?, ?)",
                        RandomHex(kIdBytes), metadb::Blob{RandomBytes(kSecretBytes)},
                        clock_.NowMs());
  });
  return newest().value();
}

std::optional<Store::SigningKey> Store::FindKey(const std::string& id) {
  if (!IsId(id)) return std::nullopt;
  auto row = database_.QueryOne<metadb::Blob>("SELECT secret FROM auth_key WHERE id = ?", id);
  if (!row) return std::nullopt;
  return SigningKey{id, std::get<0>(*row).bytes};
}

}  // namespace tarn::auth

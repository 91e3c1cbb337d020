#include "auth/authenticator.h"

#include <algorithm>
#include <cctype>

#include "auth/password.h"
#include "auth/secret.h"
#include "base/error.h"

namespace tarn::auth {

using base::Error;
using base::ErrorKind;

namespace {

constexpr const char* kIssuer = "tarn";
constexpr std::string_view kTokenPrefix = "tarn_";
constexpr size_t kTokenIdDigits = 16;
constexpr std::chrono::minutes kRememberFor{5};
constexpr size_t kRememberedAtMost = 10'000;
constexpr std::chrono::seconds kOwnLeeway{5};

[[noreturn]] void Refuse() {
  throw Error(ErrorKind::kUnauthenticated, "the credentials are not right",
              "check the name and the password or token; tokens expire");
}

// "Basic x" → "x" for the scheme "Basic", in any case.
std::optional<std::string_view> After(std::string_view authorization, std::string_view scheme) {
  if (authorization.size() <= scheme.size() || authorization[scheme.size()] != ' ') {
    return std::nullopt;
  }
  const bool same =
      std::equal(scheme.begin(), scheme.end(), authorization.begin(), [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) ==
               std::tolower(static_cast<unsigned char>(b));
      });
  if (!same) return std::nullopt;
  std::string_view rest = authorization.substr(scheme.size());
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  while (!rest.empty() && rest.back() == ' ') rest.remove_suffix(1);
  return rest;
}

}  // namespace

Authenticator::Authenticator(Store& store, DirectoryCache& directory, AuthenticatorOptions options,
                             base::Clock& clock)
    : store_(store),
      directory_(directory),
      options_(std::move(options)),
      clock_(clock),
      by_name_(clock, 5),
      by_peer_(clock, 50),
      process_key_(RandomBytes(32)) {
  if (options_.oidc.configured()) {
    oidc_ = std::make_unique<OidcValidator>(options_.oidc, options_.fetch, clock_);
  }
}

template <typename Check>
Authenticator::Proof Authenticator::Counted(const std::string& peer, const std::string& name,
                                            Check&& check) {
  const std::string both = peer + " " + name.substr(0, 200);
  by_peer_.Check(peer);
  by_name_.Check(both);
  try {
    Proof proof = check();
    by_name_.Succeeded(both);
    return proof;
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::kUnauthenticated) {
      by_peer_.Failed(peer);
      by_name_.Failed(both);
    }
    throw;
  }
}

bool Authenticator::Recall(const std::string& key, const std::string& password_hash) {
  std::lock_guard lock(mutex_);
  const auto found = remembered_.find(key);
  if (found == remembered_.end()) return false;
  if (found->second.until > clock_.Now() && found->second.password_hash == password_hash) {
    return true;
  }
  remembered_.erase(found);
  return false;
}

void Authenticator::Remember(const std::string& key, const std::string& password_hash) {
  std::lock_guard lock(mutex_);
  if (remembered_.size() >= kRememberedAtMost) remembered_.clear();
  remembered_[key] = {password_hash, clock_.Now() + kRememberFor};
}

std::optional<Authenticator::Proof> Authenticator::ApiTokenOf(std::string_view token) {
  constexpr size_t kHead = kTokenPrefix.size() + kTokenIdDigits;
  if (!token.starts_with(kTokenPrefix) || token.size() <= kHead + 1 || token[kHead] != '_') {
    return std::nullopt;
  }
  const std::string id(token.substr(kTokenPrefix.size(), kTokenIdDigits));
  const auto found = store_.CheckToken(id, token.substr(kHead + 1));
  if (!found) Refuse();
  return Proof{found->user, id};
}

Authenticator::Proof Authenticator::Password(const std::string& user, std::string_view password) {
  if (const auto proof = ApiTokenOf(password)) {
    if (proof->user != user) Refuse();
    return *proof;
  }
  const auto stored = store_.FindCredentials(user);
  const bool known = stored && !stored->password_hash.empty();
  const std::string& hash = known ? stored->password_hash : UnknownUserHash();
  const std::string key =
      HmacSha256(process_key_, user + std::string(1, '\0') + std::string(password));
  if (known && Recall(key, hash)) return {user, {}};
  if (!VerifyPassword(password, hash) || !known) Refuse();
  Remember(key, hash);
  return {user, {}};
}

Authenticator::Proof Authenticator::Basic(std::string_view encoded) {
  const auto decoded = DecodeBase64(encoded);
  const size_t colon = decoded ? decoded->find(':') : std::string::npos;
  if (colon == std::string::npos) {
    throw Error(ErrorKind::kUnauthenticated, "the Authorization header is no Basic credentials");
  }
  return Password(decoded->substr(0, colon), std::string_view(*decoded).substr(colon + 1));
}

Authenticator::Proof Authenticator::OwnToken(const Jwt& token) {
  const auto key = store_.FindKey(token.key_id);
  if (!key || !VerifyHs256(token, key->bytes)) Refuse();
  if (const auto wrong = CheckTimes(token.claims, clock_.NowMs() / 1000, kOwnLeeway)) {
    throw Error(ErrorKind::kUnauthenticated, "the access token is not accepted: " + *wrong);
  }
  Proof proof{TextClaim(token.claims, "sub"), TextClaim(token.claims, "tid")};
  // A token that was revoked, or a password that was changed, takes what came from it along.
  if (!proof.token_id.empty()) {
    if (!store_.TokenLives(proof.token_id)) Refuse();
    return proof;
  }
  const auto stored = store_.FindCredentials(proof.user);
  const auto issued = token.claims.find("pwc");
  if (!stored || issued == token.claims.end() || !issued->is_number_integer() ||
      issued->get<int64_t>() != stored->password_changed_ms) {
    Refuse();
  }
  return proof;
}

Authenticator::Proof Authenticator::OidcToken(const Jwt& token) {
  OidcUser user = oidc_->Validate(token);
  CheckUserName(user.name);
  // Written only when something changed: most tokens bring nothing new.
  const auto directory = directory_.Get();
  const auto known = directory->user_roles.find(user.name);
  std::set<std::string> roles;
  for (const Role& role : store_.ListRoles()) {
    if (std::binary_search(user.roles.begin(), user.roles.end(), role.name)) {
      roles.insert(role.name);
    }
  }
  const auto stored = store_.FindCredentials(user.name);
  const bool changed = known == directory->user_roles.end() || known->second != roles || !stored ||
                       stored->kind != UserKind::kOidc;
  if (changed) {
    store_.SyncOidcUser(user.name, user.roles);
    directory_.Forget();
  }
  return {user.name, {}};
}

Authenticator::Proof Authenticator::Bearer(std::string_view token) {
  if (const auto proof = ApiTokenOf(token)) return *proof;
  const auto jwt = ParseJwt(token);
  if (!jwt) Refuse();
  if (TextClaim(jwt->claims, "iss") == kIssuer) return OwnToken(*jwt);
  if (!oidc_) Refuse();
  return OidcToken(*jwt);
}

std::string Authenticator::Authenticate(std::string_view authorization, const std::string& peer) {
  if (authorization.empty()) {
    throw Error(ErrorKind::kUnauthenticated, "say who you are: there is no Authorization header");
  }
  Proof proof;
  if (const auto encoded = After(authorization, "Basic")) {
    const auto decoded = DecodeBase64(*encoded);
    const std::string name = decoded ? decoded->substr(0, decoded->find(':')) : "";
    proof = Counted(peer, name, [&] { return Basic(*encoded); });
  } else if (const auto token = After(authorization, "Bearer")) {
    proof = Bearer(*token);
  } else {
    throw Error(ErrorKind::kUnauthenticated,
                "the Authorization header is neither Basic nor Bearer");
  }
  if (!directory_.Get()->Knows(proof.user)) {
    directory_.Forget();  // somebody who was added this second
    if (!directory_.Get()->Knows(proof.user)) Refuse();
  }
  return proof.user;
}

AccessToken Authenticator::Issue(const Proof& proof) {
  const Store::SigningKey key = store_.CurrentKey();
  const int64_t now_s = clock_.NowMs() / 1000;
  nlohmann::json claims = {{"iss", kIssuer},
                           {"sub", proof.user},
                           {"iat", now_s},
                           {"exp", now_s + options_.access_token_lifetime.count()},
                           {"jti", RandomHex(8)}};
  if (!proof.token_id.empty()) {
    claims["tid"] = proof.token_id;
  } else {
    const auto stored = store_.FindCredentials(proof.user);
    if (!stored) Refuse();
    claims["pwc"] = stored->password_changed_ms;
  }
  return {SignHs256(claims, key.id, key.bytes), options_.access_token_lifetime};
}

AccessToken Authenticator::ForClient(const std::string& client_id, const std::string& client_secret,
                                     const std::string& peer) {
  const Proof proof = Counted(peer, client_id, [&]() -> Proof {
    if (client_id.starts_with(kTokenPrefix)) {
      if (auto by_token = ApiTokenOf(client_id + "_" + client_secret)) return *by_token;
      Refuse();
    }
    // Some send no id with a token that is whole.
    if (client_id.empty()) {
      if (auto by_token = ApiTokenOf(client_secret)) return *by_token;
      Refuse();
    }
    return Password(client_id, client_secret);
  });
  return Issue(proof);
}

AccessToken Authenticator::Exchange(const std::string& access_token) {
  const auto jwt = ParseJwt(access_token);
  if (!jwt || TextClaim(jwt->claims, "iss") != kIssuer) Refuse();
  return Issue(OwnToken(*jwt));
}

}  // namespace tarn::auth

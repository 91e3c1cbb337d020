#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "auth/attempts.h"
#include "auth/directory.h"
#include "auth/identity.h"
#include "auth/oidc.h"
#include "auth/store.h"
#include "base/clock.h"

namespace tarn::auth {

struct AuthenticatorOptions {
  std::chrono::seconds access_token_lifetime{3600};
  OidcOptions oidc = {};
  FetchDocument fetch = {};  // needed with OIDC
};

// An OAuth2 access token (RFC 6749 section 5.1): a JWT signed with the lake's key.
struct AccessToken {
  std::string token;
  std::chrono::seconds expires_in{0};
};

// Finds out who sends a request. Thread safe; checking a password or fetching a provider's keys
// takes time. What was checked is remembered for a while, keyed by a keyed hash, so that a client
// that sends its password with every request pays once.
//
// Errors: kUnauthenticated, in words that do not tell whether it was the name or the secret;
// kResourceExhausted while too many tries failed (see Attempts); kUnavailable.
class Authenticator {
 public:
  // Store and directory outlive it.
  Authenticator(Store& store, DirectoryCache& directory, AuthenticatorOptions options,
                base::Clock& clock = base::Clock::System());

  // The user that the value of an Authorization header proves: "Basic …" with a name and its
  // password or one of its API tokens; "Bearer …" with an API token, an access token of the lake,
  // or a token of the OpenID provider. `peer` is the address that it came from.
  std::string Authenticate(std::string_view authorization, const std::string& peer);

  // An access token for client credentials: an API token's two parts, or a user's name and
  // password.
  AccessToken ForClient(const std::string& client_id, const std::string& client_secret,
                        const std::string& peer);
  // A new access token for one that is still good (RFC 8693).
  AccessToken Exchange(const std::string& access_token);

 private:
  struct Proof {
    std::string user;
    std::string token_id;  // the API token that it comes from, if any
  };
  struct Remembered {
    std::string password_hash;
    base::TimePoint until;
  };

  Proof Basic(std::string_view encoded);
  Proof Bearer(std::string_view token);
  Proof Password(const std::string& user, std::string_view password);
  // None when it does not have the form of an API token.
  std::optional<Proof> ApiTokenOf(std::string_view token);
  Proof OwnToken(const Jwt& token);
  Proof OidcToken(const Jwt& token);
  AccessToken Issue(const Proof& proof);
  // Runs `check` of a name with a secret that people choose, unless too many failed before. Tokens
  // are not counted: nobody guesses 256 bits, and clients go on sending ones that have expired.
  template <typename Check>
  Proof Counted(const std::string& peer, const std::string& name, Check&& check);
  bool Recall(const std::string& key, const std::string& password_hash);
  void Remember(const std::string& key, const std::string& password_hash);

  Store& store_;
  DirectoryCache& directory_;
  const AuthenticatorOptions options_;
  base::Clock& clock_;
  Attempts by_name_;  // and address: nobody locks out somebody elsewhere
  Attempts by_peer_;
  std::unique_ptr<OidcValidator> oidc_;
  const std::string process_key_;
  std::mutex mutex_;
  std::map<std::string, Remembered> remembered_;
};

}  // namespace tarn::auth

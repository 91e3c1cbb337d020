#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "auth/jwks.h"
#include "auth/jwt.h"
#include "base/clock.h"

namespace tarn::auth {

// A provider whose tokens are trusted (OpenID Connect Core 1.0). A value.
struct OidcOptions {
  std::string issuer;    // "iss" must be this, letter for letter
  std::string audience;  // "aud" must have this among others
  // Where the keys are: a file, an https URL, or http on this machine; empty: the provider's
  // discovery document (<issuer>/.well-known/openid-configuration) tells.
  std::string jwks;
  std::string user_claim = "sub";
  std::string roles_claim = "roles";  // a text or a list; "realm_access.roles" looks inside
  std::string roles_prefix;           // only roles that begin with it count; it is taken off
  std::chrono::seconds leeway{60};    // for clocks that differ
  bool configured() const { return !issuer.empty(); }
};

// Who a token of the provider is about.
struct OidcUser {
  std::string name;
  std::vector<std::string> roles;
};

// Checks bearer tokens of a provider: signature, iss, aud, exp, nbf, iat. Thread safe; may block
// while keys are fetched.
class OidcValidator {
 public:
  // kInvalidArgument for options that are not whole, or a URL that is not https.
  OidcValidator(OidcOptions options, FetchDocument fetch, base::Clock& clock);

  const OidcOptions& options() const { return options_; }
  // kUnauthenticated, telling why; kUnavailable when the provider's keys are not to be had.
  OidcUser Validate(const Jwt& token);

 private:
  std::string Discover();

  const OidcOptions options_;
  const FetchDocument fetch_;
  base::Clock& clock_;
  JwksCache keys_;
};

}  // namespace tarn::auth

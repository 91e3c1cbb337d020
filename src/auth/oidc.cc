#include "auth/oidc.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"

namespace tarn::auth {
namespace {

using base::Error;
using base::ErrorKind;
using nlohmann::json;

constexpr const char* kHttp = "http://";
constexpr const char* kHttps = "https://";

bool IsUrl(std::string_view text) { return text.find("://") != std::string_view::npos; }

// Keys that come over a network in the clear could be anybody's.
void CheckUrl(const std::string& url) {
  if (url.starts_with(kHttps)) return;
  const std::string_view rest = std::string_view(url).substr(url.starts_with(kHttp) ? 7 : 0);
  const std::string_view host = rest.substr(0, rest.find_first_of(":/"));
  if (url.starts_with(kHttp) && (host == "127.0.0.1" || host == "localhost")) return;
  base::Throw(ErrorKind::kInvalidArgument,
              "keys of an OpenID provider come over https, or from a file: '{}'", url);
}

[[noreturn]] void Refuse(const std::string& why) {
  throw Error(ErrorKind::kUnauthenticated, "the token is not accepted: " + why);
}

}  // namespace

OidcValidator::OidcValidator(OidcOptions options, FetchDocument fetch, base::Clock& clock)
    : options_(std::move(options)),
      fetch_(std::move(fetch)),
      clock_(clock),
      keys_([this] { return options_.jwks.empty() ? Discover() : options_.jwks; }, fetch_, clock) {
  if (options_.issuer.empty() || options_.audience.empty()) {
    throw Error(ErrorKind::kInvalidArgument,
                fmt::format("OpenID Connect needs an issuer and an audience: '{}', '{}'",
                            options_.issuer, options_.audience));
  }
  const std::string& where = options_.jwks.empty() ? options_.issuer : options_.jwks;
  if (options_.jwks.empty() || IsUrl(where)) CheckUrl(where);
}

// OpenID Connect Discovery 1.0, section 4.
std::string OidcValidator::Discover() {
  std::string base = options_.issuer;
  while (base.ends_with('/')) base.pop_back();
  const json document =
      json::parse(fetch_(base + "/.well-known/openid-configuration"), nullptr, false);
  const std::string url = document.is_object() ? TextClaim(document, "jwks_uri") : "";
  if (url.empty() || TextClaim(document, "issuer") != options_.issuer) {
    base::Throw(ErrorKind::kUnavailable, "the OpenID provider does not describe itself: {}",
                options_.issuer);
  }
  CheckUrl(url);
  return url;
}

OidcUser OidcValidator::Validate(const Jwt& token) {
  // Before its signature: tokens of others need no keys.
  if (TextClaim(token.claims, "iss") != options_.issuer) Refuse("another issuer made it");
  const auto audiences = TextsOfClaim(token.claims, "aud");
  if (std::find(audiences.begin(), audiences.end(), options_.audience) == audiences.end()) {
    Refuse("it is for another audience");
  }
  // A shared secret is no proof of who signed.
  if (token.algorithm == "HS256" || !keys_.Verify(token)) Refuse("its signature is not right");
  const int64_t now_s = clock_.NowMs() / 1000;
  if (const auto wrong = CheckTimes(token.claims, now_s, options_.leeway)) Refuse(*wrong);
  OidcUser user;
  user.name = TextClaim(token.claims, options_.user_claim);
  if (user.name.empty()) Refuse("it does not say whose it is: no claim " + options_.user_claim);
  for (std::string role : TextsOfClaim(token.claims, options_.roles_claim)) {
    if (!role.starts_with(options_.roles_prefix)) continue;
    user.roles.push_back(role.substr(options_.roles_prefix.size()));
  }
  std::sort(user.roles.begin(), user.roles.end());
  user.roles.erase(std::unique(user.roles.begin(), user.roles.end()), user.roles.end());
  return user;
}

}  // namespace tarn::auth

#include "app/access_gate.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/base64.h"
#include "base/error.h"
#include "base/random.h"
#include "base/wildcards.h"
#include "http/client.h"

namespace tarn::app {

std::string FetchDocument(const std::string& location) {
  if (location.find("://") != std::string::npos) return http::Get(location);
  constexpr size_t kLimit = size_t{1} << 20;
  std::ifstream file(location, std::ios::binary);
  std::string text(kLimit, '\0');
  file.read(text.data(), static_cast<std::streamsize>(kLimit));
  text.resize(static_cast<size_t>(file.gcount()));
  if (text.empty()) base::Throw(base::ErrorKind::kNotFound, "cannot read: {}", location);
  return text;
}

AccessGate::AccessGate(auth::Access& access)
    : access_(access),
      authenticator_(access.store(), access.directory(),
                     {.access_token_lifetime = access.options().access_token_lifetime,
                      .oidc = access.options().oidc,
                      .fetch = FetchDocument}) {}

http::Admission AccessGate::Admit(const http::Request& request,
                                  const std::vector<std::string>& open) {
  // Browsers send Basic credentials that they remember with requests of any page.
  if (const std::string* origin = request.headers.Find("Origin"); origin != nullptr) {
    const size_t scheme = origin->find("://");
    const std::string from = scheme == std::string::npos ? "" : origin->substr(scheme + 3);
    if (from.empty() || !http::EqualsIgnoreCase(from, request.headers.Get("Host"))) {
      base::Throw(base::ErrorKind::kPermissionDenied,
                  "requests of web pages from elsewhere are refused: '{}'", origin->substr(0, 200));
    }
  }
  const bool is_open = std::any_of(open.begin(), open.end(), [&](const std::string& pattern) {
    return base::MatchesWildcards(request.path, pattern);
  });
  if (is_open) return {};
  auth::Identity identity;
  identity.user =
      authenticator_.Authenticate(request.headers.Get("Authorization"), http::PeerHost(request));
  identity.request_id = request.request_id;
  identity.admin = access_.directory().Get()->IsAdmin(identity.user);
  http::Admission admission;
  admission.user = identity.user;
  admission.hold = std::make_shared<const auth::IdentityScope>(
      std::make_shared<const auth::Identity>(std::move(identity)));
  return admission;
}

std::shared_ptr<const auth::Identity> AccessGate::LogIn(const std::string& user,
                                                        const std::string& password,
                                                        const std::string& peer) {
  auth::Identity identity;
  // A token in three parts says itself whose it is.
  const bool is_jwt =
      password.starts_with("ey") && std::count(password.begin(), password.end(), '.') == 2;
  if (user.find(':') != std::string::npos) {
    base::Throw(base::ErrorKind::kUnauthenticated, "no user has a colon in the name");
  }
  identity.user = authenticator_.Authenticate(
      is_jwt ? "Bearer " + password : "Basic " + base::Base64(user + ":" + password), peer);
  if (identity.user != user) {
    base::Throw(base::ErrorKind::kUnauthenticated, "the token is not of the user: {}", user);
  }
  identity.request_id = base::NewUuid();
  identity.admin = access_.directory().Get()->IsAdmin(identity.user);
  return std::make_shared<const auth::Identity>(std::move(identity));
}

}  // namespace tarn::app

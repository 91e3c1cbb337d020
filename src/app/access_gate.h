#pragma once

#include <memory>
#include <string>
#include <vector>

#include "auth/access.h"
#include "http/site.h"

namespace tarn::app {

// Lets requests of a lake's users in: finds out who sends one, and has the thread act for them
// while it is handled. Thread safe; access outlives it.
class AccessGate {
 public:
  explicit AccessGate(auth::Access& access);

  auth::Authenticator& authenticator() { return authenticator_; }
  // Errors: those of auth::Authenticator::Authenticate. kPermissionDenied for a request
  // that a web page of elsewhere makes. `open` are patterns of paths that everybody may ask for;
  // who asks there is not looked at.
  http::Admission Admit(const http::Request& request, const std::vector<std::string>& open);
  // Who that is, for protocols with a name and a password of their own: the password may be an API
  // token, an access token or one of the OpenID provider. Errors as above.
  std::shared_ptr<const auth::Identity> LogIn(const std::string& user, const std::string& password,
                                              const std::string& peer);

 private:
  auth::Access& access_;
  auth::Authenticator authenticator_;
};

// A document for auth: a file, or what a web server answers.
std::string FetchDocument(const std::string& location);

}  // namespace tarn::app

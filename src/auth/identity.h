#pragma once

#include <memory>
#include <string>

namespace tarn::auth {

// Who does something, as authentication found. A value.
struct Identity {
  std::string user;
  std::string request_id;  // for the audit log
  bool admin = false;      // may also see and end what others run
  bool system = false;     // the program itself, or who owns the lake's files: no rules apply
};

// While it lives, this thread acts for somebody. Scopes nest; destroyed on the thread that made it.
// Work that goes on in other threads takes CurrentIdentity() along and opens a scope there.
class IdentityScope {
 public:
  explicit IdentityScope(std::shared_ptr<const Identity> identity);
  ~IdentityScope();
  IdentityScope(const IdentityScope&) = delete;
  IdentityScope& operator=(const IdentityScope&) = delete;

 private:
  std::shared_ptr<const Identity> before_;
};

// Whom this thread acts for; null for nobody.
std::shared_ptr<const Identity> CurrentIdentity();
// The program itself.
std::shared_ptr<const Identity> SystemIdentity();

}  // namespace tarn::auth

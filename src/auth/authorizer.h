#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "auth/directory.h"
#include "auth/identity.h"
#include "auth/rule.h"

namespace tarn::auth {

// Decides what somebody may do. Everybody asks here: the same rules hold in every API. Made for one
// identity at one moment; a value, and cheap to copy.
//
// `resource` is a table, a view or a namespace, its levels joined by dots.
class Authorizer {
 public:
  Authorizer(std::shared_ptr<const Directory> directory, std::shared_ptr<const Identity> identity);

  const Identity& identity() const { return *identity_; }
  // The same for another user, at the same moment; one who is not known may do nothing.
  Authorizer For(const std::string& user) const;

  // Rules, and the protection of branches: commits to a protected branch are for its commit roles.
  bool Allows(Action action, std::string_view ref, std::string_view resource = {}) const;
  // kPermissionDenied, naming user, action, table and reference, unless it is allowed. The answer
  // is the same whether or not the table or the reference exists.
  void Require(Action action, std::string_view ref, std::string_view resource = {}) const;

  // Whether the branch or tag is shown: something on it, or it itself, is allowed.
  bool Sees(std::string_view ref) const;
  void RequireSees(std::string_view ref) const;
  // Whether a namespace is shown: it may be read, or something below it may be.
  bool SeesNamespace(std::string_view ref, std::string_view ns) const;
  // Whether anything at all may be done with a table, a view or a namespace.
  bool Touches(std::string_view ref, std::string_view resource) const;

 private:
  bool unrestricted() const { return identity_->system || admin_; }
  bool ProtectionAllows(Action action, std::string_view ref) const;

  std::shared_ptr<const Directory> directory_;
  std::shared_ptr<const Identity> identity_;
  bool admin_ = false;
  std::vector<Rule> rules_;
};

}  // namespace tarn::auth

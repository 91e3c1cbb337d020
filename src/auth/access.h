#pragma once

#include <chrono>
#include <memory>

#include "auth/audit_log.h"
#include "auth/authenticator.h"
#include "auth/directory.h"
#include "auth/store.h"
#include "base/clock.h"
#include "metadb/database.h"

namespace tarn::auth {

struct AccessOptions {
  OidcOptions oidc = {};
  std::chrono::seconds access_token_lifetime{3600};
  std::chrono::hours audit_retention{24 * 90};
};

// Everything about a lake's users in one place. Thread safe; the database outlives it.
class Access {
 public:
  Access(metadb::Database& database, AccessOptions options,
         base::Clock& clock = base::Clock::System())
      : options_(std::move(options)),
        store_(database, clock),
        directory_(store_),
        audit_(database, options_.audit_retention, clock) {}

  const AccessOptions& options() const { return options_; }
  Store& store() { return store_; }
  DirectoryCache& directory() { return directory_; }
  AuditLog& audit() { return audit_; }
  // Whether servers ask who somebody is: there are users, or a provider that knows some.
  bool required() { return options_.oidc.configured() || store_.HasUsers(); }

 private:
  const AccessOptions options_;
  Store store_;
  DirectoryCache directory_;
  AuditLog audit_;
};

}  // namespace tarn::auth

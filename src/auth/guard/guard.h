#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "auth/audit_log.h"
#include "auth/authorizer.h"
#include "auth/directory.h"
#include "versions/repository.h"

namespace tarn::auth::guard {

// What guarded catalog, snapshots and repository share: who asks, what rules say, and which
// references a commit belongs to. Thread safe.
class Guard {
 public:
  // Directory, log and repository outlive it. `otherwise` acts where a thread acts for nobody;
  // null: then nothing may be done.
  Guard(DirectoryCache& directory, AuditLog& log, versions::Repository& repository,
        std::string default_branch, std::shared_ptr<const Identity> otherwise);

  // From here on threads that act for nobody may do nothing.
  void RequireIdentity();

  // Of whom this thread acts for; kUnauthenticated for nobody.
  Authorizer Current() const;

  // The references that have a commit in their history and are seen, the default branch first, then
  // by name.
  std::vector<std::string> ReferencesWith(const versions::Hash& commit,
                                          const Authorizer& who) const;
  // What a reference expression names, resolved for `who`. kPermissionDenied for a name that is not
  // seen, whether it is there or not, and for a hash as RequireSeesCommit; else as
  // Repository::Resolve.
  versions::ResolvedReference Resolve(const std::string& expression, const Authorizer& who) const;
  // kPermissionDenied unless there is one.
  void RequireSeesCommit(const versions::Hash& commit, const Authorizer& who) const;

  // Writes a record of what `who` did. What it is about has happened, so that an error here is not
  // the caller's: it goes to the program's log.
  void Record(const Authorizer& who, const char* action, const std::string& reference,
              const std::string& before, const std::string& after, std::string details) const;

 private:
  bool Contains(const versions::Hash& head, const versions::Hash& commit) const;

  DirectoryCache& directory_;
  AuditLog& log_;
  versions::Repository& repository_;
  const std::string default_branch_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Identity> otherwise_;
  // Whether a head's history has a commit, which never changes. Keys are both hashes.
  mutable std::unordered_map<std::string, bool> contains_;
};

// Readable where any of the references allows it.
bool AllowsOnAny(const Authorizer& who, Action action, const std::vector<std::string>& refs,
                 const std::string& resource);

}  // namespace tarn::auth::guard

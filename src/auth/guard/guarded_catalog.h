#pragma once

#include <memory>

#include "auth/audit_log.h"
#include "auth/directory.h"
#include "auth/guard/guard.h"
#include "auth/guard/guarded_repository.h"
#include "auth/identity.h"
#include "catalog/catalog.h"

namespace tarn::auth::guard {

// The catalog as somebody may see and change it: every API and the SQL engine go through here, so
// that none can forget to ask. Acts for whom the calling thread acts (IdentityScope); a snapshot
// acts for whom it was made. Commits get that user as their author, and every write is recorded.
// Thread safe.
//
// Errors beyond those of Catalog: kPermissionDenied; kUnauthenticated when the thread acts for
// nobody.
class GuardedCatalog : public catalog::Catalog {
 public:
  // `otherwise` acts where a thread acts for nobody; null: then nothing may be done. Directory and
  // log outlive it.
  GuardedCatalog(std::unique_ptr<catalog::Catalog> inner, DirectoryCache& directory, AuditLog& log,
                 std::shared_ptr<const Identity> otherwise,
                 const std::string& default_branch = "main");

  // From here on threads that act for nobody may do nothing.
  void RequireIdentity() { guard_.RequireIdentity(); }

  std::shared_ptr<const catalog::CatalogSnapshot> Snapshot(const std::string& reference) override;
  catalog::CommitResult Commit(const std::string& branch,
                               const std::vector<catalog::Change>& changes,
                               const catalog::CommitInfo& info,
                               catalog::WriteIntent* intent) override;
  std::unique_ptr<catalog::WriteIntent> BeginWrite() override { return inner_->BeginWrite(); }
  void CreateBranch(const std::string& name, const std::string& from) override;
  void CreateTag(const std::string& name, const std::string& from) override;
  void DropReference(const std::string& name,
                     const std::optional<std::string>& expected_hash) override;
  std::vector<versions::Reference> ListReferences() override;
  std::vector<versions::Commit> Log(const std::string& reference, size_t limit) override;
  std::vector<versions::DiffEntry> Diff(const std::string& from, const std::string& to) override;
  catalog::MergeResult Merge(const std::string& from, const std::string& into,
                             const catalog::MergeOptions& options) override;
  versions::MergeOutcome MergeKeys(const versions::Hash& from,
                                   versions::MergeRequest request) override;
  catalog::MergeResult Revert(const std::string& branch, const std::string& commit,
                              const catalog::MergeOptions& options) override;

  std::string NewTableLocation(const catalog::TableIdentifier& table) const override {
    return inner_->NewTableLocation(table);
  }
  store::ObjectStore& store() override { return inner_->store(); }
  catalog::RecoveryReport RecoverDeadWriters() override { return inner_->RecoverDeadWriters(); }
  // Takes Action::kMaintain.
  std::unique_ptr<catalog::FileSweep> BeginSweep(const catalog::SweepOptions& options) override;
  const std::string& warehouse() const override { return inner_->warehouse(); }
  versions::Repository& repository() override { return repository_; }
  void RequireRetained(const versions::Hash& commit) override { inner_->RequireRetained(commit); }
  std::unique_ptr<catalog::AdoptionLock> LockForAdoption() override {
    return inner_->LockForAdoption();
  }

 private:
  void CreateReference(const std::string& name, const std::string& from,
                       versions::ReferenceKind kind);
  template <typename Run>
  catalog::MergeResult Merged(const char* action, const std::string& from, const std::string& into,
                              const catalog::MergeOptions& options, Run&& run);

  const std::unique_ptr<catalog::Catalog> inner_;
  Guard guard_;
  GuardedRepository repository_;
};

}  // namespace tarn::auth::guard

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "auth/authorizer.h"
#include "catalog/paged_snapshot.h"
#include "catalog/view_owner.h"

namespace tarn::auth::guard {

// A snapshot as somebody may see it: what one may not see is not listed, and does not load. Asks
// for whoever it was made for, on whatever thread. Immutable and thread safe.
//
// Errors beyond those of CatalogSnapshot: kPermissionDenied, for what is there as for what is not.
class GuardedSnapshot : public catalog::PagedSnapshot, public catalog::PersonalSnapshot {
 public:
  // `refs`: the references that the commit is looked at through; rights on any of them count.
  GuardedSnapshot(std::shared_ptr<const catalog::CatalogSnapshot> inner, Authorizer who,
                  std::vector<std::string> refs)
      : inner_(std::move(inner)), who_(std::move(who)), refs_(std::move(refs)) {}

  const std::string& reference() const override { return inner_->reference(); }
  const std::string& commit_hash() const override { return inner_->commit_hash(); }
  std::vector<catalog::Namespace> ListNamespaces(const catalog::Namespace& parent) const override;
  // False for one that is not seen.
  bool NamespaceExists(const catalog::Namespace& ns) const override;
  std::map<std::string, std::string> NamespaceProperties(
      const catalog::Namespace& ns) const override;
  std::vector<catalog::Entry> List(const catalog::Namespace& ns) const override;
  std::optional<catalog::Entry> Find(const catalog::TableIdentifier& identifier) const override;
  std::shared_ptr<const iceberg::TableMetadata> LoadTable(
      const catalog::TableIdentifier& identifier) const override;
  std::shared_ptr<const iceberg::ViewMetadata> LoadView(
      const catalog::TableIdentifier& identifier) const override;

  std::shared_ptr<const catalog::CatalogSnapshot> SeenBy(const std::string& owner) const override;

  std::vector<catalog::Entry> ListPage(const catalog::Namespace& ns, catalog::ContentKind kind,
                                       const std::string& after, size_t limit) const override;
  std::vector<catalog::Namespace> ListNamespacesPage(const catalog::Namespace& parent,
                                                     const std::string& after,
                                                     size_t limit) const override;
  std::vector<catalog::FunctionEntry> ListFunctionsPage(const catalog::Namespace& ns,
                                                        const std::string& after,
                                                        size_t limit) const override;
  std::optional<catalog::FunctionEntry> FindFunction(
      const catalog::TableIdentifier& identifier) const override;

 private:
  bool Sees(const catalog::Namespace& ns) const;
  bool Touches(const catalog::TableIdentifier& identifier) const;
  bool MayRead(const catalog::TableIdentifier& identifier) const;
  // kPermissionDenied.
  void RequireSees(const catalog::Namespace& ns) const;
  void RequireRead(const std::string& resource) const;

  const std::shared_ptr<const catalog::CatalogSnapshot> inner_;
  const Authorizer who_;
  const std::vector<std::string> refs_;
  bool for_view_ = false;  // who it is for owns a view that somebody else reads
};

}  // namespace tarn::auth::guard

#pragma once

#include <functional>
#include <memory>
#include <string>

#include "catalog/catalog.h"
#include "catalog/content.h"
#include "catalog/metadata_cache.h"
#include "catalog/paged_snapshot.h"
#include "versions/repository.h"

namespace tarn::catalog {

// CatalogSnapshot over the version store. The repository and the cache outlive it.
class LakeSnapshot : public PagedSnapshot {
 public:
  LakeSnapshot(versions::Repository& repository, MetadataCache& cache, std::string reference,
               versions::Hash hash)
      : repository_(repository),
        cache_(cache),
        reference_(std::move(reference)),
        hash_(hash),
        hex_(hash.hex()) {}

  const std::string& reference() const override { return reference_; }
  const std::string& commit_hash() const override { return hex_; }
  std::vector<Namespace> ListNamespaces(const Namespace& parent) const override;
  bool NamespaceExists(const Namespace& ns) const override;
  std::map<std::string, std::string> NamespaceProperties(const Namespace& ns) const override;
  std::vector<Entry> List(const Namespace& ns) const override;
  std::optional<Entry> Find(const TableIdentifier& identifier) const override;
  std::shared_ptr<const iceberg::TableMetadata> LoadTable(
      const TableIdentifier& identifier) const override;
  std::shared_ptr<const iceberg::ViewMetadata> LoadView(
      const TableIdentifier& identifier) const override;

  // See listing.h.
  std::vector<Entry> ListPage(const Namespace& ns, ContentKind kind, const std::string& after,
                              size_t limit) const override;
  std::vector<Namespace> ListNamespacesPage(const Namespace& parent, const std::string& after,
                                            size_t limit) const override;
  std::vector<FunctionEntry> ListFunctionsPage(const Namespace& ns, const std::string& after,
                                               size_t limit) const override;
  std::optional<FunctionEntry> FindFunction(const TableIdentifier& identifier) const override;

 private:
  // Calls `visit` for the children of `ns` behind the name `after` until it gives false.
  void VisitChildren(const Namespace& ns, const std::string& after, size_t page_size,
                     const std::function<bool(const versions::KeyEntry&)>& visit) const;
  void RequireNamespace(const Namespace& ns) const;
  [[noreturn]] void ThrowNotFound(const TableIdentifier& identifier, ContentKind wanted) const;

  versions::Repository& repository_;
  MetadataCache& cache_;
  const std::string reference_;
  const versions::Hash hash_;
  const std::string hex_;
};

}  // namespace tarn::catalog

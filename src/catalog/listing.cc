#include "catalog/listing.h"

#include "base/error.h"
#include "catalog/paged_snapshot.h"

namespace tarn::catalog {
namespace {

const PagedSnapshot& AsPaged(const CatalogSnapshot& snapshot) {
  const auto* paged = dynamic_cast<const PagedSnapshot*>(&snapshot);
  if (paged == nullptr) {
    base::Throw(base::ErrorKind::kInternal, "a snapshot that does not list by pages: {}",
                snapshot.commit_hash());
  }
  return *paged;
}

}  // namespace

std::vector<Entry> ListPage(const CatalogSnapshot& snapshot, const Namespace& ns, ContentKind kind,
                            const std::string& after, size_t limit) {
  return AsPaged(snapshot).ListPage(ns, kind, after, limit);
}

std::vector<Namespace> ListNamespacesPage(const CatalogSnapshot& snapshot, const Namespace& parent,
                                          const std::string& after, size_t limit) {
  return AsPaged(snapshot).ListNamespacesPage(parent, after, limit);
}

std::vector<FunctionEntry> ListFunctionsPage(const CatalogSnapshot& snapshot, const Namespace& ns,
                                             const std::string& after, size_t limit) {
  return AsPaged(snapshot).ListFunctionsPage(ns, after, limit);
}

std::optional<FunctionEntry> FindFunction(const CatalogSnapshot& snapshot,
                                          const TableIdentifier& identifier) {
  return AsPaged(snapshot).FindFunction(identifier);
}

}  // namespace tarn::catalog

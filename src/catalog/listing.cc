#include "catalog/listing.h"

#include "base/error.h"
#include "catalog/lake_snapshot.h"

namespace tarn::catalog {
namespace {

// Snapshots are made by the catalog alone, and are of one kind.
const LakeSnapshot& AsLakeSnapshot(const CatalogSnapshot& snapshot) {
  const auto* own = dynamic_cast<const LakeSnapshot*>(&snapshot);
  if (own == nullptr) {
    base::Throw(base::ErrorKind::kInternal, "not a snapshot of this catalog: {}",
                snapshot.commit_hash());
  }
  return *own;
}

}  // namespace

std::vector<Entry> ListPage(const CatalogSnapshot& snapshot, const Namespace& ns, ContentKind kind,
                            const std::string& after, size_t limit) {
  return AsLakeSnapshot(snapshot).ListPage(ns, kind, after, limit);
}

std::vector<Namespace> ListNamespacesPage(const CatalogSnapshot& snapshot, const Namespace& parent,
                                          const std::string& after, size_t limit) {
  return AsLakeSnapshot(snapshot).ListNamespacesPage(parent, after, limit);
}

}  // namespace tarn::catalog

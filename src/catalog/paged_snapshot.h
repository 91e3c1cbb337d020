#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.h"

namespace tarn::catalog {

// A function that others keep in the catalog (Nessie's UDF).
struct FunctionEntry {
  TableIdentifier identifier;
  std::string metadata_location;  // Iceberg's metadata of it; empty for one that has SQL text alone
};

// A snapshot that lists piece by piece, as listing.h tells. Every snapshot is one; apart from
// CatalogSnapshot, since only APIs with pages need it. Immutable and thread safe.
class PagedSnapshot : public CatalogSnapshot {
 public:
  virtual std::vector<Entry> ListPage(const Namespace& ns, ContentKind kind,
                                      const std::string& after, size_t limit) const = 0;
  virtual std::vector<Namespace> ListNamespacesPage(const Namespace& parent,
                                                    const std::string& after,
                                                    size_t limit) const = 0;
  virtual std::vector<FunctionEntry> ListFunctionsPage(const Namespace& ns,
                                                       const std::string& after,
                                                       size_t limit) const = 0;
  virtual std::optional<FunctionEntry> FindFunction(const TableIdentifier& identifier) const = 0;
};

}  // namespace tarn::catalog

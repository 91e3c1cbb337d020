#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/paged_snapshot.h"

namespace tarn::catalog {

// Lists piece by piece what CatalogSnapshot lists as a whole: a page costs in proportion to its
// size (and to the entries of the other kind in between), wherever it begins. Thread safe.

// Tables, or views, directly in `ns` whose name sorts behind `after` ("" for the first page), by
// name, at most `limit` of them. kNotFound when the namespace does not exist.
std::vector<Entry> ListPage(const CatalogSnapshot& snapshot, const Namespace& ns, ContentKind kind,
                            const std::string& after, size_t limit);
// Likewise the direct children of `parent`, by their last level.
std::vector<Namespace> ListNamespacesPage(const CatalogSnapshot& snapshot, const Namespace& parent,
                                          const std::string& after, size_t limit);
// Likewise functions, which are neither tables nor views, and share their name space.
std::vector<FunctionEntry> ListFunctionsPage(const CatalogSnapshot& snapshot, const Namespace& ns,
                                             const std::string& after, size_t limit);
std::optional<FunctionEntry> FindFunction(const CatalogSnapshot& snapshot,
                                          const TableIdentifier& identifier);

}  // namespace tarn::catalog

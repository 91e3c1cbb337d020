#pragma once

#include <string>
#include <vector>

#include "transform/artifacts/artifacts.h"
#include "transform/context/database.h"
#include "transform/manifest/manifest.h"

namespace tarn::transform {

// What of the manifest's models, seeds and sources is in the lake, with columns and types: two
// queries a database.
std::vector<CatalogTable> ReadCatalog(const Manifest& manifest, Database& database);

// One page, with everything in it, that shows models, their columns, tests, SQL and lineage: opens
// from the file system without a server.
std::string DocsPage(const Manifest& manifest, const std::vector<CatalogTable>& tables,
                     const std::vector<NodeResult>& results);

}  // namespace tarn::transform

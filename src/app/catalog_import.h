#pragma once

#include <string>

#include "catalog/catalog.h"
#include "cli/host.h"
#include "metadb/database.h"

namespace tarn::app {

// See cli::Lake::ImportFrom. `author` is who is told to have made the commit, where one is made.
cli::ImportReport ImportFromCatalog(const cli::ImportSource& source, catalog::Catalog& catalog,
                                    metadb::Database& database, const std::string& author);

}  // namespace tarn::app

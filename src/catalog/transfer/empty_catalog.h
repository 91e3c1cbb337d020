#pragma once

#include <vector>

#include "metadb/database.h"
#include "versions/repository.h"

namespace tarn::catalog {

// What imports share: they go into a catalog that nobody used yet, and become visible at once.

// kFailedPrecondition when the catalog has commits, or branches of its own.
void RequireEmptyCatalog(metadb::Executor& executor);

// Puts these branches and tags, whose objects are there, in the place of the one branch of an empty
// catalog. All or nothing; errors as RequireEmptyCatalog.
void PutImportedReferences(metadb::Database& database,
                           const std::vector<versions::Reference>& references);

}  // namespace tarn::catalog

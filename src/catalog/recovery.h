#pragma once

#include <string>

#include "catalog/catalog.h"
#include "store/object_store.h"
#include "versions/repository.h"

namespace tarn::catalog {

// The property of a commit that names the write transaction behind it: how recovery tells a
// transaction that was committed just before its writer died from one that was not.
inline constexpr const char* kTransactionProperty = "tarn.transaction-id";

// Removes what dead writers with journals in `directory` declared and never committed.
RecoveryReport RecoverWriters(const std::string& directory, versions::Repository& repository,
                              store::ObjectStore& store, base::Clock& clock);

}  // namespace tarn::catalog

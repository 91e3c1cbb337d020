#pragma once

#include <set>
#include <string>

#include "iceberg/manifest/manifest_cache.h"
#include "iceberg/table_metadata.h"

namespace tarn::store {
class ObjectStore;
}

namespace tarn::iceberg {

// The data files of `snapshot` that `other` does not have in the same state: a file is the same
// when both have it with the same deletes. So the rows that differ between the two snapshots are
// among the rows of FilesOnlyIn(a, b) and FilesOnlyIn(b, a): every row in another file is in both.
//
// The snapshots may be of two branches of a table, or of two tables; null is one without data.
// Manifests that both have are not read unless their delete files differ. Memory: what is returned,
// and 32 bytes for each file of the manifests that only `other` has (of all its files when delete
// files differ). Thread safe. `cache` may be null. Errors of PlanFiles.
std::set<std::string> FilesOnlyIn(const TableMetadata& metadata, const Snapshot* snapshot,
                                  const TableMetadata& other_metadata, const Snapshot* other,
                                  store::ObjectStore& store, ManifestCache* cache);

}  // namespace tarn::iceberg

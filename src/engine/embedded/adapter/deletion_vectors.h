#pragma once

#include <vector>

#include "engine/embedded/adapter/delete_cache.h"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/lake_transaction.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {

// Adds the rows that a deletion vector (spec: Deletion Vectors) takes out of its data file. Thread
// safe. Errors as iceberg::ReadDeletionVector.
void AddDeletionVector(store::ObjectStore& store, DeleteCache& cache,
                       const iceberg::DataFile& vector, Positions& positions);

// Writes one Puffin file with a vector for each data file of `deletes` (in order of path): the rows
// that go and those that earlier deletes took out, for there is one vector a data file. Earlier
// vectors, and position delete files of that data file alone, are replaced. The path is declared to
// `lake` before its first byte. Errors of the store and of reading earlier deletes.
WrittenDeletes WriteDeletionVectors(duckdb::DatabaseInstance& database, LakeTransaction& lake,
                                    DeleteCache& cache, const iceberg::TableMetadata& metadata,
                                    const std::vector<FileDeletes>& deletes);

}  // namespace tarn::engine::embedded

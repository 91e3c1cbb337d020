#pragma once

#include <vector>

#include "base/cancel.h"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/lake_transaction.h"
#include "iceberg/maintenance/delete_rewrite_plan.h"

namespace tarn::engine::embedded {

// Reads the position delete files of a group, one after another, and writes what applies to live
// data files into new ones; rows for data files that are gone are left out. Gives none when nothing
// is left. Memory: the positions of the group, as bitmaps. kCancelled; errors of
// LoadPositionDeletes and WritePositionDeletes.
std::vector<iceberg::DataFile> RewritePositionDeletes(duckdb::DatabaseInstance& database,
                                                      LakeTransaction& lake,
                                                      const iceberg::TableMetadata& metadata,
                                                      const iceberg::DeleteRewriteGroup& group,
                                                      DeleteGranularity granularity,
                                                      const base::CancelToken& cancel);

}  // namespace tarn::engine::embedded

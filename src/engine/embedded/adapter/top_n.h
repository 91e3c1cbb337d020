#pragma once

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/duck_scan.h"

namespace tarn::engine::embedded {

// ORDER BY column LIMIT n: while the scan runs, DuckDB's Top-N tells it a bound beyond which no row
// is wanted any more. The sooner the wanted rows come, the fewer row groups are read.
enum class TopNOrder { kSmallestFirst, kGreatestFirst };

// What a filter that is filled by a Top-N wants first; nothing for other filters.
std::optional<TopNOrder> TopNOrderOf(const duckdb::TableFilter& filter);

// Puts the files first that have the wanted values, by the bounds of the column; those that do not
// tell come last. Gives whether the order changed.
bool SortForTopN(TopNOrder order, const iceberg::NestedField& column,
                 std::vector<LakeFileList::File>& files);

}  // namespace tarn::engine::embedded

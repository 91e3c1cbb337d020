#pragma once

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/duck_scan.h"

namespace tarn::engine::embedded {

// What metadata tells DuckDB's optimizer of a scan, so that it need not read files. All thread
// safe.

// Smallest and greatest value, nulls, and how many values differ, over all files; null when a file
// does not tell. How many differ is taken from the table's statistics (the `ndv` of theta sketches)
// and is an estimate; the rest bounds all values.
duckdb::unique_ptr<duckdb::BaseStatistics> ColumnStatistics(
    const TableSource& source, const std::vector<LakeFileList::File>& files,
    const iceberg::NestedField& field);

// Row counts by file, and exact smallest and greatest values where the format keeps them whole:
// count(*), min and max without a filter are answered from the manifests. Empty when a file has
// deletes: then nothing is exact.
// `source` must outlive the result.
duckdb::vector<duckdb::PartitionStatistics> PartitionStatisticsOf(
    const TableSource& source, const std::vector<LakeFileList::File>& files);

// Whether every row of every file matches, by partition values and bounds.
bool EveryRowMatches(const iceberg::Expression& filter, const TableSource& source,
                     const std::vector<LakeFileList::File>& files);

}  // namespace tarn::engine::embedded

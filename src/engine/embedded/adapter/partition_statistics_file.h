#pragma once

#include <optional>

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/lake_transaction.h"

namespace tarn::engine::embedded {

// Writes the partition statistics file of a snapshot (spec: Partition Statistics File): Parquet,
// one row a partition, from what the file of the nearest earlier snapshot says and the manifests
// since, or from all manifests. Nothing for a table without partitions. The
// file is declared to the transaction. Errors as iceberg::CountPartitions.
std::optional<iceberg::PartitionStatisticsFile> WritePartitionStatistics(
    duckdb::DatabaseInstance& database, LakeTransaction& lake,
    const iceberg::TableMetadata& metadata, const iceberg::Snapshot& snapshot);

}  // namespace tarn::engine::embedded

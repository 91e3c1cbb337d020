#pragma once

#include <set>
#include <string>
#include <vector>

#include "iceberg/partition_spec.h"
#include "iceberg/schema.h"
#include "iceberg/table_metadata.h"

namespace tarn::engine::embedded {

// Trino's `partitioning` property: "country", "day(ts)" (also year, month, hour), "bucket(id, 16)",
// "truncate(name, 4)", "void(x)". kInvalidArgument for anything else, kNotFound for an unknown
// column (with "did you mean"); what is in quotes is looked for as it stands. Fields are called by
// the whole path of their column, as Iceberg Java calls them: those of a new table "id_bucket",
// those of a table that is there "id_bucket_16", with a number behind them where columns have such
// names.
enum class PartitionNames { kOfNewTable, kOfChangedTable };
iceberg::PartitionSpec ParsePartitioning(const std::vector<std::string>& partitioning,
                                         const iceberg::Schema& schema,
                                         PartitionNames names = PartitionNames::kOfNewTable);
// The reverse, for SHOW CREATE TABLE.
std::vector<std::string> FormatPartitioning(const iceberg::PartitionSpec& spec,
                                            const iceberg::Schema& schema);

// kInvalidArgument, in Trino's words, when none of the columns that the table is partitioned by is
// in `filtered`.
void RequirePartitionFilter(const iceberg::TableMetadata& metadata, const std::string& schema,
                            const std::string& table, const std::set<iceberg::FieldId>& filtered);

}  // namespace tarn::engine::embedded

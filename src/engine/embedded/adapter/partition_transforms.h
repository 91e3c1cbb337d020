#pragma once

#include <string>
#include <vector>

#include "iceberg/partition_spec.h"
#include "iceberg/schema.h"

namespace tarn::engine::embedded {

// Trino's `partitioning` property: "country", "day(ts)" (also year, month, hour), "bucket(id, 16)",
// "truncate(name, 4)", "void(x)". kInvalidArgument for anything else, kNotFound for an unknown
// column (with "did you mean").
iceberg::PartitionSpec ParsePartitioning(const std::vector<std::string>& partitioning,
                                         const iceberg::Schema& schema);
// The reverse, for SHOW CREATE TABLE.
std::vector<std::string> FormatPartitioning(const iceberg::PartitionSpec& spec,
                                            const iceberg::Schema& schema);

}  // namespace tarn::engine::embedded

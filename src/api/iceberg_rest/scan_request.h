#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/expression/expression.h"
#include "iceberg/schema.h"
#include "iceberg/table_metadata.h"

namespace tarn::api::iceberg_rest {

// PlanTableScanRequest.
struct ScanRequest {
  std::optional<iceberg::SnapshotId> snapshot_id;
  std::optional<iceberg::SnapshotId> start_snapshot_id;  // exclusive; with the end: incremental
  std::optional<iceberg::SnapshotId> end_snapshot_id;
  iceberg::CaseSensitivity sensitivity = iceberg::CaseSensitivity::kSensitive;
  bool use_snapshot_schema = false;
  std::vector<std::string> stats_fields;
  std::string filter_json;  // empty: every row
};
// kInvalidArgument with the place of what is wrong, and for a snapshot together with a range.
ScanRequest ParseScanRequest(std::string_view json);

// The plan-task of a FetchScanTasksRequest.
std::string ParsePlanTask(std::string_view json);

// An Expression of the specification over columns of `schema`. Terms that are transforms are taken
// for "may be true": planning then only leaves out less. kInvalidArgument for malformed expressions
// and nesting deeper than 200; kNotFound for a column that the schema does not have.
iceberg::Expression ParseExpression(std::string_view json, const iceberg::Schema& schema,
                                    iceberg::CaseSensitivity sensitivity);

}  // namespace tarn::api::iceberg_rest

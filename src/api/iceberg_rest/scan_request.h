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
  std::vector<std::string> select;  // what will be read; planning leaves nothing out for it
  std::vector<std::string> stats_fields;
  std::string filter_json;  // empty: every row
};
// kInvalidArgument with the place of what is wrong, and for a snapshot together with a range.
ScanRequest ParseScanRequest(std::string_view json);

// The plan-task of a FetchScanTasksRequest.
std::string ParsePlanTask(std::string_view json);

// A Predicate of the specification over columns of `schema`: in its form with references, literals
// and "left", "right" or "child", and in the older one with "term" and "value" (scan_filter.cc).
// Transforms, functions and comparisons of columns with each other are taken for "may be true":
// planning then only leaves out less. kInvalidArgument, with the place, for malformed expressions,
// columns that the schema does not have and nesting deeper than 200.
iceberg::Expression ParseExpression(std::string_view json, const iceberg::Schema& schema,
                                    iceberg::CaseSensitivity sensitivity);

}  // namespace tarn::api::iceberg_rest

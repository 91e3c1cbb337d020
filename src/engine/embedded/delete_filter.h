#pragma once

#include <optional>

#include "iceberg/expression/expression.h"
#include "iceberg/schema.h"
#include "iceberg/table_metadata.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// A condition on a table as a filter of the table format that holds for exactly the same rows, so
// that whole files can be deleted by their metadata: comparisons of columns with literals, IN,
// BETWEEN, IS NULL, AND, OR, NOT. Nothing for any other condition, for nested fields, and where
// literals and columns are compared in another type than the column's. Pure.
std::optional<iceberg::Expression> ExactFilter(const sql::Expression& condition,
                                               const iceberg::Schema& schema);
// Whether every column of a condition is one that the table is partitioned by as it is, so that
// whole files are what the condition takes. Pure.
bool IsOfPartitions(const sql::Expression& condition, const iceberg::TableMetadata& metadata);

}  // namespace tarn::engine::embedded

#pragma once

#include "engine/embedded/adapter/duck.h"
#include "iceberg/expression/expression.h"
#include "iceberg/schema.h"

namespace tarn::engine::embedded {

// DuckDB's filters as Iceberg's expressions, to leave out files. What cannot be told in them
// becomes True, so that a file is never left out wrongly. Pure and thread safe.

struct IcebergFilter {
  iceberg::Expression expression;
  // The two say the same of every row; else the expression only holds where the filter does. A file
  // whose bounds prove an exact expression needs no filtering.
  bool exact = false;
};

// A static filter over columns of one scan. `column_of` gives the column of the table that a
// column binding of the scan means, or null. Fields of structs, and functions of time that never
// decrease (CAST(ts AS date) = d, date_trunc('month', ts) = …, year(ts) = …), are understood.
using ColumnOf =
    std::function<const iceberg::NestedField*(const duckdb::BoundColumnRefExpression& column)>;
IcebergFilter ConvertFilter(const duckdb::Expression& filter, const ColumnOf& column_of);
iceberg::Expression ToIcebergFilter(const duckdb::Expression& filter, const ColumnOf& column_of);

// A filter on one column as it is when the scan begins: join keys are known then; Top-N bounds
// become known while it runs.
iceberg::Expression ToIcebergFilter(const duckdb::TableFilter& filter,
                                    const iceberg::NestedField& column);

}  // namespace tarn::engine::embedded

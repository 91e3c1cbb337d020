#pragma once

#include "engine/embedded/adapter/duck.h"
#include "iceberg/expression/expression.h"
#include "iceberg/schema.h"

namespace tarn::engine::embedded {

// DuckDB's filters as Iceberg's expressions, to leave out files. What cannot be told in them
// becomes True, so that a file is never left out wrongly. Pure and thread safe.

// A static filter over columns of one scan. `column_of` gives the column of the table that a
// column binding of the scan means, or null.
using ColumnOf =
    std::function<const iceberg::NestedField*(const duckdb::BoundColumnRefExpression& column)>;
iceberg::Expression ToIcebergFilter(const duckdb::Expression& filter, const ColumnOf& column_of);

// A filter on one column as it is when the scan begins: join keys and Top-N bounds are known then.
iceberg::Expression ToIcebergFilter(const duckdb::TableFilter& filter,
                                    const iceberg::NestedField& column);

}  // namespace tarn::engine::embedded

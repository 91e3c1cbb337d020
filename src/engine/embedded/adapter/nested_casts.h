#pragma once

#include <functional>
#include <optional>

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// How one value is cast: an expression of the source type becomes one of the target type.
using CastOfValue = std::function<duckdb::unique_ptr<duckdb::Expression>(
    duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::Expression> value,
    const duckdb::LogicalType& target, bool safe)>;

// A cast, and the type of what it makes: the target, or one with more, as timestamps keep zones.
struct CastKernel {
  duckdb::scalar_function_t kernel;
  duckdb::LogicalType type;
};

// CAST of arrays, maps and rows, by that of what they hold: elements as `cast` has them, fields by
// their places, whatever they are called. Where `safe`, what holds a value that cannot be cast is
// null as a whole, as in Trino. Nothing when `source` and `target` are not two arrays, two maps or
// two rows of as many fields.
std::optional<CastKernel> NestedCast(duckdb::ClientContext& context,
                                     const duckdb::LogicalType& source,
                                     const duckdb::LogicalType& target, bool safe,
                                     const CastOfValue& cast);

}  // namespace tarn::engine::embedded

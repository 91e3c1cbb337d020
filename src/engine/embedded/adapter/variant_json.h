#pragma once

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// Variants leave the engine as JSON: Trino's type for them. Pure.

// Whether a type is a variant or has one inside.
bool HasVariant(const duckdb::LogicalType& type);

// A chunk of a result with its variants, nested ones included, as DuckDB's JSON. SQL's NULL stays
// NULL; a variant's own null becomes JSON's. Gives the chunk itself when it has none.
duckdb::unique_ptr<duckdb::DataChunk> VariantsAsJson(duckdb::ClientContext& context,
                                                     duckdb::unique_ptr<duckdb::DataChunk> chunk);

}  // namespace tarn::engine::embedded

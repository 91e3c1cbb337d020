#pragma once

#include <optional>
#include <string_view>

#include "engine/embedded/adapter/duck.h"
#include "engine/type.h"

namespace tarn::engine::embedded {

// Trino's types of sketches: DuckDB's BLOB under other names, with the bytes that Trino casts them
// to varbinary by (sketch/).
enum class SketchKind {
  kHyperLogLog,
  kP4HyperLogLog,  // a dense one
  kSetDigest,
  kTDigest,
  kQDigestBigint,
  kQDigestDouble,
  kQDigestReal,
};

duckdb::LogicalType SketchType(SketchKind kind);
std::optional<SketchKind> SketchOf(const duckdb::LogicalType& type);
Type EngineTypeOf(SketchKind kind);

// CAST and TRY_CAST from or to such a type; null when it is neither.
duckdb::unique_ptr<duckdb::Expression> CastSketch(duckdb::ClientContext& context,
                                                  duckdb::unique_ptr<duckdb::Expression>& child,
                                                  const duckdb::LogicalType& target);

// Makes the types known to a database.
void RegisterSketchTypes(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

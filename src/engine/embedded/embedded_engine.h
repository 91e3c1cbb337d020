#pragma once

#include <memory>

#include "catalog/catalog.h"
#include "engine/embedded/adapter/embedded_options.h"
#include "engine/engine.h"

namespace tarn::query {
class QueryTracker;
}

namespace tarn::engine::embedded {

// DuckDB inside this process with the lake attached as the catalog `iceberg`. `catalog` must
// outlive the engine, as must `queries`, which system.runtime tells of; null: it tells of none.
// Throws kFailedPrecondition when the DuckDB library is not the release that
// Tarn was built for.
std::unique_ptr<Engine> NewEmbeddedEngine(catalog::Catalog& catalog, const EmbeddedOptions& options,
                                          query::QueryTracker* queries = nullptr);

}  // namespace tarn::engine::embedded

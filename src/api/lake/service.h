#pragma once

#include <atomic>

#include "catalog/catalog.h"
#include "engine/engine.h"
#include "http/message.h"
#include "http/router.h"

namespace tarn::api::lake {

// Data diffs that run at once at most; each may use the engine to its limits.
inline constexpr int kMaxDataDiffs = 2;

// What the handlers of the API share. Catalog and engine outlive it. Thread safe.
struct Service {
  Service(catalog::Catalog& lake_catalog, engine::Engine& lake_engine)
      : catalog(lake_catalog), engine(lake_engine) {}

  catalog::Catalog& catalog;
  engine::Engine& engine;
  std::atomic<int> data_diffs = 0;  // running
};

// GET /tarn/v1/diff?from=REF&to=REF[&table=NS.NAME…][&key=COLUMN…][&limit=N][&aggregates=false]
http::Response DiffData(Service& service, const http::Request& request);

}  // namespace tarn::api::lake

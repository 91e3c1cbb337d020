#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "ingest/ingest.h"

namespace tarn::ingest {

// More at once would take memory and win nothing: one load uses all cores but while it begins and
// commits.
inline constexpr size_t kTablesAtOnce = 2;

struct TableLoad {
  IngestResult result;
  double seconds = 0;
};

// Ingest for each request in turn, kTablesAtOnce at the same time, so that one commits while
// another reads; requests that share a table, or a table of rejects, follow each other. Every load
// is a commit of its own, in a session of its own from `new_session`, which is called by one thread
// at a time.
//
// Gives results in the order of the requests. When one fails no other is begun, those that run come
// to their end, and the first error is thrown; what was committed stays. Throws as Ingest.
// `progress` (may be null) sums up all loads.
std::vector<TableLoad> IngestAll(
    const std::function<std::unique_ptr<engine::Session>()>& new_session, catalog::Catalog& catalog,
    const std::vector<IngestRequest>& requests, base::Progress* progress = nullptr,
    const base::CancelToken& cancel = {}, base::Clock& clock = base::Clock::System());

}  // namespace tarn::ingest

#pragma once

#include <memory>

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/statement_memory.h"

namespace tarn::engine::embedded {

// From here on everything that DuckDB's operators take of memory for this connection is counted in
// the account, and bounded by its limits: operators are told the limit as the size of memory, and
// spill when they come close to it.
void CountMemory(duckdb::ClientContext& context, std::shared_ptr<StatementMemory> memory);

}  // namespace tarn::engine::embedded

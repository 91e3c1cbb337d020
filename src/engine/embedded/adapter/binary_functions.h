#pragma once

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// Functions of varbinary as Trino has them: codings, hashes, HMAC, numbers as bytes; and length,
// reverse, substr of varbinary beside those of text (register those first).
void RegisterBinaryFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

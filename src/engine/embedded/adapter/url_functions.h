#pragma once

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// url_extract_*, url_encode and url_decode as Trino has them: a text that java.net.URI would refuse
// gives null, a part that is not there an empty text (no port: null).
void RegisterUrlFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

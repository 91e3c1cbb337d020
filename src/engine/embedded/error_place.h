#pragma once

#include <string_view>

#include "base/error.h"

namespace tarn::engine::embedded {

// DuckDB tells errors of analysis by the name that is wrong, in its own words. Gives them as Trino
// would: "line L:C: Column 'x' cannot be resolved (did you mean 'y'?)", with the line and a caret,
// the place being where the name stands in `source`. Other errors come back as they are.
base::Error PlaceError(const base::Error& error, std::string_view source);

}  // namespace tarn::engine::embedded

#pragma once

#include <string>

#include "engine/type.h"

namespace tarn::engine {

// The type as Trino shows it to people (SHOW COLUMNS, typeof, data_type of information_schema): as
// Type::ToString, but names of fields as they are, without quotes. Not for parsing. Pure.
std::string DisplayName(const Type& type);

}  // namespace tarn::engine

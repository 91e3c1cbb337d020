#pragma once

#include <string>
#include <string_view>

#include "iceberg/view_metadata.h"

namespace tarn::iceberg {

// The JSON of view metadata (Iceberg View Spec). Errors as ParseTableMetadata's. Thread safe.
ViewMetadata ParseViewMetadata(std::string_view json);
std::string SerializeViewMetadata(const ViewMetadata& metadata);
std::string SerializeViewVersion(const ViewVersion& version);
ViewVersion ParseViewVersion(std::string_view json);

}  // namespace tarn::iceberg

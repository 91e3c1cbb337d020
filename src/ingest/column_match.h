#pragma once

#include <string>
#include <vector>

#include "engine/load.h"

namespace tarn::ingest {

// The declared columns in the order of a header. Names are compared without regard to case.
// kInvalidArgument "WHERE: …" that names all missing, unknown (with "did you mean") and repeated
// columns at once.
std::vector<engine::LoadColumn> MatchColumns(const std::vector<engine::LoadColumn>& declared,
                                             const std::vector<std::string>& header,
                                             const std::string& where);

// A header's name as a column's: in lower case.
std::string ColumnName(const std::string& header);

}  // namespace tarn::ingest

#pragma once

#include <vector>

#include "engine/load.h"
#include "iceberg/schema.h"

namespace tarn::ingest {

// The type that an Iceberg table gives to a column declared with `type`: smaller integers become
// integer, text becomes varchar, times and timestamps get microseconds.
engine::Type StoredType(const engine::Type& type);

// A table's columns as a load declares them.
std::vector<engine::LoadColumn> TableColumns(const iceberg::Schema& schema);

}  // namespace tarn::ingest

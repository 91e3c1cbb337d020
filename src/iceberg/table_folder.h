#pragma once

#include <string_view>

#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// Whether a path lies in a table's own folders: its location, or where its metadata goes. Clients
// may name any path as a file of statistics; only one of these is opened, since whoever changes a
// table must not have other files read for them. False for a path with "." or ".." in it. Pure.
bool LiesInTable(const TableMetadata& metadata, std::string_view path);

}  // namespace tarn::iceberg

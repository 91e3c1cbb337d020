#pragma once

#include <string>
#include <vector>

#include "engine/embedded/adapter/catalog_contents.h"
#include "tpch/tables.h"

namespace tarn::engine::embedded {

// A table of the catalog `tpch`: its rows are made while they are read, by any number of threads,
// each holding one chunk; columns that are not read are not made.

std::vector<ListedColumn> TpchColumns(const tpch::Table& table);

}  // namespace tarn::engine::embedded

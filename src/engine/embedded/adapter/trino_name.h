#pragma once

#include <string>

#include "catalog/identifier.h"

namespace tarn::engine::embedded {

// A table or view as Trino's messages name it: iceberg.sales.orders, iceberg.sales."orders$files".
// The lake is always the catalog `iceberg`.
std::string TrinoName(const catalog::TableIdentifier& id);

}  // namespace tarn::engine::embedded

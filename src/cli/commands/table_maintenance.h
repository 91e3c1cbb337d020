#pragma once

#include <string>

#include "catalog/identifier.h"

namespace CLI {
class App;
}

namespace tarn::cli {

class Context;

// "iceberg.gold.daily" and "gold.daily" alike; kInvalidArgument for what names no table.
catalog::TableIdentifier ParseTableName(const std::string& text);

// The commands below `tarn table` that keep tables in shape: optimize, expire-snapshots, ….
void AddTableMaintenance(CLI::App* table, Context& context);

}  // namespace tarn::cli

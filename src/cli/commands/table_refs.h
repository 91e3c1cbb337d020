#pragma once

#include <string>

#include "catalog/identifier.h"

namespace CLI {
class App;
}

namespace tarn::cli {

class Context;

// Adds `refs`, `branch` and `tag` to `tarn table`: branches and tags inside one table (Iceberg's
// references), where `tarn branch` and `tarn tag` are about the whole lake.
void AddTableRefs(CLI::App* table, Context& context);

// "iceberg.gold.daily" and "gold.daily" alike; kInvalidArgument without a schema.
catalog::TableIdentifier ParseTableName(const std::string& text);

}  // namespace tarn::cli

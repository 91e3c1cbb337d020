#pragma once

namespace CLI {
class App;
}

namespace tarn::cli {

class Context;

// The commands below `tarn table` that keep tables in shape: optimize, expire-snapshots, ….
void AddTableMaintenance(CLI::App* table, Context& context);

}  // namespace tarn::cli

#include "engine/embedded/table_places.h"

#include <filesystem>
#include <utility>
#include <vector>

namespace tarn::engine::embedded {

TablePlaces::TablePlaces(const std::string& warehouse, const EmbeddedOptions& options) {
  if (!options.allowed_locations) return;
  tables_.emplace(warehouse, *options.allowed_locations);
  std::vector<std::string> sources = *options.allowed_locations;
  for (const std::string& root : options.file_roots) {
    sources.push_back((std::filesystem::path(options.file_base) / root).lexically_normal());
  }
  sources_.emplace(warehouse, std::move(sources));
}

void TablePlaces::Check(const TableOptions& options) const {
  if (!tables_) return;
  if (!options.location.empty()) tables_->Check(options.location, "the table's location");
  tables_->CheckProperties({options.properties.begin(), options.properties.end()});
}

void TablePlaces::CheckSource(std::string_view location) const {
  if (sources_) sources_->CheckFolder(location, "the location");
}

}  // namespace tarn::engine::embedded

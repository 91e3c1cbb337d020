#include "catalog/location_policy.h"

#include <array>

#include "base/error.h"
#include "store/object_path.h"
#include "store/object_store.h"

namespace tarn::catalog {
namespace {

using base::ErrorKind;

// "file:///a/b", "file:/a/b" and "/a/b" are the same place: "file:/a/b".
std::string NormalForm(std::string_view location) {
  while (location.size() > 1 && location.ends_with('/')) location.remove_suffix(1);
  const std::string scheme = store::SchemeOf(std::string(location));
  if (scheme == "file" || scheme == "memory") {
    return scheme + ":" + store::CheckedPrefix(location, scheme);
  }
  // "s3://bucket/a": no store of such a scheme is known here, so only its spelling is checked.
  if (location.find("/../") != std::string_view::npos || location.ends_with("/..") ||
      location.find("/./") != std::string_view::npos) {
    base::Throw(ErrorKind::kInvalidArgument, "a location with '.' or '..' segments: '{}'",
                location);
  }
  return std::string(location);
}

// Called for every place that an update names.
struct PlacesOf {
  const LocationPolicy& policy;

  void operator()(const iceberg::update::SetLocation& update) const {
    policy.Check(update.location, "the table's location");
  }
  void operator()(const iceberg::update::SetProperties& update) const {
    policy.CheckProperties(update.updates);
  }
  void operator()(const iceberg::update::AddSnapshot& update) const {
    if (!update.snapshot.manifest_list.empty()) {
      policy.Check(update.snapshot.manifest_list, "the snapshot's manifest list");
    }
    for (const auto& manifest : update.snapshot.manifests) {
      policy.Check(manifest, "a manifest of the snapshot");
    }
  }
  void operator()(const iceberg::update::SetStatistics& update) const {
    policy.CheckSpelling(update.statistics.statistics_path, "the statistics file");
  }
  void operator()(const iceberg::update::SetPartitionStatistics& update) const {
    policy.CheckSpelling(update.partition_statistics.statistics_path,
                         "the partition statistics file");
  }
  template <typename Other>
  void operator()(const Other&) const {}
};

}  // namespace

LocationPolicy::LocationPolicy(const std::string& warehouse,
                               const std::vector<std::string>& also_allowed) {
  roots_.push_back(NormalForm(warehouse) + "/");
  for (const auto& root : also_allowed) roots_.push_back(NormalForm(root) + "/");
}

std::string LocationPolicy::CheckSpelling(std::string_view location, std::string_view what) {
  try {
    return NormalForm(location);
  } catch (const base::Error& error) {
    throw error.WithContext(what);
  }
}

void LocationPolicy::Check(std::string_view location, std::string_view what) const {
  CheckBelow(location, what, false);
}

void LocationPolicy::CheckFolder(std::string_view location, std::string_view what) const {
  CheckBelow(location, what, true);
}

void LocationPolicy::CheckBelow(std::string_view location, std::string_view what,
                                bool or_root) const {
  std::string normal = CheckSpelling(location, what);
  if (or_root) normal += '/';
  for (const auto& root : roots_) {
    if (normal.starts_with(root)) return;
  }
  throw base::Error(ErrorKind::kPermissionDenied,
                    fmt::format("{} lies outside the warehouse: {}", what, location),
                    "tarn serve --allow-location lets tables lie elsewhere as well");
}

void LocationPolicy::Check(const std::vector<iceberg::TableUpdate>& updates) const {
  for (const auto& update : updates) std::visit(PlacesOf{*this}, update);
}

void LocationPolicy::CheckProperties(const iceberg::Properties& properties) const {
  static constexpr std::array<const char*, 4> kPlaces = {"write.data.path", "write.metadata.path",
                                                         "write.object-storage.path",
                                                         "write.folder-storage.path"};
  for (const char* name : kPlaces) {
    const auto found = properties.find(name);
    if (found != properties.end()) Check(found->second, fmt::format("the property {}", name));
  }
}

}  // namespace tarn::catalog

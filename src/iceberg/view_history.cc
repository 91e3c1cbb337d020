#include "iceberg/view_history.h"

#include <algorithm>
#include <charconv>

#include "base/error.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

size_t VersionsToKeep(const Properties& properties) {
  constexpr size_t kDefault = 10;
  auto it = properties.find("version.history.num-entries");
  if (it == properties.end()) return kDefault;
  size_t entries = 0;
  const std::string& text = it->second;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), entries);
  if (error != std::errc() || end != text.data() + text.size() || entries < 1) {
    base::Throw(ErrorKind::kInvalidArgument,
                "the view property 'version.history.num-entries' is not a positive number: '{}'",
                text);
  }
  return entries;
}

}  // namespace

void CheckDialects(const Properties& properties, const ViewVersion& current,
                   const ViewVersion& version) {
  const auto allowed = properties.find("replace.drop-dialect.allowed");
  if (allowed != properties.end() && allowed->second == "true") return;
  for (const SqlViewRepresentation& had : current.representations) {
    if (version.FindDialect(had.dialect) != nullptr) continue;
    throw base::Error(ErrorKind::kFailedPrecondition,
                      "replacing the view would lose its SQL in dialect '" + had.dialect + "'",
                      "set the view's property replace.drop-dialect.allowed to true, or drop and "
                      "create it");
  }
}

bool SameContent(const ViewVersion& a, const ViewVersion& b) {
  return a.schema_id == b.schema_id && a.representations == b.representations &&
         a.default_catalog == b.default_catalog && a.default_namespace == b.default_namespace;
}

void TrimHistory(ViewMetadata& metadata) {
  const size_t keep = VersionsToKeep(metadata.properties);
  while (metadata.versions.size() > keep) {
    auto oldest = metadata.versions.begin();
    if (oldest->version_id == metadata.current_version_id) ++oldest;
    if (oldest == metadata.versions.end()) break;
    metadata.versions.erase(oldest);
  }
  // The log starts after the last entry whose version is gone (View Spec: version log).
  auto gone =
      std::find_if(metadata.version_log.rbegin(), metadata.version_log.rend(),
                   [&](const ViewLogEntry& e) { return !metadata.FindVersion(e.version_id); });
  metadata.version_log.erase(metadata.version_log.begin(), gone.base());
}

}  // namespace tarn::iceberg

#include "iceberg/metadata_table/metadata_table.h"

#include <array>
#include <utility>

#include "base/error.h"
#include "iceberg/metadata_table/readers.h"

namespace tarn::iceberg {
namespace {

constexpr std::array<std::pair<MetadataTableKind, std::string_view>, 11> kNames = {{
    {MetadataTableKind::kHistory, "history"},
    {MetadataTableKind::kMetadataLogEntries, "metadata_log_entries"},
    {MetadataTableKind::kSnapshots, "snapshots"},
    {MetadataTableKind::kManifests, "manifests"},
    {MetadataTableKind::kAllManifests, "all_manifests"},
    {MetadataTableKind::kPartitions, "partitions"},
    {MetadataTableKind::kFiles, "files"},
    {MetadataTableKind::kEntries, "entries"},
    {MetadataTableKind::kAllEntries, "all_entries"},
    {MetadataTableKind::kProperties, "properties"},
    {MetadataTableKind::kRefs, "refs"},
}};

}  // namespace

std::string_view ToString(MetadataTableKind kind) {
  for (const auto& [known, name] : kNames) {
    if (known == kind) return name;
  }
  return "";
}

std::optional<MetadataTableKind> ParseMetadataTableKind(std::string_view name) {
  for (const auto& [kind, known] : kNames) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

std::vector<std::string> MetadataTableNames() {
  std::vector<std::string> names;
  for (const auto& [kind, name] : kNames) names.emplace_back(name);
  return names;
}

std::optional<MetadataTableName> SplitMetadataTableName(std::string_view name) {
  const size_t dollar = name.rfind('$');
  if (dollar == std::string_view::npos || dollar == 0) return std::nullopt;
  return MetadataTableName{std::string(name.substr(0, dollar)),
                           std::string(name.substr(dollar + 1))};
}

std::unique_ptr<MetadataRowReader> ReadMetadataTable(MetadataTableKind kind,
                                                     MetadataTableSource source,
                                                     MetadataReadOptions options) {
  switch (kind) {
    case MetadataTableKind::kHistory: return ReadHistory(std::move(source));
    case MetadataTableKind::kMetadataLogEntries: return ReadMetadataLog(std::move(source));
    case MetadataTableKind::kSnapshots: return ReadSnapshots(std::move(source));
    case MetadataTableKind::kProperties: return ReadProperties(std::move(source));
    case MetadataTableKind::kRefs: return ReadRefs(std::move(source));
    case MetadataTableKind::kManifests:
    case MetadataTableKind::kAllManifests:
      return ReadManifests(kind, std::move(source), std::move(options));
    case MetadataTableKind::kFiles:
    case MetadataTableKind::kEntries:
    case MetadataTableKind::kAllEntries:
      return ReadEntries(kind, std::move(source), std::move(options));
    case MetadataTableKind::kPartitions:
      return ReadPartitions(std::move(source), std::move(options));
  }
  base::Throw(base::ErrorKind::kInternal, "unknown metadata table");
}

}  // namespace tarn::iceberg

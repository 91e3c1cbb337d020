#include "engine/embedded/adapter/metadata_tables.h"

#include "engine/embedded/adapter/column_types.h"

namespace tarn::engine::embedded {

using catalog::ContentKind;
using catalog::TableIdentifier;

std::optional<MetadataTableId> FindMetadataTable(LakeTransaction& lake, const TableIdentifier& id) {
  const auto parts = iceberg::SplitMetadataTableName(id.name);
  if (!parts) return std::nullopt;
  const auto kind = iceberg::ParseMetadataTableKind(parts->suffix);
  if (!kind || lake.Find(id)) return std::nullopt;
  TableIdentifier table{id.ns, parts->table};
  if (lake.Find(table) != ContentKind::kTable) return std::nullopt;
  return MetadataTableId{std::move(table), *kind};
}

std::vector<std::string> MetadataTablesBeside(LakeTransaction& lake, const TableIdentifier& id) {
  std::vector<std::string> names;
  const auto parts = iceberg::SplitMetadataTableName(id.name);
  if (!parts || lake.Find({id.ns, parts->table}) != ContentKind::kTable) return names;
  for (const std::string& kind : iceberg::MetadataTableNames()) {
    names.push_back(parts->table + "$" + kind);
  }
  return names;
}

iceberg::MetadataTableSource MetadataSourceOf(LakeTransaction& lake, const TableIdentifier& table) {
  TableView view = lake.Table(table);
  iceberg::MetadataTableSource source;
  source.metadata = std::move(view.metadata);
  source.metadata_location = std::move(view.metadata_location);
  source.snapshot = view.snapshot;
  source.added = std::move(view.added);
  source.removed = std::move(view.removed);
  source.store = &lake.catalog().store();
  source.cache = &lake.cache();
  return source;
}

Type TypeOfMetadataColumn(const iceberg::MetadataColumn& column) {
  Type type = FromIcebergType(column.type);
  if (column.is_json) type.kind = TypeKind::kJson;
  if (type.kind == TypeKind::kTimestampWithTimeZone) type.precision = 3;
  return type;
}

}  // namespace tarn::engine::embedded

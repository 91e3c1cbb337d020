#include "iceberg/metadata_table/partition_columns.h"

#include <set>

#include "base/error.h"

namespace tarn::iceberg {

const PartitionSpec& SpecOfFile(const TableMetadata& metadata, PartitionSpecId id,
                                const std::string& path) {
  const PartitionSpec* spec = metadata.FindSpec(id);
  if (spec) return *spec;
  base::Throw(base::ErrorKind::kDataCorruption,
              "'{}' names a partition spec that the table does not have: {}", path, id.value());
}

PartitionColumns::PartitionColumns(const TableMetadata& metadata) : metadata_(metadata) {
  const Schema& schema = metadata.current_schema();
  std::set<FieldId> seen;
  for (const PartitionSpec& spec : metadata.partition_specs) {
    const StructType types = spec.PartitionType(schema);
    for (size_t i = 0; i < spec.fields.size(); ++i) {
      if (schema.FindField(spec.fields[i].source_id) == nullptr) continue;
      if (seen.insert(spec.fields[i].field_id).second) type_.fields.push_back(types.fields[i]);
    }
  }
}

MetadataValue PartitionColumns::Project(const DataFile& file) const {
  const PartitionSpec& spec = SpecOfFile(metadata_, file.spec_id, file.file_path);
  MetadataValue::Children values(type_.fields.size());
  for (size_t i = 0; i < spec.fields.size() && i < file.partition.size(); ++i) {
    if (!file.partition[i]) continue;
    for (size_t to = 0; to < type_.fields.size(); ++to) {
      if (type_.fields[to].id == spec.fields[i].field_id) values[to] = *file.partition[i];
    }
  }
  return values;
}

}  // namespace tarn::iceberg

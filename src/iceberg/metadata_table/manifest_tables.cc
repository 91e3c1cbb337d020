// manifests and all_manifests: the lines of manifest lists.
#include "base/error.h"
#include "iceberg/metadata_table/manifest_source.h"
#include "iceberg/metadata_table/partition_columns.h"
#include "iceberg/metadata_table/readers.h"
#include "iceberg/metadata_table/values.h"

namespace tarn::iceberg {
namespace {

class ManifestRows : public MetadataRowReader {
 public:
  ManifestRows(bool all, MetadataTableSource source, MetadataReadOptions options)
      : all_(all),
        source_(std::move(source)),
        options_(std::move(options)),
        manifests_(source_, options_,
                   all ? ManifestSource::Scope::kAllSnapshots : ManifestSource::Scope::kSnapshot) {}

  std::optional<MetadataRow> Next() override {
    const ManifestFile* file = manifests_.Next();
    if (!file) return std::nullopt;
    return all_ ? AllRow(*file) : Row(*file);
  }

 private:
  MetadataRow Row(const ManifestFile& file) const {
    return {OfText(file.manifest_path),
            OfLong(file.manifest_length),
            OfInt(file.partition_spec_id.value()),
            OfLong(file.added_snapshot_id.value()),
            OrNull(file.added_files_count, OfInt),
            OrNull(file.added_rows_count, OfLong),
            OrNull(file.existing_files_count, OfInt),
            OrNull(file.existing_rows_count, OfLong),
            OrNull(file.deleted_files_count, OfInt),
            OrNull(file.deleted_rows_count, OfLong),
            Summaries(file)};
  }

  // Counts of the kind that the manifest does not have are 0.
  MetadataRow AllRow(const ManifestFile& file) const {
    const auto count = [&](ManifestContent content, const std::optional<int32_t>& value) {
      return file.content == content ? OrNull(value, OfInt) : OfInt(0);
    };
    const auto data = ManifestContent::kData;
    const auto deletes = ManifestContent::kDeletes;
    return {OfText(file.manifest_path),
            OfLong(file.manifest_length),
            OfInt(file.partition_spec_id.value()),
            OfLong(file.added_snapshot_id.value()),
            count(data, file.added_files_count),
            count(data, file.existing_files_count),
            count(data, file.deleted_files_count),
            count(deletes, file.added_files_count),
            count(deletes, file.existing_files_count),
            count(deletes, file.deleted_files_count),
            Summaries(file),
            OfLong(manifests_.snapshot().snapshot_id.value())};
  }

  MetadataValue Summaries(const ManifestFile& file) const {
    const PartitionSpec& spec =
        SpecOfFile(*source_.metadata, file.partition_spec_id, file.manifest_path);
    const StructType types = spec.PartitionType(source_.metadata->current_schema());
    MetadataValue::Children summaries;
    for (size_t i = 0; i < file.partitions.size() && i < spec.fields.size(); ++i) {
      const PartitionFieldSummary& summary = file.partitions[i];
      const auto bound = [&](const std::optional<std::string>& bytes) {
        try {
          std::optional<Literal> value;
          if (bytes) value = LiteralFromBytes(AsPrimitive(types.fields[i].type), *bytes);
          return OfText(spec.fields[i].transform.ToHumanString(value));
        } catch (const base::Error& error) {
          throw error.WithContext("manifest '" + file.manifest_path + "'");
        }
      };
      summaries.push_back(MetadataValue::Children{
          OfBoolean(summary.contains_null), OrNull(summary.contains_nan, OfBoolean),
          bound(summary.lower_bound), bound(summary.upper_bound)});
    }
    return summaries;
  }

  const bool all_;
  const MetadataTableSource source_;
  const MetadataReadOptions options_;
  ManifestSource manifests_;
};

}  // namespace

std::unique_ptr<MetadataRowReader> ReadManifests(MetadataTableKind kind, MetadataTableSource source,
                                                 MetadataReadOptions options) {
  return std::make_unique<ManifestRows>(kind == MetadataTableKind::kAllManifests, std::move(source),
                                        std::move(options));
}

}  // namespace tarn::iceberg

// files, entries and all_entries: the lines of manifests.
#include "iceberg/metadata_table/file_facts.h"
#include "iceberg/metadata_table/manifest_source.h"
#include "iceberg/metadata_table/readers.h"
#include "iceberg/metadata_table/values.h"

namespace tarn::iceberg {
namespace {

// Places in a row of entries.
constexpr size_t kDataFile = 4;
constexpr size_t kEntryMetrics = 5;

class EntryRows : public MetadataRowReader {
 public:
  EntryRows(MetadataTableKind kind, MetadataTableSource source, MetadataReadOptions options)
      : kind_(kind),
        source_(std::move(source)),
        options_(std::move(options)),
        facts_(*source_.metadata),
        manifests_(source_, options_,
                   kind == MetadataTableKind::kAllEntries ? ManifestSource::Scope::kAllDistinct
                                                          : ManifestSource::Scope::kSnapshot) {}

  std::optional<MetadataRow> Next() override {
    while (true) {
      while (manifest_ && next_entry_ < manifest_->entries.size()) {
        const ManifestEntry& entry = manifest_->entries[next_entry_++];
        if (!is_files()) return EntryRow(entry);
        if (!entry.is_live() || source_.removed.contains(entry.data_file.file_path)) continue;
        return FileRow(entry.data_file);
      }
      const ManifestFile* file = manifests_.Next();
      if (!file) break;
      if (is_files() && !file->has_live_files()) continue;
      manifest_ = manifests_.Read(*file);
      next_entry_ = 0;
    }
    if (next_added_ == source_.added.size()) return std::nullopt;
    ManifestEntry entry;
    entry.data_file = source_.added[next_added_++];
    return is_files() ? FileRow(entry.data_file) : EntryRow(entry);
  }

 private:
  bool is_files() const { return kind_ == MetadataTableKind::kFiles; }
  bool Wanted(size_t column) const {
    return column >= options_.columns.size() || options_.columns[column];
  }

  MetadataRow FileRow(const DataFile& file) const {
    MetadataRow row = facts_.Columns(file, options_.columns);
    row.push_back(Wanted(row.size()) ? facts_.ReadableMetrics(file) : MetadataValue());
    return row;
  }

  MetadataRow EntryRow(const ManifestEntry& entry) const {
    const bool taken_out = entry.is_live() && source_.removed.contains(entry.data_file.file_path);
    const EntryStatus status = taken_out ? EntryStatus::kDeleted : entry.status;
    return {OfInt(static_cast<int32_t>(status)),
            OrNull(entry.snapshot_id, [](SnapshotId id) { return OfLong(id.value()); }),
            OrNull(entry.sequence_number, OfLong),
            OrNull(entry.file_sequence_number, OfLong),
            Wanted(kDataFile) ? MetadataValue(facts_.Columns(entry.data_file)) : MetadataValue(),
            Wanted(kEntryMetrics) ? facts_.ReadableMetrics(entry.data_file) : MetadataValue()};
  }

  const MetadataTableKind kind_;
  const MetadataTableSource source_;
  const MetadataReadOptions options_;
  const FileFacts facts_;
  ManifestSource manifests_;
  std::shared_ptr<const Manifest> manifest_;
  size_t next_entry_ = 0;
  size_t next_added_ = 0;
};

}  // namespace

std::unique_ptr<MetadataRowReader> ReadEntries(MetadataTableKind kind, MetadataTableSource source,
                                               MetadataReadOptions options) {
  return std::make_unique<EntryRows>(kind, std::move(source), std::move(options));
}

}  // namespace tarn::iceberg

// history, snapshots, refs, properties and metadata_log_entries: what the metadata file itself
// says.
#include <set>
#include <utility>

#include <fmt/format.h>

#include "iceberg/metadata_table/readers.h"
#include "iceberg/metadata_table/values.h"

namespace tarn::iceberg {
namespace {

// Rows made from an index, one at a time.
template <typename MakeRow>
class IndexedReader : public MetadataRowReader {
 public:
  IndexedReader(size_t size, MakeRow make) : size_(size), make_(std::move(make)) {}
  std::optional<MetadataRow> Next() override {
    if (next_ == size_) return std::nullopt;
    return make_(next_++);
  }

 private:
  const size_t size_;
  const MakeRow make_;
  size_t next_ = 0;
};
template <typename MakeRow>
std::unique_ptr<MetadataRowReader> Rows(size_t size, MakeRow make) {
  return std::make_unique<IndexedReader<MakeRow>>(size, std::move(make));
}

MetadataValue IdOrNull(const std::optional<SnapshotId>& id) {
  return OrNull(id, [](SnapshotId value) { return OfLong(value.value()); });
}

// The current snapshot and those it was made from; stops where history was expired, or (in a
// damaged table) comes back to itself.
std::set<SnapshotId> CurrentAncestors(const TableMetadata& metadata) {
  std::set<SnapshotId> ancestors;
  std::optional<SnapshotId> id = metadata.current_snapshot_id;
  while (id && ancestors.insert(*id).second) {
    const Snapshot* snapshot = metadata.FindSnapshot(*id);
    if (!snapshot) break;
    id = snapshot->parent_snapshot_id;
  }
  return ancestors;
}

// The last snapshot that had become current by then.
const Snapshot* LatestAt(const TableMetadata& metadata, int64_t timestamp_ms) {
  const auto& log = metadata.snapshot_log;
  for (size_t i = log.size(); i > 0; --i) {
    if (log[i - 1].timestamp_ms <= timestamp_ms) {
      return metadata.FindSnapshot(log[i - 1].snapshot_id);
    }
  }
  return nullptr;
}

std::string SortOrderText(const TableMetadata& metadata, const SortOrder& order) {
  const Schema& schema = metadata.current_schema();
  std::string text;
  for (const SortField& field : order.fields) {
    if (field.transform.kind != TransformKind::kIdentity) return {};
    if (!text.empty()) text += ",";
    text += schema.FullName(field.source_id);
    text += field.direction == SortDirection::kAscending ? " ASC" : " DESC";
    text += field.null_order == NullOrder::kFirst ? " NULLS FIRST" : " NULLS LAST";
  }
  return text;
}

}  // namespace

std::unique_ptr<MetadataRowReader> ReadHistory(MetadataTableSource source) {
  const size_t size = source.metadata->snapshots.size();
  auto ancestors = CurrentAncestors(*source.metadata);
  return Rows(
      size,
      [metadata = source.metadata, ancestors = std::move(ancestors)](size_t i) -> MetadataRow {
        const Snapshot& snapshot = metadata->snapshots[i];
        return {OfMilliseconds(snapshot.timestamp_ms), OfLong(snapshot.snapshot_id.value()),
                IdOrNull(snapshot.parent_snapshot_id),
                OfBoolean(ancestors.contains(snapshot.snapshot_id))};
      });
}

std::unique_ptr<MetadataRowReader> ReadSnapshots(MetadataTableSource source) {
  const size_t size = source.metadata->snapshots.size();
  return Rows(size, [metadata = source.metadata](size_t i) -> MetadataRow {
    const Snapshot& snapshot = metadata->snapshots[i];
    return {OfMilliseconds(snapshot.timestamp_ms),
            OfLong(snapshot.snapshot_id.value()),
            IdOrNull(snapshot.parent_snapshot_id),
            OrNull(snapshot.operation,
                   [](Operation operation) { return OfText(std::string(ToString(operation))); }),
            snapshot.manifest_list.empty() ? MetadataValue() : OfText(snapshot.manifest_list),
            OfTextMap(snapshot.summary)};
  });
}

std::unique_ptr<MetadataRowReader> ReadMetadataLog(MetadataTableSource source) {
  const size_t logged = source.metadata->metadata_log.size();
  const size_t size = logged + (source.metadata_location.empty() ? 0 : 1);
  return Rows(size,
              [metadata = source.metadata, location = source.metadata_location,
               logged](size_t i) -> MetadataRow {
                const bool current = i == logged;
                const int64_t at =
                    current ? metadata->last_updated_ms : metadata->metadata_log[i].timestamp_ms;
                MetadataRow row = {
                    OfMilliseconds(at),
                    OfText(current ? location : metadata->metadata_log[i].metadata_file)};
                row.resize(5);
                if (const Snapshot* latest = LatestAt(*metadata, at)) {
                  row[2] = OfLong(latest->snapshot_id.value());
                  row[3] = OrNull(latest->schema_id, [](SchemaId id) { return OfInt(id.value()); });
                  row[4] = OfLong(latest->sequence_number);
                }
                return row;
              });
}

std::unique_ptr<MetadataRowReader> ReadProperties(MetadataTableSource source) {
  static const std::set<std::string> kReserved = {"provider", "format", "current-snapshot-id",
                                                  "location", "format-version"};
  const TableMetadata& metadata = *source.metadata;
  std::vector<std::pair<std::string, std::string>> all = {
      {"format", "iceberg/" + metadata.Property("write.format.default", "parquet")},
      {"provider", "iceberg"},
      {"current-snapshot-id", metadata.current_snapshot_id
                                  ? fmt::format("{}", metadata.current_snapshot_id->value())
                                  : "none"},
      {"location", metadata.location},
      {"format-version", fmt::format("{}", metadata.format_version)}};
  const std::string order = SortOrderText(metadata, metadata.default_sort_order());
  if (!order.empty()) all.emplace_back("sort-order", order);
  for (const auto& [key, value] : metadata.properties) {
    if (!kReserved.contains(key)) all.emplace_back(key, value);
  }
  const size_t size = all.size();
  return Rows(size, [all = std::move(all)](size_t i) -> MetadataRow {
    return {OfText(all[i].first), OfText(all[i].second)};
  });
}

std::unique_ptr<MetadataRowReader> ReadRefs(MetadataTableSource source) {
  std::vector<std::pair<std::string, SnapshotRef>> refs(source.metadata->refs.begin(),
                                                        source.metadata->refs.end());
  const size_t size = refs.size();
  return Rows(size, [refs = std::move(refs)](size_t i) -> MetadataRow {
    const auto& [name, ref] = refs[i];
    return {OfText(name),
            OfText(ref.type == RefType::kBranch ? "BRANCH" : "TAG"),
            OfLong(ref.snapshot_id.value()),
            OrNull(ref.max_ref_age_ms, OfLong),
            OrNull(ref.min_snapshots_to_keep, OfInt),
            OrNull(ref.max_snapshot_age_ms, OfLong)};
  });
}

}  // namespace tarn::iceberg

#include "engine/embedded/adapter/distinct_statistics.h"

#include <fmt/format.h>

#include "base/error.h"
#include "iceberg/metadata_table/distinct_values.h"
#include "iceberg/table_folder.h"

namespace tarn::engine::embedded {

bool IsCounted(const iceberg::NestedField& field) {
  return iceberg::IsPrimitive(field.type) && iceberg::IsOrdered(iceberg::AsPrimitive(field.type));
}

void DistinctStatistics::Add(iceberg::FieldId column, const std::string& sketch) {
  const double ndv = iceberg::ThetaSketch::Deserialize(sketch).Estimate();
  Add(column, snapshot_.snapshot_id, snapshot_.sequence_number,
      fmt::format("{}", static_cast<int64_t>(ndv)), sketch);
}

namespace {

// The blobs of a file that are the sketch of one column.
template <typename Visit>
void EachSketch(store::ObjectStore& store, const iceberg::StatisticsFile& file, Visit&& visit) {
  const iceberg::PuffinFooter footer = iceberg::ReadPuffinFooter(store, file.statistics_path);
  for (const iceberg::PuffinBlob& blob : footer.blobs) {
    const bool is_sketch = blob.type == iceberg::kThetaSketchBlob && blob.fields.size() == 1;
    if (is_sketch) visit(blob.fields.front(), blob);
  }
}

}  // namespace

void DistinctStatistics::Keep(store::ObjectStore& store, const iceberg::StatisticsFile& earlier,
                              const std::set<iceberg::FieldId>& of) {
  EachSketch(store, earlier, [&](iceberg::FieldId column, const iceberg::PuffinBlob& blob) {
    const auto ndv = blob.properties.find(std::string(iceberg::kNdvProperty));
    if (!of.contains(column) || ndv == blob.properties.end()) return;
    Add(column, blob.snapshot_id, blob.sequence_number, ndv->second,
        iceberg::ReadPuffinBlob(store, earlier.statistics_path, blob));
  });
}

void DistinctStatistics::Add(iceberg::FieldId column, iceberg::SnapshotId snapshot,
                             int64_t sequence_number, const std::string& ndv,
                             const std::string& sketch) {
  puffin_.Add({.type = std::string(iceberg::kThetaSketchBlob),
               .fields = {column},
               .snapshot_id = snapshot,
               .sequence_number = sequence_number,
               .compression = iceberg::PuffinCompression::kZstd,
               .properties = {{std::string(iceberg::kNdvProperty), ndv}}},
              sketch);
}

std::optional<iceberg::PuffinWriter::Result> WithAddedValues(const iceberg::TableMetadata& metadata,
                                                             const DistinctSketches& added,
                                                             store::ObjectStore& store) {
  const iceberg::Snapshot* snapshot = metadata.current_snapshot();
  if (snapshot == nullptr) return {};
  DistinctStatistics statistics(*snapshot);
  DistinctSketches sum = added;
  if (const auto* earlier = iceberg::NearestStatistics(metadata, snapshot)) {
    if (!iceberg::LiesInTable(metadata, earlier->statistics_path)) return {};
    try {
      std::set<iceberg::FieldId> others;
      for (const auto& field : metadata.current_schema().fields) {
        if (!added.contains(field.id)) others.insert(field.id);
      }
      statistics.Keep(store, *earlier, others);
      EachSketch(store, *earlier, [&](iceberg::FieldId column, const iceberg::PuffinBlob& blob) {
        const auto one = sum.find(column);
        if (one == sum.end()) return;
        one->second.Merge(iceberg::ThetaSketch::Deserialize(
            iceberg::ReadPuffinBlob(store, earlier->statistics_path, blob)));
      });
    } catch (const base::Error&) {
      return {};
    }
  }
  for (const auto& [column, sketch] : sum) statistics.Add(column, sketch.Serialize());
  return statistics.Finish();
}

}  // namespace tarn::engine::embedded

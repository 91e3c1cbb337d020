#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "iceberg/puffin/puffin.h"
#include "iceberg/sketch/theta_sketch.h"
#include "iceberg/table_metadata.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {

// The distinct values of columns.
using DistinctSketches = std::map<iceberg::FieldId, iceberg::ThetaSketch>;

// Whether the values of a column are counted: single values that have an order.
bool IsCounted(const iceberg::NestedField& field);

// Gathers a file of statistics of one snapshot: a theta sketch for each column (Puffin spec,
// "apache-datasketches-theta-v1").
class DistinctStatistics {
 public:
  explicit DistinctStatistics(const iceberg::Snapshot& snapshot) : snapshot_(snapshot) {}

  void Add(iceberg::FieldId column, const std::string& sketch);
  // What an earlier file has of the columns `of`, as it is there. Errors of ReadPuffinFooter.
  void Keep(store::ObjectStore& store, const iceberg::StatisticsFile& earlier,
            const std::set<iceberg::FieldId>& of);
  iceberg::PuffinWriter::Result Finish() { return puffin_.Finish(); }

 private:
  void Add(iceberg::FieldId column, iceberg::SnapshotId snapshot, int64_t sequence_number,
           const std::string& ndv, const std::string& sketch);

  const iceberg::Snapshot& snapshot_;
  iceberg::PuffinWriter puffin_{"Tarn"};
};

// The file of statistics of the current snapshot, when it added rows with the values of `added` to
// what the nearest statistics before it tell. Nothing where there is no snapshot, and when those
// statistics cannot be read: an INSERT does not fail for them.
std::optional<iceberg::PuffinWriter::Result> WithAddedValues(const iceberg::TableMetadata& metadata,
                                                             const DistinctSketches& added,
                                                             store::ObjectStore& store);

}  // namespace tarn::engine::embedded

// ANALYZE: how many values of each column differ, as a file of statistics of the table's snapshot;
// and what lies in each partition, as a file of partition statistics.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/standard_error.h"
#include "base/suggest.h"
#include "engine/embedded/adapter/distinct_statistics.h"
#include "engine/embedded/change_sql.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/table_definition.h"
#include "iceberg/location.h"
#include "iceberg/metadata_table/distinct_values.h"
#include "iceberg/puffin/puffin.h"
#include "iceberg/sketch/theta_sketch.h"
#include "iceberg/table_folder.h"
#include "sql/printer.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

// Sketches take memory: a scan fills those of this many columns.
constexpr size_t kColumnsAtOnce = 64;

using Columns = std::vector<const iceberg::NestedField*>;

// The columns of WITH (columns = ARRAY[…]), else all that have single values with an order.
Columns ColumnsOf(const sql::Analyze& analyze, const iceberg::Schema& schema,
                  std::string_view source) {
  Columns columns;
  std::vector<std::string> names;
  for (const iceberg::NestedField& field : schema.fields) {
    if (!IsCounted(field)) continue;
    names.push_back(field.name);
    columns.push_back(&field);
  }
  for (const sql::Property& property : analyze.properties) {
    if (property.name.Canonical() != "columns") {
      throw ErrorAt(ErrorKind::kInvalidArgument, property.location,
                    fmt::format("Analyze property '{}' does not exist; there is 'columns'",
                                property.name.Canonical()),
                    source);
    }
    if (!property.value) continue;
    std::set<std::string> wanted;
    std::vector<std::string> invalid;
    for (const std::string& name : TextArray(**property.value, source)) {
      if (std::find(names.begin(), names.end(), name) == names.end()) invalid.push_back(name);
      wanted.insert(name);
    }
    if (!invalid.empty()) {
      base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidAnalyzeProperty,
                  "Invalid columns specified for analysis: [{}]{}", fmt::join(invalid, ", "),
                  base::DidYouMean(invalid.front(), names));
    }
    std::erase_if(columns, [&](const auto* field) { return !wanted.contains(field->name); });
  }
  return columns;
}

std::string FromHex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'A' + 10; };
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  }
  return bytes;
}

}  // namespace

EmbeddedSession::Result EmbeddedSession::Run(const sql::Analyze& analyze) {
  const catalog::TableIdentifier id = ResolveTable(analyze.table, scope());
  SetCommitMessage("ANALYZE " + id.ToString());
  Ready().RequirePartitionFilter({});  // it is about all rows
  uint64_t rows = 0;
  Atomically([&] {
    TableView view;
    OnLake(analyze.table.location, [&](LakeTransaction& lake) { view = lake.Table(id); });
    const Columns columns = ColumnsOf(analyze, view.metadata->current_schema(), source_);
    if (view.has_local_changes()) {
      throw ErrorAt(ErrorKind::kFailedPrecondition, analyze.table.location,
                    "ANALYZE describes a snapshot, and this transaction has changed the table: "
                    "COMMIT first",
                    source_);
    }
    if (view.snapshot == nullptr || columns.empty()) return;
    DistinctStatistics writer(*view.snapshot);
    std::set<iceberg::FieldId> others;
    for (const auto& field : view.metadata->current_schema().fields) others.insert(field.id);
    for (size_t begin = 0; begin < columns.size(); begin += kColumnsAtOnce) {
      const size_t end = std::min(columns.size(), begin + kColumnsAtOnce);
      std::string text = "SELECT count(*)";
      for (size_t i = begin; i < end; ++i) {
        text += fmt::format(", hex(tarn_theta({}))", sql::QuoteIdentifier(columns[i]->name));
      }
      const auto row = Ready().QueryText(text + " FROM " + TableText(id)).at(0);
      rows = std::stoull(row.at(0).value_or("0"));
      for (size_t i = begin; i < end; ++i) {
        const auto& hex = row.at(1 + i - begin);
        writer.Add(columns[i]->id, hex ? FromHex(*hex) : iceberg::ThetaSketch().Serialize());
        others.erase(columns[i]->id);
      }
    }
    const auto partitions = Ready().WritePartitionStatistics(*view.metadata, *view.snapshot);
    OnLake(analyze.table.location, [&](LakeTransaction& lake) {
      store::ObjectStore& store = lake.catalog().store();
      const auto* earlier = iceberg::NearestStatistics(*view.metadata, view.snapshot);
      if (earlier != nullptr && !others.empty() &&
          iceberg::LiesInTable(*view.metadata, earlier->statistics_path)) {
        writer.Keep(store, *earlier, others);
      }
      const iceberg::SnapshotId snapshot_id = view.snapshot->snapshot_id;
      const std::string path = iceberg::NewStatisticsPath(*view.metadata, snapshot_id);
      const iceberg::PuffinWriter::Result file = writer.Finish();
      lake.WillWrite(path);
      store.Write(path, file.bytes);
      const auto statistics = iceberg::ToStatisticsFile(path, file, snapshot_id);
      lake.AlterTable(id, [statistics, partitions](const iceberg::TableMetadata&) {
        std::vector<iceberg::TableUpdate> updates{iceberg::update::SetStatistics{statistics}};
        if (partitions) updates.emplace_back(iceberg::update::SetPartitionStatistics{*partitions});
        return updates;
      });
    });
  });
  return Updated("ANALYZE", rows);
}

}  // namespace tarn::engine::embedded

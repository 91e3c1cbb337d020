#pragma once

#include <string>
#include <vector>

#include "iceberg/action/snapshot_actions.h"
#include "iceberg/action/table_actions.h"
#include "iceberg/manifest/manifest_cache.h"
#include "iceberg/scan/plan.h"
#include "iceberg/update/apply.h"
#include "store/memory/memory_store.h"

namespace tarn::iceberg {

// A table in memory that commits what actions give.
struct TestTable {
  explicit TestTable(NewTable table = Unpartitioned()) {
    metadata = Apply(nullptr, CreateTable(table).updates, {.now_ms = clock.NowMs()});
  }

  static NewTable Unpartitioned() {
    NewTable table;
    table.schema.fields = {{.id = 1, .name = "id", .required = true, .type = LongType{}},
                           {.id = 2, .name = "day", .type = DateType{}}};
    table.location = "memory:///t";
    return table;
  }
  static NewTable ByDay() {
    NewTable table = Unpartitioned();
    table.spec.fields = {{2, 0, "d", Transform::Identity()}};
    return table;
  }

  ActionContext context() {
    return {.store = store,
            .will_write = [this](const std::string& path) { written.push_back(path); },
            .cache = &cache,
            .clock = clock};
  }

  // A file of ids low..high, of day `day` when the table is partitioned.
  DataFile File(const std::string& name, int64_t low, int64_t high, int32_t day = 0) const {
    DataFile file;
    file.file_path = "memory:///t/data/" + name;
    file.record_count = high - low + 1;
    file.file_size_in_bytes = 100;
    if (!metadata.default_spec().fields.empty()) file.partition = {Literal::Date(day)};
    file.spec_id = metadata.default_spec_id;
    file.value_counts = {{1, file.record_count}, {2, file.record_count}};
    file.null_value_counts = {{1, 0}, {2, 0}};
    file.lower_bounds = {{1, ToBytes(Literal::Long(low))}, {2, ToBytes(Literal::Date(day))}};
    file.upper_bounds = {{1, ToBytes(Literal::Long(high))}, {2, ToBytes(Literal::Date(day))}};
    return file;
  }

  std::string PathOf(const std::string& name) const { return "memory:///t/data/" + name; }

  // Position deletes of the rows of `data`, or of any file of the partition when that is empty.
  DataFile Deletes(const std::string& name, const std::string& data, int32_t day = 0) const {
    DataFile file = File(name, 1, 2, day);
    file.content = FileContent::kPositionDeletes;
    file.value_counts = file.null_value_counts = {};
    file.lower_bounds = file.upper_bounds = {};
    if (!data.empty()) file.referenced_data_file = PathOf(data);
    return file;
  }
  DataFile EqualityDeletes(const std::string& name, int32_t day = 0) const {
    DataFile file = Deletes(name, "", day);
    file.content = FileContent::kEqualityDeletes;
    file.equality_ids = {1};
    return file;
  }
  // A blob of `size` bytes at `offset` of a Puffin file.
  DataFile Vector(const std::string& name, const std::string& data, int64_t offset = 4,
                  int64_t size = 40, int32_t day = 0) const {
    DataFile file = Deletes(name, data, day);
    file.file_format = FileFormat::kPuffin;
    file.content_offset = offset;
    file.content_size_in_bytes = size;
    return file;
  }

  void Commit(const ActionResult& result) {
    Check(result.requirements, &metadata);
    clock.SleepFor(std::chrono::milliseconds(5));
    metadata = Apply(&metadata, result.updates, {.now_ms = clock.NowMs()});
  }
  void Append(const std::vector<DataFile>& files) {
    AppendFiles action(context());
    for (const DataFile& file : files) action.Add(file);
    Commit(action.Apply(metadata));
  }

  ScanPlan Plan(const Expression& filter = True(), const Snapshot* snapshot = nullptr) {
    PlanOptions options;
    options.filter = filter;
    options.cache = &cache;
    return PlanFiles(metadata, snapshot ? *snapshot : *metadata.current_snapshot(), store, options);
  }
  std::vector<std::string> Names(const Expression& filter = True(),
                                 const Snapshot* snapshot = nullptr) {
    std::vector<std::string> names;
    for (const FileScanTask& task : Plan(filter, snapshot).tasks) {
      names.push_back(task.file().file_path.substr(std::string("memory:///t/data/").size()));
    }
    std::sort(names.begin(), names.end());
    return names;
  }
  const std::map<std::string, std::string>& Summary() const {
    return metadata.current_snapshot()->summary;
  }
  std::vector<ManifestFile> Manifests() {
    return *ReadManifestList(store, *metadata.current_snapshot(), &cache);
  }

  base::ManualClock clock{base::TimePoint(std::chrono::hours(24 * 365 * 50))};
  store::MemoryStore store;
  ManifestCache cache{size_t{64} << 20};
  std::vector<std::string> written;
  TableMetadata metadata;
};

}  // namespace tarn::iceberg

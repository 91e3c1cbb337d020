// Makes a table of metadata alone (no data file exists) and measures how long planning takes:
//   tarn_planning_bench make FOLDER MANIFESTS FILES_PER_MANIFEST    prints the metadata's location
//   tarn_planning_bench plan METADATA ROUNDS                        prints figures, one a line
// File number n has the ids n * 1000 … n * 1000 + 999, and nothing but its metrics tells: the table
// is not partitioned, so that no manifest can be skipped unread.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string_view>

#include "base/error.h"
#include "iceberg/action/table_actions.h"
#include "iceberg/manifest/manifest_cache.h"
#include "iceberg/manifest/manifest_writer.h"
#include "iceberg/metadata_file.h"
#include "iceberg/scan/plan.h"
#include "iceberg/update/apply.h"
#include "store/object_store.h"

namespace tarn::iceberg {
namespace {

constexpr int64_t kRowsPerFile = 1000;
constexpr FieldId kNumberColumns = 12;
constexpr FieldId kTextColumns = 3;
constexpr FieldId kPrice = kNumberColumns + kTextColumns + 1;

NewTable Definition(const std::string& folder) {
  NewTable table;
  const auto add = [&](FieldId id, std::string name, Type type) {
    table.schema.fields.push_back({.id = id, .name = std::move(name), .type = std::move(type)});
  };
  for (FieldId id = 1; id <= kNumberColumns; ++id) {
    add(id, id == 1 ? "id" : fmt::format("number{}", id), LongType{});
  }
  for (FieldId id = kNumberColumns + 1; id < kPrice; ++id) {
    add(id, fmt::format("text{}", id), StringType{});
  }
  add(kPrice, "price", DoubleType{});
  table.location = folder;
  return table;
}

DataFile FileNumber(const std::string& folder, int64_t number) {
  DataFile file;
  file.file_path = fmt::format("{}/data/00000-{}-0b1ce6c7-3d7c-4a4e-9d5e-{:012}.parquet", folder,
                               number, number);
  file.record_count = kRowsPerFile;
  file.file_size_in_bytes = 1 << 20;
  for (FieldId id = 1; id <= kPrice; ++id) {
    file.column_sizes.Set(id, 40'000 + id);
    file.value_counts.Set(id, kRowsPerFile);
    file.null_value_counts.Set(id, 0);
    const int64_t low = number * kRowsPerFile;
    if (id == kPrice) {
      file.nan_value_counts.Set(id, 0);
      file.lower_bounds.Set(id, ToBytes(Literal::Double(0.5)));
      file.upper_bounds.Set(id, ToBytes(Literal::Double(99.5)));
    } else if (id > kNumberColumns) {
      file.lower_bounds.Set(id, fmt::format("aardvark{:08}", number));
      file.upper_bounds.Set(id, fmt::format("zebra{:011}", number));
    } else {
      file.lower_bounds.Set(id, ToBytes(Literal::Long(low)));
      file.upper_bounds.Set(id, ToBytes(Literal::Long(low + kRowsPerFile - 1)));
    }
  }
  file.split_offsets = {4, 524'288};
  return file;
}

int Make(const std::string& folder, int64_t manifests, int64_t files) {
  const auto store = store::OpenStore(folder);
  TableMetadata metadata = Apply(nullptr, CreateTable(Definition(folder)).updates, {.now_ms = 1});
  Snapshot snapshot;
  snapshot.snapshot_id = SnapshotId(1);
  snapshot.sequence_number = 1;
  snapshot.timestamp_ms = 2;
  snapshot.operation = Operation::kAppend;
  snapshot.schema_id = metadata.current_schema_id;
  snapshot.manifest_list = folder + "/metadata/snap-1.avro";
  std::vector<ManifestFile> list;
  for (int64_t manifest = 0; manifest < manifests; ++manifest) {
    ManifestWriter writer(metadata.current_schema(), metadata.default_spec(),
                          {.snapshot_id = snapshot.snapshot_id});
    for (int64_t file = 0; file < files; ++file) {
      writer.AddFile(FileNumber(folder, manifest * files + file));
    }
    ManifestWriter::Result written = writer.Finish();
    written.file.manifest_path = fmt::format("{}/metadata/m{}.avro", folder, manifest);
    store->Write(written.file.manifest_path, written.bytes);
    list.push_back(std::move(written.file));
  }
  store->Write(snapshot.manifest_list,
               EncodeManifestList(list, {.snapshot_id = snapshot.snapshot_id,
                                         .parent_snapshot_id = {},
                                         .sequence_number = 1}));
  const std::vector<TableUpdate> updates = {
      update::AddSnapshot{snapshot},
      update::SetSnapshotRef{std::string(kMainBranch), {.snapshot_id = snapshot.snapshot_id}}};
  metadata = Apply(&metadata, updates, {.now_ms = 3});
  fmt::print("{}\n", WriteTableMetadata(*store, metadata, ""));
  return 0;
}

using Clock = std::chrono::steady_clock;

double Millis(Clock::time_point since) {
  return std::chrono::duration<double, std::milli>(Clock::now() - since).count();
}

void Report(std::string_view name, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  fmt::print("{} {:.3f}\n", name, times[times.size() / 2]);
}

int64_t PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

int Plan(const std::string& location, int rounds) {
  const auto store = store::OpenStore(location);
  // First, while nothing else has taken memory: every file, none of them kept.
  std::vector<double> stream;
  {
    const TableMetadata metadata = ReadTableMetadata(*store, location);
    PlanOptions options;
    const auto at = Clock::now();
    const PlanTotals totals = StreamFiles(metadata, *metadata.current_snapshot(), *store, options,
                                          [](FileScanTask) { return true; });
    stream.push_back(Millis(at));
    fmt::print("files {}\nstream_peak_mb {}\n", totals.counters.files, PeakMegabytes());
  }
  Report("stream_ms", stream);
  std::vector<double> load, cold, warm, everything;
  size_t cache_bytes = 0;
  for (int round = 0; round < rounds; ++round) {
    auto at = Clock::now();
    const TableMetadata metadata = ReadTableMetadata(*store, location);
    load.push_back(Millis(at));
    ManifestCache cache(size_t{1} << 30);
    PlanOptions options;
    options.cache = &cache;
    options.filter =
        And(GreaterOrEqual("id", Literal::Long(1'234'500)), Less("id", Literal::Long(1'236'500)));
    const auto plan = [&] {
      at = Clock::now();
      const ScanPlan result = PlanFiles(metadata, *metadata.current_snapshot(), *store, options);
      const double millis = Millis(at);
      if (!options.filter.is_true() && result.tasks.size() != 3) {
        fmt::print(stderr, "{} files instead of 3\n", result.tasks.size());
        std::exit(1);
      }
      return millis;
    };
    cold.push_back(plan());
    for (int again = 0; again < 5; ++again) warm.push_back(plan());
    cache_bytes = cache.stats().bytes;
    options.filter = True();
    everything.push_back(plan());
  }
  Report("load_ms", load);
  Report("cold_ms", cold);
  Report("warm_ms", warm);
  Report("all_files_warm_ms", everything);
  fmt::print("cache_mb {:.1f}\npeak_mb {}\n", static_cast<double>(cache_bytes) / (1 << 20),
             PeakMegabytes());
  return 0;
}

int Run(int argc, char** argv) {
  const std::string_view mode = argc > 1 ? argv[1] : "";
  if (mode == "make" && argc == 5) return Make(argv[2], std::atoll(argv[3]), std::atoll(argv[4]));
  if (mode == "plan" && argc == 4) return Plan(argv[2], std::atoi(argv[3]));
  fmt::print(stderr, "see the top of planning_bench.cc\n");
  return 2;
}

}  // namespace
}  // namespace tarn::iceberg

int main(int argc, char** argv) {
  try {
    return tarn::iceberg::Run(argc, argv);
  } catch (const tarn::base::Error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}

// Measures what a long history costs. Prints, asserts nothing; run it in a release build with
//   tarn_iceberg_tests --gtest_also_run_disabled_tests --gtest_filter='*HistoryBench*'
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "iceberg/metadata_file.h"
#include "iceberg/table_metadata_json.h"
#include "iceberg/tests/table_fixture.h"
#include "store/object_store.h"

namespace tarn::iceberg {
namespace {

using Clock = std::chrono::steady_clock;

constexpr FieldId kColumns = 10;

double Micros(Clock::time_point since) {
  return std::chrono::duration<double, std::micro>(Clock::now() - since).count();
}

// Appends one file a commit, as the catalog would: action, applier, metadata file.
struct LocalTable {
  explicit LocalTable(const std::string& folder) : location(folder) {
    NewTable definition;
    for (FieldId column = 1; column <= kColumns; ++column) {
      definition.schema.fields.push_back({.id = column,
                                          .name = column == 1 ? "id" : fmt::format("c{}", column),
                                          .type = LongType{}});
    }
    definition.location = folder;
    metadata = Apply(nullptr, CreateTable(definition).updates, {.now_ms = 1});
  }

  struct Times {
    double action = 0, apply = 0, write = 0, plan = 0;
    void operator+=(const Times& o) {
      action += o.action, apply += o.apply, write += o.write, plan += o.plan;
    }
  };

  Times Commit(int64_t id) {
    Times times;
    auto at = Clock::now();
    AppendFiles append({.store = *store, .will_write = {}, .cache = &cache});
    DataFile file;
    file.file_path = location + "/data/" + std::to_string(id) + ".parquet";
    file.record_count = 1000;
    file.file_size_in_bytes = 100'000;
    for (FieldId column = 1; column <= kColumns; ++column) {
      file.column_sizes.Set(column, 4000);
      file.value_counts.Set(column, 1000);
      file.null_value_counts.Set(column, 0);
      file.lower_bounds.Set(column, ToBytes(Literal::Long(id)));
      file.upper_bounds.Set(column, ToBytes(Literal::Long(id)));
    }
    append.Add(std::move(file));
    const ActionResult result = append.Apply(metadata);
    times.action = Micros(at);
    at = Clock::now();
    metadata = Apply(&metadata, result.updates,
                     {.now_ms = 2 + id, .base_metadata_location = metadata_location});
    times.apply = Micros(at);
    at = Clock::now();
    metadata_location = WriteTableMetadata(*store, metadata, metadata_location);
    times.write = Micros(at);
    at = Clock::now();
    PlanOptions options;
    options.filter = Equal("id", Literal::Long(id));
    options.cache = &cache;
    EXPECT_EQ(PlanFiles(metadata, *metadata.current_snapshot(), *store, options).tasks.size(), 1u);
    times.plan = Micros(at);
    return times;
  }

  std::string location;
  std::shared_ptr<store::ObjectStore> store = store::OpenStore(location);
  ManifestCache cache{size_t{256} << 20};
  TableMetadata metadata;
  std::string metadata_location;
};

TEST(HistoryBench, DISABLED_TenThousandCommits) {
  // Fewer for a try; with TARN_BENCH_KEEP the table stays for others to read.
  const char* given = std::getenv("TARN_BENCH_COMMITS");
  const int64_t commits = given ? std::stoll(given) : 10'000;
  const auto folder = std::filesystem::temp_directory_path() / "tarn-history-bench";
  std::filesystem::remove_all(folder);
  LocalTable table(folder.string());
  LocalTable::Times hundred;
  for (int64_t i = 1; i <= commits; ++i) {
    hundred += table.Commit(i);
    if (i % 100 != 0) continue;
    if (i == 100 || i == 1000 || i == 1100 || i % 2500 == 0 || i == commits - 100) {
      fmt::print(
          "commits {:>5}: action {:>5.0f} apply {:>4.0f} metadata {:>5.0f} plan {:>5.0f} us; "
          "metadata file {} kB, {} manifests\n",
          i, hundred.action / 100, hundred.apply / 100, hundred.write / 100, hundred.plan / 100,
          table.store->Stat(table.metadata_location)->size / 1024,
          ReadManifestList(*table.store, *table.metadata.current_snapshot(), nullptr)->size());
    }
    hundred = {};
  }
  auto at = Clock::now();
  const std::string plain = SerializeTableMetadata(table.metadata);
  fmt::print("plain JSON, first time: {:.1f} ms, {} kB\n", Micros(at) / 1000, plain.size() / 1024);
  at = Clock::now();
  EXPECT_EQ(SerializeTableMetadata(table.metadata).size(), plain.size());
  fmt::print("plain JSON, again: {:.1f} ms\n", Micros(at) / 1000);
  at = Clock::now();
  const TableMetadata parsed = ParseTableMetadata(plain);
  fmt::print("parse: {:.1f} ms\n", Micros(at) / 1000);
  at = Clock::now();
  const TableMetadata read = ReadTableMetadata(*table.store, table.metadata_location);
  fmt::print("read the gzip file: {:.1f} ms\n", Micros(at) / 1000);
  EXPECT_EQ(read, table.metadata);
  at = Clock::now();
  ManifestCache cold(size_t{256} << 20);
  PlanOptions options;
  options.cache = &cold;
  const ScanPlan plan = PlanFiles(read, *read.current_snapshot(), *table.store, options);
  fmt::print("plan {} files, cold: {:.1f} ms", plan.tasks.size(), Micros(at) / 1000);
  at = Clock::now();
  PlanFiles(read, *read.current_snapshot(), *table.store, options);
  fmt::print(", warm: {:.1f} ms", Micros(at) / 1000);
  at = Clock::now();
  options.filter = GreaterOrEqual("id", Literal::Long(commits / 2));
  PlanFiles(read, *read.current_snapshot(), *table.store, options);
  fmt::print(", with a filter: {:.1f} ms; cache {} MB\n", Micros(at) / 1000,
             cold.stats().bytes >> 20);
  if (std::getenv("TARN_BENCH_KEEP")) {
    fmt::print("kept: {}\n", table.metadata_location);
  } else {
    std::filesystem::remove_all(folder);
  }
}

}  // namespace
}  // namespace tarn::iceberg

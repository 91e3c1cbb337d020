// Measures commits of a lake that grows:
//   tarn_commit_bench append FOLDER COMMITS DURABLE    one file a commit to one table
//   tarn_commit_bench tables FOLDER COMMITS DURABLE    one file to each of eleven tables a commit
// Prints the mean of the first and of the last hundred commits in milliseconds, and of those
// between at a few places. DURABLE 1: every commit survives a power failure (fsync); 0: as the
// tests do.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "catalog/catalog.h"
#include "iceberg/action/snapshot_actions.h"
#include "iceberg/action/table_actions.h"
#include "iceberg/manifest/manifest_cache.h"
#include "metadb/database.h"
#include "store/object_store.h"

namespace tarn::catalog {
namespace {

constexpr iceberg::FieldId kColumns = 10;
constexpr int kTables = 11;
constexpr int64_t kWindow = 100;

using SteadyClock = std::chrono::steady_clock;

class Lake {
 public:
  Lake(const std::string& folder, bool durable)
      : store_(store::OpenStore(folder + "/warehouse")),
        database_(metadb::OpenDatabase(folder + "/tarn.db", {.durable = durable})) {
    CatalogOptions options;
    options.warehouse = folder + "/warehouse";
    options.state_directory = folder;
    catalog_ = OpenCatalog(*database_, *store_, options);
    catalog_->Commit("main", {CreateNamespace{{"s"}, {}}}, {.message = "schema"});
  }

  void CreateTables(int count) {
    for (int i = 0; i < count; ++i) {
      const TableIdentifier id{{"s"}, fmt::format("t{}", i)};
      iceberg::NewTable definition;
      for (iceberg::FieldId column = 1; column <= kColumns; ++column) {
        definition.schema.fields.push_back(
            {.id = column, .name = fmt::format("c{}", column), .type = iceberg::LongType{}});
      }
      definition.location = catalog_->NewTableLocation(id);
      const auto build = [definition](const iceberg::TableMetadata*) {
        auto made = iceberg::CreateTable(definition);
        return TableCommit{std::move(made.requirements), std::move(made.updates)};
      };
      catalog_->Commit("main", {PutTable{id, PutMode::kCreate, build}}, {.message = "table"});
      tables_.push_back(id);
    }
  }

  // One file to each table; milliseconds.
  double Append(int64_t number) {
    const auto begin = SteadyClock::now();
    const auto intent = catalog_->BeginWrite();
    std::vector<std::shared_ptr<iceberg::AppendFiles>> actions;
    std::vector<Change> changes;
    for (const TableIdentifier& id : tables_) {
      iceberg::ActionContext context{*store_, {}, &manifests_};
      context.will_write = [&](const std::string& path) { intent->WillWrite(path); };
      auto action = std::make_shared<iceberg::AppendFiles>(context);
      action->Add(File(id, number));
      actions.push_back(action);
      changes.emplace_back(
          PutTable{id, PutMode::kUpdate, [action](const iceberg::TableMetadata* current) {
                     auto result = action->Apply(*current);
                     return TableCommit{std::move(result.requirements), std::move(result.updates)};
                   }});
    }
    catalog_->Commit("main", changes, {.message = "append"}, intent.get());
    return std::chrono::duration<double, std::milli>(SteadyClock::now() - begin).count();
  }

 private:
  iceberg::DataFile File(const TableIdentifier& id, int64_t number) const {
    iceberg::DataFile file;
    file.file_path = fmt::format("{}/data/{}.parquet", catalog_->NewTableLocation(id), number);
    file.record_count = 1000;
    file.file_size_in_bytes = 100'000;
    for (iceberg::FieldId column = 1; column <= kColumns; ++column) {
      file.column_sizes.Set(column, 4000);
      file.value_counts.Set(column, 1000);
      file.null_value_counts.Set(column, 0);
      file.lower_bounds.Set(column, iceberg::ToBytes(iceberg::Literal::Long(number)));
      file.upper_bounds.Set(column, iceberg::ToBytes(iceberg::Literal::Long(number)));
    }
    return file;
  }

  std::shared_ptr<store::ObjectStore> store_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<Catalog> catalog_;
  iceberg::ManifestCache manifests_{size_t{64} << 20};
  std::vector<TableIdentifier> tables_;
};

int Run(int argc, char** argv) {
  const std::string_view mode = argc > 1 ? argv[1] : "";
  if ((mode != "append" && mode != "tables") || argc != 5) {
    fmt::print(stderr, "see the top of commit_bench.cc\n");
    return 2;
  }
  const std::string folder = argv[2];
  const int64_t commits = std::atoll(argv[3]);
  std::filesystem::create_directories(folder);
  Lake lake(folder, std::string_view(argv[4]) == "1");
  lake.CreateTables(mode == "append" ? 1 : kTables);
  double sum = 0;
  for (int64_t i = 1; i <= commits; ++i) {
    sum += lake.Append(i);
    if (i % kWindow != 0) continue;
    if (i == kWindow || i == 1000 || i % 2500 == 0 || i == commits) {
      fmt::print("commit_{}_ms {:.3f}\n", i, sum / static_cast<double>(kWindow));
      std::fflush(stdout);
    }
    sum = 0;
  }
  return 0;
}

}  // namespace
}  // namespace tarn::catalog

int main(int argc, char** argv) {
  try {
    return tarn::catalog::Run(argc, argv);
  } catch (const tarn::base::Error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}

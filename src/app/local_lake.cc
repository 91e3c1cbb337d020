#include "app/local_lake.h"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <mutex>

#include <fmt/format.h>

#include "api/iceberg_rest/idempotency.h"
#include "api/nessie/repository_config.h"
#include "app/author.h"
#include "app/catalog_import.h"
#include "app/catalog_publisher.h"
#include "app/code_hash.h"
#include "app/lake_store.h"
#include "app/tasks/lake_tasks.h"
#include "auth/access.h"
#include "auth/guard/guarded_catalog.h"
#include "base/clock.h"
#include "base/error.h"
#include "catalog/catalog.h"
#include "catalog/maintenance/garbage_collector.h"
#include "catalog/transfer/catalog_migration.h"
#include "engine/embedded/embedded_engine.h"
#include "metadb/database.h"
#include "orchestrate/dag_runner.h"
#include "orchestrate/dags/dag_yaml.h"
#include "orchestrate/runs/run_store.h"
#include "query/query_tracker.h"
#include "store/object_store.h"

namespace tarn::app {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

// Made by the first who asks; later ones get the same. What making throws is thrown to each.
template <typename T>
class Lazy {
 public:
  template <typename Make>
  T& Get(Make&& make) {
    std::lock_guard lock(mutex_);
    if (!value_) value_ = make();
    return *value_;
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<T> value_;
};

std::string ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) base::Throw(ErrorKind::kNotFound, "cannot read the resource groups: {}", path);
  return text;
}

class LocalLake : public cli::Lake {
 public:
  explicit LocalLake(LakeConfig config) : config_(std::move(config)) {
    info_.name = config_.name;
    info_.folder = config_.folder;
    info_.warehouse = config_.warehouse;
    info_.metadata = WithoutPassword(config_.metadata);
    info_.temp_folder = config_.state_folder + "/tmp";
    info_.log_folder = config_.state_folder + "/logs";
    info_.dbt_folder = config_.dbt_folder;
    info_.default_dag = config_.default_dag;
    info_.user = Author();
  }

  const cli::LakeInfo& info() const override { return info_; }

  catalog::Catalog& catalog() override {
    return catalog_.Get([&] {
      store_ = OpenLakeStore(config_);
      catalog::CatalogOptions options;
      options.warehouse = config_.warehouse;
      options.state_directory = config_.state_folder;
      auto catalog = catalog::OpenCatalog(database(), *store_, options);
      if (!access().required()) return catalog;
      // Whoever may read the lake's files may do everything; what they write is recorded all the
      // same.
      auto owner = std::make_shared<const auth::Identity>(
          auth::Identity{.user = Author(), .request_id = {}, .admin = true, .system = true});
      auto guarded = std::make_unique<auth::guard::GuardedCatalog>(
          std::move(catalog), access().directory(), access().audit(), std::move(owner),
          options.default_branch);
      guarded_ = guarded.get();
      return std::unique_ptr<catalog::Catalog>(std::move(guarded));
    });
  }

  auth::Access& access() override {
    return access_.Get([&] { return std::make_unique<auth::Access>(database(), config_.access); });
  }

  void RequireIdentity() override {
    catalog();
    if (guarded_ == nullptr) {
      throw Error(ErrorKind::kInternal, "the lake was opened before it had users");
    }
    guarded_->RequireIdentity();
    // Rules are about tables: who could read the files below them would need none.
    plain_files_ = false;
  }

  void RestrictLocations(std::vector<std::string> also_allowed) override {
    allowed_locations_ = std::move(also_allowed);
  }

  catalog::GarbageCollector& garbage_collector() override {
    return garbage_collector_.Get([&] {
      return std::make_unique<catalog::GarbageCollector>(
          catalog::GarbageCollector::Environment{catalog(), database(), config_.state_folder});
    });
  }

  void MeasureStatements() override { measure_statements_ = true; }

  metadb::Database& database() override {
    return database_.Get([&] {
      if (config_.metadata.find("://") == std::string::npos) {
        MakeFolder(fs::path(config_.metadata).parent_path());
      }
      MakeFolder(config_.state_folder);
      return metadb::OpenDatabase(config_.metadata);
    });
  }

  catalog::MigrationReport MigrateMetadata(const std::string& uri,
                                           catalog::MigrationOptions options) override {
    catalog();
    options.from = WithoutPassword(config_.metadata);
    options.to = WithoutPassword(uri);
    if (options.from == options.to) {
      throw Error(ErrorKind::kInvalidArgument,
                  "the lake's metadata is in that database already: " + options.to);
    }
    const auto target = metadb::OpenDatabase(uri);
    for (metadb::Database* one : {&database(), &*target}) MakeTables(*one);
    return catalog::MigrateCatalog(database(), *target, options);
  }

  cli::ImportReport ImportFrom(const cli::ImportSource& source) override {
    return ImportFromCatalog(source, catalog(), database(), info_.user);
  }

  engine::Engine& engine() override {
    return engine_.Get([&] {
      engine::embedded::EmbeddedOptions options;
      options.measure_statements = measure_statements_;
      options.memory_limit_bytes = config_.memory_limit_bytes;
      options.threads = config_.threads;
      options.temp_directory = info_.temp_folder;
      options.file_base = config_.folder;
      options.tpch_catalog = config_.catalogs.tpch;
      options.tpcds_catalog = config_.catalogs.tpcds;
      // Rules of access are of the lake's tables: with users, a catalog that all of them share is
      // only there when somebody says so.
      options.memory_catalog = config_.catalogs.memory.value_or(!access().required());
      options.memory_catalog_bytes = config_.catalogs.memory_bytes;
      options.statement_limits = config_.queries.memory;
      if (plain_files_) options.file_roots = config_.file_folders;
      options.allowed_locations = allowed_locations_;
      return engine::embedded::NewEmbeddedEngine(catalog(), options, &queries());
    });
  }

  query::History& query_history() override {
    return history_.Get([&] {
      return std::make_unique<query::History>(
          database(), query::HistoryOptions{.retention = config_.queries.history});
    });
  }

  query::QueryTracker& queries() override {
    return queries_.Get([&] {
      query::TrackerOptions options;
      options.limits = config_.queries.limits;
      options.slow_after = config_.queries.slow_after;
      options.memory = [this] { return engine().memory_bytes(); };
      if (!config_.queries.resource_groups.empty()) {
        options.groups = query::ParseResourceGroups(ReadText(config_.queries.resource_groups));
      }
      return std::make_unique<query::QueryTracker>(std::move(options),
                                                   [this] { return &query_history(); });
    });
  }

  orchestrate::RunStore& runs() override {
    return runs_.Get([&] { return std::make_unique<orchestrate::RunStore>(database()); });
  }

  orchestrate::DagRunner& dag_runner() override {
    return dag_runner_.Get([&] {
      orchestrate::DagRunnerOptions options;
      options.lock_folder = config_.state_folder + "/locks";
      options.log_folder = info_.log_folder;
      options.lake = config_.folder;
      return std::make_unique<orchestrate::DagRunner>(runs(), publisher_, task_runner_, options);
    });
  }

  std::vector<orchestrate::Dag> Dags() override {
    return orchestrate::ReadDags(config_.dags_folder);
  }

  std::string CodeHash(const orchestrate::Dag& dag) override {
    return HashCode(dag.text, config_.dbt_folder);
  }

 private:
  // Those of every module, also of those that this lake has not used so far.
  static void MakeTables(metadb::Database& database) {
    const auto repository = versions::OpenRepository(database);
    const auth::Access access(database, {});
    const orchestrate::RunStore runs(database);
    const query::History history(database, {});
    const api::nessie::RepositoryConfigs configs(database);
    const api::iceberg_rest::IdempotencyStore answers(database, base::Clock::System());
  }

  static void MakeFolder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error) return;
    bool full = error == std::errc::no_space_on_device;
    throw Error(full ? ErrorKind::kResourceExhausted : ErrorKind::kPermissionDenied,
                fmt::format("cannot make the lake's state folder ({}): {}", error.message(),
                            folder.string()),
                full ? "free some space" : "a lake needs a folder that this user may write");
  }

  LakeConfig config_;
  cli::LakeInfo info_;
  // In the order in which they build on one another: destroyed the other way round.
  bool measure_statements_ = false;
  Lazy<metadb::Database> database_;
  std::shared_ptr<store::ObjectStore> store_;
  Lazy<auth::Access> access_;
  Lazy<catalog::Catalog> catalog_;
  auth::guard::GuardedCatalog* guarded_ = nullptr;  // the catalog, once the lake has users
  bool plain_files_ = true;
  std::optional<std::vector<std::string>> allowed_locations_;  // see EmbeddedOptions
  Lazy<catalog::GarbageCollector> garbage_collector_;
  Lazy<query::History> history_;
  Lazy<query::QueryTracker> queries_;
  Lazy<engine::Engine> engine_;
  Lazy<orchestrate::RunStore> runs_;
  CatalogPublisher publisher_{[this]() -> catalog::Catalog& { return catalog(); }};
  LakeTaskRunner task_runner_{TaskServices{config_,
                                           [this]() -> catalog::Catalog& { return catalog(); },
                                           [this]() -> engine::Engine& { return engine(); }}};
  Lazy<orchestrate::DagRunner> dag_runner_;
};

}  // namespace

std::unique_ptr<cli::Lake> OpenLocalLake(LakeConfig config) {
  return std::make_unique<LocalLake>(std::move(config));
}

std::vector<std::pair<std::string, std::string>> BuiltInComponents() {
  return {{"lake format", std::to_string(kLakeFormat)}, {"duckdb", TARN_DUCKDB_VERSION}};
}

}  // namespace tarn::app

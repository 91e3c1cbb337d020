#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/random.h"
#include "catalog/catalog.h"
#include "engine/embedded/embedded_engine.h"
#include "metadb/database.h"
#include "store/object_store.h"

namespace tarn::sql_tests {

// A lake in a temporary folder.
class Lake {
 public:
  Lake() : folder_(std::filesystem::temp_directory_path() / ("tarn-sql-" + base::NewUuid())) {
    std::filesystem::create_directories(folder_ / "state");
    store_ = store::OpenStore((folder_ / "warehouse").string());
    metadb::DatabaseOptions database_options;
    database_options.durable = false;
    database_ = metadb::OpenDatabase((folder_ / "state" / "tarn.db").string(), database_options);
    catalog::CatalogOptions options;
    options.warehouse = (folder_ / "warehouse").string();
    options.state_directory = (folder_ / "state").string();
    catalog_ = catalog::OpenCatalog(*database_, *store_, options);
    engine::embedded::EmbeddedOptions embedded;
    embedded.threads = 2;
    embedded.temp_directory = (folder_ / "tmp").string();
    engine_ = engine::embedded::NewEmbeddedEngine(*catalog_, embedded);
    session_ = engine_->NewSession({});
  }
  ~Lake() {
    session_.reset();
    engine_.reset();
    catalog_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }
  engine::Session& session() { return *session_; }

 private:
  std::filesystem::path folder_;
  std::shared_ptr<store::ObjectStore> store_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<catalog::Catalog> catalog_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<engine::Session> session_;
};

}  // namespace tarn::sql_tests

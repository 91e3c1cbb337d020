#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "catalog/catalog.h"
#include "engine/embedded/embedded_engine.h"
#include "engine/engine.h"
#include "metadb/database.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {

// A lake in a temporary folder with an engine over it.
class LakeTest : public ::testing::Test {
 protected:
  LakeTest()
      : folder_(std::filesystem::temp_directory_path() / ("tarn-engine-" + base::NewUuid())) {
    std::filesystem::create_directories(folder_ / "state");
    store_ = store::OpenStore((folder_ / "warehouse").string());
    database_ = metadb::OpenDatabase((folder_ / "state" / "tarn.db").string(), {.durable = false});
    catalog::CatalogOptions options;
    options.warehouse = (folder_ / "warehouse").string();
    options.state_directory = (folder_ / "state").string();
    catalog_ = catalog::OpenCatalog(*database_, *store_, options);
    EmbeddedOptions embedded;
    embedded.threads = 2;
    embedded.temp_directory = (folder_ / "tmp").string();
    embedded.file_base = folder_.string();
    embedded.file_roots = {"landing"};
    engine_ = NewEmbeddedEngine(*catalog_, embedded);
    session_ = engine_->NewSession({});
  }
  ~LakeTest() override {
    session_.reset();
    engine_.reset();
    catalog_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  Rows Run(const std::string& sql) { return Run(*session_, sql); }
  static Rows Run(Session& session, const std::string& sql) {
    return Collect(*session.Execute(sql));
  }
  // Every value as Trino shows it, columns by '|', rows in order.
  std::vector<std::string> Lines(const std::string& sql) { return Lines(*session_, sql); }
  static std::vector<std::string> Lines(Session& session, const std::string& sql) {
    const Rows result = Run(session, sql);
    std::vector<std::string> lines;
    for (const auto& row : result.rows) {
      std::string line;
      for (size_t i = 0; i < row.size(); ++i) {
        if (i > 0) line += "|";
        line += ToText(row[i], result.columns[i].type);
      }
      lines.push_back(line);
    }
    return lines;
  }
  // The error of a statement that must fail.
  base::Error ErrorOf(const std::string& sql) { return ErrorOf(*session_, sql); }
  static base::Error ErrorOf(Session& session, const std::string& sql) {
    try {
      Run(session, sql);
    } catch (const base::Error& error) {
      return error;
    }
    ADD_FAILURE() << "no error: " << sql;
    return {base::ErrorKind::kInternal, ""};
  }
  std::shared_ptr<const iceberg::TableMetadata> Metadata(const std::string& schema,
                                                         const std::string& table) {
    return catalog_->Snapshot("main")->LoadTable({{schema}, table});
  }
  // Paths of all Parquet files in the warehouse.
  std::vector<std::string> DataFiles() const {
    std::vector<std::string> files;
    if (!std::filesystem::exists(folder_ / "warehouse")) return files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "warehouse")) {
      if (entry.path().extension() == ".parquet") files.push_back(entry.path().string());
    }
    return files;
  }
  std::string WriteFile(const std::string& name, const std::string& text) {
    const auto path = folder_ / name;
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }

  std::filesystem::path folder_;
  std::shared_ptr<store::ObjectStore> store_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<catalog::Catalog> catalog_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Session> session_;
};

}  // namespace tarn::engine::embedded

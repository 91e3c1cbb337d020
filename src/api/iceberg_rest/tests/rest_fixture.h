#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "api/iceberg_rest/routes.h"
#include "base/random.h"
#include "metadb/database.h"
#include "store/object_store.h"

namespace tarn::api::iceberg_rest {

using Json = nlohmann::json;

// The API over a catalog of its own, asked without sockets.
class RestTest : public ::testing::Test {
 protected:
  static constexpr const char* kWarehouse = "memory:///warehouse";

  RestTest()
      : folder_(std::filesystem::temp_directory_path() / ("tarn-rest-" + base::NewUuid())),
        store_(store::OpenStore(kWarehouse)) {
    std::filesystem::create_directories(folder_);
    database_ = metadb::OpenDatabase((folder_ / "tarn.db").string());
    catalog_ = catalog::OpenCatalog(*database_, *store_,
                                    {.warehouse = kWarehouse, .state_directory = folder_.string()});
    ServiceOptions options;
    options.lake_name = "shop";
    options.author = "tester";
    options.keep_report = [this](const std::string& line) { reports_.push_back(line); };
    service_ = std::make_unique<Service>(*catalog_, *database_, options);
    router_ = std::make_unique<http::Router>(NewRouter(*service_));
  }
  ~RestTest() override {
    router_.reset();
    service_.reset();
    catalog_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  struct Answer {
    int status = 0;
    Json body;
    http::Headers headers;
    std::string error_type() const {
      return body.contains("error") ? body["error"]["type"].get<std::string>() : "";
    }
    std::string message() const {
      return body.contains("error") ? body["error"]["message"].get<std::string>() : "";
    }
  };

  // `target` is below /iceberg/v1/ unless it begins with a slash.
  Answer Ask(const std::string& method, const std::string& target, const std::string& body = "",
             http::Headers headers = {}) {
    const std::string full = target.starts_with('/') ? target : "/iceberg/v1/" + target;
    http::Response response =
        router_->Handle(http::MakeRequest(method, full, body, std::move(headers)));
    Answer answer{response.status, {}, response.headers};
    if (!response.body.empty()) answer.body = Json::parse(response.body);
    return answer;
  }
  Answer Post(const std::string& target, const Json& body, http::Headers headers = {}) {
    return Ask("POST", target, body.dump(), std::move(headers));
  }
  Answer Get(const std::string& target) { return Ask("GET", target); }

  static Json TableBody(const std::string& name) {
    return {{"name", name},
            {"schema",
             {{"type", "struct"},
              {"schema-id", 0},
              {"fields",
               {{{"id", 1}, {"name", "id"}, {"type", "long"}, {"required", true}},
                {{"id", 2}, {"name", "day"}, {"type", "date"}, {"required", false}}}}}}};
  }
  static Json ViewBody(const std::string& name, const std::string& sql = "SELECT 1") {
    return {{"name", name},
            {"schema",
             {{"type", "struct"},
              {"schema-id", 0},
              {"fields", {{{"id", 1}, {"name", "c"}, {"type", "int"}, {"required", false}}}}}},
            {"view-version",
             {{"version-id", 1},
              {"timestamp-ms", 1},
              {"schema-id", 0},
              {"summary", Json::object()},
              {"default-namespace", {"s"}},
              {"representations", {{{"type", "sql"}, {"sql", sql}, {"dialect", "trino"}}}}}},
            {"properties", Json::object()}};
  }
  // The namespace s and the table s.t.
  void CreateTableT() {
    ASSERT_EQ(Post("namespaces", {{"namespace", {"s"}}}).status, 200);
    ASSERT_EQ(Post("namespaces/s/tables", TableBody("t")).status, 200);
  }
  // The commit that appends a snapshot (of no files) to a table as `loaded` shows it.
  static Json Append(const Json& loaded, int64_t snapshot_id) {
    const Json& metadata = loaded["metadata"];
    const Json current = metadata.value("current-snapshot-id", Json());
    const bool none = current.is_null() || current == -1;
    Json snapshot = {{"snapshot-id", snapshot_id},
                     {"sequence-number", metadata["last-sequence-number"].get<int64_t>() + 1},
                     {"timestamp-ms", metadata["last-updated-ms"].get<int64_t>() + 1},
                     {"manifest-list", metadata["location"].get<std::string>() + "/metadata/snap-" +
                                           std::to_string(snapshot_id) + ".avro"},
                     {"summary", {{"operation", "append"}}},
                     {"schema-id", 0}};
    if (!none) snapshot["parent-snapshot-id"] = current;
    return {{"requirements",
             {{{"type", "assert-table-uuid"}, {"uuid", metadata["table-uuid"]}},
              {{"type", "assert-ref-snapshot-id"},
               {"ref", "main"},
               {"snapshot-id", none ? Json() : current}}}},
            {"updates",
             {{{"action", "add-snapshot"}, {"snapshot", snapshot}},
              {{"action", "set-snapshot-ref"},
               {"ref-name", "main"},
               {"type", "branch"},
               {"snapshot-id", snapshot_id}}}}};
  }

  std::filesystem::path folder_;
  std::shared_ptr<store::ObjectStore> store_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<catalog::Catalog> catalog_;
  std::vector<std::string> reports_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<http::Router> router_;
};

}  // namespace tarn::api::iceberg_rest

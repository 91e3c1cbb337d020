#pragma once

#include <gmock/gmock.h>

#include <filesystem>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "api/nessie/routes.h"
#include "base/random.h"
#include "catalog/catalog.h"
#include "http/message.h"
#include "metadb/database.h"

namespace tarn::api::nessie {

using nlohmann::json;

struct Reply {
  int status = 0;
  json body;
};

// A lake on the local disk, and its API without sockets.
class ApiFixture : public ::testing::Test {
 protected:
  ApiFixture()
      : folder_(std::filesystem::temp_directory_path() / ("tarn-nessie-" + base::NewUuid())),
        objects_(MakeStore()),
        database_(metadb::OpenDatabase((folder_ / "tarn.db").string(), {.durable = false})),
        catalog_(catalog::OpenCatalog(*database_, *objects_,
                                      {.warehouse = (folder_ / "warehouse").string(),
                                       .state_directory = (folder_ / "state").string()})),
        service_(*catalog_, *database_, "main"),
        router_(NewRouter(service_)) {}
  ~ApiFixture() override { std::filesystem::remove_all(folder_); }

  Reply Call(const std::string& method, const std::string& target, const json& body = nullptr,
             http::Headers headers = {}) {
    headers.Add("Nessie-Client-Spec", "2");
    http::Request request =
        http::MakeRequest(method, "/api" + target, body.is_null() ? "" : body.dump(), headers);
    http::Response response = router_.Handle(request);
    Reply reply{response.status, nullptr};
    if (!response.body.empty()) reply.body = json::parse(response.body);
    return reply;
  }
  std::string Head(const std::string& name = "main") {
    return Call("GET", "/v2/trees/" + name).body["reference"]["hash"];
  }
  static json Key(const std::vector<std::string>& elements) { return {{"elements", elements}}; }
  static json Table(const std::string& location, const json& id = nullptr) {
    json table = {{"type", "ICEBERG_TABLE"},
                  {"metadataLocation", location},
                  {"snapshotId", 1},
                  {"schemaId", 0},
                  {"specId", 0},
                  {"sortOrderId", 0}};
    if (!id.is_null()) table["id"] = id;
    return table;
  }
  static json Put(const std::vector<std::string>& key, const json& content) {
    return {{"type", "PUT"}, {"key", Key(key)}, {"content", content}};
  }
  static json Delete(const std::vector<std::string>& key) {
    return {{"type", "DELETE"}, {"key", Key(key)}};
  }
  static json Ns(const std::vector<std::string>& elements) {
    return Put(elements, {{"type", "NAMESPACE"}, {"elements", elements}});
  }
  Reply Commit(const json& operations, const std::string& reference = "main",
               const std::string& at = "") {
    return Call(
        "POST",
        "/v2/trees/" + reference + "@" + (at.empty() ? Head(reference) : at) + "/history/commit",
        {{"commitMeta", {{"message", "commit"}}},
         {"operations", operations.is_array() ? operations : json::array({operations})}});
  }
  void CreateBranch(const std::string& name, const std::string& hash) {
    EXPECT_EQ(Call("POST", "/v2/trees?type=BRANCH&name=" + name,
                   {{"type", "BRANCH"}, {"name", "main"}, {"hash", hash}})
                  .status,
              200);
  }
  static std::vector<std::string> ConflictsOf(const Reply& reply) {
    std::vector<std::string> types;
    for (const json& conflict : reply.body["errorDetails"]["conflicts"]) {
      types.push_back(conflict["conflictType"]);
    }
    return types;
  }
  static std::string MessageOf(const Reply& reply) { return reply.body.value("message", ""); }

  std::filesystem::path folder_;
  std::shared_ptr<store::ObjectStore> objects_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<catalog::Catalog> catalog_;
  Service service_;
  http::Router router_;

 private:
  std::shared_ptr<store::ObjectStore> MakeStore() const {
    std::filesystem::create_directories(folder_);
    return store::OpenStore((folder_ / "warehouse").string());
  }
};

}  // namespace tarn::api::nessie

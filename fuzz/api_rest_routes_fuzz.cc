// Any requests to the Iceberg REST catalog over a lake with namespaces, a table with a snapshot, a
// view and a branch; see request_script.h. UUID, METADATA and VIEWDATA in an input stand for the
// table's identifier and for the locations of the metadata of table and view.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include <unistd.h>

#include "api/iceberg_rest/routes.h"
#include "catalog/catalog.h"
#include "fuzz/request_script.h"
#include "metadb/database.h"
#include "store/object_store.h"

namespace {

using namespace tarn;  // NOLINT(google-build-using-namespace)
using nlohmann::json;

constexpr const char* kWarehouse = "memory:///warehouse";
constexpr const char* kSchema = R"({"type": "struct", "schema-id": 0, "fields": [
  {"id": 1, "name": "a", "type": "long", "required": true},
  {"id": 2, "name": "d", "type": "date", "required": false},
  {"id": 3, "name": "l", "type": {"type": "list", "element-id": 4, "element": "string",
   "element-required": false}, "required": false}]})";

std::filesystem::path NewFolder() {
  const std::filesystem::path memory = "/dev/shm";
  const std::filesystem::path folder =
      (std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path()) /
      ("tarn-rest-fuzz-" + std::to_string(getpid()));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

class Lake {
 public:
  Lake()
      : folder_(NewFolder()),
        objects_(store::OpenStore(kWarehouse)),
        database_(metadb::OpenDatabase((folder_ / "tarn.db").string(), {.durable = false})),
        catalog_(catalog::OpenCatalog(
            *database_, *objects_, {.warehouse = kWarehouse, .state_directory = folder_.string()})),
        service_(*catalog_, *database_, Options()),
        router_(api::iceberg_rest::NewRouter(service_)) {
    Post("namespaces", R"({"namespace": ["s"]})");
    Post("namespaces", R"({"namespace": ["e"]})");
    const json table = Post("namespaces/s/tables", std::string(R"({"name": "t", "schema": )") +
                                                       kSchema + R"(, "partition-spec": {
      "spec-id": 0, "fields": [{"source-id": 2, "field-id": 1000, "name": "day",
                                "transform": "day"}]}})");
    const json& metadata = table["metadata"];
    uuid_ = metadata["table-uuid"];
    const json snapshot = {
        {"snapshot-id", 1},
        {"sequence-number", 1},
        {"timestamp-ms", metadata["last-updated-ms"].get<int64_t>() + 1},
        {"manifest-list", metadata["location"].get<std::string>() + "/metadata/snap-1.avro"},
        {"summary", {{"operation", "append"}}},
        {"schema-id", 0}};
    const json updates = {{{"action", "add-snapshot"}, {"snapshot", snapshot}},
                          {{"action", "set-snapshot-ref"},
                           {"ref-name", "main"},
                           {"type", "branch"},
                           {"snapshot-id", 1}}};
    metadata_ = Post(
        "namespaces/s/tables/t",
        json{{"requirements", json::array()}, {"updates", updates}}.dump())["metadata-location"];
    view_metadata_ =
        Post("namespaces/s/views", std::string(R"({"name": "v", "schema": )") + kSchema +
                                       R"(, "properties": {}, "view-version": {"version-id": 1,
      "timestamp-ms": 1, "schema-id": 0, "summary": {}, "default-namespace": ["s"],
      "representations": [{"type": "sql", "sql": "SELECT 1", "dialect": "trino"}]}})")
            ["metadata-location"];
    catalog_->CreateBranch("dev", "main");
  }
  ~Lake() {
    catalog_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }
  Lake(const Lake&) = delete;
  Lake& operator=(const Lake&) = delete;

  // Whether something may have changed.
  bool Run(const std::string& input) {
    bool changed = false;
    for (const fuzz::ScriptedRequest& request : fuzz::ParseScript(
             input, {{"UUID", uuid_}, {"METADATA", metadata_}, {"VIEWDATA", view_metadata_}})) {
      const http::Response response = fuzz::Ask(router_, request, kWarehouse);
      // With a key failures are remembered, too.
      const bool kept = response.status < 300 || request.headers.Find("Idempotency-Key") != nullptr;
      if (request.method != "GET" && request.method != "HEAD" && kept) changed = true;
    }
    return changed;
  }

 private:
  static api::iceberg_rest::ServiceOptions Options() {
    api::iceberg_rest::ServiceOptions options;
    options.lake_name = "fuzz";
    options.author = "fuzz";
    options.keep_report = [](const std::string& line) {
      if (!json::accept(line) || line.find('\n') != std::string::npos) std::abort();
    };
    return options;
  }
  json Post(const std::string& target, const std::string& body) {
    const http::Response response = fuzz::Ask(router_, {"POST", "/iceberg/v1/" + target, {}, body});
    if (response.status != 200) std::abort();
    return json::parse(response.body);
  }

  const std::filesystem::path folder_;
  std::shared_ptr<store::ObjectStore> objects_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<catalog::Catalog> catalog_;
  api::iceberg_rest::Service service_;
  http::Router router_;
  std::string uuid_, metadata_, view_metadata_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // Every input finds the same lake: it is made anew after one that may have changed it.
  static std::unique_ptr<Lake> lake;
  if (lake == nullptr) lake = std::make_unique<Lake>();
  if (lake->Run({reinterpret_cast<const char*>(data), size})) lake.reset();
  return 0;
}

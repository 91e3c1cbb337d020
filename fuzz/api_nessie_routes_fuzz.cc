// Any requests to Nessie's API over a catalog with branches, a tag, a namespace and tables; see
// request_script.h. HEAD and DEV in an input stand for the hashes of the branches, NONE for the one
// before all commits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include <unistd.h>

#include "api/nessie/routes.h"
#include "catalog/catalog.h"
#include "fuzz/request_script.h"
#include "metadb/database.h"
#include "store/object_store.h"

namespace {

using namespace tarn;  // NOLINT(google-build-using-namespace)
using nlohmann::json;

std::filesystem::path Folder() {
  const std::filesystem::path memory = "/dev/shm";
  return (std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path()) /
         ("tarn-nessie-fuzz-" + std::to_string(getpid()));
}

class Lake {
 public:
  Lake()
      : folder_(NewFolder()),
        objects_(store::OpenStore("memory:///warehouse")),
        database_(metadb::OpenDatabase((folder_ / "tarn.db").string(), {.durable = false})),
        catalog_(catalog::OpenCatalog(
            *database_, *objects_,
            {.warehouse = "memory:///warehouse", .state_directory = folder_.string()})),
        service_(*catalog_, *database_, "main"),
        router_(api::nessie::NewRouter(service_)) {
    Commit("main", R"([{"type": "PUT", "key": {"elements": ["n"]},
        "content": {"type": "NAMESPACE", "elements": ["n"], "properties": {"p": "v"}}},
      {"type": "PUT", "key": {"elements": ["n", "t"]}, "content": {"type": "ICEBERG_TABLE",
        "metadataLocation": "a", "snapshotId": 1, "schemaId": 0, "specId": 0, "sortOrderId": 0}}])");
    const std::string body =
        json{{"type", "BRANCH"}, {"name", "main"}, {"hash", Hash("main")}}.dump();
    Must("POST", "/api/v2/trees?type=BRANCH&name=dev", body);
    Must("POST", "/api/v2/trees?type=TAG&name=v1", body);
    Commit("dev", R"([{"type": "PUT", "key": {"elements": ["n", "u"]}, "content":
      {"type": "ICEBERG_VIEW", "metadataLocation": "b", "versionId": 1, "schemaId": 0}}])");
    Commit("main", R"([{"type": "DELETE", "key": {"elements": ["n", "t"]}}])");
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
             input, {{"HEAD", head_}, {"DEV", dev_}, {"NONE", api::nessie::kNoAncestorHash}})) {
      const http::Response response = fuzz::Ask(router_, request);
      if (request.method != "GET" && response.status < 300) changed = true;
    }
    return changed;
  }
  void Remember() {
    head_ = Hash("main");
    dev_ = Hash("dev");
  }

 private:
  static std::filesystem::path NewFolder() {
    const std::filesystem::path folder = Folder();
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return folder;
  }
  json Must(const std::string& method, const std::string& target, const std::string& body) {
    const http::Response response = fuzz::Ask(router_, {method, target, {}, body});
    if (response.status != 200) std::abort();
    return json::parse(response.body);
  }
  std::string Hash(const std::string& branch) {
    return Must("GET", "/api/v2/trees/" + branch, "")["reference"]["hash"];
  }
  void Commit(const std::string& branch, const std::string& operations) {
    Must("POST", "/api/v2/trees/" + branch + "@" + Hash(branch) + "/history/commit",
         R"({"commitMeta": {"message": "m"}, "operations": )" + operations + "}");
  }

  const std::filesystem::path folder_;
  std::shared_ptr<store::ObjectStore> objects_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<catalog::Catalog> catalog_;
  api::nessie::Service service_;
  http::Router router_;
  std::string head_, dev_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // Every input finds the same lake: it is made anew after one that changed it.
  static std::unique_ptr<Lake> lake;
  if (lake == nullptr) {
    lake = std::make_unique<Lake>();
    lake->Remember();
  }
  if (lake->Run({reinterpret_cast<const char*>(data), size})) lake.reset();
  return 0;
}

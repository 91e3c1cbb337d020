#include "store/tests/object_store_suite.h"

#include <filesystem>

#include "base/random.h"

namespace tarn::store {
namespace {

Backend Memory() {
  return {"Memory", [](std::string* root) {
            *root = "memory:///lake";
            return OpenStore(*root);
          }};
}

std::filesystem::path FreshFolder() {
  auto folder = std::filesystem::temp_directory_path() / ("tarn-store-" + base::NewUuid());
  std::filesystem::create_directories(folder);
  return folder;
}

struct RemovesFolder {
  std::filesystem::path folder;
  std::shared_ptr<ObjectStore> store;
  ~RemovesFolder() { std::filesystem::remove_all(folder); }
};

Backend Local(std::string name, std::string scheme) {
  return {std::move(name), [scheme](std::string* root) {
            auto owner = std::make_shared<RemovesFolder>();
            owner->folder = FreshFolder();
            *root = scheme + owner->folder.string() + "/lake";
            owner->store = OpenStore(*root);
            return std::shared_ptr<ObjectStore>(owner, owner->store.get());
          }};
}

INSTANTIATE_TEST_SUITE_P(Backends, ObjectStoreSuite,
                         ::testing::Values(Memory(), Local("Local", ""),
                                           Local("LocalUri", "file://")),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace tarn::store

// Any text as a YAML file of a dbt project: it becomes values that templates see, or is refused.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/error.h"
#include "jinja/value.h"
#include "transform/project/yaml_node.h"

namespace {

using namespace tarn;  // NOLINT(google-build-using-namespace)

template <typename F>
void Try(F&& body) {
  try {
    body();
  } catch (const base::Error& error) {
    if (error.kind() != base::ErrorKind::kInvalidArgument &&
        error.kind() != base::ErrorKind::kResourceExhausted) {
      std::abort();
    }
  }
}

void Walk(const transform::YamlNode& node) {
  Try([&] { node.AsBool("x"); });
  Try([&] { node.AsInt("x"); });
  Try([&] { node.AsStrings("x"); });
  Try([&] { node.RequiredString("name", "x"); });
  if (node.is_map()) node.UnknownKeys({"name", "models"}, "a model");
  for (const auto& item : node.items()) Walk(item);
  for (const auto& [key, value] : node.entries()) {
    if (node.Find(key.text()) == nullptr) std::abort();
    Walk(value);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Try([&] {
    const auto node =
        transform::YamlNode::Parse({reinterpret_cast<const char*>(data), size}, "schema.yml");
    Walk(node);
    node.ToValue();
  });
  return 0;
}

// Any text as a YAML document: walked as every kind of value, it is read or is kInvalidArgument.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/error.h"
#include "base/yaml_reader.h"

namespace {

using namespace tarn;  // NOLINT(google-build-using-namespace)

constexpr int kMaxVisits = 20'000;  // aliases make a small document a large one

template <typename F>
void Try(F&& body) {
  try {
    body();
  } catch (const base::Error& error) {
    if (error.kind() != base::ErrorKind::kInvalidArgument) std::abort();
  }
}

void Walk(const base::YamlReader& node, int depth, int& visits) {
  if (depth > 100 || ++visits > kMaxVisits) return;
  Try([&] { node.Bool(); });
  Try([&] { node.Int(-5, 5); });
  Try([&] { node.Number(0, 1); });
  Try([&] { node.Choice({"append", "replace"}); });
  Try([&] { node.String(); });
  Try([&] { node.CheckKeys({"a", "name"}); });
  Try([&] { node.Get("name"); });
  Try([&] {
    for (const auto& [key, value] : node.Map()) {
      node.Find(key);
      Walk(value, depth + 1, visits);
    }
  });
  Try([&] {
    for (const base::YamlReader& item : node.List()) Walk(item, depth + 1, visits);
  });
  node.Where();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  int visits = 0;
  Try([&] {
    Walk(base::YamlReader::Parse({reinterpret_cast<const char*>(data), size}, "f.yaml"), 0, visits);
  });
  return 0;
}

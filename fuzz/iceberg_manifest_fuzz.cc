// Any bytes as a manifest and as a manifest list.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "iceberg/manifest/manifest_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tarn;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto survive = [](auto run) {
    try {
      run();
    } catch (const base::Error& error) {
      if (error.kind() == base::ErrorKind::kInternal) __builtin_trap();
    }
  };
  survive([&] { iceberg::DecodeManifest(bytes, {}); });
  survive([&] { iceberg::DecodeManifestList(bytes, "fuzz"); });
  return 0;
}

// Any bytes as a Puffin file, as frames of its compressions, and each blob that it claims.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "iceberg/puffin/compression.h"
#include "iceberg/puffin/puffin.h"
#include "iceberg/sketch/theta_sketch.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tarn;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const iceberg::PuffinLimits limits{.footer_bytes = 1 << 20, .blob_bytes = 1 << 20};
  const auto survive = [](auto run) {
    try {
      run();
    } catch (const base::Error& error) {
      if (error.kind() == base::ErrorKind::kInternal) __builtin_trap();
    }
  };
  survive([&] {
    const auto footer = iceberg::DecodePuffinFooter(bytes, "fuzz", limits);
    for (const auto& blob : footer.blobs) {
      survive([&] { iceberg::DecodePuffinBlob(bytes, blob, "fuzz", limits); });
    }
  });
  survive([&] { iceberg::DecompressLz4(bytes, limits.blob_bytes); });
  survive([&] { iceberg::DecompressZstd(bytes, limits.blob_bytes); });
  survive([&] {
    const auto sketch = iceberg::ThetaSketch::Deserialize(bytes);
    const auto again = iceberg::ThetaSketch::Deserialize(sketch.Serialize());
    if (again.Estimate() != sketch.Estimate()) __builtin_trap();
  });
  return 0;
}

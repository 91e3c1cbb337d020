// Any bytes as a deletion vector and as the bitmap inside one; what is read survives a round trip.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "iceberg/deletes/deletion_vector.h"

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
  survive([&] { iceberg::DecodeDeletionVector(bytes); });
  survive([&] {
    const auto positions = iceberg::PositionBitmap::Deserialize(bytes);
    uint64_t count = 0;
    positions.ForEach([&](int64_t position) {
      if (!positions.Contains(position)) __builtin_trap();
      ++count;
    });
    if (count != positions.size()) __builtin_trap();
    const auto blob = iceberg::EncodeDeletionVector(positions);
    if (!(iceberg::DecodeDeletionVector(blob) == positions)) __builtin_trap();
  });
  return 0;
}

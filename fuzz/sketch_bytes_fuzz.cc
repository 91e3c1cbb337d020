// Any bytes as each kind of sketch: asked, merged with itself, written.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "sketch/hyper_log_log.h"
#include "sketch/quantile_digest.h"
#include "sketch/set_digest.h"
#include "sketch/t_digest.h"

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
  survive([&] {
    auto set = sketch::HyperLogLog::Deserialize(bytes);
    set.Merge(sketch::HyperLogLog::Deserialize(bytes));
    set.Serialize();
    set.Cardinality();
  });
  survive([&] {
    auto set = sketch::SetDigest::Deserialize(bytes);
    sketch::SetDigest::IntersectionCardinality(set, set);
    set.Serialize();
  });
  survive([&] {
    auto digest = sketch::QuantileDigest::Deserialize(bytes);
    digest.ValueAt(0.5);
    digest.QuantileOf(0);
    digest.Merge(sketch::QuantileDigest::Deserialize(bytes));
    digest.Serialize();
  });
  survive([&] {
    auto digest = sketch::TDigest::Deserialize(bytes);
    digest.ValuesAt({0, 0.5, 1});
    digest.Merge(digest);
    digest.Serialize();
  });
  return 0;
}

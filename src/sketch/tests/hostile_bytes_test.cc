#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/error.h"
#include "sketch/hyper_log_log.h"
#include "sketch/quantile_digest.h"
#include "sketch/set_digest.h"
#include "sketch/t_digest.h"

namespace tarn::sketch {
namespace {

// Every beginning of a sketch's bytes but the whole is refused, and the whole comes back.
template <typename Sketch>
void ExpectWhole(Sketch sketch) {
  const std::string bytes = sketch.Serialize();
  EXPECT_EQ(Sketch::Deserialize(bytes).Serialize(), bytes);
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THROW(Sketch::Deserialize(std::string_view(bytes).substr(0, size)), base::Error) << size;
  }
}

TEST(SketchBytes, AreReadWholeOrNotAtAll) {
  HyperLogLog sparse, dense;
  SetDigest set;
  QuantileDigest quantiles;
  TDigest values;
  for (uint64_t i = 1; i <= 20; ++i) {
    sparse.AddHash(i * 0x9e3779b97f4a7c15);
    set.AddHash(i * 0x9e3779b97f4a7c15);
    quantiles.Add(static_cast<int64_t>(i), 1);
    values.Add(static_cast<double>(i), 1);
  }
  dense = sparse;
  dense.MakeDense();
  ExpectWhole(sparse);
  ExpectWhole(dense);
  ExpectWhole(set);
  ExpectWhole(quantiles);
  ExpectWhole(values);
}

TEST(SketchBytes, CountsBeyondTheBytesAreRefusedBeforeMemoryIsTaken) {
  using namespace std::string_literals;
  EXPECT_THROW(HyperLogLog::Deserialize("\x02\x0c\xff\x7f"s), base::Error);
  EXPECT_THROW(HyperLogLog::Deserialize("\x02\x0c\xff\xff"s), base::Error);
  EXPECT_THROW(SetDigest::Deserialize("\x01\xff\xff\xff\x7f"s), base::Error);
  std::string quantiles(45, '\0');
  quantiles.replace(41, 4, "\xff\xff\xff\x7f"s);
  EXPECT_THROW(QuantileDigest::Deserialize(quantiles), base::Error);
  TDigest empty;
  std::string values = empty.Serialize();
  values.replace(values.size() - 4, 4, "\xff\xff\xff\x7f"s);
  EXPECT_THROW(TDigest::Deserialize(values), base::Error);
}

TEST(SketchBytes, MoreValuesThanThereAreNumbersAreTheGreatest) {
  using namespace std::string_literals;
  // 64 buckets whose values are all 65.
  const std::string bytes = "\x01\x06\x40"s + std::string(32, '\x11') + "\xff\xff\x00"s;
  EXPECT_EQ(HyperLogLog::Deserialize(bytes).Cardinality(), std::numeric_limits<int64_t>::max());
}

}  // namespace
}  // namespace tarn::sketch

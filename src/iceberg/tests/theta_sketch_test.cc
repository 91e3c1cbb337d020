#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "iceberg/sketch/theta_sketch.h"
#include "iceberg/tests/golden.h"

namespace tarn::iceberg {
namespace {

using testing::HasSubstr;

ThetaSketch Of(int64_t begin, int64_t end) {
  ThetaSketch sketch;
  for (int64_t value = begin; value < end; ++value) sketch.Update(Literal::Long(value));
  return sketch;
}

// SMHasher's verification of an implementation: hashes of 0 to 255 bytes, each of another seed,
// hashed together (https://github.com/aappleby/smhasher, VerificationTest of MurmurHash3_x64_128).
TEST(Murmur3, IsTheOneOfSmHasher) {
  std::string key;
  std::string hashes;
  for (uint64_t i = 0; i < 256; ++i) {
    const auto [first, second] = Murmur3x64(key, 256 - i);
    hashes.append(reinterpret_cast<const char*>(&first), sizeof first);
    hashes.append(reinterpret_cast<const char*>(&second), sizeof second);
    key += static_cast<char>(i);
  }
  EXPECT_EQ(static_cast<uint32_t>(Murmur3x64(hashes, 0).first), 0x6384BA69u);
}

TEST(Murmur3, WordsAreTheirBytes) {
  for (size_t size = 1; size <= 8; ++size) {
    uint64_t word = 0xf1e2d3c4b5a69788 >> (64 - 8 * size);
    const std::string_view bytes(reinterpret_cast<const char*>(&word), size);
    EXPECT_EQ(Murmur3x64(word, size, kThetaSeed), Murmur3x64(bytes, kThetaSeed)) << size;
  }
}

TEST(ThetaSketch, HasTheBytesOfDataSketches) {
  for (const auto& golden : JavaJson("theta.json")) {
    SCOPED_TRACE(golden["values"].dump());
    const ThetaSketch sketch = Of(0, golden["values"]);
    EXPECT_DOUBLE_EQ(sketch.Estimate(), golden["estimate"].get<double>());
    const std::string ours = sketch.Serialize();
    EXPECT_EQ(ours.size(), golden["size"].get<size_t>());
    if (golden.contains("bytes")) {
      EXPECT_EQ(Hex(ours), golden["bytes"].get<std::string>());
    }
    EXPECT_EQ(crc32(0, reinterpret_cast<const Bytef*>(ours.data()), static_cast<uInt>(ours.size())),
              golden["crc"].get<uint64_t>());
    const ThetaSketch read = ThetaSketch::Deserialize(ours);
    EXPECT_EQ(read.Estimate(), sketch.Estimate());
    EXPECT_EQ(read.Serialize(), ours);
  }
}

TEST(ThetaSketch, CountsEachValueOnce) {
  ThetaSketch sketch = Of(0, 1000);
  sketch.Merge(Of(500, 1500));
  EXPECT_EQ(sketch.Estimate(), 1500);
  sketch.UpdateBytes("");
  EXPECT_EQ(sketch.Estimate(), 1500) << "empty values are not counted";
}

TEST(ThetaSketch, MergesWithinItsError) {
  ThetaSketch sketch = Of(0, 60'000);
  sketch.Merge(Of(30'000, 200'000));
  sketch.Merge(Of(0, 100));
  sketch.Merge(ThetaSketch());
  EXPECT_NEAR(sketch.Estimate(), 200'000, 200'000 * 0.05);
  EXPECT_LE(sketch.Serialize().size(), 62u << 10);
  ThetaSketch small = Of(0, 100);
  small.Merge(sketch);
  EXPECT_NEAR(small.Estimate(), sketch.Estimate(), sketch.Estimate() * 0.02);
}

TEST(ThetaSketch, RefusesWhatIsNone) {
  const std::string good = Of(0, 100'000).Serialize();
  const auto error_of = [](const std::string& bytes) {
    return ErrorOf([&] { ThetaSketch::Deserialize(bytes); });
  };
  EXPECT_THAT(error_of("abc"), HasSubstr("DataCorruption: not a compact theta sketch: it is too"));
  EXPECT_THAT(error_of(good.substr(0, good.size() - 1)), HasSubstr("it ends early"));
  EXPECT_THAT(error_of(good.substr(0, 12)), HasSubstr("its preamble is cut off"));
  const auto with = [&](size_t at, char value) {
    std::string bad = good;
    bad[at] = value;
    return bad;
  };
  EXPECT_THAT(error_of(with(1, 9)), HasSubstr("Unsupported: a theta sketch of serial version 9"));
  EXPECT_THAT(error_of(with(2, 9)), HasSubstr("it is of another family"));
  EXPECT_THAT(error_of(with(5, 1)), HasSubstr("its flags are of another kind"));
  EXPECT_THAT(error_of(with(6, 1)), HasSubstr("Unsupported: a theta sketch of another seed"));
  EXPECT_THAT(error_of(with(23, '\xff')), HasSubstr("its theta is out of range"));
  EXPECT_THAT(error_of(with(11, '\x7f')), HasSubstr("it ends early")) << "a huge count";
  EXPECT_THAT(error_of(with(31, '\xff')), HasSubstr("a hash is out of range"));
}

}  // namespace
}  // namespace tarn::iceberg

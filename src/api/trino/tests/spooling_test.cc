// Segments: their encodings, their place on disk, their life.
#include <filesystem>
#include <random>

#include <zstd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/trino/data_encoding.h"
#include "api/trino/lz4_block.h"
#include "api/trino/segment_store.h"
#include "base/random.h"

namespace tarn::api::trino {
namespace {

using std::chrono::milliseconds;

// A decoder by the letter of the format; fails the test for a block that breaks its rules.
std::string Unpacked(const std::string& block) {
  std::string text;
  size_t at = 0;
  const auto byte = [&] { return static_cast<unsigned char>(block.at(at++)); };
  const auto length = [&](size_t nibble) {
    size_t total = nibble;
    for (size_t more = nibble == 15 ? 255 : 0; more == 255;) total += more = byte();
    return total;
  };
  while (true) {
    const unsigned token = byte();
    const size_t literals = length(token >> 4);
    text += block.substr(at, literals);
    at += literals;
    if (at == block.size()) return text;
    const size_t low = byte();
    const size_t distance = low | static_cast<size_t>(byte()) << 8;
    EXPECT_GE(distance, 1u);
    EXPECT_LE(distance, text.size());
    for (size_t left = length(token & 15) + 4; left > 0; --left) {
      text += text[text.size() - distance];
    }
  }
}

TEST(Lz4Block, UnpacksToTheSame) {
  std::mt19937_64 random(7);
  std::vector<std::string> texts = {"", "a", "aaaaaaaaaaaa", "aaaaaaaaaaaaa",
                                    std::string(100'000, 'x')};
  for (const size_t letters : {2, 20, 256}) {
    for (const size_t size : {5, 12, 13, 300, 70'000, 300'000}) {
      std::string text;
      for (size_t i = 0; i < size; ++i) text += static_cast<char>(random() % letters);
      texts.push_back(text);
      texts.push_back(text + text);
    }
  }
  for (const std::string& text : texts) {
    const std::string block = Lz4Block(text);
    EXPECT_EQ(Unpacked(block), text) << text.size();
    EXPECT_LE(block.size(), text.size() + text.size() / 255 + 16);
  }
  EXPECT_LT(Lz4Block(std::string(100'000, 'x')).size(), 500u);
}

TEST(DataEncoding, IsTheClientsFirstThatIsKnown) {
  EXPECT_EQ(ChooseEncoding("json+zstd, json+lz4,json", false), DataEncoding::kJsonZstd);
  EXPECT_EQ(ChooseEncoding("json+arrow , json+lz4", false), DataEncoding::kJsonLz4);
  EXPECT_EQ(ChooseEncoding("json+zstd,json", true), DataEncoding::kJson);
  EXPECT_EQ(ChooseEncoding("json+zstd", true), DataEncoding::kJsonZstd);
  EXPECT_EQ(ChooseEncoding("", false), std::nullopt);
  EXPECT_EQ(ChooseEncoding("arrow,,", false), std::nullopt);
}

TEST(DataEncoding, CompressesWhatIsWorthIt) {
  const std::string small = "[[1]]";
  EXPECT_EQ(EncodeRows(DataEncoding::kJsonZstd, small).bytes, small);
  EXPECT_FALSE(EncodeRows(DataEncoding::kJsonZstd, small).uncompressed_bytes);
  const std::string big(20'000, '1');
  const EncodedRows zstd = EncodeRows(DataEncoding::kJsonZstd, big);
  ASSERT_EQ(zstd.uncompressed_bytes, big.size());
  std::string text(big.size(), '\0');
  EXPECT_EQ(ZSTD_decompress(text.data(), text.size(), zstd.bytes.data(), zstd.bytes.size()),
            big.size());
  EXPECT_EQ(text, big);
  EXPECT_EQ(Unpacked(EncodeRows(DataEncoding::kJsonLz4, big).bytes), big);
  EXPECT_EQ(EncodeRows(DataEncoding::kJson, big).bytes, big);
  std::string noise;
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) noise += static_cast<char>(random());
  EXPECT_FALSE(EncodeRows(DataEncoding::kJsonLz4, noise).uncompressed_bytes);
}

class SegmentStoreTest : public ::testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove_all(folder_); }
  SegmentStoreOptions Options() { return {.folder = folder_, .bytes = 1000, .query_bytes = 600}; }

  const std::string folder_ =
      (std::filesystem::temp_directory_path() / ("tarn-spool-" + base::NewUuid())).string();
};

TEST_F(SegmentStoreTest, KeepsSegmentsUntilTheyAreAcknowledged) {
  SegmentStore store(Options());
  const auto file = store.NewFile();
  const auto one = store.Write(file, std::string(300, 'a'));
  const auto two = store.Write(file, "second");
  ASSERT_TRUE(one && two);
  EXPECT_TRUE(std::filesystem::is_empty(folder_)) << "a killed process must leave nothing";
  const auto range = store.Open(two->id);
  EXPECT_EQ(ReadRange(*range, 0, 100), "second");
  EXPECT_EQ(ReadRange(*range, 4, 100), "nd");
  EXPECT_EQ(ReadRange(*range, 6, 100), "");
  EXPECT_TRUE(store.Acknowledge(two->id));
  EXPECT_FALSE(store.Acknowledge(two->id));
  EXPECT_EQ(store.Open(two->id), nullptr);
  EXPECT_EQ(ReadRange(*range, 0, 100), "second");  // whoever reads it reads on
  EXPECT_EQ(store.Open("x"), nullptr);
  EXPECT_EQ(store.segments(), 1u);
}

TEST_F(SegmentStoreTest, IsBounded) {
  SegmentStore store(Options());
  const auto file = store.NewFile();
  const auto first = store.Write(file, std::string(500, 'a'));
  ASSERT_TRUE(first);
  EXPECT_FALSE(store.Write(file, std::string(200, 'b'))) << "more than a query may";
  const auto other = store.NewFile();
  EXPECT_TRUE(store.Write(other, std::string(500, 'c')));
  EXPECT_FALSE(store.Write(store.NewFile(), "x")) << "more than all may";
  store.Acknowledge(first->id);
  EXPECT_EQ(store.bytes(), 500u);
  EXPECT_TRUE(store.Write(file, std::string(200, 'b')));
}

TEST_F(SegmentStoreTest, ForgetsWhatNobodyFetched) {
  SegmentStoreOptions options = Options();
  options.lifetime = milliseconds(-1);
  options.files = 1;
  SegmentStore store(options);
  auto file = store.NewFile();
  EXPECT_EQ(store.NewFile(), nullptr) << "more files than allowed";
  const auto segment = store.Write(file, "x");
  EXPECT_EQ(store.Open(segment->id), nullptr);
  store.Expire();
  EXPECT_EQ(store.segments(), 0u);
  EXPECT_EQ(store.bytes(), 0u);
  file.reset();
  EXPECT_NE(store.NewFile(), nullptr);
  EXPECT_EQ(SegmentStore(SegmentStoreOptions{}).NewFile(), nullptr);
}

}  // namespace
}  // namespace tarn::api::trino

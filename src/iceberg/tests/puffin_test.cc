#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "iceberg/puffin/compression.h"
#include "iceberg/puffin/puffin.h"
#include "iceberg/tests/golden.h"
#include "store/memory/memory_store.h"

namespace tarn::iceberg {
namespace {

using testing::HasSubstr;

const std::string& OtherBlob() {
  static const std::string kText = [] {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "some blob ";
    return text;
  }();
  return kText;
}

PuffinWriter::Result OurFile(PuffinCompression second) {
  PuffinWriter writer("golden");
  writer.Add(
      {.type = "some-blob", .fields = {1}, .snapshot_id = SnapshotId(2), .sequence_number = 1},
      "abcdefghi");
  writer.Add({.type = "some-other-blob",
              .fields = {2, 3},
              .snapshot_id = SnapshotId(2),
              .sequence_number = 1,
              .compression = second,
              .properties = {{"ndv", "12"}}},
             OtherBlob());
  return writer.Finish();
}

TEST(Puffin, ReadsJavasFile) {
  const std::string file = JavaText("blobs.puffin");
  const PuffinFooter footer = DecodePuffinFooter(file, "java");
  ASSERT_EQ(footer.blobs.size(), 2u);
  EXPECT_EQ(footer.properties.at("created-by"), "golden");
  EXPECT_EQ(footer.blobs[0].type, "some-blob");
  EXPECT_EQ(footer.blobs[1].fields, (std::vector<FieldId>{2, 3}));
  EXPECT_EQ(footer.blobs[1].compression, PuffinCompression::kZstd);
  EXPECT_EQ(footer.blobs[1].properties.at("ndv"), "12");
  EXPECT_EQ(DecodePuffinBlob(file, footer.blobs[0], "java"), "abcdefghi");
  EXPECT_EQ(DecodePuffinBlob(file, footer.blobs[1], "java"), OtherBlob());
}

TEST(Puffin, SaysTheSameInItsFooterAsJava) {
  const PuffinWriter::Result ours = OurFile(PuffinCompression::kZstd);
  PuffinFooter theirs = DecodePuffinFooter(JavaText("blobs.puffin"), "java");
  PuffinFooter footer = DecodePuffinFooter(ours.bytes, "ours");
  EXPECT_EQ(footer, ours.footer);
  theirs.blobs[1].length = footer.blobs[1].length;  // another version of zstd
  theirs.footer_size = footer.footer_size;
  EXPECT_EQ(footer, theirs);
  const StatisticsFile statistics = ToStatisticsFile("p", ours, SnapshotId(2));
  EXPECT_EQ(statistics.file_size_in_bytes, static_cast<int64_t>(ours.bytes.size()));
  EXPECT_EQ(statistics.file_footer_size_in_bytes, footer.footer_size);
  EXPECT_EQ(statistics.blob_metadata[1].properties.at("ndv"), "12");
}

TEST(Puffin, IsReadFromAStore) {
  store::MemoryStore store;
  const PuffinWriter::Result ours = OurFile(PuffinCompression::kNone);
  store.Write("memory:///a.puffin", ours.bytes);
  const PuffinFooter footer = ReadPuffinFooter(store, "memory:///a.puffin");
  EXPECT_EQ(footer, ours.footer);
  EXPECT_EQ(ReadPuffinBlob(store, "memory:///a.puffin", footer.blobs[1]), OtherBlob());
  PuffinBlob beyond = footer.blobs[1];
  beyond.length = 1 << 20;
  EXPECT_THAT(ErrorOf([&] { ReadPuffinBlob(store, "memory:///a.puffin", beyond); }),
              HasSubstr("DataCorruption: Puffin file memory:///a.puffin: a blob of 1048576 bytes"));
  EXPECT_THAT(
      ErrorOf([&] { ReadPuffinBlob(store, "memory:///a.puffin", beyond, {.blob_bytes = 1000}); }),
      HasSubstr("ResourceExhausted"));
  EXPECT_THAT(ErrorOf([&] { ReadPuffinFooter(store, "memory:///none"); }), HasSubstr("NotFound"));
}

TEST(Puffin, LongFootersTakeASecondRead) {
  store::MemoryStore store;
  PuffinWriter writer("golden");
  for (int i = 0; i < 500; ++i) writer.Add({.type = "t", .fields = {i}}, "x");
  const PuffinWriter::Result file = writer.Finish();
  ASSERT_GT(file.footer.footer_size, 16 << 10);
  store.Write("memory:///a.puffin", file.bytes);
  EXPECT_EQ(ReadPuffinFooter(store, "memory:///a.puffin"), file.footer);
  EXPECT_THAT(
      ErrorOf([&] { ReadPuffinFooter(store, "memory:///a.puffin", {.footer_bytes = 100}); }),
      HasSubstr("ResourceExhausted: Puffin file memory:///a.puffin: a Puffin footer of"));
}

TEST(Puffin, RefusesWhatIsNone) {
  const std::string good = OurFile(PuffinCompression::kZstd).bytes;
  const auto error_of = [](const std::string& file) {
    return ErrorOf([&] { DecodePuffinFooter(file, "f"); });
  };
  EXPECT_THAT(error_of(""), HasSubstr("DataCorruption: Puffin file f: too short"));
  EXPECT_THAT(error_of(good + "x"), HasSubstr("its last bytes are no magic"));
  std::string bad = good;
  bad[bad.size() - 8] = 4;
  EXPECT_THAT(error_of(bad), HasSubstr("Unsupported: Puffin file f: a Puffin footer with unknown"));
  bad = good;
  bad[bad.size() - 12] = '\xff';
  bad[bad.size() - 11] = '\xff';
  EXPECT_THAT(error_of(bad), HasSubstr("does not fit into a file of"));
  bad = good;
  bad.replace(bad.find("\"length\":9"), 10, "\"length\":-");
  EXPECT_THAT(error_of(bad), HasSubstr("DataCorruption"));
  bad = good;
  bad.replace(bad.find("\"offset\":4"), 10, "\"offset\":9");
  EXPECT_EQ(error_of(bad), "no error");
  bad = good;
  bad.replace(bad.find("zstd"), 4, "lzma");
  EXPECT_THAT(error_of(bad), HasSubstr("Unsupported"));
  EXPECT_THAT(ErrorOf([] { OurFile(PuffinCompression::kLz4); }), HasSubstr("Unsupported"));
}

TEST(Puffin, SurvivesDamage) {
  const std::string good = OurFile(PuffinCompression::kZstd).bytes;
  EXPECT_TRUE(rc::check([&] {
    std::string damaged = good;
    for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
      damaged[*rc::gen::inRange<size_t>(0, damaged.size())] = *rc::gen::arbitrary<char>();
    }
    try {
      for (const PuffinBlob& blob : DecodePuffinFooter(damaged, "f").blobs) {
        DecodePuffinBlob(damaged, blob, "f", {.blob_bytes = 1 << 20});
      }
    } catch (const base::Error& error) {
      RC_ASSERT(error.kind() != base::ErrorKind::kInternal);
    }
  }));
}

std::string Lake(size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += "a frozen lake\n";
  return text.substr(0, bytes);
}

TEST(Lz4, ReadsFramesOfTheReferenceTool) {
  EXPECT_EQ(DecompressLz4(JavaText("linked.lz4"), 1 << 20), Lake(150'000));
  std::string numbers;
  for (int i = 1; i <= 20; ++i) numbers += std::to_string(i) + "\n";
  EXPECT_EQ(DecompressLz4(JavaText("small.lz4"), 1 << 20), numbers);
}

TEST(Lz4, BoundsAndChecksWhatItReads) {
  const std::string frame = JavaText("linked.lz4");
  EXPECT_THAT(ErrorOf([&] { DecompressLz4(frame, 100'000); }), HasSubstr("ResourceExhausted"));
  for (size_t size = 0; size < frame.size(); ++size) {
    EXPECT_THAT(ErrorOf([&] { DecompressLz4(frame.substr(0, size), 1 << 20); }),
                HasSubstr("DataCorruption"));
  }
  for (size_t at = 0; at < frame.size(); ++at) {  // every byte is under a checksum
    std::string bad = frame;
    bad[at] = static_cast<char>(bad[at] ^ 0x40);
    EXPECT_NE(ErrorOf([&] { DecompressLz4(bad, 1 << 20); }), "no error") << at;
  }
}

TEST(Zstd, BoundsAndChecksWhatItReads) {
  const std::string text = Lake(1 << 20);
  const std::string frame = CompressZstd(text);
  EXPECT_EQ(DecompressZstd(frame, text.size()), text);
  EXPECT_THAT(ErrorOf([&] { DecompressZstd(frame, text.size() - 1); }),
              HasSubstr("ResourceExhausted"));
  EXPECT_THAT(ErrorOf([&] { DecompressZstd(frame.substr(0, frame.size() - 1), 1 << 30); }),
              HasSubstr("DataCorruption"));
  EXPECT_THAT(ErrorOf([&] { DecompressZstd(frame + "x", 1 << 30); }), HasSubstr("bytes follow"));
  EXPECT_THAT(ErrorOf([&] { DecompressZstd("nothing", 1 << 30); }), HasSubstr("DataCorruption"));
}

}  // namespace
}  // namespace tarn::iceberg

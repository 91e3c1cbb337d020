#include "iceberg/manifest/packed_manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "avro/container.h"
#include "iceberg/manifest/manifest_cache.h"
#include "iceberg/manifest/manifest_writer.h"
#include "iceberg/table_metadata_json.h"
#include "iceberg/tests/golden.h"
#include "store/memory/memory_store.h"

namespace tarn::iceberg {
namespace {

using testing::HasSubstr;
using Packed = PackedManifest;

// Every part of every entry is as the full decoder has it.
void ExpectSame(const Packed& packed, const Manifest& manifest) {
  ASSERT_EQ(packed.size(), manifest.entries.size());
  for (size_t i = 0; i < packed.size(); ++i) {
    const Packed::Entry& entry = packed[i];
    const ManifestEntry& whole = manifest.entries[i];
    const DataFile& file = whole.data_file;
    EXPECT_EQ(packed.Unpack(entry), whole);
    EXPECT_EQ(entry.status, whole.status);
    EXPECT_EQ(entry.content, file.content);
    EXPECT_EQ(entry.record_count, file.record_count);
    EXPECT_EQ(entry.file_size_in_bytes, file.file_size_in_bytes);
    EXPECT_EQ(packed.Path(entry), file.file_path);
    EXPECT_EQ(packed.Partition(entry), file.partition);
    for (FieldId id = 0; id < 30; ++id) {
      const auto count = [&](const IdMap<int64_t>& counts) {
        return counts.Find(id) ? std::optional(*counts.Find(id)) : std::nullopt;
      };
      const auto bound = [&](const IdMap<std::string>& bounds) {
        return bounds.Find(id) ? std::optional<std::string_view>(*bounds.Find(id)) : std::nullopt;
      };
      EXPECT_EQ(packed.Count(entry, Packed::kValues, id), count(file.value_counts));
      EXPECT_EQ(packed.Count(entry, Packed::kNulls, id), count(file.null_value_counts));
      EXPECT_EQ(packed.Count(entry, Packed::kNans, id), count(file.nan_value_counts));
      EXPECT_EQ(packed.Bound(entry, Packed::kLowers, id), bound(file.lower_bounds));
      EXPECT_EQ(packed.Bound(entry, Packed::kUppers, id), bound(file.upper_bounds));
    }
  }
}

TEST(PackedManifest, TellsOfPyIcebergsFilesWhatTheFullDecoderTells) {
  for (const char* table : {"partitioned", "unpartitioned"}) {
    const auto list = DecodeManifestList(GoldenText(std::string(table) + "/list.avro"), table);
    for (size_t i = 0; i < list.size(); ++i) {
      const std::string bytes = GoldenText(fmt::format("{}/m{}.avro", table, i));
      const Packed packed(MakeAvroPlan, bytes, list[i]);
      EXPECT_GT(packed.size(), 0u);
      ExpectSame(packed, DecodeManifest(bytes, list[i]));
    }
  }
}

TEST(PackedManifest, KeepsPartitionsApart) {
  const auto list = DecodeManifestList(GoldenText("partitioned/list.avro"), "list");
  const Packed packed(MakeAvroPlan, GoldenText("partitioned/m0.avro"), list[0]);
  ASSERT_EQ(packed.size(), 3u);
  for (size_t a = 0; a < 3; ++a) {
    for (size_t b = 0; b < 3; ++b) {
      EXPECT_EQ(packed.PartitionBytes(packed[a]) == packed.PartitionBytes(packed[b]),
                packed.Partition(packed[a]) == packed.Partition(packed[b]));
    }
  }
}

std::string OneEntry(AvroCompression compression) {
  static const Schema schema{SchemaId(0), {{.id = 1, .name = "id", .type = LongType{}}}, {}};
  static const PartitionSpec spec;
  ManifestWriter writer(schema, spec, {.snapshot_id = SnapshotId(7), .compression = compression});
  DataFile file;
  file.file_path = "memory:///t/data/a.parquet";
  file.record_count = 3;
  file.value_counts = {{1, 3}};
  file.lower_bounds = {{1, ToBytes(Literal::Long(5))}};
  writer.AddFile(file);
  return writer.Finish().bytes;
}

TEST(PackedManifest, RefusesEveryTruncationAndSurvivesEveryFlippedBit) {
  for (const auto compression : {AvroCompression::kNone, AvroCompression::kDeflate}) {
    const std::string bytes = OneEntry(compression);
    ManifestFile file;
    file.manifest_path = "memory:///t/m.avro";
    ASSERT_EQ(Packed(MakeAvroPlan, bytes, file).size(), 1u);
    const size_t header = bytes.size() - 16 - 32;
    for (size_t length = header; length < bytes.size(); ++length) {
      EXPECT_THAT(ErrorOf([&] { Packed(MakeAvroPlan, bytes.substr(0, length), file); }),
                  HasSubstr("DataCorruption: manifest memory:///t/m.avro"));
    }
    for (size_t at = 0; at < bytes.size(); ++at) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
      try {
        const Packed packed(MakeAvroPlan, damaged, file);
        for (size_t i = 0; i < packed.size(); ++i) {
          packed.Unpack(packed[i]);
          packed.Partition(packed[i]);
          packed.Bound(packed[i], Packed::kUppers, 1);
        }
      } catch (const base::Error& error) {
        EXPECT_NE(error.kind(), base::ErrorKind::kInternal) << error.what();
      }
    }
  }
}

TEST(PackedManifest, GivesRowIdsThatFilesInherit) {
  const Schema schema{SchemaId(0), {{.id = 1, .name = "id", .type = LongType{}}}, {}};
  const PartitionSpec spec;
  ManifestWriter writer(schema, spec, {.format_version = 3, .snapshot_id = SnapshotId(7)});
  ManifestEntry entry;
  entry.status = EntryStatus::kExisting;
  entry.snapshot_id = SnapshotId(6);
  entry.sequence_number = entry.file_sequence_number = 1;
  const auto add = [&](int64_t rows, std::optional<int64_t> first_row_id, bool deleted) {
    entry.data_file.file_path = fmt::format("memory:///t/{}.parquet", rows);
    entry.data_file.record_count = rows;
    entry.data_file.first_row_id = first_row_id;
    deleted ? writer.AddDeleted(entry) : writer.AddExisting(entry);
  };
  add(3, {}, false);
  add(5, 40, false);
  add(7, {}, true);
  add(11, {}, false);
  const std::string bytes = writer.Finish().bytes;
  ManifestFile file;
  file.manifest_path = "memory:///t/m.avro";
  file.sequence_number = 2;
  const auto ids = [&](std::optional<int64_t> first) {
    file.first_row_id = first;
    const Packed packed(MakeAvroPlan, bytes, file);
    ExpectSame(packed, DecodeManifest(bytes, file));
    std::vector<int64_t> ids;
    for (size_t i = 0; i < packed.size(); ++i) ids.push_back(packed[i].first_row_id);
    return ids;
  };
  EXPECT_THAT(ids(100), testing::ElementsAre(100, 40, Packed::kNoRowId, 103));
  EXPECT_THAT(ids(std::nullopt), testing::Each(Packed::kNoRowId)) << "from before version 3";
  EXPECT_THAT(ErrorOf([&] { ids(INT64_MAX - 5); }), HasSubstr("more rows than can be counted"));

  // What is inherited differs between snapshots: not one entry of the cache for both.
  store::MemoryStore store;
  store.Write(file.manifest_path, bytes);
  ManifestCache cache(size_t{1} << 20);
  file.first_row_id = {};
  EXPECT_EQ((*ReadPackedManifest(store, file, &cache))[0].first_row_id, Packed::kNoRowId);
  file.first_row_id = 9;
  EXPECT_EQ((*ReadPackedManifest(store, file, &cache))[0].first_row_id, 9);
}

TEST(PackedManifest, RefusesMoreEntriesThanBytes) {
  const std::string bytes = OneEntry(AvroCompression::kNone);
  avro::ContainerReader reader(bytes);
  avro::ContainerWriter writer(reader.schema_json(), {}, avro::Codec::kNull);
  for (int i = 0; i < 100; ++i) writer.Append("");
  EXPECT_THAT(ErrorOf([&] { Packed(MakeAvroPlan, writer.Finish(), {}); }),
              HasSubstr("more objects than bytes"));
}

TEST(PackedManifest, IsCachedBesideTheFullOneAndTakesLessMemory) {
  store::MemoryStore store;
  const auto list = DecodeManifestList(GoldenText("partitioned/list.avro"), "list");
  ManifestFile file = list[0];
  file.manifest_path = "memory:///t/m.avro";
  store.Write(file.manifest_path, GoldenText("partitioned/m0.avro"));
  ManifestCache cache(size_t{1} << 20);
  EXPECT_FALSE(cache.HasPacked(file.manifest_path));
  const auto packed = ReadPackedManifest(store, file, &cache);
  EXPECT_TRUE(cache.HasPacked(file.manifest_path));
  EXPECT_EQ(ReadPackedManifest(store, file, &cache), packed);
  const auto whole = ReadManifest(store, file, &cache);
  EXPECT_EQ(cache.stats().entries, 2u);
  EXPECT_LT(packed->memory_bytes(), whole->memory_bytes());
  // Numbers are given at the commit: what an uncommitted list says is not for others.
  file.manifest_path = "memory:///t/n.avro";
  file.sequence_number = kUnassignedSequenceNumber;
  store.Write(file.manifest_path, GoldenText("partitioned/m0.avro"));
  ReadPackedManifest(store, file, &cache);
  EXPECT_FALSE(cache.HasPacked(file.manifest_path));
}

}  // namespace
}  // namespace tarn::iceberg

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <zlib.h>

#include "iceberg/deletes/deletion_vector.h"
#include "iceberg/scan/delete_index.h"
#include "iceberg/tests/golden.h"
#include "iceberg/tests/table_fixture.h"

namespace tarn::iceberg {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

PositionBitmap GoldenPositions(const nlohmann::ordered_json& ranges) {
  PositionBitmap positions;
  for (const auto& range : ranges) {
    const int64_t step = range.size() > 2 ? range[2].get<int64_t>() : 1;
    for (int64_t p = range[0]; p < range[1].get<int64_t>(); p += step) positions.Add(p);
  }
  return positions;
}

TEST(DeletionVector, HasJavasBytes) {
  for (const auto& golden : JavaJson("vectors.json")) {
    SCOPED_TRACE(golden["name"].get<std::string>());
    const PositionBitmap positions = GoldenPositions(golden["ranges"]);
    const std::string ours = EncodeDeletionVector(positions);
    EXPECT_EQ(ours.size(), golden["size"].get<size_t>());
    if (golden.contains("bytes")) {
      EXPECT_EQ(Hex(ours), golden["bytes"].get<std::string>());
    }
    EXPECT_EQ(crc32(0, reinterpret_cast<const Bytef*>(ours.data()), static_cast<uInt>(ours.size())),
              golden["crc"].get<uint64_t>());
    EXPECT_TRUE(DecodeDeletionVector(ours) == positions);
  }
}

TEST(PositionBitmap, IsASetOfPositions) {
  PositionBitmap positions;
  EXPECT_TRUE(positions.empty());
  positions.Add(std::vector<int64_t>{7, 3, 7});
  positions.AddRange((int64_t{1} << 32) - 2, (int64_t{1} << 32) + 2);
  EXPECT_EQ(positions.size(), 6u);
  EXPECT_TRUE(positions.Contains(int64_t{1} << 32));
  EXPECT_FALSE(positions.Contains(4));
  EXPECT_FALSE(positions.Contains(-1));
  EXPECT_THAT(positions.InRange(4, (int64_t{1} << 32) + 1),
              ElementsAre(7, 4294967294, 4294967295, 4294967296));
  EXPECT_THAT(positions.InRange(8, 100), ElementsAre());
  PositionBitmap other;
  other.Add(4);
  positions.Merge(other);
  std::vector<int64_t> all;
  positions.ForEach([&](int64_t position) { all.push_back(position); });
  EXPECT_THAT(all, ElementsAre(3, 4, 7, 4294967294, 4294967295, 4294967296, 4294967297));
  EXPECT_THAT(ErrorOf([&] { positions.Add(-1); }),
              HasSubstr("InvalidArgument: not a position of a row in a data file: -1"));
  EXPECT_THAT(ErrorOf([&] { positions.Add(PositionBitmap::kEnd); }), HasSubstr("InvalidArgument"));
}

TEST(PositionBitmap, RoundTrips) {
  EXPECT_TRUE(rc::check([] {
    PositionBitmap positions;
    std::set<int64_t> expected;
    for (int i = *rc::gen::inRange(0, 20); i > 0; --i) {
      const int64_t begin =
          *rc::gen::inRange<int64_t>(0, 200'000) + (int64_t{*rc::gen::inRange(0, 3)} << 32);
      const int64_t count = *rc::gen::inRange<int64_t>(1, 200);
      const int64_t step = *rc::gen::inRange<int64_t>(1, 4);
      for (int64_t p = begin; p < begin + count * step; p += step) {
        positions.Add(p);
        expected.insert(p);
      }
    }
    const PositionBitmap read = PositionBitmap::Deserialize(positions.Serialize());
    RC_ASSERT(read == positions);
    RC_ASSERT(read.InRange(0, PositionBitmap::kEnd) ==
              std::vector<int64_t>(expected.begin(), expected.end()));
  }));
}

TEST(DeletionVector, RefusesDamage) {
  PositionBitmap positions;
  positions.AddRange(0, 100);
  positions.Add(70000);
  const std::string good = EncodeDeletionVector(positions);
  const auto error_of = [](const std::string& blob) {
    return ErrorOf([&] { DecodeDeletionVector(blob); });
  };
  EXPECT_THAT(error_of("abc"), HasSubstr("DataCorruption: not a deletion vector: it is too short"));
  EXPECT_THAT(error_of(good + "x"), HasSubstr("it is of another length than it says"));
  for (size_t at = 0; at < good.size(); ++at) {  // every byte is checked
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    EXPECT_THAT(error_of(bad), HasSubstr("DataCorruption")) << at;
  }
}

// A checksum protects from accidents, not from intent: bitmaps are checked themselves.
TEST(PositionBitmap, RefusesMalformedBitmaps) {
  PositionBitmap positions;
  positions.AddRange(0, 5000);
  for (int64_t p = 70000; p < 80000; p += 2) positions.Add(p);
  for (int64_t p = 140000; p < 140100; p += 3) positions.Add(p);
  const std::string good = positions.Serialize();
  for (size_t size = 0; size < good.size(); size += size < 100 ? 1 : 97) {
    EXPECT_THAT(ErrorOf([&] { PositionBitmap::Deserialize(good.substr(0, size)); }),
                HasSubstr("DataCorruption: not a Roaring bitmap"));
  }
  EXPECT_TRUE(rc::check([&] {
    std::string damaged = good;
    for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
      const size_t at = *rc::gen::oneOf(rc::gen::inRange<size_t>(0, 60),
                                        rc::gen::inRange<size_t>(0, good.size()));
      damaged[at] = *rc::gen::arbitrary<char>();
    }
    try {
      const PositionBitmap read = PositionBitmap::Deserialize(damaged);
      uint64_t count = 0;
      read.ForEach([&](int64_t) { ++count; });
      RC_ASSERT(count == read.size());
    } catch (const base::Error& error) {
      RC_ASSERT(error.kind() == base::ErrorKind::kDataCorruption);
    }
  }));
  std::string keys(8, '\xff');
  EXPECT_THAT(ErrorOf([&] { PositionBitmap::Deserialize(keys); }),
              HasSubstr("it has more keys than bytes for them"));
}

NewTable Version3() {
  NewTable table = TestTable::ByDay();
  table.properties = {{"format-version", "3"}};
  return table;
}

TEST(DeletionVectorWriter, MakesFilesThatATableTakes) {
  TestTable table(Version3());
  table.Append({table.File("a", 1, 100, 0), table.File("b", 101, 200, 1)});
  DeletionVectorWriter writer("tarn");
  PositionBitmap of_a;
  of_a.AddRange(10, 20);
  PositionBitmap of_b;
  of_b.Add(5);
  writer.Add({table.PathOf("a"), PartitionSpecId(0), {Literal::Date(0)}}, of_a);
  writer.Add({table.PathOf("b"), PartitionSpecId(0), {Literal::Date(1)}}, of_b);
  EXPECT_THAT(ErrorOf([&] { writer.Add({.data_file = table.PathOf("b")}, of_b); }),
              HasSubstr("InvalidArgument: two deletion vectors of one data file"));
  EXPECT_THAT(ErrorOf([&] { writer.Add({.data_file = table.PathOf("c")}, {}); }),
              HasSubstr("InvalidArgument: a deletion vector without positions"));
  const auto result = writer.Finish(table.PathOf("dv.puffin"));
  table.store.Write(table.PathOf("dv.puffin"), result.bytes);
  RowDelta delta(table.context());
  for (const DataFile& file : result.files) delta.AddDeletes(file);
  table.Commit(delta.Apply(table.metadata));
  EXPECT_EQ(table.Summary().at("added-dvs"), "2");
  EXPECT_EQ(table.Summary().at("added-position-deletes"), "11");
  EXPECT_EQ(table.Summary().count("added-position-delete-files"), 0u);

  for (const FileScanTask& task : table.Plan().tasks) {
    ASSERT_EQ(task.deletes.size(), 1u);
    const PositionBitmap read = ReadDeletionVector(table.store, task.deletes[0]->data_file);
    EXPECT_TRUE(read == (task.file().file_path.ends_with("/a") ? of_a : of_b));
  }
  const PuffinFooter footer = ReadPuffinFooter(table.store, table.PathOf("dv.puffin"));
  EXPECT_EQ(footer.blobs[0].type, kDeletionVectorBlob);
  EXPECT_EQ(footer.blobs[0].properties.at("cardinality"), "10");
  DataFile wrong = result.files[0];
  wrong.record_count = 11;
  EXPECT_THAT(ErrorOf([&] { ReadDeletionVector(table.store, wrong); }),
              HasSubstr("has 10 positions, and its manifest says 11"));
  EXPECT_THAT(ErrorOf([&] { ReadDeletionVector(table.store, table.File("a", 1, 2, 0)); }),
              HasSubstr("InvalidArgument: not a deletion vector"));
}

TEST(DeletionVectors, ThereIsOnePerFile) {
  TestTable table(Version3());
  table.Append({table.File("a", 1, 100, 0), table.File("b", 101, 200, 0)});
  const auto since = table.metadata.current_snapshot_id;
  RowDelta first(table.context());
  first.AddDeletes(table.Vector("1.puffin", "a"));
  first.AddDeletes(table.Vector("1.puffin", "b", 44));
  table.Commit(first.Apply(table.metadata));

  const auto second = [&](bool validated) {
    RowDelta delta(table.context());
    delta.AddDeletes(table.Vector("2.puffin", "a"));
    if (validated) delta.Validate(IsolationLevel::kSnapshot, since);
    return ErrorOf([&] { delta.Apply(table.metadata); });
  };
  EXPECT_THAT(second(true), HasSubstr("Conflict: another commit deleted rows of this file as well: "
                                      "memory:///t/data/a"));
  EXPECT_THAT(second(false), HasSubstr("Conflict"));
  RowDelta merged(table.context());
  merged.RemoveDeletes(table.Vector("1.puffin", "a"));
  merged.AddDeletes(table.Vector("2.puffin", "a"));
  merged.Validate(IsolationLevel::kSnapshot, table.metadata.current_snapshot_id);
  table.Commit(merged.Apply(table.metadata));
  EXPECT_EQ(table.Summary().at("removed-dvs"), "1");
  std::map<std::string, std::string> vectors;
  for (const FileScanTask& task : table.Plan().tasks) {
    ASSERT_EQ(task.deletes.size(), 1u);
    vectors[task.file().file_path.substr(17)] = task.deletes[0]->data_file.file_path.substr(17);
  }
  EXPECT_EQ(vectors, (std::map<std::string, std::string>{{"a", "2.puffin"}, {"b", "1.puffin"}}))
      << "the other vector of the Puffin file stays";
  RowDelta twice(table.context());
  twice.AddDeletes(table.Vector("3.puffin", "a"));
  twice.AddDeletes(table.Vector("3.puffin", "a", 50));
  EXPECT_THAT(ErrorOf([&] { twice.Apply(table.metadata); }),
              HasSubstr("InvalidArgument: two deletion vectors of one data file"));
}

TEST(DeletionVectors, ReplacePositionDeletes) {
  TestTable table(TestTable::ByDay());
  table.Append({table.File("a", 1, 100, 0), table.File("b", 101, 200, 0)});
  RowDelta old(table.context());
  old.AddDeletes(table.Deletes("pos_a", "a"));
  old.AddDeletes(table.Deletes("pos_all", ""));
  old.AddDeletes(table.EqualityDeletes("eq"));
  table.Commit(old.Apply(table.metadata));
  const std::vector<TableUpdate> upgrade = {update::UpgradeFormatVersion{3}};
  table.metadata = Apply(&table.metadata, upgrade, {});
  RowDelta vector(table.context());
  vector.AddDeletes(table.Vector("v.puffin", "a"));
  table.Commit(vector.Apply(table.metadata));
  std::map<std::string, std::vector<std::string>> deletes;
  for (const FileScanTask& task : table.Plan().tasks) {
    for (const auto& entry : task.deletes) {
      deletes[task.file().file_path.substr(17)].push_back(entry->data_file.file_path.substr(17));
    }
  }
  EXPECT_THAT(deletes["a"], ElementsAre("eq", "v.puffin"));
  EXPECT_THAT(deletes["b"], testing::UnorderedElementsAre("eq", "pos_all"));
  RowDelta position(table.context());
  position.AddDeletes(table.Deletes("pos", "b"));
  EXPECT_THAT(ErrorOf([&] { position.Apply(table.metadata); }),
              HasSubstr("FailedPrecondition: tables of format version 3 take no new position "
                        "delete files"));
}

TEST(DeleteIndexTest, TwoVectorsOfAFileAreDamage) {
  TestTable table(Version3());
  DeleteIndex index;
  const auto entry = [&](const DataFile& file) {
    ManifestEntry entry;
    entry.sequence_number = 1;
    entry.data_file = file;
    return std::make_shared<const ManifestEntry>(std::move(entry));
  };
  index.Add(entry(table.Vector("1.puffin", "a")), false);
  EXPECT_THAT(
      ErrorOf([&] { index.Add(entry(table.Vector("2.puffin", "a")), false); }),
      HasSubstr("DataCorruption: the data file memory:///t/data/a has two deletion vectors"));
  EXPECT_THAT(ErrorOf([&] { index.Add(entry(table.Vector("3.puffin", "")), false); }),
              HasSubstr("does not say which data file"));
}

}  // namespace
}  // namespace tarn::iceberg

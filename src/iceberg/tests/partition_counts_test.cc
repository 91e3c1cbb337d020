#include "iceberg/metadata_table/partition_counts.h"

#include <gmock/gmock.h>

#include "iceberg/maintenance/rewrite_manifests.h"
#include "iceberg/tests/table_fixture.h"

namespace tarn::iceberg {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class PartitionCountsTest : public ::testing::Test {
 protected:
  void AddDeletes(const std::vector<DataFile>& files) {
    RowDelta delta(table_.context());
    for (const DataFile& file : files) delta.AddDeletes(file);
    table_.Commit(delta.Apply(table_.metadata));
  }
  std::vector<PartitionCounts> Counts() {
    return CountPartitions(table_.metadata, *table_.metadata.current_snapshot(), table_.store,
                           &table_.cache);
  }
  void Apply(std::vector<TableUpdate> updates) {
    table_.metadata = iceberg::Apply(&table_.metadata, updates, {.now_ms = table_.clock.NowMs()});
  }

  TestTable table_{TestTable::ByDay()};
};

TEST_F(PartitionCountsTest, SumFilesAndDeletesOfEachPartition) {
  table_.Append(
      {table_.File("a", 1, 10, 2), table_.File("b", 11, 15, 2), table_.File("c", 1, 7, 1)});
  const auto first = table_.metadata.current_snapshot_id;
  AddDeletes({table_.Deletes("d", "a", 2), table_.EqualityDeletes("e", 2)});
  const auto counts = Counts();
  ASSERT_THAT(counts, SizeIs(2));
  EXPECT_EQ(counts[0].partition.at(0), Literal::Date(1)) << "in the order of the partitions";
  EXPECT_EQ(counts[0].data_record_count, 7);
  EXPECT_EQ(counts[0].total_record_count, 7);
  EXPECT_EQ(counts[0].last_updated_snapshot_id, first);
  const PartitionCounts& second = counts[1];
  EXPECT_EQ(second.data_record_count, 15);
  EXPECT_EQ(second.data_file_count, 2);
  EXPECT_EQ(second.data_file_bytes, 200);
  EXPECT_EQ(second.position_delete_record_count, 2);
  EXPECT_EQ(second.position_delete_file_count, 1);
  EXPECT_EQ(second.equality_delete_record_count, 2);
  EXPECT_EQ(second.equality_delete_file_count, 1);
  EXPECT_EQ(second.total_record_count, std::nullopt) << "only reading would tell";
  EXPECT_EQ(second.last_updated_snapshot_id, table_.metadata.current_snapshot_id);
  EXPECT_EQ(second.last_updated_at_ms, table_.metadata.current_snapshot()->timestamp_ms);
}

TEST_F(PartitionCountsTest, DeletionVectorsTellWhatIsLeft) {
  Apply({update::UpgradeFormatVersion{3}});
  table_.Append({table_.File("a", 1, 10, 1)});
  AddDeletes({table_.Vector("v", "a", 4, 40, 1)});
  const auto counts = Counts();
  ASSERT_THAT(counts, SizeIs(1));
  EXPECT_EQ(counts[0].deletion_vector_count, 1);
  EXPECT_EQ(counts[0].position_delete_file_count, 0);
  EXPECT_EQ(counts[0].position_delete_record_count, 2);
  EXPECT_EQ(counts[0].total_record_count, 8);
  EXPECT_THAT(PartitionStatisticsSchema(table_.metadata).fields.back().name, "dv_count");
}

TEST_F(PartitionCountsTest, HaveTheFieldsOfEverySpec) {
  table_.Append({table_.File("a", 1, 10, 1)});
  PartitionSpec bucket;
  bucket.spec_id = PartitionSpecId{1};
  bucket.fields = {{1, 1001, "b", Transform::Bucket(4)}};
  Apply({update::AddPartitionSpec{bucket}, update::SetDefaultSpec{PartitionSpecId{1}}});
  DataFile file = table_.File("b", 1, 5, 0);
  file.partition = {Literal::Int(3)};
  table_.Append({file});
  const Schema schema = PartitionStatisticsSchema(table_.metadata);
  EXPECT_THAT(schema.fields, SizeIs(12)) << "no vectors before version 3";
  std::vector<FieldId> ids;
  for (const NestedField* child : ChildrenOf(schema.fields.front().type)) ids.push_back(child->id);
  EXPECT_THAT(ids, ElementsAre(1000, 1001));
  const auto counts = Counts();
  ASSERT_THAT(counts, SizeIs(2));
  EXPECT_EQ(counts[0].spec_id, PartitionSpecId{1}) << "nulls first";
  EXPECT_EQ(counts[0].partition.at(0), std::nullopt);
  EXPECT_EQ(counts[0].partition.at(1), Literal::Int(3));
  EXPECT_EQ(counts[1].partition.at(1), std::nullopt);
}

TEST_F(PartitionCountsTest, FilesThatWentAreNotCounted) {
  table_.Append({table_.File("a", 1, 10, 1), table_.File("b", 1, 10, 2)});
  DeleteFiles remove(table_.context());
  remove.Delete(table_.PathOf("a"));
  table_.Commit(remove.Apply(table_.metadata));
  EXPECT_THAT(Counts(), SizeIs(1));
  DeleteFiles all(table_.context());
  all.DeleteAll();
  table_.Commit(all.Apply(table_.metadata));
  EXPECT_THAT(Counts(), IsEmpty());
}

// From any snapshot on the rows that were counted then come to what counting anew gives.
TEST_F(PartitionCountsTest, AreBroughtUpToDate) {
  Apply({update::UpgradeFormatVersion{3}});
  table_.Append({table_.File("a", 1, 10, 1), table_.File("b", 1, 10, 2)});
  std::vector<std::pair<SnapshotId, std::vector<PartitionCounts>>> known;
  const auto note = [&] { known.emplace_back(*table_.metadata.current_snapshot_id, Counts()); };
  note();
  table_.Append({table_.File("c", 1, 5, 2), table_.File("d", 1, 7, 3)});
  note();
  AddDeletes({table_.Vector("v", "a", 4, 40, 1)});
  note();
  DeleteFiles remove(table_.context());
  remove.Delete(table_.PathOf("b"));
  remove.Delete(table_.PathOf("d"));
  table_.Commit(remove.Apply(table_.metadata));
  const auto removed = table_.metadata.current_snapshot_id;
  note();
  RewriteManifests rewrite(table_.context());
  table_.Commit(rewrite.Apply(table_.metadata));
  note();
  const auto update = [&](SnapshotId since, std::vector<PartitionCounts> rows) {
    return UpdatePartitions(table_.metadata, *table_.metadata.current_snapshot(), since,
                            std::move(rows), table_.store, &table_.cache);
  };
  const auto expected = Counts();
  ASSERT_THAT(expected, SizeIs(2)) << "the third partition went";
  for (const auto& [since, rows] : known) {
    const auto counts = update(since, rows);
    ASSERT_TRUE(counts.has_value());
    ASSERT_THAT(*counts, SizeIs(expected.size()));
    for (size_t i = 0; i < expected.size(); ++i) {
      const PartitionCounts& one = (*counts)[i];
      EXPECT_EQ(one.partition, expected[i].partition);
      EXPECT_EQ(one.data_record_count, expected[i].data_record_count);
      EXPECT_EQ(one.data_file_count, expected[i].data_file_count);
      EXPECT_EQ(one.data_file_bytes, expected[i].data_file_bytes);
      EXPECT_EQ(one.deletion_vector_count, expected[i].deletion_vector_count);
      EXPECT_EQ(one.position_delete_record_count, expected[i].position_delete_record_count);
      EXPECT_EQ(one.total_record_count, expected[i].total_record_count);
    }
  }
  EXPECT_EQ(update(known[0].first, known[0].second)->at(1).last_updated_snapshot_id, removed);
  // Rows that do not count what went are of another table.
  EXPECT_EQ(update(known[2].first, {}), std::nullopt);
  EXPECT_EQ(update(SnapshotId(12345), known[0].second), std::nullopt) << "no ancestor";
  Apply({update::SetPartitionStatistics{{known[1].first, "stats", 1}}});
  const Snapshot& current = *table_.metadata.current_snapshot();
  ASSERT_NE(NearestPartitionStatistics(table_.metadata, current), nullptr);
  EXPECT_EQ(NearestPartitionStatistics(table_.metadata, current)->snapshot_id, known[1].first);
  EXPECT_EQ(
      NearestPartitionStatistics(table_.metadata, *table_.metadata.FindSnapshot(known[0].first)),
      nullptr);
}

}  // namespace
}  // namespace tarn::iceberg

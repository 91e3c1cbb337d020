// What RowDelta refuses and keeps when others commit meanwhile.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "iceberg/tests/golden.h"
#include "iceberg/tests/table_fixture.h"

namespace tarn::iceberg {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using Names = std::vector<std::string>;

constexpr auto kSerializable = IsolationLevel::kSerializable;
constexpr auto kSnapshot = IsolationLevel::kSnapshot;

// A table of two days, and what a statement that read its first snapshot meets.
struct Race {
  Race() : table(TestTable::ByDay()) {
    table.Append({table.File("a", 1, 10, 0), table.File("b", 11, 20, 1)});
    since = table.metadata.current_snapshot_id;
  }

  // DELETE of rows of "a", or UPDATE of them when it adds rows.
  std::string Delta(IsolationLevel level, bool adds_rows, const Expression& filter = True()) {
    RowDelta delta(table.context());
    delta.AddDeletes(table.Deletes("mine", "a"));
    if (adds_rows) delta.AddRows(table.File("new", 1, 1, 0));
    delta.Validate(level, since, filter);
    return ErrorOf([&] { delta.Apply(table.metadata); });
  }
  void RivalDelta(const DataFile& deletes) {
    RowDelta rival(table.context());
    rival.AddDeletes(deletes);
    table.Commit(rival.Apply(table.metadata));
  }

  TestTable table;
  std::optional<SnapshotId> since;
};

TEST(Isolation, HasNames) {
  EXPECT_EQ(ParseIsolationLevel("serializable"), kSerializable);
  EXPECT_EQ(ToString(ParseIsolationLevel("snapshot")), "snapshot");
  EXPECT_THAT(ErrorOf([] { ParseIsolationLevel("none"); }),
              HasSubstr("InvalidArgument: an isolation level is serializable or snapshot, not "
                        "'none'"));
}

TEST(RowDeltaRace, AppendedRowsMatterToSerializableStatements) {
  Race race;
  EXPECT_EQ(race.Delta(kSerializable, true), "no error");
  race.table.Append({race.table.File("later", 30, 31, 0)});
  EXPECT_EQ(race.Delta(kSnapshot, true), "no error");
  EXPECT_THAT(race.Delta(kSerializable, false),
              HasSubstr("Conflict: another commit changed rows that the statement read: "
                        "memory:///t/data/later"));
  EXPECT_EQ(race.Delta(kSerializable, true, Equal("day", Literal::Date(1))), "no error");
  EXPECT_EQ(race.Delta(kSerializable, true, Less("id", Literal::Long(30))), "no error");
}

TEST(RowDeltaRace, AppendedRowsAreSeenWhenTheyWereCompactedSince) {
  Race race;
  race.table.Append({race.table.File("later", 30, 31, 0)});
  RewriteFiles compaction(race.table.context());
  compaction.Remove(race.table.PathOf("later"));
  compaction.Add(race.table.File("compacted", 30, 31, 0));
  race.table.Commit(compaction.Apply(race.table.metadata));
  EXPECT_THAT(race.Delta(kSerializable, false), HasSubstr("data/later"));
}

TEST(RowDeltaRace, DeletesMatterToStatementsThatMoveRows) {
  Race race;
  race.RivalDelta(race.table.Deletes("theirs", "a"));
  EXPECT_EQ(race.Delta(kSerializable, false), "no error") << "deleting twice is deleting";
  EXPECT_THAT(race.Delta(kSnapshot, true),
              HasSubstr("Conflict: another commit deleted rows that the statement read: "
                        "memory:///t/data/theirs"));
  EXPECT_EQ(race.Delta(kSnapshot, true, Equal("day", Literal::Date(1))), "no error");
}

TEST(RowDeltaRace, RemovedFilesConflict) {
  Race race;
  DeleteFiles rival(race.table.context());
  rival.Delete(race.table.PathOf("a"));
  race.table.Commit(rival.Apply(race.table.metadata));
  EXPECT_THAT(race.Delta(kSnapshot, false),
              HasSubstr("Conflict: another commit took this file out of the table: "
                        "memory:///t/data/a"));
}

TEST(RowDeltaRace, CompactedFilesConflict) {
  Race race;
  RewriteFiles rival(race.table.context());
  rival.Remove(race.table.PathOf("a"));
  rival.Add(race.table.File("a2", 1, 10, 0));
  race.table.Commit(rival.Apply(race.table.metadata));
  EXPECT_THAT(race.Delta(kSnapshot, false), HasSubstr("took this file out"));
}

TEST(RowDeltaRace, UnknownHistoryConflicts) {
  Race race;
  race.table.Append({race.table.File("c", 30, 31, 0)});
  race.table.Append({race.table.File("d", 40, 41, 0)});
  TableMetadata& metadata = race.table.metadata;
  const TableMetadata whole = metadata;
  const std::vector<TableUpdate> expire_read = {
      update::RemoveSnapshots{{whole.snapshots[0].snapshot_id}}};
  metadata = Apply(&whole, expire_read, {});
  EXPECT_EQ(race.Delta(kSnapshot, false), "no error") << "all that came after is known";
  const std::vector<TableUpdate> expire_between = {
      update::RemoveSnapshots{{whole.snapshots[1].snapshot_id}}};
  metadata = Apply(&whole, expire_between, {});
  EXPECT_THAT(race.Delta(kSnapshot, false), HasSubstr("by a snapshot that has expired"));
}

TEST(OverwriteRace, DeletedRowsMustNotComeBack) {
  Race race;
  const auto overwrite = [&](IsolationLevel level) {
    OverwriteFiles action(race.table.context());
    action.Delete(race.table.PathOf("a"));
    action.Add(race.table.File("a2", 1, 9, 0));
    action.Validate(level, race.since);
    return ErrorOf([&] { action.Apply(race.table.metadata); });
  };
  EXPECT_EQ(overwrite(kSnapshot), "no error");
  race.RivalDelta(race.table.Deletes("of_b", "b", 1));
  EXPECT_EQ(overwrite(kSnapshot), "no error");
  race.table.Append({race.table.File("later", 30, 31, 0)});
  EXPECT_EQ(overwrite(kSnapshot), "no error");
  EXPECT_THAT(overwrite(kSerializable), HasSubstr("changed rows that the statement read"));
  race.RivalDelta(race.table.EqualityDeletes("eq", 0));
  EXPECT_THAT(overwrite(kSnapshot),
              HasSubstr("Conflict: another commit deleted rows of a file that this one replaces: "
                        "memory:///t/data/a"));
}

TEST(Rewrite, ReplacesFilesAndKeepsTheirAge) {
  Race race;
  TestTable& table = race.table;
  race.RivalDelta(table.EqualityDeletes("eq", 0));
  const int64_t made_from = table.metadata.last_sequence_number;
  RewriteFiles compaction(table.context());
  compaction.Remove(table.PathOf("a"));
  compaction.Add(table.File("a2", 1, 9, 0));
  compaction.KeepSequenceNumber(made_from);
  compaction.ValidateFrom(*table.metadata.current_snapshot_id);
  race.RivalDelta(table.EqualityDeletes("eq2", 0));
  table.Commit(compaction.Apply(table.metadata));

  EXPECT_EQ(table.metadata.current_snapshot()->operation, Operation::kReplace);
  EXPECT_EQ(table.Names(), (Names{"a2", "b"}));
  for (const FileScanTask& task : table.Plan().tasks) {
    if (!task.file().file_path.ends_with("/a2")) continue;
    EXPECT_EQ(task.entry->sequence_number, made_from);
    EXPECT_EQ(task.entry->file_sequence_number, table.metadata.last_sequence_number);
    ASSERT_EQ(task.deletes.size(), 1u) << "what was deleted meanwhile stays deleted";
    EXPECT_THAT(task.deletes[0]->data_file.file_path, HasSubstr("/eq2"));
  }
}

TEST(Rewrite, ConflictsWithDeletesOfWhatItReplaces) {
  Race race;
  TestTable& table = race.table;
  const auto rewrite = [&](bool keep) {
    RewriteFiles action(table.context());
    action.Remove(table.PathOf("a"));
    action.Add(table.File("a2", 1, 10, 0));
    if (keep) action.KeepSequenceNumber(1);
    action.ValidateFrom(*race.since);
    return ErrorOf([&] { action.Apply(table.metadata); });
  };
  EXPECT_EQ(rewrite(false), "no error");
  table.Append({table.File("later", 30, 31, 0)});
  EXPECT_EQ(rewrite(false), "no error");
  race.RivalDelta(table.EqualityDeletes("eq", 0));
  EXPECT_THAT(rewrite(false), HasSubstr("Conflict: another commit deleted rows of a file"));
  EXPECT_EQ(rewrite(true), "no error");
  race.RivalDelta(table.Deletes("pos", "a"));
  EXPECT_THAT(rewrite(true), HasSubstr("Conflict: another commit deleted rows of a file"));
}

TEST(Rewrite, RefusesWhatReplacesNothing) {
  Race race;
  TestTable& table = race.table;
  RewriteFiles nothing(table.context());
  nothing.Add(table.File("x", 1, 1, 0));
  EXPECT_THAT(ErrorOf([&] { nothing.Apply(table.metadata); }),
              HasSubstr("InvalidArgument: a rewrite without files to replace"));
  RewriteFiles only_deletes(table.context());
  only_deletes.RemoveDeletes(table.Deletes("x", "a"));
  only_deletes.Add(table.File("x", 1, 1, 0));
  EXPECT_THAT(ErrorOf([&] { only_deletes.Apply(table.metadata); }),
              HasSubstr("adds data files but replaces none"));
  RewriteFiles gone(table.context());
  gone.RemoveDeletes(table.Deletes("x", "a"));
  EXPECT_THAT(ErrorOf([&] { gone.Apply(table.metadata); }),
              HasSubstr("Conflict: another commit took this file out of the table: "
                        "memory:///t/data/x"));
  RewriteFiles future(table.context());
  future.Remove(table.PathOf("a"));
  future.Add(table.File("x", 1, 1, 0));
  future.KeepSequenceNumber(9);
  EXPECT_THAT(ErrorOf([&] { future.Apply(table.metadata); }),
              HasSubstr("InvalidArgument: a file cannot have the sequence number 9"));
}

TEST(Rewrite, ReplacesDeleteFiles) {
  Race race;
  TestTable& table = race.table;
  race.RivalDelta(table.Deletes("p1", ""));
  race.RivalDelta(table.Deletes("p2", ""));
  const int64_t newest = table.metadata.last_sequence_number;
  table.Append({table.File("later", 30, 31, 0)});
  RewriteFiles action(table.context());
  action.RemoveDeletes(table.Deletes("p1", ""));
  action.RemoveDeletes(table.Deletes("p2", ""));
  action.AddDeletes(table.Deletes("p3", ""), newest);
  table.Commit(action.Apply(table.metadata));
  std::map<std::string, size_t> deletes;
  for (const FileScanTask& task : table.Plan().tasks) {
    deletes[task.file().file_path.substr(17)] = task.deletes.size();
  }
  EXPECT_EQ(deletes, (std::map<std::string, size_t>{{"a", 1}, {"b", 0}, {"later", 0}}));
  EXPECT_EQ(table.Summary().at("removed-delete-files"), "2");
  EXPECT_EQ(table.Summary().at("total-delete-files"), "1");
}

TEST(Dangling, DeletesOfRemovedFilesGoWithThem) {
  Race race;
  TestTable& table = race.table;
  race.RivalDelta(table.Deletes("of_a", "a"));
  race.RivalDelta(table.Deletes("of_b", "b", 1));
  DeleteFiles action(table.context());
  action.Delete(table.PathOf("a"));
  table.Commit(action.Apply(table.metadata));
  EXPECT_EQ(table.Summary().at("removed-delete-files"), "1");
  EXPECT_EQ(table.Plan().counters.delete_files, 1);
}

TEST(Dangling, DeletesOlderThanAllDataGo) {
  Race race;
  TestTable& table = race.table;
  race.RivalDelta(table.EqualityDeletes("eq", 0));
  race.RivalDelta(table.EqualityDeletes("eq1", 1));
  table.Append({table.File("later", 30, 31, 0)});
  EXPECT_EQ(table.Plan().counters.delete_files, 2) << "older data is still there";
  OverwriteFiles action(table.context());
  action.Delete(table.PathOf("a"));
  action.Delete(table.PathOf("b"));
  action.Add(table.File("ab", 1, 20, 0));
  table.Commit(action.Apply(table.metadata));
  EXPECT_EQ(table.Plan().counters.delete_files, 0);
  EXPECT_EQ(table.Summary().at("total-delete-files"), "0");
  EXPECT_THAT(table.Plan().tasks[0].deletes, IsEmpty());
}

TEST(DeleteManifests, AreMergedAsWell) {
  NewTable definition = TestTable::ByDay();
  definition.properties = {{"commit.manifest.min-count-to-merge", "4"}};
  TestTable table(definition);
  table.Append({table.File("a", 1, 100, 0)});
  for (int i = 0; i < 20; ++i) {
    RowDelta delta(table.context());
    delta.AddDeletes(table.Deletes(fmt::format("d{}", i), "a"));
    table.Commit(delta.Apply(table.metadata));
  }
  EXPECT_LE(table.Manifests().size(), 9u);
  const ScanPlan plan = table.Plan();
  ASSERT_EQ(plan.tasks.size(), 1u);
  ASSERT_EQ(plan.tasks[0].deletes.size(), 20u);
  for (int64_t i = 0; i < 20; ++i) {
    EXPECT_EQ(plan.tasks[0].deletes[i]->sequence_number, i + 2);
  }
}

TEST(DeleteKinds, FollowTheFormatVersion) {
  TestTable table;
  table.Append({table.File("a", 1, 10)});
  RowDelta vector(table.context());
  vector.AddDeletes(table.Vector("v.puffin", "a"));
  EXPECT_THAT(ErrorOf([&] { vector.Apply(table.metadata); }),
              HasSubstr("FailedPrecondition: tables of format version 2 have no deletion vectors"));
  TableMetadata v1 = table.metadata;
  v1.format_version = 1;
  RowDelta equality(table.context());
  equality.AddDeletes(table.EqualityDeletes("eq"));
  EXPECT_THAT(ErrorOf([&] { equality.Apply(v1); }),
              HasSubstr("FailedPrecondition: tables of format version 1 have no delete files"));
  RowDelta data(table.context());
  EXPECT_THAT(ErrorOf([&] { data.AddDeletes(table.File("x", 1, 1)); }),
              HasSubstr("InvalidArgument: not a delete file"));
}

}  // namespace
}  // namespace tarn::iceberg

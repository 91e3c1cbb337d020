#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "iceberg/metadata_file.h"
#include "iceberg/scan/snapshot_lookup.h"
#include "iceberg/tests/golden.h"
#include "iceberg/tests/table_fixture.h"

namespace tarn::iceberg {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Names = std::vector<std::string>;

TEST(Append, AddsFilesAndCountsThem) {
  TestTable table;
  table.Append({table.File("a", 1, 10), table.File("b", 11, 15)});
  table.Append({table.File("c", 16, 16)});
  EXPECT_EQ(table.Names(), (Names{"a", "b", "c"}));
  const std::map<std::string, std::string> expected = {
      {"added-data-files", "1"},       {"added-files-size", "100"},
      {"added-records", "1"},          {"changed-partition-count", "1"},
      {"total-data-files", "3"},       {"total-delete-files", "0"},
      {"total-equality-deletes", "0"}, {"total-files-size", "300"},
      {"total-position-deletes", "0"}, {"total-records", "16"}};
  EXPECT_EQ(table.Summary(), expected);
  const Snapshot& snapshot = *table.metadata.current_snapshot();
  EXPECT_EQ(snapshot.operation, Operation::kAppend);
  EXPECT_EQ(snapshot.sequence_number, 2);
  EXPECT_EQ(snapshot.parent_snapshot_id, table.metadata.snapshots[0].snapshot_id);
  EXPECT_GT(snapshot.timestamp_ms, table.metadata.snapshots[0].timestamp_ms);
  EXPECT_EQ(table.Names(True(), &table.metadata.snapshots[0]), (Names{"a", "b"}));
  for (const std::string& path : table.written) EXPECT_TRUE(table.store.Stat(path)) << path;
}

TEST(Append, SummarizesAsPyIcebergDoes) {
  const auto golden = GoldenJson("unpartitioned/metadata.json");
  TestTable table;
  const auto append = [&](std::vector<std::pair<int64_t, int64_t>> files) {
    AppendFiles action(table.context());
    int index = 0;
    for (const auto& [records, bytes] : files) {
      DataFile file;
      file.file_path =
          fmt::format("memory:///t/data/{}-{}", table.metadata.snapshots.size(), index++);
      file.record_count = records;
      file.file_size_in_bytes = bytes;
      action.Add(file);
    }
    table.Commit(action.Apply(table.metadata));
  };
  append({{1, 100}});
  append({{2, 101}});
  append({{3, 102}});
  append({{7, 70}, {7, 70}});
  OverwriteFiles overwrite(table.context());
  overwrite.Delete("memory:///t/data/3-0");
  DataFile file;
  file.file_path = "memory:///t/data/z";
  file.record_count = 8;
  file.file_size_in_bytes = 80;
  overwrite.Add(file);
  table.Commit(overwrite.Apply(table.metadata));
  for (size_t i = 0; i < table.metadata.snapshots.size(); ++i) {
    auto ours = table.metadata.snapshots[i].summary;
    EXPECT_EQ(ours.at("changed-partition-count"), "1") << "as Java; PyIceberg leaves it out";
    ours.erase("changed-partition-count");
    auto theirs = golden["snapshots"][i]["summary"].get<std::map<std::string, std::string>>();
    EXPECT_EQ(ToString(*table.metadata.snapshots[i].operation), theirs.at("operation"));
    theirs.erase("operation");
    EXPECT_EQ(ours, theirs) << i;
  }
}

TEST(Append, IsAppliedAgainForThePriceOfAList) {
  TestTable table;
  AppendFiles late(table.context());
  late.Add(table.File("late", 1, 1));
  const ActionResult lost = late.Apply(table.metadata);
  table.Append({table.File("quick", 2, 2)});
  EXPECT_THAT(ErrorOf([&] { table.Commit(lost); }), HasSubstr("Conflict"));

  table.written.clear();
  const ActionResult again = late.Apply(table.metadata);
  ASSERT_EQ(table.written.size(), 1u) << "only the manifest list is written again";
  EXPECT_THAT(table.written[0], HasSubstr("/snap-"));
  EXPECT_EQ(again.files.size(), 2u);
  EXPECT_EQ(lost.files[0], again.files[0]) << "the manifest is used again";
  EXPECT_FALSE(table.store.Stat(lost.files[1])) << "the lost attempt's list is gone";
  table.Commit(again);
  EXPECT_EQ(table.Names(), (Names{"late", "quick"}));
  const auto plan = table.Plan(Equal("id", Literal::Long(1)));
  ASSERT_EQ(plan.tasks.size(), 1u);
  EXPECT_EQ(plan.tasks[0].entry->sequence_number, 2);
}

TEST(Append, RefusesFilesThatDoNotFit) {
  TestTable table(TestTable::ByDay());
  DataFile file = table.File("a", 1, 1);
  file.partition.clear();
  AppendFiles append(table.context());
  append.Add(file);
  EXPECT_THAT(ErrorOf([&] { append.Apply(table.metadata); }),
              HasSubstr("InvalidArgument: partition spec 0 has 1 fields, but the file gives 0"));
  file = table.File("a", 1, 1);
  file.spec_id = PartitionSpecId(7);
  AppendFiles other(table.context());
  other.Add(file);
  EXPECT_THAT(ErrorOf([&] { other.Apply(table.metadata); }), HasSubstr("no partition spec 7"));
  file.content = FileContent::kPositionDeletes;
  EXPECT_THAT(ErrorOf([&] { other.Add(file); }), HasSubstr("not a data file"));
}

TEST(Append, MergesManifestsSoThatTheyStayFew) {
  NewTable definition = TestTable::Unpartitioned();
  definition.properties = {{"commit.manifest.min-count-to-merge", "5"}};
  TestTable table(definition);
  size_t most = 0;
  for (int i = 0; i < 60; ++i) {
    table.Append({table.File(fmt::format("{:02}", i), i, i)});
    most = std::max(most, table.Manifests().size());
  }
  EXPECT_LE(most, 12u);
  const ScanPlan plan = table.Plan();
  EXPECT_EQ(plan.tasks.size(), 60u);
  for (const FileScanTask& task : plan.tasks) {  // merging changes no numbers
    const int64_t id =
        LiteralFromBytes(LongType{}, *task.file().lower_bounds.Find(1)).get<int64_t>();
    EXPECT_EQ(task.entry->sequence_number, id + 1);
    EXPECT_EQ(task.entry->snapshot_id, table.metadata.snapshots[id].snapshot_id);
  }
  EXPECT_EQ(table.Summary().at("total-data-files"), "60");
}

TEST(Overwrite, ReplacesEverything) {
  TestTable table;
  table.Append({table.File("a", 1, 10)});
  table.Append({table.File("b", 11, 20)});
  OverwriteFiles action(table.context());
  action.DeleteAll();
  action.Add(table.File("c", 1, 5));
  table.Commit(action.Apply(table.metadata));
  EXPECT_EQ(table.Names(), Names{"c"});
  EXPECT_EQ(table.metadata.current_snapshot()->operation, Operation::kOverwrite);
  EXPECT_EQ(table.Summary().at("deleted-data-files"), "2");
  EXPECT_EQ(table.Summary().at("deleted-records"), "20");
  EXPECT_EQ(table.Summary().at("total-records"), "5");
  EXPECT_EQ(table.Manifests().size(), 3u) << "deleted files are listed once";
  table.Append({table.File("d", 6, 6)});
  EXPECT_EQ(table.Manifests().size(), 2u) << "and not carried on";
  EXPECT_EQ(table.Names(True(), &table.metadata.snapshots[1]), (Names{"a", "b"}));
}

TEST(Overwrite, TakesOutGivenFiles) {
  TestTable table;
  table.Append({table.File("a", 1, 10), table.File("b", 11, 20)});
  OverwriteFiles action(table.context());
  action.Delete("memory:///t/data/a");
  action.Add(table.File("a2", 1, 9));
  const ActionResult result = action.Apply(table.metadata);
  OverwriteFiles rival(table.context());
  rival.Delete("memory:///t/data/a");
  rival.Apply(table.metadata);
  table.Commit(result);
  EXPECT_EQ(table.Names(), (Names{"a2", "b"}));
  EXPECT_THAT(ErrorOf([&] { rival.Apply(table.metadata); }),
              HasSubstr("Conflict: another commit took this file out of the table: "
                        "memory:///t/data/a"));
  const auto plan = table.Plan(Equal("id", Literal::Long(15)));
  ASSERT_EQ(plan.tasks.size(), 1u);
  EXPECT_EQ(plan.tasks[0].entry->sequence_number, 1) << "a file that stays keeps its number";
}

TEST(Overwrite, SeesRowsThatOthersAdded) {
  TestTable table;
  table.Append({table.File("a", 1, 10)});
  const auto since = table.metadata.current_snapshot_id;
  const auto overwrite = [&](const Expression& read) {
    OverwriteFiles action(table.context());
    action.Delete("memory:///t/data/a");
    action.ValidateNoNewRows(since, read);
    return ErrorOf([&] { action.Apply(table.metadata); });
  };
  EXPECT_EQ(overwrite(True()), "no error");
  table.Append({table.File("b", 100, 200)});
  EXPECT_THAT(overwrite(True()), HasSubstr("Conflict: another commit changed rows"));
  EXPECT_EQ(overwrite(Less("id", Literal::Long(50))), "no error") << "other rows than were read";
}

TEST(Delete, TakesOutWholeFilesByFilter) {
  TestTable table(TestTable::ByDay());
  table.Append({table.File("d1", 1, 10, 1), table.File("d2", 11, 20, 2)});
  table.Append({table.File("d3", 21, 30, 3)});
  DeleteFiles by_day(table.context());
  by_day.DeleteWhere(LessOrEqual("day", Literal::Date(2)));
  table.Commit(by_day.Apply(table.metadata));
  EXPECT_EQ(table.Names(), Names{"d3"});
  EXPECT_EQ(table.metadata.current_snapshot()->operation, Operation::kDelete);
  EXPECT_EQ(table.Summary().at("changed-partition-count"), "2");
  DeleteFiles partly(table.context());
  partly.DeleteWhere(Less("id", Literal::Long(25)));
  EXPECT_THAT(ErrorOf([&] { partly.Apply(table.metadata); }),
              HasSubstr("FailedPrecondition: some rows of this file match"));
}

DataFile DeletesOf(const TestTable& table, const std::string& name, const std::string& data) {
  DataFile file = table.File(name, 1, 2);
  file.content = FileContent::kPositionDeletes;
  file.lower_bounds = file.upper_bounds = {};
  if (!data.empty()) file.referenced_data_file = "memory:///t/data/" + data;
  return file;
}

TEST(RowDelta, DeletesApplyToOlderFilesOfTheirPartition) {
  TestTable table(TestTable::ByDay());
  table.Append({table.File("d0", 1, 10, 0), table.File("d1", 11, 20, 1)});
  RowDelta delta(table.context());
  delta.AddDeletes(DeletesOf(table, "del", ""));
  delta.AddRows(table.File("new", 5, 5, 0));
  delta.ValidateDataFilesExist({"memory:///t/data/d0"});
  table.Commit(delta.Apply(table.metadata));
  EXPECT_EQ(table.metadata.current_snapshot()->operation, Operation::kOverwrite);
  EXPECT_EQ(table.Summary().at("added-position-deletes"), "2");
  EXPECT_EQ(table.Summary().at("total-delete-files"), "1");
  table.Append({table.File("later", 30, 31, 0)});
  const ScanPlan plan = table.Plan();
  EXPECT_EQ(plan.counters.delete_files, 1);
  std::map<std::string, size_t> deletes;
  for (const FileScanTask& task : plan.tasks) {
    deletes[task.file().file_path.substr(17)] = task.deletes.size();
  }
  // A position delete applies to files of its own commit as well (spec: sequence numbers).
  EXPECT_EQ(deletes,
            (std::map<std::string, size_t>{{"d0", 1}, {"d1", 0}, {"later", 0}, {"new", 1}}));
  EXPECT_EQ(plan.record_count, 23);
}

TEST(RowDelta, NamesTheFileItIsAbout) {
  TestTable table;
  table.Append({table.File("a", 1, 10), table.File("b", 11, 20)});
  RowDelta delta(table.context());
  delta.AddDeletes(DeletesOf(table, "del", "b"));
  table.Commit(delta.Apply(table.metadata));
  EXPECT_EQ(table.metadata.current_snapshot()->operation, Operation::kDelete);
  for (const FileScanTask& task : table.Plan().tasks) {
    EXPECT_EQ(task.deletes.size(), task.file().file_path.ends_with("/b") ? 1u : 0u);
  }
  OverwriteFiles all(table.context());
  all.DeleteAll();
  table.Commit(all.Apply(table.metadata));
  EXPECT_THAT(table.Plan().tasks, IsEmpty());
  EXPECT_EQ(table.Summary().at("removed-delete-files"), "1");
  EXPECT_EQ(table.Summary().at("total-delete-files"), "0");

  RowDelta late(table.context());
  late.AddDeletes(DeletesOf(table, "del2", "b"));
  late.ValidateDataFilesExist({"memory:///t/data/b"});
  EXPECT_THAT(ErrorOf([&] { late.Apply(table.metadata); }),
              HasSubstr("Conflict: another commit took this file out"));
}

TEST(RowDelta, EqualityDeletesApplyToOlderFilesOnly) {
  TestTable table;
  table.Append({table.File("a", 1, 10)});
  DataFile equality = DeletesOf(table, "eq", "");
  equality.content = FileContent::kEqualityDeletes;
  equality.equality_ids = {1};
  RowDelta delta(table.context());
  delta.AddDeletes(equality);
  delta.AddRows(table.File("b", 1, 1));
  table.Commit(delta.Apply(table.metadata));
  for (const FileScanTask& task : table.Plan().tasks) {
    EXPECT_EQ(task.deletes.size(), task.file().file_path.ends_with("/a") ? 1u : 0u);
  }
}

TEST(Replace, StartsAnewAndKeepsHistory) {
  TestTable table;
  table.Append({table.File("a", 1, 10)});
  const int64_t before = table.metadata.last_updated_ms;
  NewTable next = TestTable::ByDay();
  ActionResult result = ReplaceTable(table.metadata, next);
  const TableMetadata replaced =
      Apply(&table.metadata, result.updates, {.now_ms = table.clock.NowMs()});
  AppendFiles append(table.context());
  DataFile file = table.File("b", 1, 3);
  file.spec_id = replaced.default_spec_id;
  file.partition = {Literal::Date(4)};
  append.Add(file);
  AppendTo(result, append.Apply(replaced));
  table.Commit(result);
  EXPECT_EQ(table.Names(), Names{"b"});
  EXPECT_EQ(table.Summary().at("total-data-files"), "1");
  EXPECT_FALSE(table.metadata.current_snapshot()->parent_snapshot_id);
  EXPECT_EQ(table.Names(True(), &SnapshotAsOf(table.metadata, before)), Names{"a"});
}

TEST(Branch, IsWrittenBesideMain) {
  TestTable table;
  table.Append({table.File("a", 1, 10)});
  AppendFiles audit(table.context(), {.branch = "audit", .summary = {{"run", "7"}}});
  audit.Add(table.File("b", 11, 20));
  table.Commit(audit.Apply(table.metadata));
  EXPECT_EQ(table.Names(), Names{"a"});
  const Snapshot& head = SnapshotByRef(table.metadata, "audit");
  EXPECT_EQ(table.Names(True(), &head), (Names{"a", "b"}));
  EXPECT_EQ(head.summary.at("run"), "7");
  const std::vector<TableUpdate> tag = {
      update::SetSnapshotRef{"v1", {.snapshot_id = head.snapshot_id, .type = RefType::kTag}}};
  table.metadata = Apply(&table.metadata, tag, {});
  AppendFiles on_tag(table.context(), {.branch = "v1", .summary = {}});
  EXPECT_THAT(ErrorOf([&] { on_tag.Apply(table.metadata); }), HasSubstr("'v1' is a tag"));
}

TEST(Plan, SkipsManifestsAndFiles) {
  TestTable table(TestTable::ByDay());
  for (int day = 1; day <= 4; ++day) {
    table.Append({table.File(fmt::format("x{}", day), day * 10, day * 10 + 4, day),
                  table.File(fmt::format("y{}", day), day * 10 + 5, day * 10 + 9, day)});
  }
  ScanPlan plan = table.Plan(Equal("day", Literal::Date(2)));
  EXPECT_EQ(plan.counters.manifests_skipped, 3);
  EXPECT_EQ(plan.tasks.size(), 2u);
  for (const FileScanTask& task : plan.tasks) EXPECT_TRUE(task.residual->is_true());
  plan = table.Plan(And(GreaterOrEqual("day", Literal::Date(2)), Less("id", Literal::Long(23))));
  ASSERT_EQ(plan.tasks.size(), 1u);
  EXPECT_EQ(ToString(*plan.tasks[0].residual), "#1 < 23") << "the day is certain";
  EXPECT_EQ(plan.counters.files_skipped, 5);
  EXPECT_EQ(table.Names(In("id", {Literal::Long(12), Literal::Long(46)})), (Names{"x1", "y4"}));
  EXPECT_THAT(table.Names(Equal("day", Literal::Date(9))), IsEmpty());
  EXPECT_THAT(ErrorOf([&] { table.Plan(IsNull("nope")); }), HasSubstr("NotFound"));
}

TEST(Plan, ReadsWithTheSchemaOfTheSnapshot) {
  TestTable table;
  table.Append({table.File("a", 1, 10)});
  Schema next = table.metadata.current_schema();
  next.fields[0].name = "key";
  const std::vector<TableUpdate> rename = {update::AddSchema{next, {}}, update::SetCurrentSchema{}};
  table.metadata = Apply(&table.metadata, rename, {});
  table.Append({table.File("b", 11, 20)});
  EXPECT_EQ(table.Names(Equal("key", Literal::Long(15))), Names{"b"});
  EXPECT_EQ(table.Names(Equal("id", Literal::Long(5)), &table.metadata.snapshots[0]), Names{"a"});
}

TEST(Plan, StopsWhenAsked) {
  TestTable table;
  table.Append({table.File("a", 1, 10)});
  base::CancelToken cancel;
  cancel.Cancel();
  PlanOptions options;
  options.cancel = &cancel;
  EXPECT_THAT(ErrorOf([&] {
                PlanFiles(table.metadata, *table.metadata.current_snapshot(), table.store, options);
              }),
              HasSubstr("Cancelled"));
}

TEST(MetadataFile, IsWrittenPlainAndCompressed) {
  TestTable table;
  table.Append({table.File("a", 1, 10)});
  std::string location = WriteTableMetadata(table.store, table.metadata, "");
  EXPECT_THAT(location, HasSubstr("/metadata/00000-"));
  EXPECT_EQ(ReadTableMetadata(table.store, location), table.metadata);
  table.metadata.properties["write.metadata.compression-codec"] = "gzip";
  std::vector<std::string> told;
  location = WriteTableMetadata(table.store, table.metadata, location,
                                [&](const std::string& path) { told.push_back(path); });
  EXPECT_THAT(location, testing::EndsWith(".gz.metadata.json"));
  EXPECT_THAT(told, ElementsAre(location));
  EXPECT_EQ(ReadTableMetadata(table.store, location), table.metadata);
  table.metadata.properties["write.metadata.compression-codec"] = "brotli";
  EXPECT_THAT(ErrorOf([&] { WriteTableMetadata(table.store, table.metadata, ""); }),
              HasSubstr("InvalidArgument"));
  table.store.Write("memory:///t/bad.metadata.json", "{}");
  EXPECT_THAT(ErrorOf([&] { ReadTableMetadata(table.store, "memory:///t/bad.metadata.json"); }),
              HasSubstr("DataCorruption: memory:///t/bad.metadata.json: table metadata"));
}

}  // namespace
}  // namespace tarn::iceberg

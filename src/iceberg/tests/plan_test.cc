#include "iceberg/scan/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "iceberg/scan/incremental.h"
#include "iceberg/tests/golden.h"
#include "iceberg/tests/table_fixture.h"

namespace tarn::iceberg {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Names = std::vector<std::string>;

std::string NameOf(const DataFile& file) {
  return file.file_path.substr(std::string("memory:///t/data/").size());
}

// Forty manifests of three files; file n has the ids 10n … 10n+9 of day n / 3.
struct WideTable : TestTable {
  explicit WideTable(NewTable definition = Unpartitioned()) : TestTable(std::move(definition)) {
    metadata.properties["commit.manifest-merge.enabled"] = "false";
    for (int manifest = 0; manifest < 40; ++manifest) {
      std::vector<DataFile> files;
      for (int i = 0; i < 3; ++i) {
        const int n = manifest * 3 + i;
        files.push_back(File(fmt::format("f{:03}", n), n * 10, n * 10 + 9, manifest));
      }
      Append(files);
    }
  }
  const Snapshot& head() const { return *metadata.current_snapshot(); }
};

TEST(StreamFiles, GivesTheSameFilesInTheSameOrderWhateverTheThreads) {
  WideTable table(TestTable::ByDay());
  for (const Expression& filter :
       {True(), Less("id", Literal::Long(345)), Equal("day", Literal::Date(20)),
        And(Greater("day", Literal::Date(30)), Less("id", Literal::Long(1000)))}) {
    std::vector<std::string> first;
    for (size_t parallelism : {1, 2, 7}) {
      for (ManifestCache* cache : {static_cast<ManifestCache*>(nullptr), &table.cache}) {
        PlanOptions options;
        options.filter = filter;
        options.parallelism = parallelism;
        options.cache = cache;
        std::vector<std::string> names;
        int64_t rows = 0;
        const PlanTotals totals =
            StreamFiles(table.metadata, table.head(), table.store, options, [&](FileScanTask task) {
              names.push_back(NameOf(task.file()) + " " + ToString(*task.residual));
              rows += task.file().record_count;
              return true;
            });
        if (first.empty()) first = names;
        EXPECT_EQ(names, first);
        EXPECT_EQ(totals.record_count, rows);
        EXPECT_EQ(totals.counters.files - totals.counters.files_skipped,
                  static_cast<int64_t>(names.size()));
      }
    }
    EXPECT_FALSE(first.empty());
  }
}

TEST(StreamFiles, StopsWhenThereIsEnough) {
  WideTable table;
  PlanOptions options;
  options.parallelism = 2;
  size_t seen = 0;
  const PlanTotals totals = StreamFiles(table.metadata, table.head(), table.store, options,
                                        [&](FileScanTask) { return ++seen < 4; });
  EXPECT_EQ(seen, 4u);
  EXPECT_EQ(totals.record_count, 40);
}

TEST(StreamFiles, SharesResidualsBetweenFilesOfAPartition) {
  WideTable table(TestTable::ByDay());
  const ScanPlan plan = table.Plan(
      And(LessOrEqual("day", Literal::Date(1)),
          In("id", {Literal::Long(5), Literal::Long(12), Literal::Long(35), Literal::Long(41)})));
  ASSERT_EQ(plan.tasks.size(), 4u);
  EXPECT_EQ(plan.tasks[0].residual, plan.tasks[1].residual);
  EXPECT_EQ(ToString(*plan.tasks[0].residual), "#1 in (5, 12, 35, 41)");
}

TEST(StreamFiles, NamesTheSnapshotThatNeedsAMissingFile) {
  WideTable table;
  const auto manifests = table.Manifests();
  const std::string snapshot = fmt::format("snapshot {} ", table.head().snapshot_id.value());
  table.store.Remove(manifests[17].manifest_path);
  PlanOptions options;
  const auto plan = [&] { PlanFiles(table.metadata, table.head(), table.store, options); };
  EXPECT_THAT(ErrorOf(plan), AllOf(HasSubstr("DataCorruption: " + snapshot + "needs a manifest"),
                                   HasSubstr(manifests[17].manifest_path)));
  table.store.Write(manifests[17].manifest_path, "no manifest");
  EXPECT_THAT(ErrorOf(plan), HasSubstr("DataCorruption: manifest " + manifests[17].manifest_path));
  table.store.Remove(table.head().manifest_list);
  EXPECT_THAT(ErrorOf(plan), HasSubstr("DataCorruption: " + snapshot + "needs a manifest list"));
}

TEST(Prune, ByPrefixesNullsAndNegation) {
  NewTable definition = TestTable::Unpartitioned();
  definition.schema.fields.push_back({.id = 3, .name = "name", .type = StringType{}});
  definition.schema.fields.push_back({.id = 4, .name = "price", .type = DoubleType{}});
  TestTable table(definition);
  const auto file = [&](const char* name, const char* low, const char* high, int64_t nulls,
                        int64_t nans) {
    DataFile made = table.File(name, 1, 10);
    made.value_counts.Set(3, 10);
    made.null_value_counts.Set(3, nulls);
    if (*low) made.lower_bounds.Set(3, low);
    if (*high) made.upper_bounds.Set(3, high);
    made.value_counts.Set(4, 10);
    made.null_value_counts.Set(4, 0);
    made.nan_value_counts.Set(4, nans);
    if (nans < 10) {
      made.lower_bounds.Set(4, ToBytes(Literal::Double(1)));
      made.upper_bounds.Set(4, ToBytes(Literal::Double(2)));
    }
    return made;
  };
  table.Append({file("apples", "apple", "apricot", 0, 0), file("melons", "mango", "melon", 2, 3),
                file("nothing", "", "", 10, 10)});
  EXPECT_EQ(table.Names(StartsWith("name", "ap")), Names{"apples"});
  EXPECT_EQ(table.Names(StartsWith("name", "m")), Names{"melons"});
  EXPECT_THAT(table.Names(StartsWith("name", "b")), IsEmpty());
  EXPECT_EQ(table.Names(NotStartsWith("name", "ap")), Names{"melons"});
  EXPECT_EQ(table.Names(Not(StartsWith("name", "ap"))), Names{"melons"});
  EXPECT_EQ(table.Names(IsNull("name")), (Names{"melons", "nothing"}));
  EXPECT_EQ(table.Names(Not(IsNull("name"))), (Names{"apples", "melons"}));
  EXPECT_EQ(table.Names(IsNan("price")), (Names{"melons", "nothing"}));
  EXPECT_EQ(table.Names(Not(IsNan("price"))), (Names{"apples", "melons"}));
  EXPECT_EQ(table.Names(Or(Equal("name", Literal::String("apple")), IsNan("price"))),
            (Names{"apples", "melons", "nothing"}));
  EXPECT_EQ(table.Names(Not(Or(NotNull("name"), IsNull("name")))), Names{"melons"})
      << "each of the two may be false of some row";
}

// ---- changes

std::vector<std::string> Changes(TestTable& table, std::optional<SnapshotId> after,
                                 SnapshotId until, const Expression& filter = True()) {
  PlanOptions options;
  options.filter = filter;
  options.cache = &table.cache;
  std::vector<std::string> changes;
  StreamChanges(table.metadata, after, until, table.store, options, [&](ChangeTask task) {
    changes.push_back(fmt::format("{} {}{}", task.change.ordinal,
                                  task.change.type == ChangeType::kInsert ? "+" : "-",
                                  NameOf(task.entry->data_file)));
    return true;
  });
  return changes;
}

TEST(Incremental, TellsWhatEachSnapshotAddedAndTookOut) {
  TestTable table;
  table.Append({table.File("a", 1, 10), table.File("b", 11, 20)});
  const SnapshotId first = table.metadata.current_snapshot()->snapshot_id;
  table.Append({table.File("c", 21, 30)});
  OverwriteFiles overwrite(table.context());
  overwrite.Delete("memory:///t/data/a");
  overwrite.Add(table.File("a2", 1, 9));
  table.Commit(overwrite.Apply(table.metadata));
  const SnapshotId third = table.metadata.current_snapshot()->snapshot_id;
  EXPECT_THAT(Changes(table, first, third), ElementsAre("0 +c", "1 +a2", "1 -a"));
  EXPECT_THAT(Changes(table, {}, third), ElementsAre("0 +a", "0 +b", "1 +c", "2 +a2", "2 -a"));
  EXPECT_THAT(Changes(table, third, third), IsEmpty());
  EXPECT_THAT(Changes(table, {}, third, Greater("id", Literal::Long(15))),
              ElementsAre("0 +b", "1 +c"));
  EXPECT_THAT(
      ErrorOf([&] { Changes(table, third, first); }),
      HasSubstr(fmt::format("InvalidArgument: snapshot {} is not an ancestor of snapshot {}",
                            third.value(), first.value())));
  EXPECT_THAT(ErrorOf([&] { Changes(table, SnapshotId(42), third); }),
              HasSubstr("NotFound: the table has no snapshot 42"));

  std::vector<std::string> appended;
  StreamAppends(table.metadata, {}, third, table.store, {}, [&](FileScanTask task) {
    appended.push_back(NameOf(task.file()));
    return true;
  });
  EXPECT_THAT(appended, ElementsAre("a", "b", "c")) << "an overwrite is no append";
}

TEST(Incremental, SurvivesManifestsBeingMerged) {
  TestTable table;
  table.metadata.properties["commit.manifest.min-count-to-merge"] = "2";
  std::vector<std::string> expected;
  for (int i = 0; i < 6; ++i) {
    table.Append({table.File(fmt::format("f{}", i), i * 10, i * 10 + 9)});
    expected.push_back(fmt::format("{} +f{}", i, i));
  }
  ASSERT_LT(table.Manifests().size(), 6u) << "nothing was merged";
  EXPECT_EQ(Changes(table, {}, table.metadata.current_snapshot()->snapshot_id), expected);
}

TEST(Incremental, DoesNotGuessWhatDeleteFilesTookOut) {
  TestTable table;
  table.Append({table.File("a", 1, 10)});
  const SnapshotId first = table.metadata.current_snapshot()->snapshot_id;
  RowDelta delta(table.context());
  DataFile deletes = table.File("d", 1, 1);
  deletes.content = FileContent::kPositionDeletes;
  delta.AddDeletes(deletes);
  table.Commit(delta.Apply(table.metadata));
  const SnapshotId second = table.metadata.current_snapshot()->snapshot_id;
  EXPECT_THAT(Changes(table, {}, first), ElementsAre("0 +a"));
  EXPECT_THAT(ErrorOf([&] { Changes(table, first, second); }),
              HasSubstr(fmt::format("Unsupported: which rows delete files took out cannot be told "
                                    "as changes; snapshot {}",
                                    second.value())));
}

}  // namespace
}  // namespace tarn::iceberg

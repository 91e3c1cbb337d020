#include <gmock/gmock.h>

#include "iceberg/maintenance/delete_rewrite_plan.h"
#include "iceberg/tests/table_fixture.h"

namespace tarn::iceberg {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class DeleteRewriteTest : public ::testing::Test {
 protected:
  void AddDeletes(const std::vector<DataFile>& files) {
    RowDelta delta(table_.context());
    for (const DataFile& file : files) delta.AddDeletes(file);
    table_.Commit(delta.Apply(table_.metadata));
  }
  DeleteRewritePlan Plan(const DeleteRewriteOptions& options = {}) {
    return PlanDeleteRewrite(
        table_.Plan(),
        LiveDeleteFiles(*table_.metadata.current_snapshot(), table_.store, &table_.cache), options);
  }
  static std::vector<std::string> Names(
      const std::vector<std::shared_ptr<const ManifestEntry>>& entries) {
    std::vector<std::string> names;
    for (const auto& entry : entries) {
      const std::string& path = entry->data_file.file_path;
      names.push_back(path.substr(path.rfind('/') + 1));
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  TestTable table_{TestTable::ByDay()};
};

TEST_F(DeleteRewriteTest, PacksSmallFilesOfAPartition) {
  table_.Append({table_.File("a", 1, 10, 1), table_.File("b", 11, 20, 1),
                 table_.File("c", 1, 10, 2), table_.File("d", 1, 10, 3)});
  AddDeletes({table_.Deletes("da", "a", 1), table_.Deletes("db", "b", 1)});
  AddDeletes({table_.Deletes("dc", "c", 2), table_.Deletes("any", "", 1),
              table_.EqualityDeletes("equal", 1)});
  DataFile large = table_.Deletes("large", "", 1);
  large.file_size_in_bytes = int64_t{1} << 30;
  AddDeletes({large});

  const DeleteRewritePlan plan = Plan();
  EXPECT_THAT(plan.dangling, IsEmpty());
  ASSERT_THAT(plan.groups, SizeIs(1)) << "a delete file alone in its partition stays";
  const DeleteRewriteGroup& group = plan.groups.front();
  EXPECT_THAT(Names(group.deletes), ElementsAre("any", "da", "db"));
  EXPECT_EQ(group.rows, 6);
  EXPECT_EQ(group.sequence_number, 3);
  ASSERT_THAT(group.files, SizeIs(2));
  EXPECT_EQ(group.files[0].data->data_file.file_path, table_.PathOf("a"));
  EXPECT_THAT(Names(group.files[0].deletes), ElementsAre("any", "da"));
  EXPECT_THAT(Names(group.files[1].deletes), ElementsAre("any", "db"));
  EXPECT_EQ(plan.files(), 3u);
  EXPECT_EQ(plan.bytes(), 300);
}

TEST_F(DeleteRewriteTest, FilesOfOneDataFileComeTogetherByFile) {
  table_.Append({table_.File("a", 1, 10, 1), table_.File("b", 11, 20, 1)});
  AddDeletes({table_.Deletes("a1", "a", 1), table_.Deletes("b1", "b", 1)});
  AddDeletes({table_.Deletes("a2", "a", 1)});
  const DeleteRewritePlan plan = Plan({.by_partition = false});
  ASSERT_THAT(plan.groups, SizeIs(1));
  EXPECT_THAT(Names(plan.groups[0].deletes), ElementsAre("a1", "a2"));
}

TEST_F(DeleteRewriteTest, DeletesOfFilesThatAreGoneAreDangling) {
  table_.Append(
      {table_.File("a", 1, 10, 1), table_.File("b", 11, 20, 1), table_.File("c", 1, 10, 2)});
  AddDeletes({table_.Deletes("any", "", 2), table_.Deletes("db", "b", 1)});
  DeleteFiles erase(table_.context());
  erase.Delete(table_.PathOf("c"));
  table_.Commit(erase.Apply(table_.metadata));
  DeleteRewritePlan plan = Plan();
  EXPECT_THAT(Names(plan.dangling), ElementsAre("any"));
  EXPECT_THAT(plan.groups, IsEmpty());
  plan = Plan({.rewrite_all = true});
  ASSERT_THAT(plan.groups, SizeIs(1));
  EXPECT_THAT(Names(plan.groups[0].deletes), ElementsAre("db"));
}

TEST_F(DeleteRewriteTest, GroupsHaveABound) {
  table_.Append({table_.File("a", 1, 10, 1)});
  for (int i = 0; i < 5; ++i) AddDeletes({table_.Deletes(fmt::format("d{}", i), "a", 1)});
  const DeleteRewritePlan plan = Plan({.group_rows = 4});
  ASSERT_THAT(plan.groups, SizeIs(2));
  EXPECT_THAT(plan.groups[0].deletes, SizeIs(2));
  EXPECT_THAT(Plan({.group_rows = 1}).groups, IsEmpty());
}

TEST_F(DeleteRewriteTest, ADataFileThatIsThereTwiceKeepsItsDeletes) {
  table_.Append({table_.File("a", 1, 10, 1)});
  AddDeletes({table_.Deletes("d1", "a", 1)});
  AddDeletes({table_.Deletes("d2", "a", 1)});
  table_.Append({table_.File("a", 1, 10, 1)});  // the deletes do not apply to this one
  EXPECT_TRUE(Plan({.rewrite_all = true}).empty());
}

// The rewritten files apply to what the replaced ones did, and to no later file.
TEST_F(DeleteRewriteTest, RewrittenDeletesKeepTheirAge) {
  table_.Append({table_.File("a", 1, 10, 1)});
  AddDeletes({table_.Deletes("d1", "", 1)});
  AddDeletes({table_.Deletes("d2", "", 1)});
  table_.Append({table_.File("later", 1, 10, 1)});
  const DeleteRewritePlan plan = Plan();
  ASSERT_THAT(plan.groups, SizeIs(1));
  RewriteFiles rewrite(table_.context());
  for (const auto& entry : plan.groups[0].deletes) rewrite.RemoveDeletes(entry->data_file);
  rewrite.AddDeletes(table_.Deletes("packed", "", 1), plan.groups[0].sequence_number);
  table_.Commit(rewrite.Apply(table_.metadata));
  for (const FileScanTask& task : table_.Plan().tasks) {
    const bool later = task.file().file_path == table_.PathOf("later");
    EXPECT_THAT(Names(task.deletes), SizeIs(later ? 0 : 1)) << task.file().file_path;
  }
  EXPECT_TRUE(Plan().empty());
}

}  // namespace
}  // namespace tarn::iceberg

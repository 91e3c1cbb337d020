#include "iceberg/action/ref_actions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "iceberg/action/cherry_pick.h"
#include "iceberg/tests/golden.h"
#include "iceberg/tests/table_fixture.h"

namespace tarn::iceberg {
namespace {

using testing::HasSubstr;

struct RefTable : TestTable {
  RefTable() {
    Append({File("a", 1, 2)});
    Append({File("b", 3, 4)});
  }
  void Do(std::vector<TableUpdate> updates) {
    ActionResult result;
    result.updates = std::move(updates);
    Commit(result);
  }
  void AppendTo(const std::string& branch, const std::string& file) {
    AppendFiles action(context(), {.branch = branch, .summary = {}});
    action.Add(File(file, 5, 6));
    Commit(action.Apply(metadata));
  }
  SnapshotId Head(const std::string& ref) const { return metadata.refs.at(ref).snapshot_id; }
};

TEST(Refs, ABranchBeginsWhereItsSourceIsAndGoesItsOwnWay) {
  RefTable table;
  const SnapshotId main = *table.metadata.current_snapshot_id;
  table.Do(CreateRef(table.metadata,
                     {.name = "dev", .min_snapshots_to_keep = 3, .max_ref_age_ms = 1000},
                     IfRefExists::kFail));
  EXPECT_EQ(table.Head("dev"), main);
  table.AppendTo("dev", "c");
  EXPECT_EQ(table.metadata.current_snapshot_id, main);
  EXPECT_NE(table.Head("dev"), main);
  EXPECT_EQ(table.metadata.refs.at("dev").min_snapshots_to_keep, 3) << "retention is kept";
  EXPECT_EQ(table.Names(True(), table.metadata.FindRef("dev")),
            (std::vector<std::string>{"a", "b", "c"}));

  table.Do(CreateRef(table.metadata, {.name = "v1", .type = RefType::kTag, .source = "dev"},
                     IfRefExists::kFail));
  EXPECT_EQ(table.Head("v1"), table.Head("dev"));
  table.Do(FastForward(table.metadata, "main", "dev"));
  EXPECT_EQ(table.metadata.current_snapshot_id, table.Head("dev"));
  EXPECT_TRUE(FastForward(table.metadata, "main", "v1").empty()) << "it is there already";
  table.Do(DropRef(table.metadata, "dev", RefType::kBranch, false));
  EXPECT_FALSE(table.metadata.refs.contains("dev"));
}

TEST(CherryPick, AddsTheFilesOfASnapshotOfAnotherBranchOnce) {
  RefTable table;
  table.Do(CreateRef(table.metadata, {.name = "dev"}, IfRefExists::kFail));
  table.AppendTo("dev", "c");
  const SnapshotId first = table.Head("dev");
  table.AppendTo("dev", "d");
  const SnapshotId second = table.Head("dev");

  const CherryPick picked = PlanCherryPick(table.metadata, second, table.store, nullptr);
  EXPECT_TRUE(picked.fast_forward.empty()) << "what is before it is not picked";
  ASSERT_EQ(picked.added.size(), 1u);
  AppendFiles action(table.context(), {.summary = picked.summary});
  for (const DataFile& file : picked.added) action.Add(file);
  table.Commit(action.Apply(table.metadata));
  EXPECT_EQ(table.Names(True()), (std::vector<std::string>{"a", "b", "d"}));
  EXPECT_EQ(table.metadata.current_snapshot()->summary.at("source-snapshot-id"),
            std::to_string(second.value()));

  const auto error = [&](SnapshotId id) {
    return ErrorOf([&] { PlanCherryPick(table.metadata, id, table.store, nullptr); });
  };
  EXPECT_THAT(error(second), HasSubstr("was cherry-picked already"));
  EXPECT_THAT(error(*table.metadata.current_snapshot_id), HasSubstr("in the history of main"));
  EXPECT_THAT(error(SnapshotId(12345)), HasSubstr("NotFound"));
  EXPECT_EQ(PlanCherryPick(table.metadata, first, table.store, nullptr).added.size(), 1u);
}

TEST(CherryPick, MovesMainWhereItCan) {
  RefTable table;
  table.Do(CreateRef(table.metadata, {.name = "dev"}, IfRefExists::kFail));
  table.AppendTo("dev", "c");
  const CherryPick picked = PlanCherryPick(table.metadata, table.Head("dev"), table.store, nullptr);
  EXPECT_TRUE(picked.added.empty());
  table.Do(picked.fast_forward);
  EXPECT_EQ(table.metadata.current_snapshot_id, table.Head("dev"));
}

TEST(CherryPick, RefusesWhatDoesMoreThanAddFiles) {
  RefTable table;
  table.Do(CreateRef(table.metadata, {.name = "dev"}, IfRefExists::kFail));
  DeleteFiles action(table.context(), {.branch = "dev", .summary = {}});
  action.DeleteAll();
  table.Commit(action.Apply(table.metadata));
  table.Append({table.File("e", 5, 6)});
  EXPECT_THAT(
      ErrorOf([&] { PlanCherryPick(table.metadata, table.Head("dev"), table.store, nullptr); }),
      HasSubstr("does not only add files (delete)"));
}

TEST(Refs, WhatExistsIsKeptReplacedOrRefused) {
  RefTable table;
  const NewRef dev{.name = "dev"};
  table.Do(CreateRef(table.metadata, dev, IfRefExists::kFail));
  table.AppendTo("dev", "c");
  EXPECT_TRUE(CreateRef(table.metadata, dev, IfRefExists::kKeep).empty());
  table.Do(CreateRef(table.metadata, dev, IfRefExists::kReplace));
  EXPECT_EQ(table.Head("dev"), *table.metadata.current_snapshot_id);
  EXPECT_THAT(ErrorOf([&] { CreateRef(table.metadata, dev, IfRefExists::kFail); }),
              HasSubstr("AlreadyExists: Branch 'dev' already exists"));
  const NewRef tag{.name = "dev", .type = RefType::kTag};
  EXPECT_THAT(ErrorOf([&] { CreateRef(table.metadata, tag, IfRefExists::kReplace); }),
              HasSubstr("AlreadyExists"));
  EXPECT_THAT(ErrorOf([&] { CreateRef(table.metadata, {.name = "main"}, IfRefExists::kReplace); }),
              HasSubstr("InvalidArgument: the branch 'main'"));
}

TEST(Refs, FastForwardNeedsAnAncestor) {
  RefTable table;
  table.Do(CreateRef(table.metadata, {.name = "dev"}, IfRefExists::kFail));
  table.AppendTo("dev", "c");
  table.AppendTo("main", "d");
  EXPECT_THAT(ErrorOf([&] { FastForward(table.metadata, "main", "dev"); }),
              HasSubstr("FailedPrecondition: Branch 'main' is not an ancestor of 'dev'"));
  EXPECT_THAT(ErrorOf([&] { FastForward(table.metadata, "mian", "dev"); }),
              HasSubstr("NotFound: Branch 'mian' does not exist (did you mean 'main'?)"));
  EXPECT_THAT(ErrorOf([&] { FastForward(table.metadata, "main", "nope"); }), HasSubstr("NotFound"));
}

TEST(Refs, WhatCannotBeIsRefused) {
  RefTable table;
  const auto create = [&](NewRef ref) {
    return ErrorOf([&] { CreateRef(table.metadata, ref, IfRefExists::kFail); });
  };
  EXPECT_THAT(create({.name = ""}), HasSubstr("InvalidArgument"));
  EXPECT_THAT(create({.name = std::string(300, 'x')}), HasSubstr("1 to 255 bytes"));
  EXPECT_THAT(create({.name = "a\nb"}), HasSubstr("control characters"));
  EXPECT_THAT(create({.name = "t", .type = RefType::kTag, .min_snapshots_to_keep = 1}),
              HasSubstr("a tag is one snapshot"));
  EXPECT_THAT(create({.name = "b", .max_ref_age_ms = 0}), HasSubstr("must be positive: 0"));
  EXPECT_THAT(create({.name = "b", .source = "nope"}), HasSubstr("NotFound"));
  EXPECT_THAT(create({.name = "b", .snapshot_id = SnapshotId(5)}), HasSubstr("no snapshot 5"));
  EXPECT_THAT(ErrorOf([&] { DropRef(table.metadata, "main", RefType::kBranch, true); }),
              HasSubstr("Cannot drop 'main' branch"));
  EXPECT_THAT(ErrorOf([&] { DropRef(table.metadata, "nope", RefType::kBranch, false); }),
              HasSubstr("NotFound"));
  EXPECT_TRUE(DropRef(table.metadata, "nope", RefType::kBranch, true).empty());
  const TestTable empty;
  EXPECT_THAT(ErrorOf([&] { CreateRef(empty.metadata, {.name = "b"}, IfRefExists::kFail); }),
              HasSubstr("FailedPrecondition: the table has no snapshot yet"));
}

}  // namespace
}  // namespace tarn::iceberg

// Random histories with branches, tags, merges, reverts, renames and clean-ups: nothing that a
// retained commit reaches is ever removed, and in the end nothing else is left.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>

#include <gmock/gmock.h>

#include "catalog/tests/maintained_lake.h"

namespace tarn::catalog {
namespace {

class SweepPropertyTest : public MaintainedLake {
 protected:
  size_t Below(size_t bound) { return random_() % bound; }
  std::string AnyReference(bool branch) {
    std::vector<std::string> names;
    for (const auto& reference : catalog_->ListReferences()) {
      if (!branch || reference.kind == versions::ReferenceKind::kBranch) {
        names.push_back(reference.name);
      }
    }
    return names[Below(names.size())];
  }
  // A table on the branch, made when there is none.
  TableIdentifier AnyTable(const std::string& branch) {
    const auto tables = catalog_->Snapshot(branch)->List({"shop"});
    if (!tables.empty()) return tables[Below(tables.size())].identifier;
    const TableIdentifier id{{"shop"}, "n" + std::to_string(++names_)};
    catalog_->Commit(branch, {NewTableAt(id, LocationOf(id) + base::NewUuid())}, {});
    return id;
  }
  void Sweep() {
    const std::chrono::hours retention(24 * Below(12));
    const base::TimePoint cutoff = std::max(clock_.Now() - retention, floor_);
    const auto needed = Needed(cutoff);
    auto sweep = catalog_->BeginSweep({.commit_retention = retention});
    SweepReport report;
    if (Below(2) == 0) {
      report = sweep->RemoveOrphans(warehouse_, clock_.Now() - std::chrono::hours(24 * Below(3)));
    } else {
      report = sweep->RemoveUnretained(ContentId(AnyTable("main")));
    }
    if (report.deleted_files > 0) floor_ = std::max(floor_, cutoff);
    removed_ += report.deleted_files;
    ExpectAllThere(needed);
  }
  void Step() {
    const std::string branch = AnyReference(true);
    switch (Below(16)) {
      case 0:
      case 1:
      case 2: Append(branch, AnyTable(branch)); break;
      case 3:
      case 4: Overwrite(branch, AnyTable(branch)); break;
      case 5:
        Expire(branch, AnyTable(branch), int64_t{86'400'000} * static_cast<int64_t>(Below(4)));
        break;
      case 6: catalog_->CreateBranch("b" + std::to_string(++names_), AnyReference(false)); break;
      case 7: catalog_->CreateTag("t" + std::to_string(++names_), AnyReference(false)); break;
      case 8:
      case 9: catalog_->DropReference(AnyReference(false)); break;
      case 10: catalog_->Merge(AnyReference(false), branch, {}); break;
      case 11: {
        const auto log = catalog_->Log(branch, 5);
        if (log.empty()) break;
        const auto& commit = log[Below(log.size())];
        if (Below(2) == 0) {
          catalog_->Revert(branch, commit.hash.hex(), {});
        } else {
          catalog_->CreateBranch("b" + std::to_string(++names_), commit.hash.hex());
        }
        break;
      }
      case 12: catalog_->Commit(branch, {DropTable{AnyTable(branch)}}, {}); break;
      case 13:
        catalog_->Commit(
            branch, {RenameTable{AnyTable(branch), {{"shop"}, "n" + std::to_string(++names_)}}},
            {});
        break;
      case 14: Days(static_cast<int>(Below(5))); break;
      case 15: Sweep(); break;
    }
  }

  std::mt19937_64 random_;
  int names_ = 0;
  base::TimePoint floor_;
  uint64_t removed_ = 0;
};

TEST_F(SweepPropertyTest, NothingReachableIsEverRemoved) {
  const char* given = std::getenv("TARN_SEED");
  const uint64_t seed = given ? std::stoull(given) : std::random_device()();
  std::cout << "seed " << seed << "\n";
  random_.seed(seed);
  for (int step = 0; step < 400; ++step) {
    try {
      Step();
    } catch (const base::Error& error) {
      // What is refused (conflicts, the default branch, commits that are not retained) changes
      // nothing.
      ASSERT_NE(error.kind(), base::ErrorKind::kInternal) << error.what();
      ASSERT_NE(error.kind(), base::ErrorKind::kDataCorruption) << error.what();
      ASSERT_NE(error.kind(), base::ErrorKind::kUnavailable) << error.what();
    }
    if (HasFailure()) FAIL() << "step " << step << " of seed " << seed;
  }
  EXPECT_GT(removed_, 0u);
  Orphans(std::chrono::hours(0), std::chrono::hours(0));
  std::vector<std::string> left;
  const auto files = FilesInStore();
  const auto needed = Needed(clock_.Now());
  std::set_difference(files.begin(), files.end(), needed.begin(), needed.end(),
                      std::back_inserter(left));
  EXPECT_THAT(left, ::testing::IsEmpty()) << "seed " << seed;
  EXPECT_TRUE(std::includes(files.begin(), files.end(), needed.begin(), needed.end()))
      << "seed " << seed;
}

}  // namespace
}  // namespace tarn::catalog

#include <atomic>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "engine/embedded/adapter/change_mode.h"
#include "engine/embedded/adapter/delete_cache.h"
#include "engine/embedded/adapter/deleted_rows.h"

namespace tarn::engine::embedded {
namespace {

FilePositions OneFile(const std::string& path, uint64_t rows) {
  Positions positions;
  for (uint64_t i = 0; i < rows; ++i) positions.add(i * 1000);
  FilePositions files;
  files.emplace(path, std::make_shared<const Positions>(std::move(positions)));
  return files;
}

TEST(RowPositions, TellARowThatIsThereAlready) {
  RowPositions rows;
  EXPECT_TRUE(rows.Add("a", 5));
  EXPECT_TRUE(rows.Add("b", 5));
  EXPECT_TRUE(rows.Add("a", uint64_t{1} << 33));
  EXPECT_FALSE(rows.Add("a", 5));
  RowPositions more;
  more.Add("a", 6);
  more.Add("c", 1);
  EXPECT_TRUE(rows.Merge(std::move(more)));
  RowPositions same;
  same.Add("c", 1);
  EXPECT_FALSE(rows.Merge(std::move(same)));
  EXPECT_EQ(rows.files().at("a").cardinality(), 3u);
  EXPECT_EQ(rows.Take().size(), 3u);
  EXPECT_TRUE(rows.empty());
  EXPECT_TRUE(rows.Add("a", 5)) << "nothing is left";
}

TEST(DeleteCache, LoadsOnceHoweverManyAsk) {
  DeleteCache cache;
  std::atomic<int> loads = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const auto files = cache.Get("d", [&] {
        ++loads;
        return OneFile("a", 3);
      });
      EXPECT_EQ(files->at("a")->cardinality(), 3u);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(loads, 1);
}

TEST(DeleteCache, StaysWithinItsBytesAndKeepsTheNewest) {
  DeleteCache cache(20'000);
  for (int i = 0; i < 100; ++i) {
    cache.Get(std::to_string(i), [&] { return OneFile("a", 100); });
    EXPECT_LE(cache.bytes(), 20'000u);
  }
  bool loaded = false;
  cache.Get("99", [&] {
    loaded = true;
    return FilePositions();
  });
  EXPECT_FALSE(loaded);
  cache.Get("0", [&] {
    loaded = true;
    return FilePositions();
  });
  EXPECT_TRUE(loaded);
}

TEST(DeleteCache, AFailedLoadIsTriedAgain) {
  DeleteCache cache;
  EXPECT_THROW(
      cache.Get("d",
                []() -> FilePositions { throw base::Error(base::ErrorKind::kUnavailable, "no"); }),
      base::Error);
  EXPECT_EQ(cache.Get("d", [] { return OneFile("a", 1); })->size(), 1u);
}

TEST(ChangeMode, BySizeRewritesWhatIsCheapOrMostlyGone) {
  const ChangedFile small{1 << 20, 1000, 1};
  const ChangedFile large{1 << 30, 1'000'000, 10'000};
  const ChangedFile halved{1 << 30, 1'000'000, 500'000};
  EXPECT_TRUE(RewritesFile(ChangeMode::kBySize, small));
  EXPECT_FALSE(RewritesFile(ChangeMode::kBySize, large));
  EXPECT_TRUE(RewritesFile(ChangeMode::kBySize, halved));
  EXPECT_TRUE(RewritesFile(ChangeMode::kCopyOnWrite, large));
  EXPECT_FALSE(RewritesFile(ChangeMode::kMergeOnRead, small));
}

TEST(ChangeMode, ComesFromTheTable) {
  iceberg::TableMetadata metadata;
  EXPECT_EQ(ChangeModeOf(metadata, ChangeKind::kDelete), ChangeMode::kBySize);
  metadata.properties = {{"write.delete.mode", "merge-on-read"},
                         {"write.update.mode", "copy-on-write"},
                         {"write.merge.isolation-level", "snapshot"}};
  EXPECT_EQ(ChangeModeOf(metadata, ChangeKind::kDelete), ChangeMode::kMergeOnRead);
  EXPECT_EQ(ChangeModeOf(metadata, ChangeKind::kUpdate), ChangeMode::kCopyOnWrite);
  EXPECT_EQ(ChangeModeOf(metadata, ChangeKind::kMerge), ChangeMode::kBySize);
  EXPECT_EQ(IsolationOf(metadata, ChangeKind::kMerge), Isolation::kSnapshot);
  EXPECT_EQ(IsolationOf(metadata, ChangeKind::kDelete), Isolation::kSerializable);
  metadata.format_version = 1;
  EXPECT_EQ(ChangeModeOf(metadata, ChangeKind::kDelete), ChangeMode::kCopyOnWrite);
}

}  // namespace
}  // namespace tarn::engine::embedded

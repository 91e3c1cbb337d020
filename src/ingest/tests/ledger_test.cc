#include "ingest/ledger.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace tarn::ingest {
namespace {

using iceberg::Operation;
using iceberg::Snapshot;
using iceberg::SnapshotId;

class LedgerTest : public testing::Test {
 protected:
  void Load(const char* mode, const std::string& hash, const std::string& spec = "s") {
    Add(mode == std::string("replace") ? Operation::kOverwrite : Operation::kAppend,
        {{kLoadedFilesProperty, FormatEntries({{hash, 10, hash + ".csv"}})},
         {kLoadModeProperty, mode},
         {kLoadSpecProperty, spec}});
  }
  void Add(Operation operation, std::map<std::string, std::string> summary = {}) {
    Snapshot snapshot;
    snapshot.snapshot_id = SnapshotId(static_cast<int64_t>(table_.snapshots.size()) + 1);
    snapshot.parent_snapshot_id = table_.current_snapshot_id;
    snapshot.operation = operation;
    snapshot.summary = std::move(summary);
    table_.current_snapshot_id = snapshot.snapshot_id;
    table_.snapshots.push_back(snapshot);
  }
  std::string Keys() {
    std::string text;
    for (const auto& [key, entry] : ReadLedger(table_).files) text += key + " ";
    return text;
  }
  iceberg::TableMetadata table_;
};

TEST_F(LedgerTest, EmptyTable) {
  EXPECT_EQ(Keys(), "");
  EXPECT_FALSE(ReadLedger(table_).untouched_replacement);
}

TEST_F(LedgerTest, AppendsAddUp) {
  Load("append", "a");
  Add(Operation::kDelete);
  Load("append", "b");
  EXPECT_EQ(Keys(), "a:10 b:10 ");
  EXPECT_FALSE(ReadLedger(table_).untouched_replacement);
}

TEST_F(LedgerTest, ReplacementForgetsWhatWasBefore) {
  Load("append", "a");
  Load("replace", "b", "fingerprint");
  EXPECT_EQ(Keys(), "b:10 ");
  EXPECT_TRUE(ReadLedger(table_).untouched_replacement);
  EXPECT_EQ(ReadLedger(table_).replacement_spec, "fingerprint");
  Load("append", "c");
  EXPECT_EQ(Keys(), "b:10 c:10 ");
  EXPECT_FALSE(ReadLedger(table_).untouched_replacement);
}

TEST_F(LedgerTest, CompactionKeepsAReplacementUntouchedAndADeleteDoesNot) {
  Load("replace", "a");
  Add(Operation::kReplace);
  EXPECT_TRUE(ReadLedger(table_).untouched_replacement);
  Add(Operation::kDelete);
  EXPECT_FALSE(ReadLedger(table_).untouched_replacement);
  EXPECT_EQ(Keys(), "a:10 ");
}

TEST_F(LedgerTest, EndsWhereHistoryWasExpired) {
  Load("append", "a");
  Load("append", "b");
  table_.snapshots.Filter([](const Snapshot& s) { return s.snapshot_id != SnapshotId(1); });
  EXPECT_EQ(Keys(), "b:10 ");
}

TEST_F(LedgerTest, DamagedEntriesAreAnError) {
  Add(Operation::kAppend, {{kLoadedFilesProperty, "[{\"xxh3\": 5}]"}});
  try {
    ReadLedger(table_);
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.kind(), base::ErrorKind::kDataCorruption);
  }
}

TEST(LedgerEntries, RoundTrip) {
  std::vector<LedgerEntry> entries = {{"00ff", 12, "a \"b\".csv"}, {"11", 0, "é"}};
  std::vector<LedgerEntry> back = ParseEntries(FormatEntries(entries));
  ASSERT_EQ(back.size(), 2u);
  EXPECT_EQ(back[0].name, "a \"b\".csv");
  EXPECT_EQ(back[1].Key(), "11:0");
}

}  // namespace
}  // namespace tarn::ingest

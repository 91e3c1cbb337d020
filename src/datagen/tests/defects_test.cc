#include "datagen/defects.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "datagen/generator.h"
#include "datagen/tests/csv_reader.h"
#include "datagen/tests/temp_folder.h"

namespace tarn::datagen {
namespace {

class Defects : public testing::Test {
 protected:
  void Make(double share) {
    options_.folder = clean_.path();
    Scale(options_, 0.02);
    Generate(options_);
    options_.folder = spoiled_.path();
    options_.defects = share;
    result_ = Generate(options_);
  }

  TempFolder clean_, spoiled_;
  GenerateOptions options_;
  GenerateResult result_;
};

TEST_F(Defects, ListNamesExactlyTheRowsThatDiffer) {
  Make(0.02);
  Csv list = ReadCsv(spoiled_.File("defects.csv"));
  EXPECT_EQ(list.header, (std::vector<std::string>{"file", "row", "line", "column", "kind",
                                                   "original", "planted"}));
  for (size_t f = 0; f < kFileCount; ++f) {
    std::string name = FileName(kAllFiles[f]);
    SCOPED_TRACE(name);
    Csv before = ReadCsv(clean_.File(name)), after = ReadCsv(spoiled_.File(name));
    ASSERT_EQ(before.rows.size(), after.rows.size());
    std::map<std::string, size_t> kinds;
    std::set<size_t> listed;
    for (const auto& defect : list.rows) {
      if (defect[0] != name) continue;
      size_t row = std::stoul(defect[1]) - 1, column = after.Column(defect[3]);
      EXPECT_EQ(std::stoul(defect[2]), row + 2);
      ASSERT_TRUE(listed.insert(row).second) << "listed twice: " << row;
      EXPECT_EQ(before.rows[row][column], defect[5]);
      EXPECT_EQ(after.rows[row][column], defect[6]);
      EXPECT_NE(defect[5], defect[6]);
      ++kinds[defect[4]];
      if (defect[4] == "duplicate") {
        EXPECT_EQ(after.rows[row], after.rows[row - 1]);
      }
      if (defect[4] == "null") {
        EXPECT_EQ(defect[6], "");
      }
      if (defect[4] == "late") {
        EXPECT_LT(defect[6], defect[5]);
      }
      if (defect[4] == "orphan") {
        EXPECT_GT(std::stoull(defect[6]), 1'000'000u);
      }
      if (defect[4] == "bad_type") {
        EXPECT_TRUE(defect[6].find_first_not_of("0123456789.") != std::string::npos);
      }
    }
    for (size_t row = 0; row < before.rows.size(); ++row) {
      ASSERT_EQ(before.rows[row] != after.rows[row], listed.count(row) == 1) << row;
    }
    // Exact counts, spread evenly over the kinds.
    size_t expected = before.rows.size() / 50;
    EXPECT_EQ(listed.size(), expected);
    EXPECT_EQ(result_.files[f].defect_rows, expected);
    EXPECT_EQ(kinds.size(), kDefectKindCount);
    for (const auto& [kind, n] : kinds) EXPECT_NEAR(n, expected / 5.0, 1.0) << kind;
  }
  EXPECT_EQ(list.rows.size(), result_.files[4].rows);
}

TEST_F(Defects, HighestShareWorks) {
  Make(0.25);
  EXPECT_EQ(result_.files[0].defect_rows, 10'000u);
  EXPECT_EQ(ReadCsv(spoiled_.File("defects.csv")).rows.size(), 10'000u + 5'000 + 2'500 + 1'500);
}

TEST_F(Defects, TinyShareOfFewRowsPlantsNone) {
  options_.rows = {10, 10, 10, 10};
  options_.folder = spoiled_.path();
  options_.defects = 0.05;
  GenerateResult result = Generate(options_);
  EXPECT_EQ(result.files[0].defect_rows, 0u);
  EXPECT_EQ(ReadCsv(spoiled_.File("defects.csv")).rows.size(), 0u);
}

TEST(DefectCount, IsFloor) {
  EXPECT_EQ(DefectCount(1'000'000, 0.02), 20'000u);
  EXPECT_EQ(DefectCount(49, 0.02), 0u);
  EXPECT_EQ(DefectCount(0, 0.1), 0u);
}

}  // namespace
}  // namespace tarn::datagen

#include "tpch/text_pool.h"

#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace tarn::tpch {
namespace {

std::string CheckpointSource(const std::vector<TextPool::Checkpoint>& checkpoints) {
  std::string text =
      "// Written by tarn_tpch_tests when it is wrong (tests/text_pool_test.cc).\n"
      "#include \"tpch/text_pool.h\"\n\nnamespace tarn::tpch {\n\n// clang-format off\n"
      "const std::array<TextPool::Checkpoint, TextPool::kSegments> kCheckpoints = {{";
  for (size_t i = 0; i < checkpoints.size(); ++i) {
    text += fmt::format("{}{{{}, {}}},", i % 6 == 0 ? "\n    " : " ", checkpoints[i].seed,
                        checkpoints[i].before);
  }
  return text + "\n}};\n// clang-format on\n\n}  // namespace tarn::tpch\n";
}

TEST(TextPool, CheckpointsAreThoseOfTheWholeText) {
  const auto computed = TextPool::ComputeCheckpoints();
  if (std::equal(computed.begin(), computed.end(), kCheckpoints.begin(), kCheckpoints.end())) {
    return;
  }
  const std::string path = testing::TempDir() + "text_pool_checkpoints.cc";
  std::ofstream(path) << CheckpointSource(computed);
  FAIL() << "text_pool_checkpoints.cc is wrong; what it must be is in " << path;
}

TEST(TextPool, MakesOnlyTheSegmentsThatAreRead) {
  TextPool pool;
  EXPECT_EQ(pool.segments_made(), 0u);
  EXPECT_EQ(pool.Text(5 * TextPool::kSegmentBytes + 10, 50).size(), 50u);
  EXPECT_EQ(pool.segments_made(), 1u);
  pool.Text(9 * TextPool::kSegmentBytes - 10, 20);  // across a border
  EXPECT_EQ(pool.segments_made(), 3u);
  pool.Text(TextPool::kBytes - 20, 20);  // the very end
  EXPECT_EQ(pool.segments_made(), 4u);
}

TEST(TextPool, SegmentsJoin) {
  TextPool pool;
  TextPool other;
  const int border = 700 * TextPool::kSegmentBytes;
  const std::string across(pool.Text(border - 30, 60));
  EXPECT_EQ(across, std::string(other.Text(border - 30, 30)) + std::string(other.Text(border, 30)));
  for (const char c : across) EXPECT_TRUE(c >= ' ' && c < 127) << across;
}

}  // namespace
}  // namespace tarn::tpch

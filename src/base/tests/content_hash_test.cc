#include "base/content_hash.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "base/error.h"

namespace tarn::base {
namespace {

TEST(ContentHash, KnownValues) {
  // As `xxhsum -H2` prints them.
  EXPECT_EQ(ContentHash().Hex(), "99aa06d3014798d86001c324468d497f");
  ContentHash hash;
  hash.Update("ab");
  hash.Update("c");
  EXPECT_EQ(hash.Hex(), "06b05ab6733a618578af5f94892f3950");
}

TEST(ContentHash, FilesInBlocks) {
  std::string path = testing::TempDir() + "/content_hash";
  std::string text(1'000'003, 'x');
  std::ofstream(path, std::ios::binary) << text;
  ContentHash hash;
  hash.Update(text);
  EXPECT_EQ(HashFile(path), hash.Hex());
  std::filesystem::remove(path);
}

TEST(ContentHash, MissingFileAndFolder) {
  auto kind_of = [](const char* path) {
    try {
      HashFile(path);
    } catch (const Error& e) {
      return e.kind();
    }
    return ErrorKind::kInternal;
  };
  EXPECT_EQ(kind_of("/nowhere/file"), ErrorKind::kNotFound);
  EXPECT_EQ(kind_of("/tmp"), ErrorKind::kInvalidArgument);
}

}  // namespace
}  // namespace tarn::base

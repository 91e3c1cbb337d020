#include "engine/embedded/file_access.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"

namespace tarn::engine::embedded {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using testing::ElementsAre;

class FileAccessTest : public ::testing::Test {
 protected:
  FileAccessTest() {
    for (const char* name : {"lake/landing/a.csv", "lake/landing/b.csv", "lake/landing/deep/c.CSV",
                             "lake/landing/x.parquet", "lake/.tarn/secret.csv", "lake/tarn.yaml",
                             "other/d.csv", "lake2/e.csv"}) {
      fs::create_directories((top_ / name).parent_path());
      std::ofstream(top_ / name) << "id\n1\n";
    }
  }
  ~FileAccessTest() override { fs::remove_all(top_); }

  std::vector<std::string> Resolve(const std::string& path,
                                   PlainFileKind kind = PlainFileKind::kCsv) const {
    std::vector<std::string> names;
    for (const std::string& file : access_.Resolve(path, kind)) {
      names.push_back(fs::relative(file, fs::canonical(top_)).string());
    }
    return names;
  }
  ErrorKind KindOf(const std::string& path, PlainFileKind kind = PlainFileKind::kCsv) const {
    try {
      Resolve(path, kind);
    } catch (const base::Error& error) {
      return error.kind();
    }
    ADD_FAILURE() << path << " was allowed";
    return ErrorKind::kInternal;
  }

  const fs::path top_ = fs::temp_directory_path() / ("tarn-files-" + base::NewUuid());
  const FileAccess access_{(top_ / "lake").string(), {"."}};
};

TEST_F(FileAccessTest, PathsAndPatternsBelowTheRootAreFound) {
  EXPECT_THAT(Resolve("landing/a.csv"), ElementsAre("lake/landing/a.csv"));
  EXPECT_THAT(Resolve("landing/?.csv"), ElementsAre("lake/landing/a.csv", "lake/landing/b.csv"));
  EXPECT_THAT(Resolve("**/?.*v"), ElementsAre("lake/landing/a.csv", "lake/landing/b.csv"));
  EXPECT_THAT(Resolve("**/c.CSV"), ElementsAre("lake/landing/deep/c.CSV"));
  EXPECT_THAT(Resolve((top_ / "lake/landing/../landing/b.csv").string()),
              ElementsAre("lake/landing/b.csv"));
  EXPECT_THAT(Resolve("landing/x.parquet", PlainFileKind::kParquet),
              ElementsAre("lake/landing/x.parquet"));
}

TEST_F(FileAccessTest, NothingOutsideIsRead) {
  for (const std::string path : {"/etc/passwd", "../other/d.csv", "landing/../../other/d.csv", "/",
                                 "..", "../lake2/e.csv", "*/../../other/*.csv"}) {
    EXPECT_EQ(KindOf(path), ErrorKind::kPermissionDenied) << path;
  }
  EXPECT_EQ(KindOf((top_ / "lake2/e.csv").string()), ErrorKind::kPermissionDenied)
      << "a folder whose name begins alike";
  EXPECT_EQ(KindOf("../nope/x.csv"), ErrorKind::kPermissionDenied) << "whether it exists or not";
}

TEST_F(FileAccessTest, LinksThatLeadOutsideAreNotFollowed) {
  fs::create_symlink(top_ / "other/d.csv", top_ / "lake/landing/link.csv");
  fs::create_directory_symlink(top_ / "other", top_ / "lake/landing/folder");
  fs::create_symlink(top_ / "lake/landing/a.csv", top_ / "lake/landing/inside.csv");
  EXPECT_EQ(KindOf("landing/link.csv"), ErrorKind::kPermissionDenied);
  EXPECT_EQ(KindOf("landing/folder/d.csv"), ErrorKind::kPermissionDenied);
  EXPECT_THAT(Resolve("landing/inside.csv"), ElementsAre("lake/landing/a.csv"));
}

TEST_F(FileAccessTest, HiddenFoldersAndOtherEndingsAreNotRead) {
  EXPECT_EQ(KindOf(".tarn/secret.csv"), ErrorKind::kPermissionDenied);
  EXPECT_EQ(KindOf("*/secret.csv"), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf("tarn.yaml"), ErrorKind::kPermissionDenied);
  EXPECT_EQ(KindOf("landing/a.csv", PlainFileKind::kParquet), ErrorKind::kPermissionDenied);
}

TEST_F(FileAccessTest, WhatIsNoPathIsRefused) {
  EXPECT_EQ(KindOf(""), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf("s3://bucket/a.csv"), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf(std::string("a\0b.csv", 7)), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf(std::string(5000, 'x')), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf("landing/nope*.csv"), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf("landing"), ErrorKind::kNotFound) << "a folder";
}

TEST_F(FileAccessTest, DeclaredFoldersAreReadAsWell) {
  const FileAccess more((top_ / "lake").string(), {".", (top_ / "other").string() + "/"});
  EXPECT_EQ(more.Resolve((top_ / "other/d.csv").string(), PlainFileKind::kCsv).size(), 1u);
  EXPECT_EQ(more.Resolve("../other/*.csv", PlainFileKind::kCsv).size(), 1u);
  const FileAccess none("", {});
  EXPECT_THROW(none.Resolve("a.csv", PlainFileKind::kCsv), base::Error);
}

TEST_F(FileAccessTest, PatternsWithManyStarsEnd) {
  EXPECT_EQ(KindOf("landing/" + std::string(200, '*') + "b"), ErrorKind::kNotFound);
}

}  // namespace
}  // namespace tarn::engine::embedded

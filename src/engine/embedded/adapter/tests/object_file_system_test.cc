#include "engine/embedded/adapter/object_file_system.h"

#include <map>

#include <gtest/gtest.h>

#include "engine/embedded/adapter/duck.h"
#include "store/testing/faulty_store.h"

namespace tarn::engine::embedded {
namespace {

using store::testing::Call;

class ObjectFileSystemTest : public ::testing::Test {
 protected:
  ObjectFileSystemTest() {
    counting_.before = [this](Call call, const std::string&) { ++calls_[call]; };
    objects_->Write("memory:///w/file", "0123456789");
    database_.GetFileSystem().RegisterSubSystem(duckdb::make_uniq<ObjectFileSystem>(counting_));
  }

  std::string ReadAll(const duckdb::OpenFileInfo& file) {
    const auto handle =
        database_.GetFileSystem().OpenFile(file, duckdb::FileFlags::FILE_FLAGS_READ);
    std::string bytes(handle->GetFileSize(), ' ');
    handle->Read(bytes.data(), bytes.size(), 0);
    return bytes;
  }
  static duckdb::OpenFileInfo WithSize(const std::string& path, uint64_t size) {
    duckdb::OpenFileInfo file(path);
    file.extended_info = duckdb::make_shared_ptr<duckdb::ExtendedOpenFileInfo>();
    file.extended_info->options["file_size"] = duckdb::Value::UBIGINT(size);
    return file;
  }

  std::map<Call, int> calls_;
  std::shared_ptr<store::ObjectStore> objects_ = store::OpenStore("memory:///w");
  store::testing::FaultyStore counting_{*objects_};
  duckdb::DuckDB database_{nullptr};
};

TEST_F(ObjectFileSystemTest, FilesOfKnownSizeAreNotLookedAt) {
  EXPECT_EQ(ReadAll(WithSize("memory:///w/file", 10)), "0123456789");
  EXPECT_EQ(calls_[Call::kStat], 0);
  EXPECT_EQ(ReadAll(duckdb::OpenFileInfo("memory:///w/file")), "0123456789");
  EXPECT_EQ(calls_[Call::kStat], 1);
}

TEST_F(ObjectFileSystemTest, FilesThatAreNotThereOrNotAsLargeAreErrors) {
  EXPECT_ANY_THROW(ReadAll(duckdb::OpenFileInfo("memory:///w/none")));
  EXPECT_ANY_THROW(ReadAll(WithSize("memory:///w/none", 10)));
  EXPECT_ANY_THROW(ReadAll(WithSize("memory:///w/file", 11)));
}

TEST_F(ObjectFileSystemTest, EverySpellingOfS3IsAnObject) {
  ObjectFileSystem system(counting_);
  for (const char* path : {"s3://b/k", "s3a://b/k", "s3n://b/k", "memory:///k"}) {
    EXPECT_TRUE(system.CanHandleFile(path)) << path;
  }
  for (const char* path : {"/k", "file:///k", "k", "s3:/b/k"}) {
    EXPECT_FALSE(system.CanHandleFile(path)) << path;
  }
}

}  // namespace
}  // namespace tarn::engine::embedded

#pragma once

#include <string>

#include "engine/embedded/adapter/duck.h"
#include "iceberg/schema.h"

namespace tarn::engine::embedded {

// DuckDB reads Parquet's timestamps of nanoseconds in UTC as microseconds, and those without a zone
// as what they are. Under the paths of this file system the footers of files say "without a zone":
// one byte of each such column is read otherwise than it is stored (Parquet: LogicalType,
// isAdjustedToUTC). Everything else is read as it is; nothing can be written.
//
// Thread safe; a handle is used by one thread at a time. kDataCorruption, with the path, when a
// footer cannot be read.
class NanosecondFiles : public duckdb::FileSystem {
 public:
  // `files` has the files themselves and must outlive it.
  explicit NanosecondFiles(duckdb::FileSystem& files) : files_(files) {}

  // The path under which a file is read so, and back; other paths stay.
  static std::string Wrap(const std::string& path);
  static std::string Unwrap(const std::string& path);
  // Whether a table has columns that must be read so.
  static bool Needs(const iceberg::Schema& schema);

  std::string GetName() const override { return "TarnNanosecondFiles"; }
  bool CanHandleFile(const std::string& path) override;
  bool CanSeek() override { return true; }
  bool OnDiskFile(duckdb::FileHandle& handle) override;

  duckdb::unique_ptr<duckdb::FileHandle> OpenFile(
      const std::string& path, duckdb::FileOpenFlags flags,
      duckdb::optional_ptr<duckdb::FileOpener> opener) override;
  void Read(duckdb::FileHandle& handle, void* buffer, int64_t bytes,
            duckdb::idx_t location) override;
  int64_t Read(duckdb::FileHandle& handle, void* buffer, int64_t bytes) override;
  int64_t GetFileSize(duckdb::FileHandle& handle) override;
  duckdb::timestamp_t GetLastModifiedTime(duckdb::FileHandle& handle) override;
  std::string GetVersionTag(duckdb::FileHandle& handle) override;
  duckdb::FileType GetFileType(duckdb::FileHandle&) override {
    return duckdb::FileType::FILE_TYPE_REGULAR;
  }
  void Seek(duckdb::FileHandle& handle, duckdb::idx_t location) override;
  duckdb::idx_t SeekPosition(duckdb::FileHandle& handle) override;
  bool FileExists(const std::string& path,
                  duckdb::optional_ptr<duckdb::FileOpener> opener) override;
  duckdb::vector<duckdb::OpenFileInfo> Glob(const std::string& path,
                                            duckdb::FileOpener* opener) override;

 private:
  duckdb::FileSystem& files_;
};

}  // namespace tarn::engine::embedded

#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/content_hash.h"
#include "csv/dialect.h"

namespace tarn::csv {

// Whole records of one file. Reused by whoever reads blocks one after the other.
class Block {
 public:
  std::string_view text() const {
    return data_ ? std::string_view(data_.get() + kSlack, size_) : std::string_view();
  }

  size_t file = 0;          // its number in the reader's list
  uint64_t first_line = 1;  // of the text, counted from 1
  bool ascii = true;        // no byte is above 127
  bool quotes = false;      // there are quotes, at least one
  // Quotes are not just around fields and doubled inside them: records must be read byte by byte.
  bool odd_quotes = false;

 private:
  friend class BlockReader;
  // Readable bytes before and after the text, so that values are read by whole words.
  static constexpr size_t kSlack = 64;
  void Reserve(size_t size, size_t kept);
  char* begin() { return data_.get() + kSlack; }

  std::unique_ptr<char[]> data_;
  size_t capacity_ = 0;
  size_t size_ = 0;
};

// A file that has been read to its end.
struct FileDigest {
  uint64_t bytes = 0;
  std::string xxh3_128;  // 32 hex digits, of all its bytes
};

// Reads files one after the other and cuts them where records end, for many threads: blocks are
// read and hashed in order under a lock, which costs a tenth of what is then done with them.
// Headers and byte order marks are left out. Memory: a block each thread (1 MiB, or as long as the
// longest record, at most kMaxRecordBytes) and the begun record.
class BlockReader {
 public:
  BlockReader(std::vector<std::string> files, Dialect dialect);
  ~BlockReader();
  BlockReader(const BlockReader&) = delete;
  BlockReader& operator=(const BlockReader&) = delete;

  // The next block; false at the end of the last file. kNotFound, kPermissionDenied, kUnavailable
  // for files that cannot be read; kInvalidArgument for a record that is too long, as "FILE:LINE:
  // …". Thread safe.
  bool Next(Block& block);
  uint64_t bytes_read() const { return bytes_read_; }
  const std::vector<std::string>& files() const { return files_; }
  // As `files`, once Next has been false.
  const std::vector<FileDigest>& digests() const { return digests_; }

 private:
  void Open();
  void Finish();
  void ReadMore(Block& block);
  // False when the header has not been read to its end.
  bool SkipHeader(Block& block);
  // Where the block's records end; 0 when more must be read.
  size_t Cut(Block& block);
  void CheckLength(const Block& block) const;

  const std::vector<std::string> files_;
  const Dialect dialect_;
  std::atomic<uint64_t> bytes_read_{0};

  std::mutex mutex_;
  size_t file_ = 0;  // the one that is open, or is opened next
  int descriptor_ = -1;
  bool at_end_ = false;  // of the open file
  bool at_begin_ = false;
  uint64_t line_ = 1;
  std::string carry_;  // the begun record
  base::ContentHash hash_;
  std::vector<FileDigest> digests_;
};

}  // namespace tarn::csv

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/content_hash.h"

namespace tarn::datagen {

// A file that is written in pieces and appears under its name only when it is complete. Pieces are
// claimed one after the other (Claim is for one thread at a time), then written by any threads at
// once. What is not published is removed by the destructor.
class OutputFile {
 public:
  // Creates "<folder>/.<name>.tmp"; kPermissionDenied, kResourceExhausted or kUnavailable when it
  // cannot.
  OutputFile(const std::string& folder, const std::string& name);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  const std::string& name() const { return name_; }
  uint64_t bytes() const { return bytes_; }

  // Appends `piece` to the checksum and gives the place where it goes.
  uint64_t Claim(std::string_view piece);
  // kResourceExhausted when the disk or a quota is full.
  void WriteAt(uint64_t offset, std::string_view piece);
  void Append(std::string_view piece) { WriteAt(Claim(piece), piece); }
  // XXH3-128 of everything claimed, 32 hex digits.
  std::string Checksum() const { return hash_.Hex(); }
  // Renames to the final name, replacing what is there.
  void Publish();

 private:
  std::string folder_;
  std::string name_;
  std::string temporary_;
  int fd_ = -1;
  uint64_t bytes_ = 0;
  base::ContentHash hash_;
  bool published_ = false;
};

// The error for a failed system call on `path`, by errno: "cannot write PATH: No space left on
// device", with a hint.
[[noreturn]] void ThrowErrno(int code, std::string_view action, const std::string& path);

// Holds a folder against other processes as long as it lives; kConflict when it is held. Creates
// the folder.
class FolderLock {
 public:
  explicit FolderLock(const std::string& folder);
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  int fd_ = -1;
};

}  // namespace tarn::datagen

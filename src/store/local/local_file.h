#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

namespace tarn::store {

// The one seam from store to POSIX files: an open descriptor with errors told as base::Error.
// Used by one thread at a time.
class LocalFile {
 public:
  LocalFile() = default;
  explicit LocalFile(int descriptor) : descriptor_(descriptor) {}
  LocalFile(LocalFile&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  LocalFile& operator=(LocalFile&& other) noexcept;
  ~LocalFile() { Reset(); }

  // -1 with errno when it fails; retries when a signal interrupts.
  static LocalFile Open(const std::string& path, int flags, mode_t mode = 0644);

  bool is_open() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  void Reset() noexcept;

  // `path` is for the message only.
  void WriteAll(std::string_view bytes, const std::string& path);
  // Up to `length` bytes from `offset`; fewer at the end of the file.
  std::string ReadAt(uint64_t offset, uint64_t length, const std::string& path);

 private:
  int descriptor_ = -1;
};

// Throws the kind that fits `error` (an errno): "cannot <action>: <reason>: '<path>'".
[[noreturn]] void ThrowErrno(int error, const char* action, const std::string& path);

}  // namespace tarn::store

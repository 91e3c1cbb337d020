#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace tarn::http {

// A file of lines that grows to a limit, is then put aside as "name.1.ext", and begun anew: at most
// `files` of `file_bytes` each. Lines are buffered for up to a second. Thread safe.
class RotatingFile {
 public:
  // Folders on the way must exist. kPermissionDenied when the file cannot be made.
  RotatingFile(const std::string& path, size_t file_bytes = size_t{32} << 20, size_t files = 4);
  ~RotatingFile();
  RotatingFile(const RotatingFile&) = delete;
  RotatingFile& operator=(const RotatingFile&) = delete;

  // Never throws: a line that cannot be written (disk full) is dropped, what it tells of goes on.
  void Append(std::string_view line) noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tarn::http

#pragma once

#include <memory>
#include <string>

namespace tarn::orchestrate {

// A lock on a file that dies with its process, whatever kills it: who can take it knows that the
// former holder is gone. Holds between processes of one machine.
class ProcessLock {
 public:
  // Null when another process (or another lock of this one) holds it. Makes the file and its
  // folder. kPermissionDenied, kResourceExhausted when the file cannot be made.
  static std::unique_ptr<ProcessLock> TryTake(const std::string& file);
  // Lets go; the file stays (removing it would let two processes hold "the" lock).
  ~ProcessLock();
  ProcessLock(const ProcessLock&) = delete;
  ProcessLock& operator=(const ProcessLock&) = delete;

  // Removes the file as well: only for locks whose name is never used again.
  void ReleaseAndRemove();

 private:
  ProcessLock(std::string file, int fd) : file_(std::move(file)), fd_(fd) {}
  std::string file_;
  int fd_;
};

}  // namespace tarn::orchestrate

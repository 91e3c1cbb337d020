#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace tarn::base {

// XXH3-128 of bytes that come piece by piece: tells contents apart, at the speed of memory. No
// defence against somebody who makes collisions on purpose. Not thread safe.
class ContentHash {
 public:
  ContentHash();
  ContentHash(ContentHash&&) noexcept;
  ContentHash& operator=(ContentHash&&) noexcept;
  ~ContentHash();

  void Update(std::string_view piece);
  // Of everything so far, 32 lower-case hex digits as `xxhsum -H2` prints them.
  std::string Hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Of a whole file, read through once. kNotFound, kPermissionDenied, kInvalidArgument (a folder),
// kUnavailable.
std::string HashFile(const std::string& path);

}  // namespace tarn::base

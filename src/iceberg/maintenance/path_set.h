#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::iceberg {

// One spelling for the paths that name one object: "file:///a", "file:/a" and "/a"; "s3a://b/k",
// "s3n://b/k" and "s3://b/k"; repeated slashes are one. Engines that share a table differ in these,
// and a file is not an orphan because somebody else spelt its path.
std::string NormalizedPath(std::string_view path);

// A set of paths, normalised, of which only 128-bit hashes are kept: about 32 bytes a path however
// long it is, so that a million files take some 32 MB. The hash is SipHash under a key that is
// drawn for each set, so that nobody can choose two paths that pass for one. Not thread safe.
class PathSet {
 public:
  PathSet();

  // True when the path was not there before.
  bool Insert(std::string_view path);
  bool Contains(std::string_view path) const;
  size_t size() const { return size_; }
  size_t memory_bytes() const { return slots_.capacity() * sizeof(Fingerprint); }

 private:
  // All zeros is an empty slot.
  using Fingerprint = std::array<uint64_t, 2>;

  Fingerprint FingerprintOf(std::string_view path) const;
  // The slot that has the fingerprint, or the empty one where it goes.
  size_t SlotOf(const Fingerprint& fingerprint) const;
  void Grow();

  std::array<uint64_t, 4> key_{};
  std::vector<Fingerprint> slots_;
  size_t size_ = 0;
};

}  // namespace tarn::iceberg

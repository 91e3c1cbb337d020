#include "iceberg/maintenance/path_set.h"

#include <bit>
#include <cstring>

#include "base/random.h"

namespace tarn::iceberg {
namespace {

constexpr size_t kFirstSlots = 1024;

// SipHash-2-4 (Aumasson, Bernstein, 2012).
class SipHash {
 public:
  SipHash(uint64_t k0, uint64_t k1)
      : v0_(k0 ^ 0x736f6d6570736575ULL),
        v1_(k1 ^ 0x646f72616e646f6dULL),
        v2_(k0 ^ 0x6c7967656e657261ULL),
        v3_(k1 ^ 0x7465646279746573ULL) {}

  uint64_t Hash(std::string_view bytes) {
    const size_t whole = bytes.size() / 8 * 8;
    for (size_t i = 0; i < whole; i += 8) {
      uint64_t word = 0;
      std::memcpy(&word, bytes.data() + i, 8);
      Absorb(word);
    }
    uint64_t last = static_cast<uint64_t>(bytes.size()) << 56;
    for (size_t i = whole; i < bytes.size(); ++i) {
      last |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * (i - whole));
    }
    Absorb(last);
    v2_ ^= 0xff;
    for (int i = 0; i < 4; ++i) Round();
    return v0_ ^ v1_ ^ v2_ ^ v3_;
  }

 private:
  void Absorb(uint64_t word) {
    v3_ ^= word;
    Round();
    Round();
    v0_ ^= word;
  }
  void Round() {
    v0_ += v1_;
    v1_ = std::rotl(v1_, 13) ^ v0_;
    v0_ = std::rotl(v0_, 32);
    v2_ += v3_;
    v3_ = std::rotl(v3_, 16) ^ v2_;
    v0_ += v3_;
    v3_ = std::rotl(v3_, 21) ^ v0_;
    v2_ += v1_;
    v1_ = std::rotl(v1_, 17) ^ v2_;
    v2_ = std::rotl(v2_, 32);
  }

  uint64_t v0_, v1_, v2_, v3_;
};

}  // namespace

std::string NormalizedPath(std::string_view path) {
  std::string scheme;
  const size_t colon = path.find(":/");
  if (colon != std::string_view::npos && colon > 0) {
    scheme = std::string(path.substr(0, colon));
    path.remove_prefix(colon + 1);
    if (path.starts_with("//")) path.remove_prefix(2);
  }
  if (scheme == "file") scheme.clear();
  if (scheme == "s3a" || scheme == "s3n") scheme = "s3";
  std::string result = scheme.empty() ? "" : scheme + "://";
  for (size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '/' && i > 0 && path[i - 1] == '/') continue;
    result += path[i];
  }
  return result;
}

PathSet::PathSet() : slots_(kFirstSlots) {
  for (uint64_t& word : key_) word = base::RandomSource::System().Next();
}

PathSet::Fingerprint PathSet::FingerprintOf(std::string_view path) const {
  const std::string text = NormalizedPath(path);
  Fingerprint fingerprint = {SipHash(key_[0], key_[1]).Hash(text),
                             SipHash(key_[2], key_[3]).Hash(text)};
  if (fingerprint == Fingerprint{}) fingerprint[0] = 1;
  return fingerprint;
}

size_t PathSet::SlotOf(const Fingerprint& fingerprint) const {
  const size_t mask = slots_.size() - 1;
  size_t slot = fingerprint[0] & mask;
  while (slots_[slot] != Fingerprint{} && slots_[slot] != fingerprint) slot = (slot + 1) & mask;
  return slot;
}

void PathSet::Grow() {
  std::vector<Fingerprint> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Fingerprint& fingerprint : old) {
    if (fingerprint != Fingerprint{}) slots_[SlotOf(fingerprint)] = fingerprint;
  }
}

bool PathSet::Insert(std::string_view path) {
  const Fingerprint fingerprint = FingerprintOf(path);
  size_t slot = SlotOf(fingerprint);
  if (slots_[slot] == fingerprint) return false;
  if ((size_ + 1) * 4 > slots_.size() * 3) {
    Grow();
    slot = SlotOf(fingerprint);
  }
  slots_[slot] = fingerprint;
  ++size_;
  return true;
}

bool PathSet::Contains(std::string_view path) const {
  const Fingerprint fingerprint = FingerprintOf(path);
  return slots_[SlotOf(fingerprint)] == fingerprint;
}

}  // namespace tarn::iceberg

#include "base/random.h"

#include <sys/random.h>

#include <fmt/format.h>

#include "base/error.h"

namespace tarn::base {
namespace {

class SystemRandom : public RandomSource {
 public:
  uint64_t Next() override {
    uint64_t value = 0;
    if (getrandom(&value, sizeof value, 0) != sizeof value) {
      Throw(ErrorKind::kInternal, "getrandom failed");
    }
    return value;
  }
};

std::string Format(uint64_t high, uint64_t low) {
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32, (high >> 16) & 0xffff,
                     high & 0xffff, low >> 48, low & 0xffffffffffff);
}

constexpr uint64_t kVariant = 0x8000000000000000, kVariantMask = 0x3fffffffffffffff;

}  // namespace

RandomSource& RandomSource::System() {
  static SystemRandom random;
  return random;
}

std::string NewUuid(RandomSource& random) {
  uint64_t high = (random.Next() & ~uint64_t{0xf000}) | 0x4000;
  return Format(high, (random.Next() & kVariantMask) | kVariant);
}

std::string NewUuidV7(int64_t now_ms, RandomSource& random) {
  uint64_t high = (static_cast<uint64_t>(now_ms) << 16) | 0x7000 | (random.Next() & 0xfff);
  return Format(high, (random.Next() & kVariantMask) | kVariant);
}

}  // namespace tarn::base

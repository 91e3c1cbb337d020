#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace tarn::base {

// The seam to randomness. Implementations are thread safe. A seeded source makes a simulation
// repeatable.
class RandomSource {
 public:
  virtual ~RandomSource() = default;
  virtual uint64_t Next() = 0;
  // The operating system's source; lives as long as the program.
  static RandomSource& System();
};

// RFC 9562 version 4 ("random") in its 36-character lower-case form.
std::string NewUuid(RandomSource& random = RandomSource::System());
// RFC 9562 version 7: sorts by time of creation (milliseconds), then random.
std::string NewUuidV7(int64_t now_ms, RandomSource& random = RandomSource::System());

}  // namespace tarn::base

#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

namespace tarn::iceberg {

// MurmurHash3_x64_128 with a 64-bit seed: what DataSketches hashes by. (Bucket transforms hash by
// the 32-bit one, see transform.h.)
std::pair<uint64_t, uint64_t> Murmur3x64(std::string_view bytes, uint64_t seed);

}  // namespace tarn::iceberg

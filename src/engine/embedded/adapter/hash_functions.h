#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace duckdb {
class DatabaseInstance;
}  // namespace duckdb

namespace tarn::engine::embedded {

// MurmurHash3 of 128 bits for 64-bit machines with seed 0, as Trino's murmur3: the halves' bytes,
// least first.
std::array<uint8_t, 16> Murmur3(std::string_view bytes);

// SpookyHash V2 of 64 bits with seed 0, of which spooky_hash_v2_32 has the lower half.
uint64_t SpookyHash64(std::string_view bytes);

// tarn_murmur3, tarn_spooky_hash_v2_32 and tarn_spooky_hash_v2_64.
void RegisterHashFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

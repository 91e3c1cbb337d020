#pragma once

#include <cstdint>
#include <string_view>

namespace duckdb {
class DatabaseInstance;
}  // namespace duckdb

namespace tarn::engine::embedded {

// SpookyHash V2 of 64 bits with seed 0, of which spooky_hash_v2_32 has the lower half.
uint64_t SpookyHash64(std::string_view bytes);

// tarn_murmur3, tarn_spooky_hash_v2_32 and tarn_spooky_hash_v2_64.
void RegisterHashFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// What Trino's checksum(x) is made of
// (https://trino.io/docs/476/functions/aggregate.html#checksum):
//   tarn_checksum_of(x)     a value's share as a bigint: its XXH64 as Trino's types have it, times
//   a prime; of NULL the prime tarn_checksum_bytes(n)  the sum of the shares, of which the lowest
//   64 bits count, as the 8 bytes that clients get
// Moments are hashed as if they had six digits of a second.
void RegisterChecksumFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

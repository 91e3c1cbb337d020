#pragma once

#include <cstdint>

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// The hash that Trino's types have of a value (their operator XX_HASH_64, in
// io.trino.spi.type): XXH64 of the value as Trino keeps it in memory, by which checksum and
// approx_distinct give the same numbers. Types that Trino does not have are hashed as text.

// Of a value that is not null.
uint64_t ValueHash(const duckdb::Value& value);

// An expression that is the hash of another as a BIGINT, null where that is null.
duckdb::unique_ptr<duckdb::Expression> ValueHashOf(
    duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::Expression> expression);

}  // namespace tarn::engine::embedded

#pragma once

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// Trino's IPADDRESS: DuckDB's BLOB under another name, the 16 bytes of an IPv6 address; those of
// IPv4 are mapped (::ffff:1.2.3.4). Bytes compare as addresses do.
inline constexpr const char* kIpAddressName = "ipaddress";

duckdb::LogicalType IpAddress();
bool IsIpAddress(const duckdb::LogicalType& type);

// CAST and TRY_CAST from or to the type; null when it is neither.
duckdb::unique_ptr<duckdb::Expression> CastIpAddress(duckdb::ClientContext& context,
                                                     duckdb::unique_ptr<duckdb::Expression>& child,
                                                     const duckdb::LogicalType& target, bool safe);

// contains('10.0.0.0/8', address), as bound from `children`; null when these are other arguments.
duckdb::unique_ptr<duckdb::Expression> BindNetworkContains(
    duckdb::ClientContext& context,
    duckdb::vector<duckdb::unique_ptr<duckdb::Expression>>& children);

// Makes the type known to a database.
void RegisterIpAddress(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded

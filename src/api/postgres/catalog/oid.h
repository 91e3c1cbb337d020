#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tarn::api::postgres {

inline constexpr int64_t kFirstOid = 16'384;  // as of what users make

// The OID that a schema, a table or a database has by its name, the same from one listing to the
// next. Two names may meet, one in a million times among two thousand: a catalog gives the second
// one the next OID that is free, which nobody else knows.
int64_t OidOf(std::string_view name);
// Of a table or view of the lake.
int64_t RelationOid(std::string_view schema, std::string_view table);

}  // namespace tarn::api::postgres

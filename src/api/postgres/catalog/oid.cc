#include "api/postgres/catalog/oid.h"

#include <fmt/format.h>

namespace tarn::api::postgres {

int64_t OidOf(std::string_view name) {
  uint64_t hash = 14695981039346656037ULL;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  constexpr int64_t kRange = 2'000'000'000;
  return kFirstOid + static_cast<int64_t>(hash % kRange);
}

int64_t RelationOid(std::string_view schema, std::string_view table) {
  return OidOf(fmt::format("{}.{}", schema, table));
}

}  // namespace tarn::api::postgres

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/tree/tree.h"

namespace tarn::engine::embedded {
struct NameScope;
}

namespace tarn::query {
class QueryTracker;
}

namespace tarn::engine::embedded {

inline constexpr std::string_view kSystemCatalog = "system";

// Puts queries in the place of tables of Trino's catalog `system` (system.jdbc.tables,
// system.metadata.catalogs, …; https://trino.io/docs/476/connector/system.html), which drivers and
// tools read: what they tell, information_schema tells here. Names that are no such table stay, so
// that whoever resolves them says so. They tell of all catalogs of `scope`, whose own may be
// `system`. `queries` are those of system.runtime.queries; null: none.
void ReplaceSystemTables(sql::Statement& statement, const NameScope& scope,
                         const query::QueryTracker* queries);

// The schemas of `system`, sorted.
std::vector<std::string> SystemSchemas();
// The tables of one of them, sorted; none for no such schema.
std::vector<std::string> SystemTables(std::string_view schema);

}  // namespace tarn::engine::embedded

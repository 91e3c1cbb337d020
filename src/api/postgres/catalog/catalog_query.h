#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/postgres/lexer.h"
#include "engine/type.h"

namespace tarn::api::postgres {

// A parameter's value for a query of the catalog: its text, and what PostgreSQL calls its type.
struct CatalogParameter {
  uint32_t type_oid = 0;
  std::optional<std::string> text;
};

// A query of pg_catalog and information_schema in the SQL of the catalog's database: names without
// their schemas, casts to regclass and its like as calls, PostgreSQL's operators. `parameters` may
// be shorter than what the text asks for: the rest is null. 42501 for functions that tell of the
// database itself.
std::string RewriteForCatalog(std::string_view source, const std::vector<Token>& tokens,
                              const StatementTokens& statement,
                              const std::vector<CatalogParameter>& parameters,
                              const std::map<std::string, std::string>& settings);

// The highest $n of a statement.
int CountParameters(const std::vector<Token>& tokens, const StatementTokens& statement);

// What PostgreSQL calls a column that has no name: "version()" is version, "1 + 1" is ?column?.
std::string CatalogColumnName(const std::string& name);

}  // namespace tarn::api::postgres

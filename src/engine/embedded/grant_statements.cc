// GRANT, REVOKE and DENY: who may do what is told by `tarn role` and `tarn access`
// (docs/access.md); Trino's statements are answered as its connectors do that know no grants.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "engine/embedded/names.h"
#include "engine/embedded/session.h"
#include "engine/embedded/system_tables.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;

// io.trino.spi.security.Privilege
constexpr std::string_view kPrivileges[] = {"SELECT", "DELETE", "INSERT", "UPDATE", "CREATE"};

bool IsSchema(const sql::GrantObject& object) { return object.kind.value_or("TABLE") == "SCHEMA"; }

}  // namespace

bool EmbeddedSession::HasObject(const sql::GrantObject& object, const std::string& catalog,
                                const std::string& schema) {
  const std::string name = object.name.last().Canonical();
  const std::vector<std::string> catalogs = others_.AllNames();
  if (std::ranges::find(catalogs, catalog) == catalogs.end()) return false;
  if (catalog == kSystemCatalog) {
    const std::vector<std::string> names =
        IsSchema(object) ? SystemSchemas() : SystemTables(schema);
    return std::ranges::find(names, name) != names.end();
  }
  if (catalog != kCatalogName) {
    return IsSchema(object) ? Ready().HasSchema(catalog, name)
                            : Ready().FindTable(catalog, schema, name).has_value();
  }
  if ((IsSchema(object) ? name : schema) == kInformationSchema) return true;
  bool found = false;
  Ready().WithLake([&](LakeTransaction& lake) {
    found = IsSchema(object) ? lake.NamespaceExists(SchemaNamespace(name))
                             : lake.Find({SchemaNamespace(schema), name}).has_value();
  });
  return found;
}

void EmbeddedSession::RefuseGrant(const sql::GrantObject& object,
                                  const std::vector<std::string>& privileges, const char* verb) {
  const bool is_schema = IsSchema(object);
  const auto& parts = object.name.parts;
  const size_t most = is_schema ? 2 : 3;
  const char* what = is_schema ? "schema" : "table";
  if (parts.size() > most) {
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kSyntaxError,
                "Too many dots in {} name: {}", what, object.name.Canonical());
  }
  const std::string catalog = parts.size() == most ? parts.front().Canonical() : options_.catalog;
  const std::string schema = is_schema          ? parts.back().Canonical()
                             : parts.size() > 1 ? parts[parts.size() - 2].Canonical()
                                                : options_.schema;
  const std::string whole =
      is_schema ? fmt::format("{}.{}", catalog, schema)
                : fmt::format("{}.{}.{}", catalog, schema, parts.back().Canonical());
  if (!HasObject(object, catalog, schema)) {
    throw ErrorAt(ErrorKind::kNotFound, statement_location_,
                  fmt::format("{} '{}' does not exist", is_schema ? "Schema" : "Table", whole),
                  source_);
  }
  for (const std::string& privilege : privileges) {
    if (std::ranges::find(kPrivileges, privilege) != std::end(kPrivileges)) continue;
    throw ErrorAt(ErrorKind::kInvalidArgument, base::StandardError::kInvalidPrivilege,
                  statement_location_, fmt::format("Unknown privilege: '{}'", privilege), source_);
  }
  if (catalog != kCatalogName) {
    base::Throw(ErrorKind::kUnsupported, "Catalog does not support permission management: {}",
                catalog);
  }
  base::Throw(ErrorKind::kUnsupported, "This connector does not support {} on {}s", verb, what);
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::Grant& grant) {
  RefuseGrant(grant.on, grant.privileges, "grants");
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::Revoke& revoke) {
  RefuseGrant(revoke.on, revoke.privileges, "revokes");
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::Deny& deny) {
  RefuseGrant(deny.on, deny.privileges, "denys");
}

}  // namespace tarn::engine::embedded

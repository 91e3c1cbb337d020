#include "engine/embedded/absent_statements.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "engine/embedded/other_catalogs.h"
#include "engine/embedded/routines/routine.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;

std::string At(const sql::Location& location) {
  return fmt::format("line {}:{}: ", location.line, location.column);
}

bool NoRole(const sql::Identifier& role, const sql::Location& location) {
  throw base::Error(ErrorKind::kNotFound, base::StandardError::kRoleNotFound,
                    fmt::format("{}Role '{}' does not exist", At(location), role.Canonical()));
}

// Catalog, schema and name, which no session has defaults for.
void CheckParts(const sql::QualifiedName& name, const sql::Location& location) {
  if (name.parts.size() > 3) {
    throw base::Error(
        ErrorKind::kInvalidArgument, base::StandardError::kSyntaxError,
        fmt::format("{}Too many dots in function name: {}", At(location), name.Canonical()));
  }
  if (name.parts.size() < 3) {
    throw base::Error(ErrorKind::kUnsupported,
                      At(location) +
                          "Catalog and schema must be specified when function schema is not "
                          "configured");
  }
}

bool HasCatalog(const std::string& catalog, const NameScope& scope) {
  const std::vector<std::string> known = scope.others.AllNames();
  return catalog == kCatalogName || std::ranges::find(known, catalog) != known.end();
}

bool CreateFunction(const sql::CreateFunction& create, const sql::Location& location,
                    const NameScope& scope) {
  const sql::QualifiedName& name = create.function.name;
  CheckParts(name, location);
  sql::FunctionSpecification function = create.function;
  // Only functions of a statement may not say whose rights they have.
  std::erase_if(function.characteristics, [](const auto& characteristic) {
    return std::holds_alternative<sql::SecurityCharacteristic>(characteristic);
  });
  AnalyzeRoutine(function, {});
  const std::string catalog = name.parts.front().Canonical();
  if (!HasCatalog(catalog, scope)) {
    throw base::Error(ErrorKind::kNotFound, base::StandardError::kCatalogNotFound,
                      fmt::format("Catalog '{}' not found", catalog));
  }
  throw base::Error(ErrorKind::kUnsupported, "This connector does not support creating functions");
}

// The catalog whose roles a statement is about; null for those of the system and other statements.
const sql::Identifier* RoleCatalogOf(const sql::Statement& statement) {
  return std::visit(
      [](const auto& node) -> const sql::Identifier* {
        using Node = std::decay_t<decltype(node)>;
        constexpr bool kOfRoles =
            std::is_same_v<Node, sql::CreateRole> || std::is_same_v<Node, sql::DropRole> ||
            std::is_same_v<Node, sql::GrantRoles> || std::is_same_v<Node, sql::RevokeRoles> ||
            std::is_same_v<Node, sql::SetRole> || std::is_same_v<Node, sql::ShowRoles> ||
            std::is_same_v<Node, sql::ShowRoleGrants>;
        if constexpr (kOfRoles) {
          return node.catalog ? &*node.catalog : nullptr;
        } else {
          return nullptr;
        }
      },
      statement.node);
}

bool DropFunction(const sql::DropFunction& drop, const sql::Location& location) {
  CheckParts(drop.name, location);
  if (drop.if_exists) return true;
  throw base::Error(ErrorKind::kNotFound, At(location) + "Function not found");
}

}  // namespace

void CheckRoleCatalog(const sql::Statement& statement, const NameScope& scope) {
  const sql::Identifier* named = RoleCatalogOf(statement);
  if (named == nullptr) return;
  const std::string catalog = named->Canonical();
  if (!HasCatalog(catalog, scope)) {
    throw base::Error(ErrorKind::kNotFound, base::StandardError::kCatalogNotFound,
                      fmt::format("{}Catalog '{}' not found", At(statement.location), catalog));
  }
  const bool shows = statement.Is<sql::ShowRoles>() || statement.Is<sql::ShowRoleGrants>();
  if (catalog == kCatalogName && !shows) {
    throw base::Error(ErrorKind::kUnsupported, "This connector does not support roles");
  }
  throw base::Error(ErrorKind::kUnsupported,
                    fmt::format("{}Catalog '{}' does not support role management",
                                At(statement.location), catalog));
}

bool AnswerAsAbsent(const sql::Statement& statement, const NameScope& scope) {
  const sql::Location& location = statement.location;
  if (const auto* create = statement.As<sql::CreateFunction>()) {
    return CreateFunction(*create, location, scope);
  }
  if (const auto* drop = statement.As<sql::DropFunction>()) return DropFunction(*drop, location);
  if (statement.Is<sql::CreateCatalog>() || statement.Is<sql::DropCatalog>()) {
    throw base::Error(ErrorKind::kUnsupported,
                      fmt::format("{} CATALOG is not supported by the static catalog store",
                                  statement.Is<sql::CreateCatalog>() ? "CREATE" : "DROP"));
  }
  if (statement.Is<sql::CreateRole>()) {
    throw base::Error(ErrorKind::kUnsupported, "System roles are not enabled");
  }
  if (const auto* drop = statement.As<sql::DropRole>()) {
    return drop->if_exists || NoRole(drop->name, location);
  }
  if (const auto* grant = statement.As<sql::GrantRoles>()) {
    return NoRole(grant->roles.front(), location);
  }
  if (const auto* revoke = statement.As<sql::RevokeRoles>()) {
    return NoRole(revoke->roles.front(), location);
  }
  return false;
}

}  // namespace tarn::engine::embedded

// SHOW FUNCTIONS, and what there is to tell of roles and grants.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "engine/embedded/dialect/function_table.h"
#include "engine/embedded/session.h"
#include "engine/embedded/show_pattern.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/typing/signature.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

const Type kVarchar{TypeKind::kVarchar, 0, 0, {}, {}};
const Type kBoolean{TypeKind::kBoolean, 0, 0, {}, {}};

bool IsDeterministic(std::string_view function) {
  static constexpr std::string_view kOthers[] = {"rand", "random", "shuffle", "uuid"};
  return std::find(std::begin(kOthers), std::end(kOthers), function) == std::end(kOthers);
}

const char* KindText(FunctionKind kind) {
  switch (kind) {
    case FunctionKind::kAggregate: return "aggregate";
    case FunctionKind::kWindow: return "window";
    default: return "scalar";
  }
}

// How the embedded engine's function differs from Trino's, where it does.
std::string_view NoteOf(std::string_view function) {
  for (const FunctionFamily& family : FunctionFamilies()) {
    for (const FunctionRule& rule : family.rules) {
      if (rule.name == function && !rule.note.empty()) return rule.note;
    }
  }
  return {};
}

}  // namespace

EmbeddedSession::Result EmbeddedSession::Run(const sql::ShowFunctions& show) {
  std::vector<std::vector<Value>> rows;
  const std::string schema = show.schema ? show.schema->Canonical() : "system.builtin";
  for (const SignatureRow& row : FunctionSignatureRows()) {
    if (schema != "system.builtin" || !FunctionExists(row.name)) continue;
    if (!Matches(row.name, show.like)) continue;
    std::string_view arguments = row.arguments;
    constexpr std::string_view kAnyNumber = "…";
    if (arguments.ends_with(kAnyNumber)) arguments.remove_suffix(kAnyNumber.size());
    rows.push_back({Value{std::string(row.name)}, Value{std::string(row.returns)},
                    Value{std::string(arguments)}, Value{std::string(KindText(row.kind))},
                    Value{IsDeterministic(row.name)}, Value{std::string(NoteOf(row.name))}});
  }
  return ValueRows({{"Function", kVarchar},
                    {"Return Type", kVarchar},
                    {"Argument Types", kVarchar},
                    {"Function Type", kVarchar},
                    {"Deterministic", kBoolean},
                    {"Description", kVarchar}},
                   std::move(rows));
}

// Roles and rights are told by `tarn role` and `tarn access`; Trino's own statements about them
// find none, as information_schema does.

EmbeddedSession::Result EmbeddedSession::Run(const sql::ShowRoles&) {
  return TextRows({"Role"}, {});
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::ShowRoleGrants&) {
  return TextRows({"Role Grants"}, {});
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::ShowGrants& show) {
  if (show.on && show.on->kind.value_or("TABLE") == "TABLE") {
    const catalog::TableIdentifier id = ResolveTable(show.on->name, scope());
    OnLake(show.on->name.location, [&](LakeTransaction& lake) {
      if (lake.Find(id)) return;
      base::Throw(ErrorKind::kNotFound, base::StandardError::kTableNotFound,
                  "Table '{}.{}.{}' does not exist", kCatalogName, SchemaText(id.ns), id.name);
    });
  }
  return TextRows({"Grantor", "Grantor Type", "Grantee", "Grantee Type", "Catalog", "Schema",
                   "Table", "Privilege", "Grantable", "With Hierarchy"},
                  {});
}

}  // namespace tarn::engine::embedded

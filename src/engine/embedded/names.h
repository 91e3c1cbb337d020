#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "base/standard_error.h"
#include "catalog/identifier.h"
#include "engine/embedded/other_catalogs.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

inline constexpr std::string_view kCatalogName = "iceberg";
inline constexpr std::string_view kInformationSchema = "information_schema";

// An error of analysis as users see it: "line L:C: problem", the source line and a caret.
base::Error ErrorAt(base::ErrorKind kind, const sql::Location& location, const std::string& problem,
                    std::string_view source, std::string hint = {});
base::Error ErrorAt(base::ErrorKind kind, base::StandardError code, const sql::Location& location,
                    const std::string& problem, std::string_view source, std::string hint = {});
// The same, of the kind that such an error has.
base::Error ErrorAt(base::StandardError code, const sql::Location& location,
                    const std::string& problem, std::string_view source, std::string hint = {});
// The same for an error that somebody else found.
base::Error ErrorAt(const sql::Location& location, const base::Error& error,
                    std::string_view source);

// What names mean in one session.
struct NameScope {
  std::string schema;       // what unqualified tables are in; may be empty
  std::string_view source;  // the statement's text, for errors
  std::string catalog = std::string(kCatalogName);
  OtherCatalogs others = {};
};

// The catalog that the name of a table (or its column) or of a schema means. Errors: kNotFound when
// there is none of that name.
std::string CatalogOf(const StatementTarget& target, const NameScope& scope);
// A table outside of the lake. Errors as ResolveTable.
OtherTable ResolveOther(const sql::QualifiedName& name, const NameScope& scope);

// schema.table, catalog.schema.table or a name of the session's schema, in the lake. kNotFound for
// a catalog that is not there, kUnsupported for another one than the lake's, kInvalidArgument for a
// table without a schema.
catalog::TableIdentifier ResolveTable(const sql::QualifiedName& name, const NameScope& scope);
// schema or catalog.schema.
catalog::Namespace ResolveSchema(const sql::QualifiedName& name, const NameScope& scope);
// "a.b" of a namespace and back, as SQL shows it.
std::string SchemaText(const catalog::Namespace& ns);
catalog::Namespace SchemaNamespace(const std::string& schema);

// Calls `visit` for each table that a statement reads or writes by name; names of WITH queries are
// left out.
void ForEachTable(const sql::Statement& statement,
                  const std::function<void(const sql::QualifiedName&)>& visit);

// Makes SELECT * FROM t of TABLE t; leaves other queries as they are.
void SelectFromTable(sql::QueryBody& body);

// Gives every table name of a query, and of what INSERT and CREATE TABLE AS write, its catalog, and
// unqualified ones their schema (unless that is empty): what names mean does not depend on DuckDB's
// search path then, nor on schemas that are named as catalogs are.
void QualifyTables(sql::Statement& statement, const NameScope& scope);

}  // namespace tarn::engine::embedded

#include "engine/embedded/names.h"

#include <fmt/format.h>

#include "base/suggest.h"
#include "engine/embedded/adapter/information_schema.h"
#include "engine/embedded/system_tables.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

std::string CaretLines(const sql::Location& location, std::string_view source) {
  size_t begin = 0;
  for (uint32_t line = 1; line < location.line; ++line) {
    const size_t end = source.find('\n', begin);
    if (end == std::string_view::npos) return {};
    begin = end + 1;
  }
  const std::string_view line = source.substr(begin, source.find('\n', begin) - begin);
  std::string text = "\n";
  text += line;
  text += '\n';
  return text + std::string(location.column > 0 ? location.column - 1 : 0, ' ') + "^";
}

// For names that must be of the lake.
void CheckCatalog(const std::string& catalog, const sql::Location& location,
                  const NameScope& scope) {
  if (catalog == kCatalogName) return;
  if (scope.others.Has(catalog) || catalog == kSystemCatalog) {
    throw ErrorAt(
        ErrorKind::kUnsupported, location,
        fmt::format("this is for the catalog '{}' only, not for '{}'", kCatalogName, catalog),
        scope.source);
  }
  throw ErrorAt(ErrorKind::kNotFound, location,
                fmt::format("Catalog '{}' does not exist{}", catalog,
                            base::DidYouMean(catalog, scope.others.AllNames())),
                scope.source);
}

// kInvalidArgument unless a table's name can be told.
void CheckTableName(const sql::QualifiedName& name, const NameScope& scope) {
  if (name.parts.size() > 3) {
    throw ErrorAt(ErrorKind::kInvalidArgument, name.location,
                  fmt::format("Too many dots in table name: {}", name.Canonical()), scope.source);
  }
  if (name.parts.size() == 1 && scope.schema.empty()) {
    throw ErrorAt(ErrorKind::kInvalidArgument, name.location,
                  fmt::format("Schema must be specified when session schema is not set: {}",
                              name.Canonical()),
                  scope.source, "write schema.table, or choose a schema with USE");
  }
}

// Collects the tables of a statement; names of WITH queries are known before their uses are seen.
class TableCollector : public sql::TreeVisitor {
 public:
  using TreeVisitor::Enter;

  bool Enter(const sql::NamedQuery& query) override {
    with_names_.insert(query.name.Canonical());
    return true;
  }
  bool Enter(const sql::Relation& relation) override {
    if (const auto* table = relation.As<sql::Table>()) tables_.push_back(&table->name);
    return true;
  }
  bool Enter(const sql::QueryBody& body) override {
    if (const auto* table = body.As<sql::TableQuery>()) tables_.push_back(&table->name);
    return true;
  }
  void Visit(const std::function<void(const sql::QualifiedName&)>& visit) const {
    for (const sql::QualifiedName* name : tables_) {
      if (name->parts.size() == 1 && with_names_.contains(name->last().Canonical())) continue;
      visit(*name);
    }
  }

 private:
  std::set<std::string> with_names_;
  std::vector<const sql::QualifiedName*> tables_;
};

class WithNames : public sql::TreeVisitor {
 public:
  using TreeVisitor::Enter;
  bool Enter(const sql::NamedQuery& query) override {
    names.insert(query.name.Canonical());
    return true;
  }
  std::set<std::string> names;
};

class Qualifier : public sql::TreeRewriter {
 public:
  Qualifier(const std::set<std::string>& with_names, const NameScope& scope)
      : with_names_(with_names), scope_(scope) {}
  using TreeRewriter::Enter;
  bool Enter(sql::Relation& relation) override {
    if (auto* table = relation.As<sql::Table>()) Qualify(table->name);
    return true;
  }
  bool Enter(sql::QueryBody& body) override {
    if (auto* table = body.As<sql::TableQuery>()) Qualify(table->name);
    return true;
  }

 private:
  void Qualify(sql::QualifiedName& name) const {
    auto& parts = name.parts;
    if (parts.size() == 1) {
      if (scope_.schema.empty() || with_names_.contains(parts[0].Canonical())) return;
      parts.insert(parts.begin(), Part(scope_.schema, name.location));
    }
    if (parts.size() == 2) parts.insert(parts.begin(), Part(scope_.catalog, name.location));
    if (parts.size() == 3 && parts[0].Canonical() == kMemoryCatalog &&
        parts[1].Canonical() == kInformationSchema) {
      parts[0] = Part(kTpchCatalog, name.location);
      parts[1] = Part(kMemoryInformationSchema, name.location);
    }
  }
  static sql::Identifier Part(const std::string& value, const sql::Location& location) {
    sql::Identifier part;
    part.value = value;
    part.quoted = true;
    part.location = location;
    return part;
  }

  const std::set<std::string>& with_names_;
  const NameScope& scope_;
};

}  // namespace

base::Error ErrorAt(ErrorKind kind, const sql::Location& location, const std::string& problem,
                    std::string_view source, std::string hint) {
  return {kind,
          fmt::format("line {}:{}: {}{}", location.line, location.column, problem,
                      CaretLines(location, source)),
          std::move(hint)};
}

base::Error ErrorAt(const sql::Location& location, const base::Error& error,
                    std::string_view source) {
  if (error.message().starts_with("line ")) return error;
  return ErrorAt(error.kind(), location, error.message(), source, error.hint());
}

std::string SchemaText(const catalog::Namespace& ns) {
  std::string text;
  for (const std::string& level : ns) {
    if (!text.empty()) text += '.';
    text += level;
  }
  return text;
}

catalog::Namespace SchemaNamespace(const std::string& schema) {
  catalog::Namespace ns;
  size_t start = 0;
  while (true) {
    const size_t dot = schema.find('.', start);
    ns.push_back(schema.substr(start, dot - start));
    if (dot == std::string::npos) return ns;
    start = dot + 1;
  }
}

std::string CatalogOf(const StatementTarget& target, const NameScope& scope) {
  if (target.name == nullptr) return scope.catalog;
  const size_t qualified = (target.is_schema ? 2 : 3) + (target.is_column ? 1 : 0);
  const auto& parts = target.name->parts;
  const std::string catalog = parts.size() == qualified ? parts.front().Canonical() : scope.catalog;
  if (!scope.others.Has(catalog) && catalog != kSystemCatalog) {
    CheckCatalog(catalog,
                 parts.size() == qualified ? parts.front().location : target.name->location, scope);
  }
  return catalog;
}

OtherTable ResolveOther(const sql::QualifiedName& name, const NameScope& scope) {
  CheckTableName(name, scope);
  const auto& parts = name.parts;
  return {parts.size() == 3 ? parts[0].Canonical() : scope.catalog,
          parts.size() == 1 ? scope.schema : parts[parts.size() - 2].Canonical(),
          name.last().Canonical()};
}

catalog::TableIdentifier ResolveTable(const sql::QualifiedName& name, const NameScope& scope) {
  CheckTableName(name, scope);
  const OtherTable table = ResolveOther(name, scope);
  CheckCatalog(table.catalog, name.parts.size() == 3 ? name.parts[0].location : name.location,
               scope);
  return {SchemaNamespace(table.schema), table.name};
}

catalog::Namespace ResolveSchema(const sql::QualifiedName& name, const NameScope& scope) {
  if (name.parts.size() > 2) {
    throw ErrorAt(ErrorKind::kInvalidArgument, name.location,
                  fmt::format("Too many parts in schema name: {}", name.Canonical()), scope.source);
  }
  if (name.parts.size() == 2) {
    CheckCatalog(name.parts[0].Canonical(), name.parts[0].location, scope);
  } else {
    CheckCatalog(scope.catalog, name.location, scope);
  }
  return SchemaNamespace(name.last().Canonical());
}

void ForEachTable(const sql::Statement& statement,
                  const std::function<void(const sql::QualifiedName&)>& visit) {
  TableCollector collector;
  sql::Walk(statement, collector);
  collector.Visit(visit);
}

void QualifyTables(sql::Statement& statement, const NameScope& scope) {
  WithNames with;
  sql::Walk(statement, with);
  Qualifier qualifier(with.names, scope);
  sql::Rewrite(statement, qualifier);
}

}  // namespace tarn::engine::embedded

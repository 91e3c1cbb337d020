#include "engine/embedded/names.h"

#include <fmt/format.h>

#include "base/suggest.h"
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

void CheckCatalog(const sql::Identifier& catalog, const NameScope& scope) {
  if (catalog.Canonical() == kCatalogName) return;
  throw ErrorAt(ErrorKind::kNotFound, catalog.location,
                fmt::format("Catalog '{}' does not exist{}", catalog.Canonical(),
                            base::DidYouMean(catalog.Canonical(), {std::string(kCatalogName)})),
                scope.source);
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
  Qualifier(const std::set<std::string>& with_names, const std::string& schema)
      : with_names_(with_names), schema_(schema) {}
  using TreeRewriter::Enter;
  bool Enter(sql::Relation& relation) override {
    auto* table = relation.As<sql::Table>();
    if (table == nullptr) return true;
    auto& parts = table->name.parts;
    if (parts.size() == 1) {
      if (schema_.empty() || with_names_.contains(parts[0].Canonical())) return true;
      parts.insert(parts.begin(), Part(schema_, table->name.location));
    }
    if (parts.size() == 2) {
      parts.insert(parts.begin(), Part(std::string(kCatalogName), table->name.location));
    }
    return true;
  }

 private:
  static sql::Identifier Part(const std::string& value, const sql::Location& location) {
    sql::Identifier part;
    part.value = value;
    part.quoted = true;
    part.location = location;
    return part;
  }

  const std::set<std::string>& with_names_;
  const std::string& schema_;
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

catalog::TableIdentifier ResolveTable(const sql::QualifiedName& name, const NameScope& scope) {
  const auto& parts = name.parts;
  if (parts.size() > 3) {
    throw ErrorAt(ErrorKind::kInvalidArgument, name.location,
                  fmt::format("Too many dots in table name: {}", name.Canonical()), scope.source);
  }
  if (parts.size() == 3) CheckCatalog(parts[0], scope);
  if (parts.size() == 1 && scope.schema.empty()) {
    throw ErrorAt(ErrorKind::kInvalidArgument, name.location,
                  fmt::format("Schema must be specified when session schema is not set: {}",
                              name.Canonical()),
                  scope.source, "write schema.table, or choose a schema with USE");
  }
  const std::string schema = parts.size() == 1 ? scope.schema : parts[parts.size() - 2].Canonical();
  return {SchemaNamespace(schema), name.last().Canonical()};
}

catalog::Namespace ResolveSchema(const sql::QualifiedName& name, const NameScope& scope) {
  if (name.parts.size() > 2) {
    throw ErrorAt(ErrorKind::kInvalidArgument, name.location,
                  fmt::format("Too many parts in schema name: {}", name.Canonical()), scope.source);
  }
  if (name.parts.size() == 2) CheckCatalog(name.parts[0], scope);
  return SchemaNamespace(name.last().Canonical());
}

void ForEachTable(const sql::Statement& statement,
                  const std::function<void(const sql::QualifiedName&)>& visit) {
  TableCollector collector;
  sql::Walk(statement, collector);
  collector.Visit(visit);
}

void QualifyTables(sql::Statement& statement, const std::string& schema) {
  WithNames with;
  sql::Walk(statement, with);
  Qualifier qualifier(with.names, schema);
  sql::Rewrite(statement, qualifier);
}

}  // namespace tarn::engine::embedded

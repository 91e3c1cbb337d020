#include "engine/embedded/names.h"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "base/standard_error.h"
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
  throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kCatalogNotFound, location,
                fmt::format("Catalog '{}' not found{}", catalog,
                            base::DidYouMean(catalog, scope.others.AllNames())),
                scope.source);
}

// kInvalidArgument unless a table's name can be told.
void CheckTableName(const sql::QualifiedName& name, const NameScope& scope) {
  if (name.parts.size() > 3) {
    throw ErrorAt(ErrorKind::kInvalidArgument, base::StandardError::kSyntaxError, name.location,
                  fmt::format("Too many dots in table name: {}", name.Canonical()), scope.source);
  }
  if (name.parts.size() == 1 && scope.schema.empty()) {
    throw ErrorAt(ErrorKind::kInvalidArgument, name.location,
                  fmt::format("Schema must be specified when session schema is not set: {}",
                              name.Canonical()),
                  scope.source, "write schema.table, or choose a schema with USE");
  }
}

// The names of WITH queries that can be seen at a place of a statement: those of the queries around
// it, and of WITH queries before it; only a recursive one sees itself.
class WithScope {
 public:
  void EnterQuery(const sql::Query& query) {
    frames_.push_back({{}, query.with && query.with->recursive});
  }
  void LeaveQuery() { frames_.pop_back(); }
  void EnterNamed(const sql::NamedQuery& query) {
    if (!frames_.empty() && frames_.back().recursive) Add(query);
  }
  void LeaveNamed(const sql::NamedQuery& query) {
    if (!frames_.empty()) Add(query);
  }
  bool Has(const sql::QualifiedName& name) const {
    return name.parts.size() == 1 && std::ranges::any_of(frames_, [&](const Frame& frame) {
             return frame.names.contains(name.parts.front().Canonical());
           });
  }

 private:
  struct Frame {
    std::set<std::string> names;
    bool recursive = false;
  };
  void Add(const sql::NamedQuery& query) { frames_.back().names.insert(query.name.Canonical()); }

  std::vector<Frame> frames_;
};

// Collects the tables of a statement.
class TableCollector : public sql::TreeVisitor {
 public:
  using TreeVisitor::Enter;
  using TreeVisitor::Leave;

  bool Enter(const sql::Query& query) override {
    with_.EnterQuery(query);
    return true;
  }
  void Leave(const sql::Query&) override { with_.LeaveQuery(); }
  bool Enter(const sql::NamedQuery& query) override {
    with_.EnterNamed(query);
    return true;
  }
  void Leave(const sql::NamedQuery& query) override { with_.LeaveNamed(query); }
  bool Enter(const sql::QueryBody& body) override {
    if (const auto* table = body.As<sql::TableQuery>()) Add(table->name);
    return true;
  }
  bool Enter(const sql::Relation& relation) override {
    if (const auto* table = relation.As<sql::Table>()) Add(table->name);
    return true;
  }
  void Visit(const std::function<void(const sql::QualifiedName&)>& visit) const {
    for (const sql::QualifiedName* name : tables_) visit(*name);
  }

 private:
  void Add(const sql::QualifiedName& name) {
    if (!with_.Has(name)) tables_.push_back(&name);
  }

  WithScope with_;
  std::vector<const sql::QualifiedName*> tables_;
};

class Qualifier : public sql::TreeRewriter {
 public:
  explicit Qualifier(const NameScope& scope) : scope_(scope) {}
  using TreeRewriter::Enter;
  using TreeRewriter::Rewrite;

  bool Enter(sql::Query& query) override {
    with_.EnterQuery(query);
    return true;
  }
  void Rewrite(sql::Query&) override { with_.LeaveQuery(); }
  bool Enter(sql::NamedQuery& query) override {
    with_.EnterNamed(query);
    return true;
  }
  void Rewrite(sql::NamedQuery& query) override { with_.LeaveNamed(query); }
  bool Enter(sql::QueryBody& body) override {
    SelectFromTable(body);
    return true;
  }
  bool Enter(sql::Relation& relation) override {
    auto* table = relation.As<sql::Table>();
    if (table == nullptr) return true;
    auto& parts = table->name.parts;
    if (!with_.Has(table->name)) Complete(table->name);
    if (parts.size() == 3 && parts[0].Canonical() == kMemoryCatalog &&
        parts[1].Canonical() == kInformationSchema) {
      parts[0] = Part(kTpchCatalog, table->name.location);
      parts[1] = Part(kMemoryInformationSchema, table->name.location);
    }
    return true;
  }
  // A table's name, which is none of a WITH query.
  void Complete(sql::QualifiedName& name) const {
    auto& parts = name.parts;
    if (parts.size() == 1 && !scope_.schema.empty()) {
      parts.insert(parts.begin(), Part(scope_.schema, name.location));
    }
    if (parts.size() == 2) parts.insert(parts.begin(), Part(scope_.catalog, name.location));
  }

 private:
  static sql::Identifier Part(const std::string& value, const sql::Location& location) {
    sql::Identifier part;
    part.value = value;
    part.quoted = true;
    part.location = location;
    return part;
  }

  const NameScope& scope_;
  WithScope with_;
};

}  // namespace

namespace {

std::string Placed(const sql::Location& location, const std::string& problem,
                   std::string_view source) {
  return fmt::format("line {}:{}: {}{}", location.line, location.column, problem,
                     CaretLines(location, source));
}

}  // namespace

base::Error ErrorAt(ErrorKind kind, const sql::Location& location, const std::string& problem,
                    std::string_view source, std::string hint) {
  return {kind, Placed(location, problem, source), std::move(hint)};
}

base::Error ErrorAt(ErrorKind kind, base::StandardError code, const sql::Location& location,
                    const std::string& problem, std::string_view source, std::string hint) {
  return {kind, code, Placed(location, problem, source), std::move(hint)};
}

base::Error ErrorAt(base::StandardError code, const sql::Location& location,
                    const std::string& problem, std::string_view source, std::string hint) {
  return ErrorAt(base::KindOf(code), code, location, problem, source, std::move(hint));
}

base::Error ErrorAt(const sql::Location& location, const base::Error& error,
                    std::string_view source) {
  if (error.message().starts_with("line ")) return error;
  if (const auto code = error.code()) {
    return ErrorAt(error.kind(), *code, location, error.message(), source, error.hint());
  }
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
    CheckCatalog(catalog, target.is_schema ? sql::Location{} : target.name->location, scope);
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

void SelectFromTable(sql::QueryBody& body) {
  const auto* table = body.As<sql::TableQuery>();
  if (table == nullptr) return;
  sql::Select select;
  select.items.emplace_back(sql::AllColumns{});
  select.from.emplace_back(sql::Table{table->name, {}, {}}, table->name.location);
  body = sql::QueryBody(std::move(select), body.location);
}

void QualifyTables(sql::Statement& statement, const NameScope& scope) {
  Qualifier qualifier(scope);
  sql::Rewrite(statement, qualifier);
  if (auto* insert = statement.As<sql::Insert>()) qualifier.Complete(insert->table);
  if (auto* create = statement.As<sql::CreateTableAsSelect>()) qualifier.Complete(create->name);
}

}  // namespace tarn::engine::embedded

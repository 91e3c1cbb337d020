#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "engine/embedded/typing/castable.h"
#include "engine/embedded/typing/coercion.h"
#include "engine/embedded/typing/expression_checks.h"
#include "engine/embedded/typing/sought_place.h"
#include "engine/embedded/typing/trino_text.h"
#include "engine/embedded/typing/typer_impl.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

// The name that a column of a query has in the queries around it.
std::string NameOf(const sql::SingleColumn& column) {
  if (column.alias) return column.alias->Canonical();
  if (const auto* reference = column.expression.As<sql::ColumnReference>()) {
    return reference->name.Canonical();
  }
  if (const auto* dereference = column.expression.As<sql::Dereference>()) {
    return dereference->field.Canonical();
  }
  return {};
}

// The same as it was written, which is how clients are told it.
std::string ShownName(const sql::SingleColumn& column) {
  if (column.alias) return column.alias->value;
  if (const auto* reference = column.expression.As<sql::ColumnReference>()) {
    return reference->name.value;
  }
  const auto* dereference = column.expression.As<sql::Dereference>();
  return dereference == nullptr ? std::string() : dereference->field.value;
}

Fields Unqualified(Fields fields) {
  for (Field& field : fields.list) field.relation.clear();
  fields.joined_using = false;
  return fields;
}

bool RefersTo(const sql::QueryBody& body, const sql::Identifier& name) {
  struct Finder : sql::TreeVisitor {
    using TreeVisitor::Enter;
    bool Enter(const sql::Relation& relation) override {
      const auto* table = relation.As<sql::Table>();
      found = found || (table != nullptr && table->name.parts.size() == 1 &&
                        table->name.last().Canonical() == name);
      return !found;
    }
    std::string name;
    bool found = false;
  } finder;
  finder.name = name.Canonical();
  // Statements are walked from a query on.
  sql::Walk(sql::Query(body), finder);
  return finder.found;
}

// The rows that a recursive query adds are of the types of those that it begins with.
void CheckStep(const sql::QueryBody& step, const Fields& added, const Fields& base,
               Faults& faults) {
  if (!added.complete || !base.complete || added.list.size() != base.list.size()) return;
  for (size_t i = 0; i < added.list.size(); ++i) {
    const Known& from = added.list[i].type;
    const Known& to = base.list[i].type;
    if (!from || !to || CanCoerce(*from, *to)) continue;
    faults.Report(
        step.location, StandardError::kTypeMismatch,
        fmt::format("recursion step relation output type ({}) is not coercible to recursion "
                    "base relation output type ({}) at column {}",
                    from->ToString(), to->ToString(), i + 1));
  }
}

// The columns of both by name, in the order of the left ones.
void KeepCorresponding(Fields& left, Fields& right) {
  Fields both_left, both_right;
  for (Field& field : left.list) {
    const auto same = std::ranges::find(right.list, field.name, &Field::name);
    if (field.name.empty() || same == right.list.end()) continue;
    both_left.list.push_back(std::move(field));
    both_right.list.push_back(*same);
  }
  left.list = std::move(both_left.list);
  right.list = std::move(both_right.list);
}

}  // namespace

void Typer::Rename(Fields& fields, const std::vector<sql::Identifier>& names) {
  if (names.empty()) return;
  if (!fields.complete || names.size() != fields.list.size()) {
    fields = {{}, false};
    return;
  }
  for (size_t i = 0; i < names.size(); ++i) {
    fields.list[i].name = names[i].Canonical();
    fields.list[i].shown = names[i].value;
  }
}

void Typer::TypeOrderBy(const std::vector<sql::SortItem>& items, const Scope& scope) {
  for (const sql::SortItem& item : items) TypeOf(*item.key, scope);
}

void Typer::TypeWindow(const sql::WindowSpecification& window, const sql::Location& place,
                       const Scope& scope) {
  CheckNestedWindows(window, faults_);
  CheckExistingWindow(window, place);
  for (const sql::Expression& expression : window.partition_by) {
    TypeOf(expression, scope);
    const Type* type = types_.Of(expression);
    if (type == nullptr || IsComparable(*type)) continue;
    faults_.Report(expression.location, StandardError::kTypeMismatch,
                   type->ToString() +
                       " is not comparable, and therefore cannot be used in window function "
                       "PARTITION BY");
  }
  TypeOrderBy(window.order_by, scope);
  for (const sql::SortItem& item : window.order_by) {
    const Type* type = types_.Of(*item.key);
    if (type == nullptr || IsOrderable(*type)) continue;
    faults_.Report(item.key->location, StandardError::kTypeMismatch,
                   type->ToString() +
                       " is not orderable, and therefore cannot be used in window "
                       "function ORDER BY");
  }
  CheckFrame(window, place, scope);
  TypeWindowPattern(window, place, scope);
}

Fields Typer::NamedQueryFields(const sql::NamedQuery& named, bool recursive, const Scope* outer) {
  const auto* operation = named.query->body.As<sql::SetOperation>();
  Fields fields;
  if (recursive && operation != nullptr) {
    // The first side decides the types; the second one refers to the whole.
    fields = Unqualified(BodyFields(*operation->left, outer, nullptr));
    CheckColumnAliases(named, fields);
    Rename(fields, named.columns);
    const bool refers_to_itself = RefersTo(*operation->right, named.name);
    if (refers_to_itself && named.columns.empty()) {
      faults_.Report(named.location, StandardError::kMissingColumnAliases,
                     "missing column aliases in recursive WITH query");
    }
    auto& versions = with_[named.name.Canonical()];
    versions.push_back(fields);
    if (refers_to_itself)
      CheckStep(*operation->right, BodyFields(*operation->right, outer, nullptr), fields, faults_);
    QueryFields(*named.query, outer);
    with_[named.name.Canonical()].pop_back();
    return fields;
  }
  fields = Unqualified(QueryFields(*named.query, outer));
  CheckColumnAliases(named, fields);
  Rename(fields, named.columns);
  return fields;
}

void Typer::DefineWith(const sql::With& with, const Scope* outer) {
  CheckWith(with);
  for (const sql::NamedQuery& named : with.queries) {
    Fields fields = NamedQueryFields(named, with.recursive, outer);
    with_[named.name.Canonical()].push_back(std::move(fields));
  }
}

void Typer::CheckFetchFirst(const sql::Query& query) {
  const auto* fetch = query.limit ? std::get_if<sql::FetchFirst>(&*query.limit) : nullptr;
  if (fetch == nullptr) return;
  const sql::Location place = Sought(SoughtPlace::kFetch, query.location);
  const auto* number = fetch->count ? std::get_if<int64_t>(&*fetch->count) : nullptr;
  if (number != nullptr && *number < 1) {
    faults_.Report(
        place, StandardError::kNumericValueOutOfRange,
        fmt::format("FETCH FIRST row count must be positive (actual value: {})", *number));
  }
  if (fetch->with_ties && query.order_by.empty()) {
    faults_.Report(place, StandardError::kMissingOrderBy,
                   "FETCH FIRST WITH TIES clause requires ORDER BY");
  }
}

Fields Typer::QueryFields(const sql::Query& query, const Scope* outer) {
  if (!query.functions.empty()) return {{}, false};
  auto* const pattern_around = std::exchange(pattern_, nullptr);
  if (query.with) DefineWith(*query.with, outer);
  Fields fields = BodyFields(query.body, outer, &query.order_by);
  if (!query.body.Is<sql::Select>() && !query.order_by.empty()) {
    Fields ordered = fields;
    ordered.scope = ++last_scope_;
    TypeQueryOrder(query.order_by, {ordered, outer}, query.body.location);
  }
  CheckFetchFirst(query);
  fields.hidden.clear();
  if (query.with) {
    for (const sql::NamedQuery& named : query.with->queries) {
      with_[named.name.Canonical()].pop_back();
    }
  }
  pattern_ = pattern_around;
  return fields;
}

Fields Typer::BodyFields(const sql::QueryBody& body, const Scope* outer,
                         const std::vector<sql::SortItem>* order_by) {
  if (const auto* select = body.As<sql::Select>()) {
    return SelectFields(*select, body.location, outer, order_by);
  }
  if (const auto* values = body.As<sql::Values>()) {
    return ValuesFields(*values, body.location, outer);
  }
  if (const auto* operation = body.As<sql::SetOperation>()) {
    return SetOperationFields(*operation, body.location, outer);
  }
  if (const auto* nested = body.As<sql::ParenthesizedQuery>()) {
    return QueryFields(*nested->query, outer);
  }
  return Unqualified(TableFields({body.As<sql::TableQuery>()->name, {}, {}}));
}

Fields Typer::StarFields(const sql::AllColumns& all, const Scope& scope) {
  Fields added{{}, scope.fields.complete};
  const auto take = [&](const Scope& from, const std::vector<std::string>& base) {
    for (const Field& field : from.fields.list) {
      const bool is_of_base =
          base.size() <= field.relation.size() &&
          std::equal(base.begin(), base.end(),
                     field.relation.end() - static_cast<ptrdiff_t>(base.size()));
      if (is_of_base)
        added.list.push_back(
            {{}, field.name, field.type, {}, field.origin, false, field.shown, field.renamed});
    }
  };
  if (!all.base) {
    take(scope, {});
    if (added.list.empty()) added.complete = false;
    return added;
  }
  const auto note = [&](bool of_row) {
    StatementTypes::StarColumns columns{{}, of_row};
    for (const Field& field : added.list) {
      columns.names.push_back(field.name);
      columns.relations.push_back(field.renamed);
    }
    types_.stars_.emplace(&all, std::move(columns));
  };
  if (const auto name = sql::ToQualifiedName(**all.base)) {
    std::vector<std::string> base;
    for (const sql::Identifier& part : name->parts) base.push_back(part.Canonical());
    bool outer = false;
    for (const Scope* at = &scope; at != nullptr && added.list.empty(); at = at->outer) {
      added.complete = at->fields.complete;
      if (!added.complete) return added;
      outer = at != &scope;
      take(*at, base);
    }
    if (!added.list.empty()) {
      // Columns without a name cannot be written.
      const bool named =
          std::ranges::none_of(added.list, [](const Field& f) { return f.name.empty(); });
      const bool twins =
          std::ranges::any_of(added.list, [](const Field& f) { return f.renamed != nullptr; });
      if (named && (outer || twins || !all.aliases.empty() || scope.fields.joined_using)) {
        note(false);
      }
      return added;
    }
  }
  const Known row = TypeOf(**all.base, scope);
  added.complete = row && row->kind == TypeKind::kRow;
  if (!added.complete) return added;
  for (size_t i = 0; i < row->children.size(); ++i) {
    const std::string name = i < row->field_names.size() ? row->field_names[i] : "";
    added.list.push_back({{}, sql::Identifier{name, false, {}}.Canonical(), row->children[i], {}});
  }
  note(true);
  return added;
}

void Typer::AddItem(const sql::SelectItem& item, const sql::Select& select, const Scope& scope,
                    Fields& fields) {
  if (const auto* column = std::get_if<sql::SingleColumn>(&item)) {
    Known type = TypeOf(column->expression, scope);
    const Field* named = FieldOfName(column->expression, scope);
    fields.list.push_back({{},
                           NameOf(*column),
                           std::move(type),
                           {&column->expression},
                           named == nullptr ? nullptr : named->origin,
                           column->alias.has_value(),
                           ShownName(*column)});
    return;
  }
  const auto& all = std::get<sql::AllColumns>(item);
  CheckAllColumns(all, select, scope);
  Fields added = StarFields(all, scope);
  Rename(added, all.aliases);
  fields.complete = fields.complete && added.complete;
  fields.list.insert(fields.list.end(), std::make_move_iterator(added.list.begin()),
                     std::make_move_iterator(added.list.end()));
}

void Typer::TypeGroupBy(const sql::Select& select, const Scope& scope) {
  if (!select.group_by) return;
  const auto type_set = [&](const sql::GroupingSet& set) {
    for (const sql::Expression& column : set.columns) {
      CheckScalar(column, "GROUP BY clause", faults_);
      TypeOf(column, scope);
    }
  };
  for (const sql::GroupingElement& element : select.group_by->elements) {
    if (const auto* set = std::get_if<sql::GroupingSet>(&element)) {
      type_set(*set);
    } else if (const auto* sets = std::get_if<sql::GroupingSets>(&element)) {
      for (const sql::GroupingSet& one : sets->sets) type_set(one);
    }
  }
}

namespace {

// Relations of a FROM that are called as one before them.
class TwinFinder {
 public:
  void See(const sql::Relation& relation) {
    if (const auto* join = std::get_if<sql::Join>(&relation.node)) {
      See(*join->left);
      See(*join->right);
    } else if (const auto* sampled = std::get_if<sql::SampledRelation>(&relation.node)) {
      See(*sampled->relation);
    } else if (const auto* table = std::get_if<sql::Table>(&relation.node)) {
      names_.insert(table->name.last().Canonical());
    } else if (const auto* aliased = std::get_if<sql::AliasedRelation>(&relation.node)) {
      if (!names_.insert(aliased->alias.Canonical()).second) found.push_back(aliased);
    }
  }
  std::vector<const sql::AliasedRelation*> found;

 private:
  std::set<std::string> names_;
};

std::vector<const sql::AliasedRelation*> TwinsOf(const sql::Select& select) {
  TwinFinder twins;
  for (const sql::Relation& relation : select.from) twins.See(relation);
  return std::move(twins.found);
}

}  // namespace

// DuckDB takes names of relations that stand twice for ambiguous where Trino looks at the columns.
void Typer::RenameTwins(const sql::Select& select) {
  const auto twins = TwinsOf(select);
  for (size_t i = 0; i < twins.size(); ++i) {
    types_.aliases_.insert_or_assign(twins[i],
                                     fmt::format("{} {}", twins[i]->alias.Canonical(), i + 2));
  }
}

Fields Typer::SelectFields(const sql::Select& select, const sql::Location& location,
                           const Scope* outer, const std::vector<sql::SortItem>* order_by) {
  Fields source;
  RenameTwins(select);
  for (const sql::Relation& relation : select.from) {
    const Scope before{source, outer};
    Fields added = RelationFields(relation, &before);
    source.complete = source.complete && added.complete;
    source.joined_using = source.joined_using || added.joined_using;
    source.list.insert(source.list.end(), added.list.begin(), added.list.end());
    source.hidden.insert(source.hidden.end(), added.hidden.begin(), added.hidden.end());
  }
  if (!source.complete) {  // names may mean columns that are not known
    for (const sql::AliasedRelation* twin : TwinsOf(select)) types_.aliases_.erase(twin);
  }
  source.scope = ++last_scope_;
  const Scope scope{source, outer};
  const auto* const windows_around = std::exchange(windows_, &select.windows);
  const int source_around = std::exchange(source_scope_, source.scope);
  std::set<std::string> names;
  for (const sql::WindowDefinition& window : select.windows) {
    if (!names.insert(WindowKey(window.name)).second) {
      faults_.Report(window.name.location, StandardError::kDuplicateWindowName,
                     fmt::format("WINDOW name '{}' specified more than once", window.name.value));
    }
    TypeWindow(window.window, window.location, scope);
  }
  if (select.where) {
    CheckScalar(**select.where, "WHERE clause", faults_);
    TypeCondition(**select.where, scope);
    CheckCondition(**select.where, "WHERE clause", types_, faults_);
  }
  Fields fields;
  for (const sql::SelectItem& item : select.items) AddItem(item, select, scope, fields);
  TypeGroupBy(select, scope);
  if (select.having) {
    TypeCondition(**select.having, scope);
    CheckCondition(**select.having, "HAVING clause", types_, faults_);
  }
  fields.scope = ++last_scope_;
  if (order_by != nullptr) {
    TypeQueryOrder(*order_by, {fields, &scope}, location);
  }
  CheckSelect(select, location, order_by, source, fields);
  windows_ = windows_around;
  source_scope_ = source_around;
  return fields;
}

void Typer::MergeColumns(Fields& left, Fields right) {
  if (!left.complete || !right.complete || left.list.size() != right.list.size()) {
    left = {{}, false};
    return;
  }
  for (size_t i = 0; i < left.list.size(); ++i) {
    Field& field = left.list[i];
    const Known& other = right.list[i].type;
    field.type = field.type && other ? CommonSuperType(*field.type, *other) : std::nullopt;
    field.sources.insert(field.sources.end(), right.list[i].sources.begin(),
                         right.list[i].sources.end());
    CoerceValues(field.sources, field.type);
  }
}

Fields Typer::SetOperationFields(const sql::SetOperation& operation, const sql::Location& location,
                                 const Scope* outer) {
  Fields fields = BodyFields(*operation.left, outer, nullptr);
  Fields right = BodyFields(*operation.right, outer, nullptr);
  if (operation.corresponding) {
    if (!operation.corresponding->columns.empty()) {
      faults_.Report(location, StandardError::kNotSupported,
                     "CORRESPONDING with columns is unsupported");
    }
    if (!fields.complete || !right.complete) return {{}, false};
    KeepCorresponding(fields, right);
    if (fields.list.empty())
      faults_.Report(location, StandardError::kMismatchedColumnAliases, "No corresponding columns");
  }
  CheckSameColumns(operation, location, fields, right);
  MergeColumns(fields, std::move(right));
  return fields;
}

Fields Typer::ValuesFields(const sql::Values& values, const sql::Location& location,
                           const Scope* outer) {
  const Fields nothing;
  const Scope scope{nothing, outer};
  std::optional<Fields> all;
  std::vector<Fields> rows;
  for (const sql::Expression& row : values.rows) {
    Fields fields;
    const auto add = [&](const sql::Expression& value) {
      fields.list.push_back({{}, {}, TypeOf(value, scope), {&value}});
    };
    if (const auto* constructor = row.As<sql::RowConstructor>()) {
      for (const sql::Expression& value : constructor->fields) add(value);
    } else {
      add(row);
    }
    rows.push_back(fields);
    if (all) {
      MergeColumns(*all, std::move(fields));
    } else {
      all = std::move(fields);
    }
  }
  CheckRows(rows, location);
  if (!all) return {{}, false};
  for (const Field& field : all->list) {
    for (const sql::Expression* value : field.sources) CoerceParameter(*value, field.type);
  }
  return std::move(*all);
}

}  // namespace tarn::engine::embedded

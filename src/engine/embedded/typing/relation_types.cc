#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "engine/embedded/adapter/catalog_contents.h"
#include "engine/embedded/typing/castable.h"
#include "engine/embedded/typing/coercion.h"
#include "engine/embedded/typing/data_type.h"
#include "engine/embedded/typing/expression_checks.h"
#include "engine/embedded/typing/typer_impl.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

constexpr size_t kQualifiedParts = 3;  // catalog, schema, table

const Fields kUnknownFields{{}, false};

std::vector<std::string> Parts(const sql::QualifiedName& name) {
  std::vector<std::string> parts;
  for (const sql::Identifier& part : name.parts) parts.push_back(part.Canonical());
  return parts;
}

Fields Called(Fields fields, const std::vector<std::string>& relation) {
  for (Field& field : fields.list) {
    field.relation = relation;
    field.sources.clear();  // their values are coerced no more
    field.aliased = false;
    field.renamed = nullptr;
  }
  for (Field& field : fields.hidden) field.relation = relation;
  fields.joined_using = false;
  return fields;
}

void Append(Fields& fields, const Fields& added) {
  fields.complete = fields.complete && added.complete;
  fields.joined_using = fields.joined_using || added.joined_using;
  fields.list.insert(fields.list.end(), added.list.begin(), added.list.end());
  fields.hidden.insert(fields.hidden.end(), added.hidden.begin(), added.hidden.end());
}

}  // namespace

Fields Typer::TableFields(const sql::Table& table) {
  if (table.name.parts.size() == 1) {
    const auto with = with_.find(table.name.parts[0].Canonical());
    if (with != with_.end() && !with->second.empty()) {
      return Called(with->second.back(), Parts(table.name));
    }
  }
  // Another version may have other columns.
  if (table.branch || table.period) return kUnknownFields;
  const std::vector<Column>* columns = tables_(table.name);
  if (columns == nullptr) return kUnknownFields;
  Fields fields;
  const std::vector<std::string> relation = Parts(table.name);
  for (const Column& column : *columns) {
    std::shared_ptr<const ColumnOrigin> origin;
    if (relation.size() == kQualifiedParts) {
      origin = std::make_shared<const ColumnOrigin>(
          ColumnOrigin{relation[0], relation[1], relation[2], column.name,
                       static_cast<int>(&column - columns->data()) + 1});
    }
    fields.list.push_back({relation,
                           sql::Identifier{column.name, false, {}}.Canonical(),
                           column.type,
                           {},
                           std::move(origin)});
  }
  const bool is_generated = relation.size() == kQualifiedParts && relation[0] == kTpchCatalog;
  if (is_generated && !columns->empty()) {
    fields.hidden.push_back({relation, kTpchRowNumber, Type{TypeKind::kBigint, 0, 0, {}, {}}, {}});
  }
  return fields;
}

Fields Typer::AliasedFields(const sql::AliasedRelation& aliased, const sql::Location& location,
                            const Scope* outer) {
  Fields fields = Called(RelationFields(*aliased.relation, outer), {aliased.alias.Canonical()});
  CheckAliases(aliased, location, fields);
  if (types_.AliasOf(aliased) != nullptr) {
    for (Field& field : fields.list) field.renamed = &aliased;
  }
  if (aliased.columns.empty()) return fields;
  if (!fields.complete || fields.list.size() != aliased.columns.size()) return kUnknownFields;
  fields.hidden.clear();
  for (size_t i = 0; i < fields.list.size(); ++i) {
    fields.list[i].name = aliased.columns[i].Canonical();
    fields.list[i].shown = aliased.columns[i].value;
  }
  return fields;
}

Fields Typer::UsingFields(const std::vector<sql::Identifier>& columns, Fields left, Fields right) {
  if (!left.complete || !right.complete) return kUnknownFields;
  Fields fields;
  for (const sql::Identifier& column : columns) {
    const std::string name = column.Canonical();
    const auto take = [&](std::vector<Field>& from) -> Known {
      const auto found =
          std::find_if(from.begin(), from.end(), [&](const Field& f) { return f.name == name; });
      if (found == from.end()) return std::nullopt;
      Known type = found->type;
      from.erase(found);
      return type;
    };
    const auto missing = [&](const std::vector<Field>& from, const char* side) {
      const auto named = [&](const Field& field) { return field.name == name; };
      if (std::any_of(from.begin(), from.end(), named)) return;
      faults_.Report(column.location, StandardError::kColumnNotFound,
                     fmt::format("Column '{}' is missing from {} side of join", name, side));
    };
    missing(left.list, "left");
    missing(right.list, "right");
    const Known a = take(left.list), b = take(right.list);
    const Known common = a && b ? CommonSuperType(*a, *b) : std::nullopt;
    if (a && b && !(common && IsComparable(*common))) {
      faults_.Report(column.location, StandardError::kTypeMismatch,
                     fmt::format("Cannot apply operator: {} = {}", a->ToString(), b->ToString()));
    }
    fields.list.push_back({{}, name, common, {}});
    fields.list.back().shown = column.value;
  }
  Append(fields, left);
  Append(fields, right);
  fields.joined_using = true;
  return fields;
}

namespace {

// Reports columns of a scope that subqueries use: an outer join has to be done before its condition
// could be computed for each pair of rows.
class CorrelationFinder : public sql::TreeVisitor {
 public:
  using sql::TreeVisitor::Enter;
  CorrelationFinder(const ColumnPlaces& places, int scope, Faults& faults, bool within = false)
      : places_(places), scope_(scope), faults_(faults), within_(within) {}

  bool Enter(const sql::Query& query) override {
    if (within_) return true;
    CorrelationFinder inner(places_, scope_, faults_, true);
    sql::Walk(query, inner);
    return false;
  }
  bool Enter(const sql::Expression& expression) override {
    const auto place = places_.find(&expression);
    if (!within_ || place == places_.end() || place->second.scope != scope_) return true;
    const auto name = sql::ToQualifiedName(expression);
    faults_.Report(expression.location, StandardError::kNotSupported,
                   fmt::format("Reference to column '{}' from outer scope not allowed in this "
                               "context",
                               name ? name->Canonical() : std::string()));
    return false;
  }

 private:
  const ColumnPlaces& places_;
  const int scope_;
  Faults& faults_;
  const bool within_;
};

}  // namespace

Fields Typer::JoinFields(const sql::Join& join, const Scope* outer) {
  Fields left = RelationFields(*join.left, outer);
  const Scope beside{left, outer};  // what LATERAL and UNNEST refer to
  Fields right = RelationFields(*join.right, &beside);
  if (join.criteria) {
    if (const auto* join_using = std::get_if<sql::JoinUsing>(&*join.criteria)) {
      return UsingFields(join_using->columns, std::move(left), std::move(right));
    }
    if (std::holds_alternative<sql::NaturalJoin>(*join.criteria)) return kUnknownFields;
  }
  Append(left, right);
  if (join.criteria) {
    const sql::Expression& condition = *std::get<sql::JoinOn>(*join.criteria).condition;
    CheckScalar(condition, "JOIN clause", faults_);
    left.scope = ++last_scope_;
    TypeCondition(condition, {left, outer});
    CheckCondition(condition, "JOIN ON clause", types_, faults_);
    if (join.type != sql::JoinType::kInner) {
      CorrelationFinder finder(places_, left.scope, faults_);
      sql::Walk(condition, finder);
    }
    left.scope = 0;
  }
  return left;
}

Fields Typer::UnnestFields(const sql::Unnest& unnest, const Scope* outer) {
  const Fields nothing;
  const Scope scope{nothing, outer};
  Fields fields;
  const auto add = [&](const Type& type, std::string name = {}) {
    fields.list.push_back({{}, std::move(name), type, {}});
  };
  for (const sql::Expression& expression : unnest.expressions) {
    const Known type = TypeOf(expression, scope);
    if (!type) return kUnknownFields;
    if (type->kind == TypeKind::kMap) {
      add(type->children[0]);
      add(type->children[1]);
    } else if (type->kind != TypeKind::kArray) {
      if (type->kind != TypeKind::kUnknown) {
        faults_.ReportWithoutPlace(StandardError::kInvalidFunctionArgument,
                                   "Cannot unnest type: " + type->ToString());
      }
      return kUnknownFields;
    } else if (const Type& element = type->children[0]; element.kind == TypeKind::kRow) {
      for (size_t i = 0; i < element.children.size(); ++i) {
        add(element.children[i],
            sql::Identifier{i < element.field_names.size() ? element.field_names[i] : "", false, {}}
                .Canonical());
      }
    } else {
      add(element);
    }
  }
  if (unnest.with_ordinality) add({TypeKind::kBigint, 0, 0, {}, {}});
  return fields;
}

namespace {

void AddJsonColumns(const std::vector<sql::JsonTableColumn>& columns, Fields& fields,
                    std::vector<const sql::Expression*>& defaults) {
  const auto add = [&](const sql::Identifier& name, Known type) {
    fields.list.push_back({{}, name.Canonical(), std::move(type), {}});
  };
  for (const sql::JsonTableColumn& column : columns) {
    if (const auto* nested = column.As<sql::JsonNestedColumns>()) {
      AddJsonColumns(nested->columns, fields, defaults);
    } else if (const auto* value = column.As<sql::JsonValueColumn>()) {
      add(value->name, TypeOfDataType(value->type));
      for (const auto* behavior : {&value->on_empty, &value->on_error}) {
        if (*behavior && (*behavior)->default_value) {
          defaults.push_back(&**(*behavior)->default_value);
        }
      }
    } else if (const auto* query = column.As<sql::JsonQueryColumn>()) {
      add(query->name, TypeOfDataType(query->type));
    } else if (const auto* ordinality = column.As<sql::JsonOrdinalityColumn>()) {
      add(ordinality->name, Type{TypeKind::kBigint, 0, 0, {}, {}});
    }
  }
}

}  // namespace

Fields Typer::JsonTableFields(const sql::JsonTable& table, const Scope* outer) {
  const Fields nothing;
  const Scope scope{nothing, outer};
  TypeOf(*table.path.input.expression, scope);
  for (const sql::JsonPathParameter& parameter : table.path.parameters) {
    TypeOf(*parameter.value.expression, scope);
  }
  Fields fields;
  std::vector<const sql::Expression*> defaults;
  AddJsonColumns(table.columns, fields, defaults);
  for (const sql::Expression* expression : defaults) TypeOf(*expression, scope);
  return fields;
}

Fields Typer::RelationFields(const sql::Relation& relation, const Scope* outer) {
  const auto& node = relation.node;
  if (const auto* table = std::get_if<sql::Table>(&node)) return TableFields(*table);
  if (const auto* subquery = std::get_if<sql::TableSubquery>(&node)) {
    return Called(QueryFields(*subquery->query, outer), {});
  }
  if (const auto* lateral = std::get_if<sql::Lateral>(&node)) {
    return Called(QueryFields(*lateral->query, outer), {});
  }
  if (const auto* unnest = std::get_if<sql::Unnest>(&node)) return UnnestFields(*unnest, outer);
  if (const auto* aliased = std::get_if<sql::AliasedRelation>(&node)) {
    return AliasedFields(*aliased, relation.location, outer);
  }
  if (const auto* sampled = std::get_if<sql::SampledRelation>(&node)) {
    return RelationFields(*sampled->relation, outer);
  }
  if (const auto* join = std::get_if<sql::Join>(&node)) return JoinFields(*join, outer);
  if (const auto* match = std::get_if<sql::MatchRecognize>(&node)) {
    return MatchRecognizeFields(*match, relation.location, outer);
  }
  if (const auto* json = std::get_if<sql::JsonTable>(&node)) return JsonTableFields(*json, outer);
  if (const auto* call = std::get_if<sql::TableFunctionCall>(&node)) {
    return TableFunctionFields(*call, outer);
  }
  return kUnknownFields;
}

}  // namespace tarn::engine::embedded

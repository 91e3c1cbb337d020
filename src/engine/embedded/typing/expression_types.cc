#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "base/suggest.h"
#include "engine/embedded/typing/coercion.h"
#include "engine/embedded/typing/data_type.h"
#include "engine/embedded/typing/expression_checks.h"
#include "engine/embedded/typing/trino_text.h"
#include "engine/embedded/typing/typer_impl.h"

namespace tarn::engine::embedded {
namespace {

// People write far smaller ones; lambdas may be typed several times.
constexpr size_t kMaxVisited = 200'000;
constexpr int kMillis = 3;
constexpr size_t kIntegerGroupingColumns = 31;

Type Simple(TypeKind kind, int precision = 0) { return {kind, precision, 0, {}, {}}; }
const Type kBoolean = Simple(TypeKind::kBoolean);
const Type kVarchar = Simple(TypeKind::kVarchar);

using Pointers = std::vector<const sql::Expression*>;

Pointers PointersTo(const std::vector<sql::Expression>& expressions) {
  Pointers pointers;
  for (const sql::Expression& expression : expressions) pointers.push_back(&expression);
  return pointers;
}

// Whether `prefix` may stand for a relation called `relation`: "t" and "s.t" for "iceberg.s.t".
bool Means(const std::vector<std::string>& relation, const std::vector<std::string>& parts,
           size_t prefix) {
  return prefix <= relation.size() &&
         std::equal(parts.begin(), parts.begin() + static_cast<ptrdiff_t>(prefix),
                    relation.end() - static_cast<ptrdiff_t>(prefix));
}

Known FieldOf(const Type& row, std::string_view name) {
  if (row.kind != TypeKind::kRow) return std::nullopt;
  for (size_t i = 0; i < row.field_names.size() && i < row.children.size(); ++i) {
    if (sql::Identifier{row.field_names[i], false, {}}.Canonical() == name) return row.children[i];
  }
  return std::nullopt;
}

bool IsAmbiguousField(const Type& row, const std::string& name) {
  return std::ranges::count_if(row.field_names, [&](const std::string& field) {
           return sql::Identifier{field, false, {}}.Canonical() == name;
         }) > 1;
}

// Whether a value becomes one with a time zone, which is the session's.
bool GetsZone(const Type& own, const Type& type) {
  return type.kind == TypeKind::kTimestampWithTimeZone &&
         (own.kind == TypeKind::kTimestamp || own.kind == TypeKind::kDate);
}

}  // namespace

Known Typer::TypeOf(const sql::Expression& expression, const Scope& scope) {
  if (++visited_ > kMaxVisited) throw TooMuch{};
  current_ = &expression;
  std::optional<Known> in_pattern;
  if (pattern_ != nullptr) in_pattern = TypeInPattern(expression, scope);
  Known type =
      in_pattern ? *in_pattern
      : expression.Is<sql::Dereference>()
          ? TypeOfName(expression, scope)
          : std::visit([&](const auto& node) { return Node(node, scope); }, expression.node);
  if (type) {
    types_.types_.insert_or_assign(&expression, *type);
  } else {
    types_.types_.erase(&expression);
  }
  CheckExpression(expression, types_, faults_);
  return type;
}

// --- what several operands have in common ---

void Typer::CoerceParameter(const sql::Expression& expression, const Known& type) {
  const auto* parameter = expression.As<sql::Parameter>();
  if (parameter == nullptr || !type || type->kind == TypeKind::kUnknown) return;
  types_.parameters_.insert_or_assign(parameter->position, *type);
}

void Typer::ForgetParameter(const sql::Expression& expression) {
  if (const auto* parameter = expression.As<sql::Parameter>()) {
    types_.parameters_.erase(parameter->position);
  }
}

void Typer::TypeCondition(const sql::Expression& expression, const Scope& scope) {
  TypeOf(expression, scope);
  CoerceParameter(expression, kBoolean);
}

void Typer::Coerce(const Pointers& expressions, const Known& type) {
  for (const sql::Expression* expression : expressions) CoerceParameter(*expression, type);
  CoerceValues(expressions, type);
}

void Typer::CoerceValues(const Pointers& expressions, const Known& type) {
  if (!type) return;
  for (const sql::Expression* expression : expressions) {
    const Type* own = types_.Of(*expression);
    if (own == nullptr) continue;
    if (type->kind == TypeKind::kChar && own->kind == TypeKind::kVarchar) {
      types_.becomes_char_.insert(expression);
    }
    if (GetsZone(*own, *type)) types_.becomes_zoned_.insert_or_assign(expression, *type);
  }
}

Known Typer::CommonOf(const Pointers& expressions, const Scope& scope) {
  Known common = Type{};
  for (const sql::Expression* expression : expressions) {
    const Known type = TypeOf(*expression, scope);
    common = common && type ? CommonSuperType(*common, *type) : std::nullopt;
  }
  Coerce(expressions, common);
  return common;
}
Known Typer::CommonOf(const std::vector<sql::Expression>& expressions, const Scope& scope) {
  return CommonOf(PointersTo(expressions), scope);
}

Known Typer::Compared(const Pointers& operands, const Scope& scope) {
  const Known common = CommonOf(operands, scope);
  // Fine ones keep the zone in the value.
  constexpr int kMostMomentDigits = 9;
  const bool zoned =
      common &&
      (common->kind == TypeKind::kTimeWithTimeZone ||
       (common->kind == TypeKind::kTimestampWithTimeZone && common->precision > kMostMomentDigits));
  if (zoned) {
    types_.zoned_times_.insert(operands.begin(), operands.end());
  }
  return kBoolean;
}

// --- names ---

Found Typer::Lookup(const std::vector<std::string>& parts, const Scope& scope) {
  for (const Scope* at = &scope; at != nullptr; at = at->outer) {
    Found found;
    for (size_t i = 0; i < at->fields.list.size(); ++i) {
      const Field& field = at->fields.list[i];
      if (field.name != parts.back() || !Means(field.relation, parts, parts.size() - 1)) continue;
      if (found.field != nullptr) {
        found.state = at->fields.complete ? Found::State::kAmbiguous : Found::State::kNotKnown;
        return found;
      }
      found = {Found::State::kColumn, &field, {at->fields.scope, i}};
    }
    for (size_t i = 0; i < at->fields.hidden.size() && found.field == nullptr; ++i) {
      const Field& field = at->fields.hidden[i];
      if (field.name != parts.back() || !Means(field.relation, parts, parts.size() - 1)) continue;
      found = {Found::State::kColumn, &field, {at->fields.scope, at->fields.list.size() + i}};
    }
    if (found.field != nullptr) return found;
    // It may be among those that are not known.
    if (!at->fields.complete) return {Found::State::kNotKnown, nullptr, {}};
  }
  return {};
}

namespace {

// Names that are no columns of tables and yet mean something: "$path", variables of routines.
bool IsHidden(std::string_view name) { return name.starts_with('$') || name.empty(); }

std::string Suggestion(std::string_view name, const Scope& scope) {
  std::vector<std::string> names;
  for (const Scope* at = &scope; at != nullptr; at = at->outer) {
    for (const Field& field : at->fields.list) names.push_back(field.name);
  }
  return base::DidYouMean(name.substr(name.rfind('.') + 1), names);
}

std::string Joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ".") + part;
  return text;
}

}  // namespace

Known Typer::Use(const Found& found, const sql::Expression& expression, const std::string& name,
                 const Scope& scope) {
  if (found.state == Found::State::kColumn) {
    places_.insert_or_assign(&expression, found.place);
    if (found.field->renamed != nullptr && expression.Is<sql::Dereference>()) {
      types_.renamed_.insert_or_assign(
          &expression, StatementTypes::RenamedColumn{found.field->renamed, found.field->name});
    }
    return found.field->type;
  }
  if (IsHidden(name)) return std::nullopt;
  if (found.state == Found::State::kAmbiguous) {
    faults_.Report(expression.location, StandardError::kAmbiguousName,
                   fmt::format("Column '{}' is ambiguous", name));
  } else if (found.state == Found::State::kNothing) {
    faults_.Report(expression.location, StandardError::kColumnNotFound,
                   fmt::format("Column '{}' cannot be resolved{}", name, Suggestion(name, scope)));
  }
  return std::nullopt;
}

const Field* Typer::FieldOfName(const sql::Expression& expression, const Scope& scope) {
  std::vector<std::string> parts;
  if (const auto* reference = expression.As<sql::ColumnReference>()) {
    parts.push_back(reference->name.Canonical());
  } else if (expression.Is<sql::Dereference>()) {
    if (const auto name = sql::ToQualifiedName(expression)) {
      for (const sql::Identifier& part : name->parts) parts.push_back(part.Canonical());
    }
  }
  if (parts.empty()) return nullptr;
  const Found found = Lookup(parts, scope);
  return found.state == Found::State::kColumn ? found.field : nullptr;
}

Known Typer::TypeOfName(const sql::Expression& expression, const Scope& scope) {
  const auto& dereference = *expression.As<sql::Dereference>();
  std::vector<std::string> parts;
  if (const auto name = sql::ToQualifiedName(expression)) {
    for (const sql::Identifier& part : name->parts) parts.push_back(part.Canonical());
    const Found found = Lookup(parts, scope);
    // A field of a row, when a shorter name is a column.
    bool may_be_field = false;
    for (size_t size = 1; size < parts.size() && !may_be_field; ++size) {
      const std::vector<std::string> prefix(parts.begin(),
                                            parts.begin() + static_cast<ptrdiff_t>(size));
      may_be_field = Lookup(prefix, scope).state != Found::State::kNothing;
    }
    if (found.state != Found::State::kNothing || !may_be_field) {
      const bool hidden = IsHidden(parts.back());
      return Use(found, expression, hidden ? parts.back() : Joined(parts), scope);
    }
  }
  const Known base = TypeOf(*dereference.base, scope);
  if (!base || base->kind == TypeKind::kUnknown) return std::nullopt;
  if (base->kind != TypeKind::kRow) {
    faults_.Report(dereference.base->location, StandardError::kTypeMismatch,
                   fmt::format("Expression {} is not of type ROW", TrinoText(*dereference.base)));
    return std::nullopt;
  }
  Known field = FieldOf(*base, dereference.field.Canonical());
  if (IsAmbiguousField(*base, dereference.field.Canonical())) {
    faults_.Report(dereference.field.location, StandardError::kAmbiguousName,
                   "Ambiguous row field reference: " + dereference.field.value);
  }
  if (!field) {
    faults_.Report(expression.location, StandardError::kInvalidColumnReference,
                   fmt::format("Column reference '{}' is invalid",
                               parts.empty() ? dereference.field.Canonical() : Joined(parts)));
  }
  return field;
}

Known Typer::Node(const sql::ColumnReference& node, const Scope& scope) {
  const std::string name = node.name.Canonical();
  return Use(Lookup({name}, scope), *current_, name, scope);
}

Known Typer::Node(const sql::Dereference& node, const Scope& scope) {
  const Known base = TypeOf(*node.base, scope);
  return base ? FieldOf(*base, node.field.Canonical()) : std::nullopt;
}

// --- literals ---

Known Typer::Node(const sql::NullLiteral&, const Scope&) { return Type{}; }
Known Typer::Node(const sql::BooleanLiteral&, const Scope&) { return kBoolean; }
Known Typer::Node(const sql::LongLiteral& node, const Scope&) { return TypeOfLiteral(node); }
Known Typer::Node(const sql::DecimalLiteral& node, const Scope&) { return TypeOfLiteral(node); }
Known Typer::Node(const sql::DoubleLiteral&, const Scope&) { return Simple(TypeKind::kDouble); }
Known Typer::Node(const sql::StringLiteral& node, const Scope&) { return TypeOfLiteral(node); }
Known Typer::Node(const sql::BinaryLiteral&, const Scope&) { return Simple(TypeKind::kVarbinary); }
Known Typer::Node(const sql::GenericLiteral& node, const Scope&) { return TypeOfLiteral(node); }
Known Typer::Node(const sql::IntervalLiteral& node, const Scope&) { return TypeOfLiteral(node); }
Known Typer::Node(const sql::Parameter&, const Scope&) { return Type{}; }

// --- nested values ---

Known Typer::Node(const sql::Subscript& node, const Scope& scope) {
  const Known base = TypeOf(*node.base, scope);
  TypeOf(*node.index, scope);
  if (!base) return std::nullopt;
  if (base->kind == TypeKind::kArray) {
    CoerceParameter(*node.index, Simple(TypeKind::kBigint));
    return base->children[0];
  }
  if (base->kind == TypeKind::kMap) {
    CoerceParameter(*node.index, base->children[0]);
    return base->children[1];
  }
  const auto* place = node.index->As<sql::LongLiteral>();
  const bool in_row = base->kind == TypeKind::kRow && place != nullptr && place->value >= 1 &&
                      place->value <= static_cast<int64_t>(base->children.size());
  if (!in_row) return std::nullopt;
  return base->children[static_cast<size_t>(place->value - 1)];
}
Known Typer::Node(const sql::ArrayConstructor& node, const Scope& scope) {
  Known element = CommonOf(node.elements, scope);
  if (!element) return std::nullopt;
  return Type{TypeKind::kArray, 0, 0, {std::move(*element)}, {}};
}
Known Typer::Node(const sql::RowConstructor& node, const Scope& scope) {
  Type row = Simple(TypeKind::kRow);
  bool known = true;
  for (const sql::Expression& field : node.fields) {
    const Known type = TypeOf(field, scope);
    known = known && type;
    if (!known) continue;
    row.children.push_back(*type);
    row.field_names.emplace_back();
  }
  return known ? Known(std::move(row)) : std::nullopt;
}
Known Typer::Node(const sql::Lambda&, const Scope&) {
  faults_.Report(current_->location, StandardError::kTypeMismatch,
                 "Lambda expression should always be used inside a function");
  return std::nullopt;
}

// --- operators ---

Known Typer::Node(const sql::Unary& node, const Scope& scope) {
  return TypeOf(*node.operand, scope);
}
Known Typer::Node(const sql::Binary& node, const Scope& scope) {
  // In the order of BinaryOperator.
  static constexpr const char* kNames[] = {"+", "-", "*", "/", "%", "concat"};
  const bool is_operator = node.op != sql::BinaryOperator::kConcat;
  return TypeOfCall({kNames[static_cast<int>(node.op)], current_->location, is_operator},
                    {&*node.left, &*node.right}, scope);
}
Known Typer::Node(const sql::Comparison& node, const Scope& scope) {
  return Compared({&*node.left, &*node.right}, scope);
}
Known Typer::Node(const sql::IsDistinctFrom& node, const Scope& scope) {
  return Compared({&*node.left, &*node.right}, scope);
}
Known Typer::Node(const sql::Logical& node, const Scope& scope) {
  for (const sql::Expression& term : node.terms) TypeCondition(term, scope);
  return kBoolean;
}
Known Typer::Node(const sql::Not& node, const Scope& scope) {
  TypeCondition(*node.operand, scope);
  return kBoolean;
}
Known Typer::Node(const sql::Between& node, const Scope& scope) {
  return Compared({&*node.value, &*node.low, &*node.high}, scope);
}
Known Typer::Node(const sql::InList& node, const Scope& scope) {
  Pointers operands = PointersTo(node.list);
  operands.push_back(&*node.value);
  return Compared(operands, scope);
}
Known Typer::Node(const sql::InSubquery& node, const Scope& scope) {
  const sql::Location& location = current_->location;
  TypeOf(*node.value, scope);
  const int outer_scope = last_scope_;
  CheckSubquery(*node.value, QueryFields(*node.query, &scope), location);
  CheckCorrelation(*node.query, SubqueryKind::kIn, outer_scope, location);
  return kBoolean;
}
Known Typer::Node(const sql::Like& node, const Scope& scope) {
  TypeOf(*node.value, scope);
  CoerceParameter(*node.value, kVarchar);
  TypeOf(*node.pattern, scope);
  CoerceParameter(*node.pattern, kVarchar);
  if (node.escape) {
    TypeOf(**node.escape, scope);
    CoerceParameter(**node.escape, kVarchar);
  }
  return kBoolean;
}
Known Typer::Node(const sql::IsNull& node, const Scope& scope) {
  TypeOf(*node.value, scope);
  return kBoolean;
}
Known Typer::Node(const sql::QuantifiedComparison& node, const Scope& scope) {
  const sql::Location& location = current_->location;
  TypeOf(*node.left, scope);
  const int outer_scope = last_scope_;
  CheckSubquery(*node.left, QueryFields(*node.query, &scope), location);
  CheckCorrelation(*node.query, SubqueryKind::kQuantified, outer_scope, location);
  return kBoolean;
}
Known Typer::Node(const sql::Exists& node, const Scope& scope) {
  const sql::Location& location = current_->location;
  const int outer_scope = last_scope_;
  QueryFields(*node.query, &scope);
  CheckCorrelation(*node.query, SubqueryKind::kExists, outer_scope, location);
  return kBoolean;
}
Known Typer::Node(const sql::ScalarSubquery& node, const Scope& scope) {
  const int outer_scope = last_scope_;
  const Fields fields = QueryFields(*node.query, &scope);
  CheckCorrelation(*node.query, SubqueryKind::kScalar, outer_scope, node.query->location);
  if (!fields.complete || fields.list.empty()) return std::nullopt;
  return fields.list.size() == 1 ? fields.list.front().type
                                 : RowSubquery(node, fields, outer_scope);
}
// Several columns are a row.
Known Typer::RowSubquery(const sql::ScalarSubquery& node, const Fields& fields, int outer_scope) {
  Type row = Simple(TypeKind::kRow);
  std::vector<std::string> names;
  bool known = true;
  for (const Field& field : fields.list) {
    names.push_back(field.shown.empty() ? field.name : field.shown);
    known = known && field.type;
    if (!known) continue;
    row.children.push_back(*field.type);
    row.field_names.push_back(names.back());
  }
  types_.row_subqueries_.emplace(
      &node, StatementTypes::RowSubquery{std::move(names), IsCorrelated(*node.query, outer_scope)});
  return known ? Known(std::move(row)) : std::nullopt;
}
Known Typer::Node(const sql::AtTimeZone& node, const Scope& scope) {
  Known type = TypeOf(*node.value, scope);
  TypeOf(*node.zone, scope);
  if (!type) return std::nullopt;
  if (type->kind == TypeKind::kTime) type->kind = TypeKind::kTimeWithTimeZone;
  if (type->kind == TypeKind::kTimestamp) type->kind = TypeKind::kTimestampWithTimeZone;
  return type;
}
Known Typer::Node(const sql::Cast& node, const Scope& scope) {
  TypeOf(*node.operand, scope);
  return TypeOfDataType(node.type);
}

// --- conditions ---

Known Typer::Node(const sql::Case& node, const Scope& scope) {
  Pointers compared, results;
  if (node.operand) compared.push_back(&**node.operand);
  for (const sql::WhenClause& when : node.whens) {
    if (node.operand) {
      compared.push_back(&*when.condition);
    } else {
      TypeCondition(*when.condition, scope);
    }
    results.push_back(&*when.result);
  }
  if (node.otherwise) results.push_back(&**node.otherwise);
  CommonOf(compared, scope);
  return CommonOf(results, scope);
}
Known Typer::Node(const sql::If& node, const Scope& scope) {
  TypeCondition(*node.condition, scope);
  Pointers results = {&*node.then};
  if (node.otherwise) results.push_back(&**node.otherwise);
  return CommonOf(results, scope);
}
Known Typer::Node(const sql::Coalesce& node, const Scope& scope) {
  return CommonOf(node.operands, scope);
}
Known Typer::Node(const sql::NullIf& node, const Scope& scope) {
  CommonOf(Pointers{&*node.first, &*node.second}, scope);
  // Only what is compared is coerced, which are copies.
  ForgetParameter(*node.first);
  ForgetParameter(*node.second);
  const Type* first = types_.Of(*node.first);
  return first == nullptr ? std::nullopt : Known(*first);
}
Known Typer::Node(const sql::Try& node, const Scope& scope) { return TypeOf(*node.operand, scope); }

// --- special forms ---

Known Typer::Node(const sql::Extract& node, const Scope& scope) {
  TypeOf(*node.source, scope);
  return Simple(TypeKind::kBigint);
}
Known Typer::Node(const sql::Trim& node, const Scope& scope) {
  Pointers arguments = {&*node.source};
  if (node.characters) arguments.push_back(&**node.characters);
  return TypeOfCall({"trim", std::nullopt, false}, arguments, scope);
}
Known Typer::Node(const sql::CurrentValue& node, const Scope&) {
  const int digits = static_cast<int>(node.precision.value_or(kMillis));
  switch (node.kind) {
    case sql::CurrentValueKind::kDate: return Simple(TypeKind::kDate);
    case sql::CurrentValueKind::kTime: return Simple(TypeKind::kTimeWithTimeZone, digits);
    case sql::CurrentValueKind::kTimestamp: return Simple(TypeKind::kTimestampWithTimeZone, digits);
    case sql::CurrentValueKind::kLocalTime: return Simple(TypeKind::kTime, digits);
    case sql::CurrentValueKind::kLocalTimestamp: return Simple(TypeKind::kTimestamp, digits);
    default: return kVarchar;
  }
}
Known Typer::Node(const sql::Grouping& node, const Scope&) {
  return Simple(node.columns.size() <= kIntegerGroupingColumns ? TypeKind::kInteger
                                                               : TypeKind::kBigint);
}
void Typer::TypeJsonPath(const sql::JsonPathInvocation& path, const Scope& scope) {
  TypeOf(*path.input.expression, scope);
  CoerceParameter(*path.input.expression, kVarchar);
  for (const sql::JsonPathParameter& parameter : path.parameters) {
    TypeOf(*parameter.value.expression, scope);
  }
}
Known Typer::Node(const sql::JsonExists& node, const Scope& scope) {
  TypeJsonPath(*node.path, scope);
  return kBoolean;
}
Known Typer::Node(const sql::JsonValue& node, const Scope& scope) {
  TypeJsonPath(*node.path, scope);
  for (const auto* behavior : {&node.on_empty, &node.on_error}) {
    if (*behavior && (*behavior)->default_value) TypeOf(**(*behavior)->default_value, scope);
  }
  return node.returning ? TypeOfDataType(*node.returning) : Known(kVarchar);
}
Known Typer::Node(const sql::JsonQuery& node, const Scope& scope) {
  TypeJsonPath(*node.path, scope);
  return node.returning ? TypeOfDataType(node.returning->type) : Known(kVarchar);
}
Known Typer::Node(const sql::JsonObject& node, const Scope& scope) {
  for (const sql::JsonObjectMember& member : node.members) {
    TypeOf(*member.key, scope);
    TypeOf(*member.value.expression, scope);
  }
  return node.returning ? TypeOfDataType(node.returning->type) : Known(kVarchar);
}
Known Typer::Node(const sql::JsonArray& node, const Scope& scope) {
  for (const sql::JsonInput& element : node.elements) TypeOf(*element.expression, scope);
  return node.returning ? TypeOfDataType(node.returning->type) : Known(kVarchar);
}

}  // namespace tarn::engine::embedded

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <utility>

#include "base/error.h"
#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/literals.h"
#include "engine/embedded/dialect/quote.h"
#include "engine/embedded/dialect/types.h"
#include "engine/embedded/typing/row_pattern.h"
#include "engine/embedded/typing/trino_text.h"
#include "sql/parser.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

const char* Operator(sql::ComparisonOperator op) {
  switch (op) {
    case sql::ComparisonOperator::kEqual: return "=";
    case sql::ComparisonOperator::kNotEqual: return "<>";
    case sql::ComparisonOperator::kLess: return "<";
    case sql::ComparisonOperator::kLessOrEqual: return "<=";
    case sql::ComparisonOperator::kGreater: return ">";
    case sql::ComparisonOperator::kGreaterOrEqual: return ">=";
  }
  return "=";
}

// The type that CURRENT_TIME and its like have.
const char* TimeName(sql::CurrentValueKind kind) {
  switch (kind) {
    case sql::CurrentValueKind::kTime: return "TIME WITH TIME ZONE";
    case sql::CurrentValueKind::kTimestamp: return "TIMESTAMP WITH TIME ZONE";
    case sql::CurrentValueKind::kLocalTime: return "TIME";
    default: return "TIMESTAMP";
  }
}

// CURRENT_TIME and its like as a function of its digits, and its type as a pattern of them.
const char* TimeFunction(sql::CurrentValueKind kind) {
  switch (kind) {
    case sql::CurrentValueKind::kTime: return "current_time";
    case sql::CurrentValueKind::kTimestamp: return "current_timestamp";
    case sql::CurrentValueKind::kLocalTime: return "localtime";
    default: return "localtimestamp";
  }
}
const char* TimeType(sql::CurrentValueKind kind) {
  switch (kind) {
    case sql::CurrentValueKind::kTime: return "time({}) with time zone";
    case sql::CurrentValueKind::kTimestamp: return "timestamp({}) with time zone";
    case sql::CurrentValueKind::kLocalTime: return "time({})";
    default: return "timestamp({})";
  }
}

const char* Not(bool negated) { return negated ? "NOT " : ""; }

// Functions that give timestamps with a zone of their own.
bool GivesZone(std::string_view function) {
  static constexpr std::string_view kNames[] = {
      "now",           "at_timezone", "with_timezone", "from_unixtime", "from_iso8601_timestamp",
      "parse_datetime"};
  return std::find(std::begin(kNames), std::end(kNames), function) != std::end(kNames);
}
bool KeepsZone(std::string_view function) {
  static constexpr std::string_view kNames[] = {"date_add", "date_trunc", "greatest", "least"};
  return std::find(std::begin(kNames), std::end(kNames), function) != std::end(kNames);
}

// Whether an expression may be a timestamp with a zone of its own, or one of few digits, as far as
// it is written: such an operand is compared by its moment, so that the column on the other side
// stays what files are left out by.
bool MayBeZoned(const sql::Expression& expression) {
  if (const auto* literal = expression.As<sql::GenericLiteral>()) {
    return literal->type.Canonical() == "timestamp";
  }
  if (const auto* value = expression.As<sql::CurrentValue>()) {
    return value->kind == sql::CurrentValueKind::kTimestamp ||
           value->kind == sql::CurrentValueKind::kLocalTimestamp;
  }
  if (expression.Is<sql::AtTimeZone>()) return true;
  if (const auto* cast = expression.As<sql::Cast>()) return cast->type.Is<sql::DateTimeType>();
  if (const auto* binary = expression.As<sql::Binary>()) {
    return MayBeZoned(*binary->left) || MayBeZoned(*binary->right);
  }
  const auto* call = expression.As<sql::FunctionCall>();
  if (call == nullptr || call->over) return false;
  const std::string name = call->name.last().Canonical();
  if (GivesZone(name)) return true;
  return KeepsZone(name) && std::any_of(call->arguments.begin(), call->arguments.end(), MayBeZoned);
}

}  // namespace

void NotSupported(const sql::Location& location, std::string_view what) {
  base::Throw(base::ErrorKind::kUnsupported, "{}: {} is not supported by the embedded engine",
              At(location), what);
}

std::string NameText(const sql::Identifier& name) { return QuoteName(name.Canonical()); }

// DuckDB's names of windows know no case: a mark before each small letter tells it.
std::string WindowName(const sql::Identifier& name) {
  std::string text;
  for (const char c : WindowKey(name)) {
    if (c >= 'a' && c <= 'z') text += '\'';
    text += c;
  }
  return QuoteName(text);
}

std::string NameText(const sql::QualifiedName& name) {
  std::string text;
  for (const auto& part : name.parts) text += (text.empty() ? "" : ".") + NameText(part);
  return text;
}

std::string NameList(const std::vector<sql::Identifier>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + NameText(name);
  return text;
}

std::string Emitter::Expression(const sql::Expression& expression) {
  const auto substitute = substitutes_.find(&expression);
  if (substitute != substitutes_.end()) return substitute->second;
  std::string text;
  const auto value = pattern_values_.find(&expression);
  if (value != pattern_values_.end()) {
    text = value->second;
  } else if (const auto* renamed = types_ != nullptr ? types_->RenamedOf(expression) : nullptr) {
    text = QuoteName(*types_->AliasOf(*renamed->relation)) + "." + QuoteName(renamed->name);
  } else if (pattern_ != nullptr && pattern_->navigations.contains(&expression)) {
    text = Expression(expression.As<sql::FunctionCall>()->arguments.front());
  } else {
    text = std::visit([&](const auto& node) { return Emit(node, expression.location); },
                      expression.node);
  }
  if (types_ == nullptr) return text;
  const bool joined = expression.Is<sql::FunctionCall>() || expression.Is<sql::Binary>();
  if (types_->BecomesChar(expression) || (joined && IsChar(expression))) {
    return fmt::format("rtrim({}, ' ')", text);
  }
  if (const Type* zoned = types_->BecomesZoned(expression)) {
    const TranslatedType type = TranslateType(sql::ParseType(zoned->ToString()));
    if (!type.digits) return fmt::format("tarn_cast({}, CAST(NULL AS {}))", text, type.duckdb);
    return fmt::format("tarn_cast_time({}, CAST(NULL AS {}), {})", text, type.duckdb, *type.digits);
  }
  return text;
}

std::string Emitter::Compared(const sql::Expression& expression) {
  std::string text = Expression(expression);
  if (types_ != nullptr && types_->IsComparedAsZonedTime(expression)) {
    return fmt::format("tarn_time_instant({})", text);
  }
  return MayBeZoned(expression) ? fmt::format("tarn_instant({})", text) : text;
}

std::string Emitter::List(const std::vector<sql::Expression>& expressions) {
  std::string text;
  for (const auto& expression : expressions) {
    if (!text.empty()) text += ", ";
    text += Expression(expression);
  }
  return text;
}

std::string Emitter::Emit(const sql::NullLiteral&, const sql::Location&) { return "NULL"; }
std::string Emitter::Emit(const sql::BooleanLiteral& node, const sql::Location&) {
  return node.value ? "true" : "false";
}
std::string Emitter::Emit(const sql::LongLiteral& node, const sql::Location&) {
  // The least integer: without its sign it is a bigint.
  if (node.value == std::numeric_limits<int32_t>::min()) {
    return fmt::format("CAST({} AS INTEGER)", node.value);
  }
  return node.value < 0 ? fmt::format("({})", node.value) : std::to_string(node.value);
}
std::string Emitter::Emit(const sql::DecimalLiteral& node, const sql::Location& location) {
  return DecimalText(node, location);
}
std::string Emitter::Emit(const sql::DoubleLiteral& node, const sql::Location&) {
  // One beyond the greatest is infinite.
  if (std::isinf(node.value)) return "CAST('infinity' AS DOUBLE)";
  return fmt::format("({:.17e})", node.value);
}
std::string Emitter::Emit(const sql::StringLiteral& node, const sql::Location&) {
  return QuoteText(node.value);
}
std::string Emitter::Emit(const sql::BinaryLiteral& node, const sql::Location&) {
  return BinaryText(node);
}
std::string Emitter::Emit(const sql::GenericLiteral& node, const sql::Location& location) {
  return TypedText(node, location);
}
std::string Emitter::Emit(const sql::IntervalLiteral& node, const sql::Location& location) {
  return IntervalText(node, location);
}
std::string Emitter::Emit(const sql::Parameter& node, const sql::Location&) {
  return fmt::format("${}", node.position + 1);
}
std::string Emitter::Emit(const sql::ColumnReference& node, const sql::Location&) {
  if (aliases_ != nullptr) {
    const auto alias = aliases_->find(node.name.Canonical());
    if (alias != aliases_->end()) {
      // What the alias stands for knows nothing of the aliases beside it.
      const auto* aliases = std::exchange(aliases_, nullptr);
      std::string text = fmt::format("({})", Expression(*alias->second));
      aliases_ = aliases;
      return text;
    }
  }
  return NameText(node.name);
}

std::string Emitter::Emit(const sql::Dereference& node, const sql::Location&) {
  bool is_name = node.base->Is<sql::ColumnReference>() || node.base->Is<sql::Dereference>();
  // `t.a` is a column of a table, whatever the select list calls t.
  const auto* aliases = is_name ? std::exchange(aliases_, nullptr) : aliases_;
  std::string base = Expression(*node.base);
  aliases_ = aliases;
  if (is_name) return fmt::format("{}.{}", base, NameText(node.field));
  return fmt::format("({}).{}", base, NameText(node.field));
}

std::string Emitter::Emit(const sql::Subscript& node, const sql::Location&) {
  return fmt::format("tarn_subscript({}, {})", Expression(*node.base), Expression(*node.index));
}
std::string Emitter::Emit(const sql::ArrayConstructor& node, const sql::Location&) {
  return fmt::format("[{}]", List(node.elements));
}
std::string Emitter::Emit(const sql::RowConstructor& node, const sql::Location&) {
  return fmt::format("row({})", List(node.fields));
}

std::string Emitter::Emit(const sql::Lambda& node, const sql::Location& location) {
  if (node.parameters.empty()) NotSupported(location, "a lambda without parameters");
  // Its parameters hide the aliases of a select list.
  const bool hides =
      aliases_ != nullptr && std::ranges::any_of(node.parameters, [&](const auto& p) {
        return aliases_->contains(p.Canonical());
      });
  const auto* aliases = hides ? std::exchange(aliases_, nullptr) : aliases_;
  std::string body = Expression(*node.body);
  aliases_ = aliases;
  return fmt::format("lambda {}: {}", NameList(node.parameters), body);
}

std::string Emitter::Emit(const sql::Unary& node, const sql::Location&) {
  const bool number = node.operand->Is<sql::LongLiteral>() ||
                      node.operand->Is<sql::DecimalLiteral>() ||
                      node.operand->Is<sql::DoubleLiteral>();
  if (node.minus && !number) return fmt::format("tarn_negate({})", Expression(*node.operand));
  return fmt::format("({}{})", node.minus ? "-" : "+", Expression(*node.operand));
}

std::string Emitter::Emit(const sql::Binary& node, const sql::Location&) {
  const bool concat = node.op == sql::BinaryOperator::kConcat;
  std::string left = concat ? Padded(*node.left) : Expression(*node.left);
  std::string right = Expression(*node.right);
  switch (node.op) {
    case sql::BinaryOperator::kAdd: return fmt::format("tarn_add({}, {})", left, right);
    case sql::BinaryOperator::kSubtract: return fmt::format("tarn_subtract({}, {})", left, right);
    case sql::BinaryOperator::kMultiply: return fmt::format("tarn_multiply({}, {})", left, right);
    case sql::BinaryOperator::kDivide: return fmt::format("tarn_divide({}, {})", left, right);
    case sql::BinaryOperator::kModulus: return fmt::format("tarn_modulus({}, {})", left, right);
    case sql::BinaryOperator::kConcat: return fmt::format("tarn_concat({}, {})", left, right);
  }
  return {};
}

namespace {

const char* NestedComparison(sql::ComparisonOperator op) {
  switch (op) {
    case sql::ComparisonOperator::kEqual: return "tarn_nested_eq";
    case sql::ComparisonOperator::kNotEqual: return "tarn_nested_ne";
    case sql::ComparisonOperator::kLess: return "tarn_nested_lt";
    case sql::ComparisonOperator::kLessOrEqual: return "tarn_nested_le";
    case sql::ComparisonOperator::kGreater: return "tarn_nested_gt";
    case sql::ComparisonOperator::kGreaterOrEqual: return "tarn_nested_ge";
  }
  return "tarn_nested_eq";
}

bool IsNested(const Type* type) {
  return type != nullptr && (type->kind == TypeKind::kArray || type->kind == TypeKind::kMap ||
                             type->kind == TypeKind::kRow);
}
bool IsFloat(const Type* type) {
  return type != nullptr && (type->kind == TypeKind::kReal || type->kind == TypeKind::kDouble);
}

// A number that is written out is never NaN.
bool IsNumberLiteral(const sql::Expression& expression) {
  if (const auto* typed = expression.As<sql::GenericLiteral>()) {
    return typed->value.find_first_of("nN") == std::string::npos;
  }
  if (const auto* unary = expression.As<sql::Unary>()) return IsNumberLiteral(*unary->operand);
  return expression.Is<sql::LongLiteral>() || expression.Is<sql::DecimalLiteral>() ||
         expression.Is<sql::DoubleLiteral>();
}

// Whether an expression is about rows: of a constant files are left out by.
bool HasColumn(const sql::Expression& expression) {
  struct Finder : sql::TreeVisitor {
    using sql::TreeVisitor::Enter;
    bool Enter(const sql::Expression& node) override {
      found = found || node.Is<sql::ColumnReference>() || node.Is<sql::Dereference>();
      return !found;
    }
    bool Enter(const sql::Query&) override {
      found = true;
      return false;
    }
    bool found = false;
  } finder;
  sql::Walk(expression, finder);
  return finder.found;
}

}  // namespace

std::string Emitter::Condition(const sql::Expression& expression) {
  if (substitutes_.contains(&expression)) return Expression(expression);
  if (const auto* logical = expression.As<sql::Logical>();
      logical != nullptr && logical->op == sql::LogicalOperator::kAnd) {
    std::string text;
    for (const auto& term : logical->terms) {
      text += (text.empty() ? "(" : " AND ") + Condition(term);
    }
    return text + ")";
  }
  if (const auto* comparison = expression.As<sql::Comparison>()) {
    return Comparison(*comparison->left, comparison->op, *comparison->right, true);
  }
  return Expression(expression);
}

// NaN is no number to Trino, of which none is less, equal or greater; to DuckDB it equals itself
// and is greater than all others. The comparison itself stays a condition of its own, which files
// are left out by. Where rows are compared with rows and only what is true matters (`condition`),
// NaN is taken for a null: then it stays a comparison, which joins are made by.
std::string Emitter::Comparison(const sql::Expression& left, sql::ComparisonOperator op,
                                const sql::Expression& right, bool condition) {
  const Type* of_left = types_ != nullptr ? types_->Of(left) : nullptr;
  const Type* of_right = types_ != nullptr ? types_->Of(right) : nullptr;
  if (IsNested(of_left) && IsNested(of_right)) {
    const bool maps = of_left->kind == TypeKind::kMap || of_right->kind == TypeKind::kMap;
    if (condition && op == sql::ComparisonOperator::kEqual && !maps) {
      return NestedCondition(left, right);
    }
    return fmt::format("{}({}, {})", NestedComparison(op), Expression(left), Expression(right));
  }
  const std::string a = Compared(left), b = Compared(right);
  const std::string plain = fmt::format("({} {} {})", a, Operator(op), b);
  if (!IsFloat(of_left) && !IsFloat(of_right)) return plain;
  const bool left_literal = IsNumberLiteral(left), right_literal = IsNumberLiteral(right);
  const bool of_rows = condition && HasColumn(left) && HasColumn(right);
  // The comparison where it holds only if the left or the right side is a number.
  const auto if_left_is_number = [&] {
    return of_rows ? fmt::format("(tarn_number({}) {} {})", a, Operator(op), b)
                   : fmt::format("({} AND tarn_is_number({}, {}))", plain, a, b);
  };
  const auto if_right_is_number = [&] {
    return of_rows ? fmt::format("({} {} tarn_number({}))", a, Operator(op), b)
                   : fmt::format("({} AND tarn_is_number({}, {}))", plain, b, a);
  };
  switch (op) {
    case sql::ComparisonOperator::kEqual:
      return left_literal || right_literal ? plain : if_left_is_number();
    case sql::ComparisonOperator::kNotEqual:
      if (left_literal || right_literal) return plain;
      return fmt::format("({} OR NOT tarn_is_number({}, {}))", plain, a, b);
    case sql::ComparisonOperator::kLess:
    case sql::ComparisonOperator::kLessOrEqual: return right_literal ? plain : if_right_is_number();
    case sql::ComparisonOperator::kGreater:
    case sql::ComparisonOperator::kGreaterOrEqual:
      return left_literal ? plain : if_left_is_number();
  }
  return plain;
}

// Rows that are written out are equal field by field. Of others, one with nulls inside is taken for
// a null: it equals nothing.
std::string Emitter::NestedCondition(const sql::Expression& left, const sql::Expression& right) {
  const auto* a = left.As<sql::RowConstructor>();
  const auto* b = right.As<sql::RowConstructor>();
  if (a == nullptr || b == nullptr || a->fields.size() != b->fields.size()) {
    return fmt::format("({} = tarn_determinate({}))", Expression(left), Expression(right));
  }
  std::string text;
  for (size_t i = 0; i < a->fields.size(); ++i) {
    text += (i == 0 ? "(" : " AND ") +
            Comparison(a->fields[i], sql::ComparisonOperator::kEqual, b->fields[i], true);
  }
  return text + ")";
}

std::string Emitter::Emit(const sql::Comparison& node, const sql::Location&) {
  return Comparison(*node.left, node.op, *node.right);
}

std::string Emitter::Emit(const sql::IsDistinctFrom& node, const sql::Location&) {
  return fmt::format("({} IS {}DISTINCT FROM {})", Compared(*node.left), Not(node.negated),
                     Compared(*node.right));
}

std::string Emitter::Emit(const sql::Logical& node, const sql::Location&) {
  const char* separator = node.op == sql::LogicalOperator::kAnd ? " AND " : " OR ";
  std::string text;
  for (const auto& term : node.terms) text += (text.empty() ? "(" : separator) + Expression(term);
  return text + ")";
}

std::string Emitter::Emit(const sql::Not& node, const sql::Location&) {
  return fmt::format("(NOT {})", Expression(*node.operand));
}

std::string Emitter::Emit(const sql::Between& node, const sql::Location&) {
  const Type* type = types_ != nullptr ? types_->Of(*node.value) : nullptr;
  const Type* highest = types_ != nullptr ? types_->Of(*node.high) : nullptr;
  const bool floats = (IsFloat(type) || IsFloat(highest)) && !IsNumberLiteral(*node.high);
  if (floats || IsNested(type)) {
    return fmt::format("({}({} AND {}))", Not(node.negated),
                       Comparison(*node.value, sql::ComparisonOperator::kGreaterOrEqual, *node.low),
                       Comparison(*node.value, sql::ComparisonOperator::kLessOrEqual, *node.high));
  }
  return fmt::format("({} {}BETWEEN {} AND {})", Compared(*node.value), Not(node.negated),
                     Compared(*node.low), Compared(*node.high));
}

namespace {

// Whether an expression may have another value each time it is computed.
bool IsVolatile(const sql::Expression& expression) {
  struct Finder : sql::TreeVisitor {
    using TreeVisitor::Enter;
    bool Enter(const sql::Expression& node) override {
      if (const auto* call = node.As<sql::FunctionCall>()) {
        const std::string name = call->name.last().Canonical();
        found = found || name == "random" || name == "rand" || name == "uuid" || name == "shuffle";
      }
      return !found;
    }
    bool found = false;
  } finder;
  sql::Walk(expression, finder);
  return finder.found;
}

bool IsValueLiteral(const sql::Expression& expression) {
  return expression.Is<sql::LongLiteral>() || expression.Is<sql::DecimalLiteral>() ||
         expression.Is<sql::DoubleLiteral>() || expression.Is<sql::StringLiteral>();
}

}  // namespace

std::string Emitter::Emit(const sql::InList& node, const sql::Location&) {
  std::string list;
  for (const auto& item : node.list) list += (list.empty() ? "" : ", ") + Compared(item);
  // DuckDB makes of a short list one comparison an item, each with a value of its own.
  if (IsVolatile(*node.value) && std::ranges::all_of(node.list, IsValueLiteral)) {
    return fmt::format("({}list_contains([{}], {}))", Not(node.negated), list,
                       Compared(*node.value));
  }
  return fmt::format("({} {}IN ({}))", Compared(*node.value), Not(node.negated), list);
}

std::string Emitter::Emit(const sql::InSubquery& node, const sql::Location&) {
  return fmt::format("({} {}IN ({}))", Expression(*node.value), Not(node.negated),
                     Query(*node.query));
}

namespace {

// Of a pattern and an escape that are written out: what is escaped is one of three characters.
void CheckEscapes(const sql::Like& node) {
  const auto* pattern = node.pattern->As<sql::StringLiteral>();
  const auto* escape = node.escape ? (*node.escape)->As<sql::StringLiteral>() : nullptr;
  if (pattern == nullptr || escape == nullptr || escape->value.size() != 1) return;
  const char mark = escape->value.front();
  for (size_t i = 0; i < pattern->value.size(); ++i) {
    if (pattern->value[i] != mark) continue;
    const char next = ++i < pattern->value.size() ? pattern->value[i] : '\0';
    if (next == '%' || next == '_' || next == mark) continue;
    throw base::Error(
        base::ErrorKind::kInvalidArgument, base::StandardError::kInvalidFunctionArgument,
        "Escape character must be followed by '%', '_' or the escape character itself");
  }
}

}  // namespace

std::string Emitter::Emit(const sql::Like& node, const sql::Location&) {
  CheckEscapes(node);
  std::string escape = node.escape ? " ESCAPE " + Expression(**node.escape) : "";
  return fmt::format("({} {}LIKE {}{})", Padded(*node.value), Not(node.negated),
                     Expression(*node.pattern), escape);
}

std::string Emitter::Emit(const sql::IsNull& node, const sql::Location&) {
  return fmt::format("({} IS {}NULL)", Expression(*node.value), Not(node.negated));
}

std::string Emitter::Emit(const sql::QuantifiedComparison& node, const sql::Location&) {
  return fmt::format("({} {} {} ({}))", Expression(*node.left), Operator(node.op),
                     node.quantifier == sql::Quantifier::kAll ? "ALL" : "ANY", Query(*node.query));
}

std::string Emitter::Emit(const sql::Exists& node, const sql::Location&) {
  return fmt::format("EXISTS ({})", Query(*node.query));
}
std::string Emitter::Emit(const sql::ScalarSubquery& node, const sql::Location&) {
  const auto* row = types_ != nullptr ? types_->RowOf(node) : nullptr;
  return row != nullptr ? RowSubquery(node, *row) : fmt::format("({})", Query(*node.query));
}

// Of no rows it is null when it is about the rows around it, else a row of nulls.
std::string Emitter::RowSubquery(const sql::ScalarSubquery& node,
                                 const StatementTypes::RowSubquery& row) {
  const std::vector<std::string>& columns = row.names;
  std::set<std::string> names;
  const bool named = std::ranges::all_of(columns, [&](const std::string& name) {
    return !name.empty() && names.insert(sql::Identifier{name, false, {}}.Canonical()).second;
  });
  const std::string relation = fmt::format("tarn_row{}", ++unnamed_);
  std::string aliases, values, nulls;
  for (size_t i = 0; i < columns.size(); ++i) {
    const char* comma = i == 0 ? "" : ", ";
    const std::string field = named ? QuoteName(columns[i]) + " := " : std::string();
    aliases += fmt::format("{}c{}", comma, i);
    values += fmt::format("{}{}{}.c{}", comma, field, relation, i);
    nulls += fmt::format("{}{}NULL", comma, field);
  }
  const char* make = named ? "struct_pack" : "row";
  const std::string text = fmt::format("(SELECT {}({}) FROM ({}) AS {}({}))", make, values,
                                       Query(*node.query), relation, aliases);
  return row.correlated ? text : fmt::format("coalesce({}, {}({}))", text, make, nulls);
}
std::string Emitter::Emit(const sql::AtTimeZone& node, const sql::Location&) {
  return fmt::format("tarn_at_timezone({}, {})", Expression(*node.value), Expression(*node.zone));
}

std::string Emitter::Emit(const sql::Cast& node, const sql::Location&) {
  if (const std::string* variable = VariableText(*node.operand)) return *variable;
  const TranslatedType type = TranslateType(node.type);
  const std::string operand = type.pad ? Expression(*node.operand) : Padded(*node.operand);
  const char* function = node.safe ? "tarn_try_cast" : "tarn_cast";
  if (type.length && type.pad) return fmt::format("tarn_cast_char({}, {})", operand, *type.length);
  if (type.length) return fmt::format("{}_varchar({}, {})", function, operand, *type.length);
  if (type.digits) {
    return fmt::format("{}_time({}, CAST(NULL AS {}), {})", function, operand, type.duckdb,
                       *type.digits);
  }
  return fmt::format("{}({}, CAST(NULL AS {}))", function, operand, type.duckdb);
}

std::string Emitter::Emit(const sql::Case& node, const sql::Location&) {
  std::string text = "CASE";
  if (node.operand) text += " " + Expression(**node.operand);
  for (const auto& when : node.whens) {
    text += fmt::format(" WHEN {} THEN {}", Expression(*when.condition), Expression(*when.result));
  }
  if (node.otherwise) text += " ELSE " + Expression(**node.otherwise);
  return text + " END";
}

std::string Emitter::Emit(const sql::If& node, const sql::Location&) {
  std::string otherwise = node.otherwise ? " ELSE " + Expression(**node.otherwise) : "";
  return fmt::format("CASE WHEN {} THEN {}{} END", Expression(*node.condition),
                     Expression(*node.then), otherwise);
}

std::string Emitter::Emit(const sql::Coalesce& node, const sql::Location&) {
  return fmt::format("coalesce({})", List(node.operands));
}
std::string Emitter::Emit(const sql::NullIf& node, const sql::Location&) {
  return fmt::format("nullif({}, {})", Expression(*node.first), Expression(*node.second));
}
std::string Emitter::Emit(const sql::Try& node, const sql::Location&) {
  return fmt::format("TRY({})", Expression(*node.operand));
}

std::string Emitter::Emit(const sql::Extract& node, const sql::Location&) {
  // In the order of ExtractField. Trino's weeks and days of the week are ISO 8601's.
  static constexpr const char* kFunctions[] = {"year",
                                               "quarter",
                                               "month",
                                               "weekofyear",
                                               "day",
                                               "day",
                                               "isodow",
                                               "dayofyear",
                                               "isoyear",
                                               "tarn_extract_hour",
                                               "tarn_extract_minute",
                                               "tarn_extract_second",
                                               "tarn_timezone_minute",
                                               "tarn_timezone_hour"};
  const std::string_view function = kFunctions[static_cast<int>(node.field)];
  const std::string source = Expression(*node.source);
  if (function.starts_with("tarn_")) return fmt::format("{}({})", function, source);
  return fmt::format("{}(tarn_local({}))", function, source);
}

std::string Emitter::Emit(const sql::Trim& node, const sql::Location&) {
  const char* function = node.side == sql::TrimSide::kBoth      ? "trim"
                         : node.side == sql::TrimSide::kLeading ? "ltrim"
                                                                : "rtrim";
  if (!node.characters) return fmt::format("tarn_{}({})", function, Expression(*node.source));
  return fmt::format("{}({}, {})", function, Expression(*node.source),
                     Expression(**node.characters));
}

std::string Emitter::Emit(const sql::CurrentValue& node, const sql::Location&) {
  // The clock tells microseconds; further digits are zeros.
  constexpr int64_t kDefaultDigits = 3;
  constexpr int64_t kClockDigits = 6;
  constexpr int64_t kMostDigits = 12;
  if (node.precision.value_or(0) > kMostDigits) {
    base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kNumericValueOutOfRange,
                "{} precision must be in range [0, {}]: {}", TimeName(node.kind), kMostDigits,
                *node.precision);
  }
  const int64_t digits = std::min(node.precision.value_or(kDefaultDigits), kClockDigits);
  if (node.precision.value_or(0) > kClockDigits) {
    return Expression(sql::ParseExpression(
        fmt::format("CAST({}({}) AS {})", TimeFunction(node.kind), kClockDigits,
                    fmt::format(fmt::runtime(TimeType(node.kind)), *node.precision))));
  }
  switch (node.kind) {
    case sql::CurrentValueKind::kDate: return "CAST(tarn_local(tarn_now(3)) AS DATE)";
    case sql::CurrentValueKind::kTime: return fmt::format("tarn_current_time({})", digits);
    case sql::CurrentValueKind::kTimestamp: return fmt::format("tarn_now({})", digits);
    case sql::CurrentValueKind::kLocalTime:
      return fmt::format("CAST(tarn_local(tarn_now({})) AS TIME)", digits);
    case sql::CurrentValueKind::kLocalTimestamp:
      return fmt::format("CAST(tarn_local(tarn_now({})) AS {})", digits,
                         digits > kDefaultDigits ? "TIMESTAMP" : "TIMESTAMP_MS");
    // The session sets these variables: translation knows no session.
    case sql::CurrentValueKind::kUser: return "getvariable('tarn_user')";
    case sql::CurrentValueKind::kCatalog: return "getvariable('tarn_catalog')";
    case sql::CurrentValueKind::kSchema: return "getvariable('tarn_schema')";
    case sql::CurrentValueKind::kPath: return "getvariable('tarn_path')";
  }
  return {};
}

std::string Emitter::Emit(const sql::Grouping& node, const sql::Location&) {
  std::string columns;
  for (const auto& name : node.columns) columns += (columns.empty() ? "" : ", ") + NameText(name);
  return fmt::format("grouping({})", columns);
}

}  // namespace tarn::engine::embedded

#include <string>

#include "base/error.h"
#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/literals.h"
#include "engine/embedded/dialect/quote.h"
#include "engine/embedded/dialect/types.h"

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

const char* Not(bool negated) { return negated ? "NOT " : ""; }

bool IsInterval(const sql::Expression& expression) { return expression.Is<sql::IntervalLiteral>(); }

}  // namespace

void NotSupported(const sql::Location& location, std::string_view what) {
  base::Throw(base::ErrorKind::kUnsupported, "{}: {} is not supported by the embedded engine",
              At(location), what);
}

std::string NameText(const sql::Identifier& name) { return QuoteName(name.Canonical()); }

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
  return std::visit([&](const auto& node) { return Emit(node, expression.location); },
                    expression.node);
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
  return node.value < 0 ? fmt::format("({})", node.value) : std::to_string(node.value);
}
std::string Emitter::Emit(const sql::DecimalLiteral& node, const sql::Location& location) {
  return DecimalText(node, location);
}
std::string Emitter::Emit(const sql::DoubleLiteral& node, const sql::Location&) {
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
  return NameText(node.name);
}

std::string Emitter::Emit(const sql::Dereference& node, const sql::Location&) {
  bool is_name = node.base->Is<sql::ColumnReference>() || node.base->Is<sql::Dereference>();
  std::string base = Expression(*node.base);
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
  return fmt::format("lambda {}: {}", NameList(node.parameters), Expression(*node.body));
}

std::string Emitter::Emit(const sql::Unary& node, const sql::Location&) {
  return fmt::format("({}{})", node.minus ? "-" : "+", Expression(*node.operand));
}

std::string Emitter::Emit(const sql::Binary& node, const sql::Location&) {
  std::string left = Expression(*node.left), right = Expression(*node.right);
  bool interval = IsInterval(*node.left) != IsInterval(*node.right);
  switch (node.op) {
    case sql::BinaryOperator::kAdd: return fmt::format("tarn_add({}, {})", left, right);
    case sql::BinaryOperator::kSubtract:
      if (interval && IsInterval(*node.right)) {
        return fmt::format("tarn_add({}, -{})", left, right);
      }
      return fmt::format("tarn_subtract({}, {})", left, right);
    case sql::BinaryOperator::kMultiply: return fmt::format("tarn_multiply({}, {})", left, right);
    case sql::BinaryOperator::kDivide: return fmt::format("tarn_divide({}, {})", left, right);
    case sql::BinaryOperator::kModulus: return fmt::format("tarn_modulus({}, {})", left, right);
    case sql::BinaryOperator::kConcat: return fmt::format("tarn_concat({}, {})", left, right);
  }
  return {};
}

std::string Emitter::Emit(const sql::Comparison& node, const sql::Location&) {
  return fmt::format("({} {} {})", Expression(*node.left), Operator(node.op),
                     Expression(*node.right));
}

std::string Emitter::Emit(const sql::IsDistinctFrom& node, const sql::Location&) {
  return fmt::format("({} IS {}DISTINCT FROM {})", Expression(*node.left), Not(node.negated),
                     Expression(*node.right));
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
  return fmt::format("({} {}BETWEEN {} AND {})", Expression(*node.value), Not(node.negated),
                     Expression(*node.low), Expression(*node.high));
}

std::string Emitter::Emit(const sql::InList& node, const sql::Location&) {
  return fmt::format("({} {}IN ({}))", Expression(*node.value), Not(node.negated), List(node.list));
}

std::string Emitter::Emit(const sql::InSubquery& node, const sql::Location&) {
  return fmt::format("({} {}IN ({}))", Expression(*node.value), Not(node.negated),
                     Query(*node.query));
}

std::string Emitter::Emit(const sql::Like& node, const sql::Location&) {
  std::string escape = node.escape ? " ESCAPE " + Expression(**node.escape) : "";
  return fmt::format("({} {}LIKE {}{})", Expression(*node.value), Not(node.negated),
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
  return fmt::format("({})", Query(*node.query));
}
std::string Emitter::Emit(const sql::AtTimeZone& node, const sql::Location&) {
  return fmt::format("({} AT TIME ZONE {})", Expression(*node.value), Expression(*node.zone));
}

std::string Emitter::Emit(const sql::Cast& node, const sql::Location&) {
  const TranslatedType type = TranslateType(node.type);
  const std::string operand = Expression(*node.operand);
  const char* function = node.safe ? "tarn_try_cast" : "tarn_cast";
  if (type.length && type.pad) return fmt::format("tarn_cast_char({}, {})", operand, *type.length);
  if (type.length) return fmt::format("{}_varchar({}, {})", function, operand, *type.length);
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
  static constexpr const char* kFunctions[] = {
      "year",        "quarter",     "month",           "weekofyear",   "day",
      "day",         "isodow",      "dayofyear",       "isoyear",      "tarn_hour",
      "tarn_minute", "tarn_second", "timezone_minute", "timezone_hour"};
  return fmt::format("{}({})", kFunctions[static_cast<int>(node.field)], Expression(*node.source));
}

std::string Emitter::Emit(const sql::Trim& node, const sql::Location&) {
  const char* function = node.side == sql::TrimSide::kBoth      ? "trim"
                         : node.side == sql::TrimSide::kLeading ? "ltrim"
                                                                : "rtrim";
  if (!node.characters) return fmt::format("tarn_{}({})", function, Expression(*node.source));
  return fmt::format("{}({}, {})", function, Expression(*node.source),
                     Expression(**node.characters));
}

std::string Emitter::Emit(const sql::CurrentValue& node, const sql::Location& location) {
  switch (node.kind) {
    case sql::CurrentValueKind::kDate: return "current_date";
    case sql::CurrentValueKind::kTime: return "current_time";
    case sql::CurrentValueKind::kTimestamp: return "now()";
    case sql::CurrentValueKind::kLocalTime: return "localtime";
    case sql::CurrentValueKind::kLocalTimestamp: return "localtimestamp";
    // The session sets these variables: translation knows no session.
    case sql::CurrentValueKind::kUser: return "getvariable('tarn_user')";
    case sql::CurrentValueKind::kCatalog: return "getvariable('tarn_catalog')";
    case sql::CurrentValueKind::kSchema: return "getvariable('tarn_schema')";
    case sql::CurrentValueKind::kPath: break;
  }
  NotSupported(location, "CURRENT_PATH");
}

std::string Emitter::Emit(const sql::Grouping& node, const sql::Location&) {
  std::string columns;
  for (const auto& name : node.columns) columns += (columns.empty() ? "" : ", ") + NameText(name);
  return fmt::format("grouping({})", columns);
}

std::string Emitter::Emit(const sql::WindowMeasure&, const sql::Location& location) {
  NotSupported(location, "row pattern recognition");
}

}  // namespace tarn::engine::embedded

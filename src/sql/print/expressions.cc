#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "sql/keyword.h"
#include "sql/print/printer_impl.h"
#include "sql/printer.h"
#include "sql/vocabulary.h"

namespace tarn::sql {

namespace {

using Level = PrinterImpl::Level;

Level LevelOf(const Binary& binary) {
  switch (binary.op) {
    case BinaryOperator::kConcat: return Level::kConcatenation;
    case BinaryOperator::kAdd:
    case BinaryOperator::kSubtract: return Level::kSum;
    default: return Level::kProduct;
  }
}

Level LevelOf(const Expression& expression) {
  const ExpressionNode& node = expression.node;
  if (const auto* logical = std::get_if<Logical>(&node)) {
    return logical->op == LogicalOperator::kOr ? Level::kAnyExpression : Level::kConjunction;
  }
  if (const auto* binary = std::get_if<Binary>(&node)) return LevelOf(*binary);
  // A lambda swallows all that follows it.
  if (std::holds_alternative<Lambda>(node)) return Level::kAnyExpression;
  if (std::holds_alternative<Not>(node)) return Level::kNegation;
  if (std::holds_alternative<Unary>(node)) return Level::kSigned;
  if (std::holds_alternative<AtTimeZone>(node)) return Level::kZoned;
  const bool predicate =
      std::holds_alternative<Comparison>(node) || std::holds_alternative<IsDistinctFrom>(node) ||
      std::holds_alternative<Between>(node) || std::holds_alternative<InList>(node) ||
      std::holds_alternative<InSubquery>(node) || std::holds_alternative<Like>(node) ||
      std::holds_alternative<IsNull>(node) || std::holds_alternative<QuantifiedComparison>(node);
  return predicate ? Level::kPredicate : Level::kPrimary;
}

bool IsNumber(const Expression& expression) {
  return expression.Is<LongLiteral>() || expression.Is<DecimalLiteral>() ||
         expression.Is<DoubleLiteral>();
}

bool IsColumn(const Expression& expression, Keyword keyword) {
  const auto* column = expression.As<ColumnReference>();
  return column != nullptr && !column->name.quoted && FindKeyword(column->name.value) == keyword;
}

// The shortest text with an exponent, which makes it a double, that reads back as the same value.
std::string DoubleText(double value) {
  if (std::isinf(value)) return value < 0 ? "-1E999" : "1E999";
  if (std::isnan(value)) return "nan()";
  std::array<char, 64> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::scientific);
  std::string text(buffer.data(), end.ptr);
  const size_t exponent = text.find('e');
  text[exponent] = 'E';
  if (text[exponent + 1] == '+') text.erase(exponent + 1, 1);
  return text;
}

std::string HexText(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

// NORMALIZE(text, form): a reserved word, whose second argument is no expression.
bool IsNormalize(const FunctionCall& call) {
  return call.name.parts.size() == 1 && !call.name.last().quoted &&
         FindKeyword(call.name.last().value) == Keyword::kNormalize && call.arguments.size() == 2 &&
         call.arguments[1].Is<StringLiteral>();
}

std::string_view NotText(bool negated) { return negated ? " NOT" : ""; }

}  // namespace

// One overload for each alternative of ExpressionNode.
struct ExpressionEmitter {
  PrinterImpl& p;

  // A primary that a '.' or '[' follows.
  void Base(const Expression& base, bool subscript) const {
    const bool ambiguous =
        (IsNumber(base) && !subscript) || (subscript && IsColumn(base, Keyword::kArray));
    if (ambiguous) p.Text("(");
    p.Emit(base, ambiguous ? Level::kAnyExpression : Level::kPrimary);
    if (ambiguous) p.Text(")");
  }

  void operator()(const NullLiteral&) const { p.Text("NULL"); }
  void operator()(const BooleanLiteral& e) const { p.Text(e.value ? "TRUE" : "FALSE"); }
  void operator()(const LongLiteral& e) const { p.Text(std::to_string(e.value)); }
  void operator()(const DecimalLiteral& e) const { p.Text(e.text); }
  void operator()(const DoubleLiteral& e) const { p.Text(DoubleText(e.value)); }
  void operator()(const StringLiteral& e) const { p.String(e.value); }
  void operator()(const BinaryLiteral& e) const { p.Text("X'" + HexText(e.bytes) + "'"); }
  void operator()(const GenericLiteral& e) const {
    p.Emit(e.type);
    p.Text(" ");
    p.String(e.value);
  }
  void operator()(const IntervalLiteral& e) const {
    p.Text(e.negative ? "INTERVAL -" : "INTERVAL ");
    p.String(e.value);
    p.Text(" ");
    p.Text(Text(e.from));
    if (e.to) {
      p.Text(" TO ");
      p.Text(Text(*e.to));
    }
  }
  void operator()(const Parameter&) const { p.Text("?"); }
  void operator()(const ColumnReference& e) const { p.Emit(e.name); }
  void operator()(const Dereference& e) const {
    Base(e.base, false);
    p.Text(".");
    p.Emit(e.field);
  }
  void operator()(const Subscript& e) const {
    Base(e.base, true);
    p.Text("[");
    p.Emit(e.index, Level::kConcatenation);
    p.Text("]");
  }
  void operator()(const ArrayConstructor& e) const {
    p.Text("ARRAY[");
    p.List(e.elements);
    p.Text("]");
  }
  void operator()(const RowConstructor& e) const {
    p.Text("ROW");
    p.Parenthesized(e.fields);
  }
  void operator()(const Lambda& e) const {
    const bool single = e.parameters.size() == 1;
    if (single) {
      p.Emit(e.parameters.front());
    } else {
      p.Parenthesized(e.parameters);
    }
    p.Text(" -> ");
    p.Emit(e.body);
  }
  void operator()(const Unary& e) const {
    p.Text(e.minus ? "-" : "+");
    const size_t begin = p.out_.size();
    p.Emit(e.operand, Level::kSigned);
    // A minus would become part of a number, or two of them a comment.
    const char first = begin < p.out_.size() ? p.out_[begin] : ' ';
    if (e.minus && (first == '-' || first == '.' || (first >= '0' && first <= '9'))) {
      p.out_.insert(begin, "(");
      p.out_ += ')';
    }
  }
  void operator()(const Binary& e) const {
    const Level level = LevelOf(e);
    p.Emit(e.left, level);
    p.Text(" ");
    p.Text(Text(e.op));
    p.Text(" ");
    p.Emit(e.right, static_cast<Level>(level + 1));
  }
  void operator()(const Comparison& e) const {
    p.Emit(e.left, Level::kConcatenation);
    p.Text(" ");
    p.Text(Text(e.op));
    p.Text(" ");
    p.Emit(e.right, Level::kConcatenation);
  }
  void operator()(const IsDistinctFrom& e) const {
    p.Emit(e.left, Level::kConcatenation);
    p.Text(e.negated ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ");
    p.Emit(e.right, Level::kConcatenation);
  }
  void operator()(const Logical& e) const {
    const bool conjunction = e.op == LogicalOperator::kAnd;
    for (size_t i = 0; i < e.terms.size(); ++i) {
      if (i > 0) p.Text(conjunction ? " AND " : " OR ");
      p.Emit(e.terms[i], conjunction ? Level::kNegation : Level::kConjunction);
    }
  }
  void operator()(const Not& e) const {
    p.Text("NOT ");
    p.Emit(e.operand, Level::kNegation);
  }
  void operator()(const Between& e) const {
    p.Emit(e.value, Level::kConcatenation);
    p.Text(NotText(e.negated));
    p.Text(" BETWEEN ");
    p.Emit(e.low, Level::kConcatenation);
    p.Text(" AND ");
    p.Emit(e.high, Level::kConcatenation);
  }
  void operator()(const InList& e) const {
    p.Emit(e.value, Level::kConcatenation);
    p.Text(NotText(e.negated));
    p.Text(" IN ");
    p.Parenthesized(e.list);
  }
  void operator()(const InSubquery& e) const {
    p.Emit(e.value, Level::kConcatenation);
    p.Text(NotText(e.negated));
    p.Text(" IN ");
    p.Subquery(e.query);
  }
  void operator()(const Like& e) const {
    p.Emit(e.value, Level::kConcatenation);
    p.Text(NotText(e.negated));
    p.Text(" LIKE ");
    p.Emit(e.pattern, Level::kConcatenation);
    if (e.escape) {
      p.Text(" ESCAPE ");
      p.Emit(*e.escape, Level::kConcatenation);
    }
  }
  void operator()(const IsNull& e) const {
    p.Emit(e.value, Level::kConcatenation);
    p.Text(e.negated ? " IS NOT NULL" : " IS NULL");
  }
  void operator()(const QuantifiedComparison& e) const {
    p.Emit(e.left, Level::kConcatenation);
    p.Text(" ");
    p.Text(Text(e.op));
    p.Text(e.quantifier == Quantifier::kAll ? " ALL (" : " ANY (");
    p.Emit(e.query);
    p.Text(")");
  }
  void operator()(const Exists& e) const {
    p.Text("EXISTS (");
    p.Emit(e.query);
    p.Text(")");
  }
  void operator()(const ScalarSubquery& e) const { p.Subquery(e.query); }
  void operator()(const AtTimeZone& e) const {
    p.Emit(e.value, Level::kZoned);
    p.Text(" AT TIME ZONE ");
    p.Emit(e.zone, Level::kPrimary);
  }
  void operator()(const Cast& e) const {
    p.Text(e.safe ? "TRY_CAST(" : "CAST(");
    p.Emit(e.operand);
    p.Text(" AS ");
    p.Emit(e.type);
    p.Text(")");
  }
  void operator()(const Case& e) const {
    p.Text("CASE");
    p.Optional(" ", e.operand);
    for (const WhenClause& when : e.whens) {
      p.Text(" WHEN ");
      p.Emit(when.condition);
      p.Text(" THEN ");
      p.Emit(when.result);
    }
    p.Optional(" ELSE ", e.otherwise);
    p.Text(" END");
  }
  // IF, COALESCE, NULLIF and TRY are calls to the grammar: a column `all` may stand first.
  void operator()(const If& e) const {
    p.Text("IF(");
    p.Quantified(false, {e.condition});
    p.Text(", ");
    p.Emit(e.then);
    p.Optional(", ", e.otherwise);
    p.Text(")");
  }
  void operator()(const Coalesce& e) const {
    p.Text("COALESCE(");
    p.Quantified(false, e.operands);
    p.Text(")");
  }
  void operator()(const NullIf& e) const {
    p.Text("NULLIF(");
    p.Quantified(false, {e.first});
    p.Text(", ");
    p.Emit(e.second);
    p.Text(")");
  }
  void operator()(const Try& e) const {
    p.Text("TRY(");
    p.Quantified(false, {e.operand});
    p.Text(")");
  }
  void operator()(const FunctionCall& e) const {
    if (e.processing_mode) {
      p.Text(*e.processing_mode == ProcessingMode::kFinal ? "FINAL " : "RUNNING ");
    }
    if (IsNormalize(e)) {
      p.Text("NORMALIZE(");
      p.Emit(e.arguments[0], Level::kConcatenation);
      p.Text(", " + e.arguments[1].As<StringLiteral>()->value + ")");
      return;
    }
    p.Emit(e.name);
    p.Text("(");
    if (e.star) {
      if (e.star_label) {
        p.Emit(*e.star_label);
        p.Text(".");
      }
      p.Text("*");
    } else if (!e.arguments.empty()) {
      Arguments(e);
    }
    p.OptionalList(e.arguments.empty() ? "ORDER BY " : " ORDER BY ", e.order_by);
    p.Text(")");
    Filter(e.filter);
    if (e.null_treatment) {
      p.Text(*e.null_treatment == NullTreatment::kIgnore ? " IGNORE NULLS" : " RESPECT NULLS");
    }
    p.Optional(" OVER ", e.over);
  }
  void Arguments(const FunctionCall& e) const {
    // position(a IN b) is a form of its own.
    const bool position = e.name.parts.size() == 1 && !e.name.last().quoted &&
                          FindKeyword(e.name.last().value) == Keyword::kPosition &&
                          LevelOf(e.arguments.front()) < Level::kConcatenation;
    if (!position) {
      p.Quantified(e.distinct, e.arguments);
      return;
    }
    p.Text(e.distinct ? "DISTINCT (" : "(");
    p.Emit(e.arguments.front());
    p.Text(")");
    for (size_t i = 1; i < e.arguments.size(); ++i) {
      p.Text(", ");
      p.Emit(e.arguments[i]);
    }
  }
  void Filter(const OptionalExpression& filter) const {
    if (!filter) return;
    p.Text(" FILTER (WHERE ");
    p.Emit(*filter);
    p.Text(")");
  }
  void operator()(const Listagg& e) const {
    p.Text("LISTAGG(");
    p.Quantified(e.distinct, {e.operand});
    if (!e.separator.empty()) {
      p.Text(", ");
      p.String(e.separator);
    }
    if (e.truncate_on_overflow) {
      p.Text(" ON OVERFLOW TRUNCATE ");
      p.String(e.truncation_filler);
      p.Text(e.truncation_count ? " WITH COUNT" : " WITHOUT COUNT");
    }
    p.Text(") WITHIN GROUP (ORDER BY ");
    p.List(e.order_by);
    p.Text(")");
    Filter(e.filter);
    p.Optional(" OVER ", e.over);
  }
  void operator()(const WindowMeasure& e) const {
    p.Emit(e.name);
    p.Text(" OVER ");
    p.Emit(*e.over);
  }
  void operator()(const Extract& e) const {
    p.Text("EXTRACT(");
    p.Text(Text(e.field));
    p.Text(" FROM ");
    p.Emit(e.source, Level::kConcatenation);
    p.Text(")");
  }
  void operator()(const Trim& e) const {
    p.Text("TRIM(");
    if (e.side != TrimSide::kBoth || e.characters) {
      p.Text(e.side == TrimSide::kLeading    ? "LEADING "
             : e.side == TrimSide::kTrailing ? "TRAILING "
                                             : "BOTH ");
      if (e.characters) {
        p.Emit(*e.characters, Level::kConcatenation);
        p.Text(" ");
      }
      p.Text("FROM ");
    }
    p.Emit(e.source, Level::kConcatenation);
    p.Text(")");
  }
  void operator()(const CurrentValue& e) const {
    p.Text(Text(e.kind));
    if (e.precision) p.Text("(" + std::to_string(*e.precision) + ")");
  }
  void operator()(const Grouping& e) const {
    p.Text("GROUPING");
    p.Parenthesized(e.columns);
  }
  void operator()(const JsonExists& e) const {
    p.Text("JSON_EXISTS(");
    p.Emit(*e.path);
    if (e.on_error) {
      p.Text(" ");
      p.Text(Text(*e.on_error));
      p.Text(" ON ERROR");
    }
    p.Text(")");
  }
  void operator()(const JsonValue& e) const {
    p.Text("JSON_VALUE(");
    p.Emit(*e.path);
    p.Optional(" RETURNING ", e.returning);
    p.JsonBehaviors(e.on_empty, e.on_error);
    p.Text(")");
  }
  void operator()(const JsonQuery& e) const {
    p.Text("JSON_QUERY(");
    p.Emit(*e.path);
    p.JsonReturning(e.returning);
    p.JsonWrapping(e.wrapper, e.quotes);
    p.JsonBehaviors(e.on_empty, e.on_error);
    p.Text(")");
  }
  void operator()(const JsonObject& e) const {
    p.Text("JSON_OBJECT(");
    for (size_t i = 0; i < e.members.size(); ++i) {
      if (i > 0) p.Text(", ");
      p.Emit(e.members[i].key);
      p.Text(" : ");
      p.Emit(e.members[i].value);
    }
    if (!e.members.empty()) {
      if (!e.null_on_null) p.Text(" ABSENT ON NULL");
      if (e.unique_keys) p.Text(" WITH UNIQUE KEYS");
    }
    p.JsonReturning(e.returning);
    p.Text(")");
  }
  void operator()(const JsonArray& e) const {
    p.Text("JSON_ARRAY(");
    p.List(e.elements);
    if (!e.elements.empty() && e.null_on_null) p.Text(" NULL ON NULL");
    p.JsonReturning(e.returning);
    p.Text(")");
  }
};

void PrinterImpl::Emit(const Expression& expression, Level at_least) {
  const bool parentheses = LevelOf(expression) < at_least;
  if (parentheses) out_ += '(';
  std::visit(ExpressionEmitter{*this}, expression.node);
  if (parentheses) out_ += ')';
}

void PrinterImpl::Quantified(bool distinct, const std::vector<Expression>& first) {
  if (distinct) out_ += "DISTINCT ";
  const size_t begin = out_.size();
  List(first);
  if (!distinct) GuardAll(begin);
}

void PrinterImpl::GuardAll(size_t begin) {
  const std::string_view text = std::string_view(out_).substr(begin);
  const size_t length = text.find_first_of(" .,+-*/%|()[]<>=!");
  if (FindKeyword(text.substr(0, length)) == Keyword::kAll) out_.insert(begin, "ALL ");
}

}  // namespace tarn::sql

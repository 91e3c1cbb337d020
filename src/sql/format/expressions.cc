#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "sql/format/formatter_impl.h"
#include "sql/vocabulary.h"

namespace tarn::sql {

namespace {

// As java.text.DecimalFormat("0.#E0") writes it: the shortest digits that read back as the value.
std::string DoubleText(double value) {
  if (std::isinf(value)) return value < 0 ? "-1E999" : "1E999";
  std::array<char, 64> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::scientific);
  const std::string_view text(buffer.data(), static_cast<size_t>(end.ptr - buffer.data()));
  const size_t at = text.find('e');
  std::string formatted(text.substr(0, at));
  formatted += 'E';
  size_t digits = at + 1;
  if (text[digits] == '-') formatted += '-';
  if (text[digits] == '-' || text[digits] == '+') ++digits;
  while (digits + 1 < text.size() && text[digits] == '0') ++digits;
  formatted += text.substr(digits);
  return formatted;
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

}  // namespace

// One overload for each alternative of ExpressionNode.
struct ExpressionFormat {
  FormatterImpl& f;

  // (left OP right).
  void Between(const Expression& left, std::string_view op, const Expression& right) const {
    f.Text("(");
    f.Emit(left);
    f.Text(op);
    f.Emit(right);
    f.Text(")");
  }
  // Trino's tree knows negated predicates as NOT of the plain ones.
  template <typename Predicate>
  void Negatable(bool negated, Predicate predicate) const {
    f.Text(negated ? "(NOT (" : "(");
    predicate();
    f.Text(negated ? "))" : ")");
  }
  void Call(std::string_view name, const std::vector<Expression>& arguments) const {
    f.Text(name);
    f.Parenthesized(arguments);
  }

  void operator()(const NullLiteral&) const { f.Text("null"); }
  void operator()(const BooleanLiteral& e) const { f.Text(e.value ? "true" : "false"); }
  void operator()(const LongLiteral& e) const { f.Text(std::to_string(e.value)); }
  void operator()(const DecimalLiteral& e) const { f.Text("DECIMAL '" + e.text + "'"); }
  void operator()(const DoubleLiteral& e) const { f.Text(DoubleText(e.value)); }
  void operator()(const StringLiteral& e) const { f.String(e.value); }
  void operator()(const BinaryLiteral& e) const { f.Text("X'" + HexText(e.bytes) + "'"); }
  void operator()(const GenericLiteral& e) const {
    // A decimal is a literal of its own to Trino, however it was written.
    if (e.type.Canonical() == "decimal") {
      f.Text("DECIMAL");
    } else {
      f.Emit(e.type);
    }
    f.Text(" ");
    f.String(e.value);
  }
  void operator()(const IntervalLiteral& e) const {
    f.Text(e.negative ? "INTERVAL -" : "INTERVAL ");
    f.String(e.value);
    f.Text(" ");
    f.Text(Text(e.from));
    if (e.to) {
      f.Text(" TO ");
      f.Text(Text(*e.to));
    }
  }
  void operator()(const Parameter&) const { f.Text("?"); }
  void operator()(const ColumnReference& e) const { f.Emit(e.name); }
  void operator()(const Dereference& e) const {
    f.Emit(e.base);
    f.Text(".");
    f.Emit(e.field);
  }
  void operator()(const Subscript& e) const {
    f.Root(e.base);
    f.Text("[");
    f.Root(e.index);
    f.Text("]");
  }
  void operator()(const ArrayConstructor& e) const {
    f.Text("ARRAY[");
    for (size_t i = 0; i < e.elements.size(); ++i) {
      if (i > 0) f.Text(",");
      f.Root(e.elements[i]);
    }
    f.Text("]");
  }
  void operator()(const RowConstructor& e) const { Call("ROW ", e.fields); }
  void operator()(const Lambda& e) const {
    f.Parenthesized(e.parameters);
    f.Text(" -> ");
    f.Emit(e.body);
  }
  void operator()(const Unary& e) const {
    f.Text(e.minus ? "-(" : "+");
    f.Emit(e.operand);
    if (e.minus) f.Text(")");
  }
  void operator()(const Binary& e) const {
    if (e.op == BinaryOperator::kConcat) {
      f.Text("concat(");
      f.Emit(e.left);
      f.Text(", ");
      f.Emit(e.right);
      f.Text(")");
    } else {
      Between(e.left, " " + std::string(Text(e.op)) + " ", e.right);
    }
  }
  void operator()(const Comparison& e) const {
    Between(e.left, " " + std::string(Text(e.op)) + " ", e.right);
  }
  void operator()(const IsDistinctFrom& e) const {
    Negatable(e.negated, [&] {
      f.Emit(e.left);
      f.Text(" IS DISTINCT FROM ");
      f.Emit(e.right);
    });
  }
  void operator()(const Logical& e) const {
    f.Text("(");
    f.List(e.terms, e.op == LogicalOperator::kAnd ? " AND " : " OR ");
    f.Text(")");
  }
  void operator()(const Not& e) const {
    f.Text("(NOT ");
    f.Emit(e.operand);
    f.Text(")");
  }
  void operator()(const sql::Between& e) const {
    Negatable(e.negated, [&] {
      f.Emit(e.value);
      f.Text(" BETWEEN ");
      f.Emit(e.low);
      f.Text(" AND ");
      f.Emit(e.high);
    });
  }
  void operator()(const InList& e) const {
    Negatable(e.negated, [&] {
      f.Emit(e.value);
      f.Text(" IN ");
      f.Parenthesized(e.list);
    });
  }
  void operator()(const InSubquery& e) const {
    Negatable(e.negated, [&] {
      f.Emit(e.value);
      f.Text(" IN ");
      f.Subquery(e.query);
    });
  }
  void operator()(const Like& e) const {
    Negatable(e.negated, [&] {
      f.Emit(e.value);
      f.Text(" LIKE ");
      f.Emit(e.pattern);
      f.Optional(" ESCAPE ", e.escape);
    });
  }
  void operator()(const IsNull& e) const {
    f.Text("(");
    f.Emit(e.value);
    f.Text(e.negated ? " IS NOT NULL)" : " IS NULL)");
  }
  void operator()(const QuantifiedComparison& e) const {
    f.Text("(");
    f.Emit(e.left);
    f.Text(" ");
    f.Text(Text(e.op));
    f.Text(e.quantifier == Quantifier::kAll ? " ALL " : " ANY ");
    f.Subquery(e.query);
    f.Text(")");
  }
  void operator()(const Exists& e) const {
    f.Text("(EXISTS ");
    f.Subquery(e.query);
    f.Text(")");
  }
  void operator()(const ScalarSubquery& e) const { f.Subquery(e.query); }
  void operator()(const AtTimeZone& e) const {
    f.Emit(e.value);
    f.Text(" AT TIME ZONE ");
    f.Emit(e.zone);
  }
  void operator()(const Cast& e) const {
    f.Text(e.safe ? "TRY_CAST(" : "CAST(");
    f.Emit(e.operand);
    f.Text(" AS ");
    f.Emit(e.type);
    f.Text(")");
  }
  void operator()(const Case& e) const {
    f.Text("(CASE");
    f.Optional(" ", e.operand);
    for (const WhenClause& when : e.whens) {
      f.Text(" WHEN ");
      f.Emit(when.condition);
      f.Text(" THEN ");
      f.Emit(when.result);
    }
    f.Optional(" ELSE ", e.otherwise);
    f.Text(" END)");
  }
  void operator()(const If& e) const {
    f.Text("IF(");
    f.Emit(e.condition);
    f.Text(", ");
    f.Emit(e.then);
    f.Optional(", ", e.otherwise);
    f.Text(")");
  }
  void operator()(const Coalesce& e) const { Call("COALESCE", e.operands); }
  void operator()(const NullIf& e) const {
    f.Text("NULLIF(");
    f.Emit(e.first);
    f.Text(", ");
    f.Emit(e.second);
    f.Text(")");
  }
  void operator()(const Try& e) const {
    f.Text("TRY(");
    f.Emit(e.operand);
    f.Text(")");
  }
  void operator()(const WindowMeasure& e) const {
    f.Emit(e.name);
    f.Text(" OVER ");
    f.Emit(*e.over);
  }
  void operator()(const Extract& e) const {
    f.Text("EXTRACT(");
    f.Text(Text(e.field));
    f.Text(" FROM ");
    f.Emit(e.source);
    f.Text(")");
  }
  void operator()(const Trim& e) const {
    f.Text(e.side == TrimSide::kLeading    ? "trim(LEADING "
           : e.side == TrimSide::kTrailing ? "trim(TRAILING "
                                           : "trim(BOTH ");
    if (e.characters) {
      f.Emit(**e.characters);
      f.Text(" ");
    }
    f.Text("FROM ");
    f.Emit(e.source);
    f.Text(")");
  }
  void operator()(const CurrentValue& e) const {
    std::string text(Text(e.kind));
    // Trino writes the times in small letters, and the session's user and path in capitals.
    if (e.kind <= CurrentValueKind::kLocalTimestamp) {
      std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
      });
    }
    f.Text(text);
    if (e.precision) f.Text("(" + std::to_string(*e.precision) + ")");
  }
  void operator()(const Grouping& e) const {
    f.Text("GROUPING ");
    f.Parenthesized(e.columns);
  }
  void operator()(const FunctionCall& e) const { f.Emit(e); }
  void operator()(const Listagg& e) const { f.Emit(e); }
  void operator()(const JsonExists& e) const { f.Emit(e); }
  void operator()(const JsonValue& e) const { f.Emit(e); }
  void operator()(const JsonQuery& e) const { f.Emit(e); }
  void operator()(const JsonObject& e) const { f.Emit(e); }
  void operator()(const JsonArray& e) const { f.Emit(e); }
};

void FormatterImpl::Emit(const Expression& expression) {
  std::visit(ExpressionFormat{*this}, expression.node);
}

void FormatterImpl::Root(const Expression& expression) {
  if (const auto* row = expression.As<RowConstructor>()) {
    out_ += "ROW";
    Parenthesized(row->fields);
  } else {
    Emit(expression);
  }
}

void FormatterImpl::Subquery(const Query& query) {
  out_ += '(';
  Emit(query, 0);
  out_ += ')';
}

}  // namespace tarn::sql

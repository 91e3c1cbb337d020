#include "iceberg/expression/expression.h"

namespace tarn::iceberg {
namespace {

constexpr std::string_view kOpNames[] = {
    "is null", "is not null", "is NaN",      "is not NaN",         "<", "<=", ">", ">=", "=", "!=",
    "in",      "not in",      "starts with", "does not start with"};

Expression Leaf(PredicateOp op, std::string column, std::vector<Literal> literals = {}) {
  return {Predicate{op, std::move(column), std::move(literals)}};
}

template <typename Leaf>
BasicExpression<Leaf> AndImpl(BasicExpression<Leaf> a, BasicExpression<Leaf> b) {
  if (a.is_false() || b.is_true()) return a;
  if (b.is_false() || a.is_true()) return b;
  if (auto* operands = std::get_if<AndOf<Leaf>>(&a.node)) {
    operands->operands.push_back(std::move(b));
    return a;
  }
  return {AndOf<Leaf>{{std::move(a), std::move(b)}}};
}

template <typename Leaf>
BasicExpression<Leaf> OrImpl(BasicExpression<Leaf> a, BasicExpression<Leaf> b) {
  if (a.is_true() || b.is_false()) return a;
  if (b.is_true() || a.is_false()) return b;
  if (auto* operands = std::get_if<OrOf<Leaf>>(&a.node)) {
    operands->operands.push_back(std::move(b));
    return a;
  }
  return {OrOf<Leaf>{{std::move(a), std::move(b)}}};
}

template <typename Leaf>
BasicExpression<Leaf> NotImpl(BasicExpression<Leaf> a) {
  if (a.is_true()) return {AlwaysFalse{}};
  if (a.is_false()) return {AlwaysTrue{}};
  if (auto* inner = std::get_if<NotOf<Leaf>>(&a.node)) {
    return BasicExpression<Leaf>(*inner->operand);
  }
  return {NotOf<Leaf>{std::move(a)}};
}

std::string LeafText(PredicateOp op, const std::string& subject,
                     const std::vector<Literal>& literals) {
  std::string text = subject + " " + std::string(kOpNames[static_cast<size_t>(op)]);
  const bool list = op == PredicateOp::kIn || op == PredicateOp::kNotIn;
  if (list) text += " (";
  const char* separator = list ? "" : " ";
  for (const Literal& literal : literals) {
    const bool quoted = literal.kind() != TypeKind::kInt && literal.kind() != TypeKind::kLong;
    text += separator + (quoted ? "'" + ToHumanString(literal) + "'" : ToHumanString(literal));
    separator = ", ";
  }
  return list ? text + ")" : text;
}

std::string TextOf(const Predicate& leaf) { return LeafText(leaf.op, leaf.column, leaf.literals); }
std::string TextOf(const BoundPredicate& leaf) {
  return LeafText(leaf.op, "#" + std::to_string(leaf.field_id), leaf.literals);
}

template <typename Leaf>
std::string ToStringImpl(const BasicExpression<Leaf>& expression) {
  const auto joined = [](const auto& operands, const char* word) {
    std::string text = "(";
    for (const auto& operand : operands) {
      if (text.size() > 1) text += word;
      text += ToStringImpl(operand);
    }
    return text + ")";
  };
  if (expression.is_true()) return "true";
  if (expression.is_false()) return "false";
  if (const auto* leaf = std::get_if<Leaf>(&expression.node)) return TextOf(*leaf);
  if (const auto* all = std::get_if<AndOf<Leaf>>(&expression.node)) {
    return joined(all->operands, " and ");
  }
  if (const auto* any = std::get_if<OrOf<Leaf>>(&expression.node)) {
    return joined(any->operands, " or ");
  }
  return "not " + ToStringImpl(*std::get<NotOf<Leaf>>(expression.node).operand);
}

}  // namespace

PredicateOp Negate(PredicateOp op) {
  switch (op) {
    case PredicateOp::kIsNull: return PredicateOp::kNotNull;
    case PredicateOp::kNotNull: return PredicateOp::kIsNull;
    case PredicateOp::kIsNan: return PredicateOp::kNotNan;
    case PredicateOp::kNotNan: return PredicateOp::kIsNan;
    case PredicateOp::kLess: return PredicateOp::kGreaterOrEqual;
    case PredicateOp::kLessOrEqual: return PredicateOp::kGreater;
    case PredicateOp::kGreater: return PredicateOp::kLessOrEqual;
    case PredicateOp::kGreaterOrEqual: return PredicateOp::kLess;
    case PredicateOp::kEqual: return PredicateOp::kNotEqual;
    case PredicateOp::kNotEqual: return PredicateOp::kEqual;
    case PredicateOp::kIn: return PredicateOp::kNotIn;
    case PredicateOp::kNotIn: return PredicateOp::kIn;
    case PredicateOp::kStartsWith: return PredicateOp::kNotStartsWith;
    case PredicateOp::kNotStartsWith: return PredicateOp::kStartsWith;
  }
  return op;
}

Expression True() { return {AlwaysTrue{}}; }
Expression False() { return {AlwaysFalse{}}; }
Expression And(Expression a, Expression b) { return AndImpl(std::move(a), std::move(b)); }
Expression Or(Expression a, Expression b) { return OrImpl(std::move(a), std::move(b)); }
Expression Not(Expression a) { return NotImpl(std::move(a)); }
BoundExpression And(BoundExpression a, BoundExpression b) {
  return AndImpl(std::move(a), std::move(b));
}
BoundExpression Or(BoundExpression a, BoundExpression b) {
  return OrImpl(std::move(a), std::move(b));
}
BoundExpression Not(BoundExpression a) { return NotImpl(std::move(a)); }

Expression IsNull(std::string column) { return Leaf(PredicateOp::kIsNull, std::move(column)); }
Expression NotNull(std::string column) { return Leaf(PredicateOp::kNotNull, std::move(column)); }
Expression IsNan(std::string column) { return Leaf(PredicateOp::kIsNan, std::move(column)); }
Expression NotNan(std::string column) { return Leaf(PredicateOp::kNotNan, std::move(column)); }
Expression Less(std::string column, Literal value) {
  return Leaf(PredicateOp::kLess, std::move(column), {std::move(value)});
}
Expression LessOrEqual(std::string column, Literal value) {
  return Leaf(PredicateOp::kLessOrEqual, std::move(column), {std::move(value)});
}
Expression Greater(std::string column, Literal value) {
  return Leaf(PredicateOp::kGreater, std::move(column), {std::move(value)});
}
Expression GreaterOrEqual(std::string column, Literal value) {
  return Leaf(PredicateOp::kGreaterOrEqual, std::move(column), {std::move(value)});
}
Expression Equal(std::string column, Literal value) {
  return Leaf(PredicateOp::kEqual, std::move(column), {std::move(value)});
}
Expression NotEqual(std::string column, Literal value) {
  return Leaf(PredicateOp::kNotEqual, std::move(column), {std::move(value)});
}
Expression In(std::string column, std::vector<Literal> values) {
  return Leaf(PredicateOp::kIn, std::move(column), std::move(values));
}
Expression NotIn(std::string column, std::vector<Literal> values) {
  return Leaf(PredicateOp::kNotIn, std::move(column), std::move(values));
}
Expression StartsWith(std::string column, std::string prefix) {
  return Leaf(PredicateOp::kStartsWith, std::move(column), {Literal::String(std::move(prefix))});
}
Expression NotStartsWith(std::string column, std::string prefix) {
  return Leaf(PredicateOp::kNotStartsWith, std::move(column), {Literal::String(std::move(prefix))});
}

std::string ToString(const Expression& expression) { return ToStringImpl(expression); }
std::string ToString(const BoundExpression& expression) { return ToStringImpl(expression); }

}  // namespace tarn::iceberg

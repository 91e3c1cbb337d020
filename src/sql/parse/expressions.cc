#include <utility>

#include "sql/parse/parser_impl.h"

namespace tarn::sql {

using enum Keyword;

namespace {

// How tightly a binary operator of valueExpression binds; Trino's grammar puts || below + and -.
struct BinaryRule {
  std::string_view symbol;
  BinaryOperator op;
  int precedence;
};
constexpr BinaryRule kBinaryRules[] = {
    {"||", BinaryOperator::kConcat, 1},  {"+", BinaryOperator::kAdd, 2},
    {"-", BinaryOperator::kSubtract, 2}, {"*", BinaryOperator::kMultiply, 3},
    {"/", BinaryOperator::kDivide, 3},   {"%", BinaryOperator::kModulus, 3},
};

struct ComparisonRule {
  std::string_view symbol;
  ComparisonOperator op;
};
constexpr ComparisonRule kComparisonRules[] = {
    {"=", ComparisonOperator::kEqual},           {"<>", ComparisonOperator::kNotEqual},
    {"!=", ComparisonOperator::kNotEqual},       {"<", ComparisonOperator::kLess},
    {"<=", ComparisonOperator::kLessOrEqual},    {">", ComparisonOperator::kGreater},
    {">=", ComparisonOperator::kGreaterOrEqual},
};

// Reserved words that an expression can begin with.
bool BeginsExpression(Keyword keyword) {
  switch (keyword) {
    case kNull:
    case kTrue:
    case kFalse:
    case kNot:
    case kCase:
    case kCast:
    case kExists:
    case kExtract:
    case kTrim:
    case kNormalize:
    case kListagg:
    case kGrouping:
    case kCurrentDate:
    case kCurrentTime:
    case kCurrentTimestamp:
    case kLocaltime:
    case kLocaltimestamp:
    case kCurrentUser:
    case kCurrentCatalog:
    case kCurrentSchema:
    case kCurrentPath:
    case kJsonExists:
    case kJsonValue:
    case kJsonQuery:
    case kJsonObject:
    case kJsonArray: return true;
    default: return false;
  }
}

}  // namespace

bool ParserImpl::AtExpressionStart(size_t ahead) const {
  const Token& token = cursor_.Peek(ahead);
  switch (token.kind) {
    case TokenKind::kString:
    case TokenKind::kUnicodeString:
    case TokenKind::kBinaryString:
    case TokenKind::kInteger:
    case TokenKind::kDecimal:
    case TokenKind::kDouble: return true;
    case TokenKind::kSymbol:
      return token.text == "(" || token.text == "-" || token.text == "+" || token.text == "?";
    default: return cursor_.IsName(ahead) || BeginsExpression(token.keyword);
  }
}

// SELECT, VALUES, WITH or TABLE behind any number of parentheses.
bool ParserImpl::AtQueryStart(size_t ahead) const {
  while (cursor_.Is("(", ahead)) ++ahead;
  switch (cursor_.Peek(ahead).keyword) {
    case kSelect:
    case kValues:
    case kWith:
    case kTable: return true;
    default: return false;
  }
}

Expression ParserImpl::ExpressionRule() {
  const Nesting nesting(*this);
  cursor_.Expecting("<expression>");
  cursor_.Suppress();
  return OrExpression();
}

Expression ParserImpl::OrExpression() {
  const size_t begin = Mark();
  return OrAfter(AndExpression(), begin);
}

Expression ParserImpl::OrAfter(Expression first, size_t begin) {
  if (!cursor_.Accept(kOr)) return first;
  Logical logical;
  logical.op = LogicalOperator::kOr;
  logical.terms.push_back(std::move(first));
  do {
    logical.terms.push_back(AndExpression());
  } while (cursor_.Accept(kOr));
  GrowHeight();
  return MakeExpression(std::move(logical), begin);
}

Expression ParserImpl::AndExpression() {
  const size_t begin = Mark();
  return AndAfter(NotExpression(), begin);
}

Expression ParserImpl::AndAfter(Expression first, size_t begin) {
  if (!cursor_.Accept(kAnd)) return first;
  Logical logical;
  logical.op = LogicalOperator::kAnd;
  logical.terms.push_back(std::move(first));
  do {
    logical.terms.push_back(NotExpression());
  } while (cursor_.Accept(kAnd));
  GrowHeight();
  return MakeExpression(std::move(logical), begin);
}

// The expression that begins with an already parsed value.
Expression ParserImpl::ExpressionAfter(Expression value, size_t begin) {
  return OrAfter(AndAfter(PredicateOf(std::move(value), begin), begin), begin);
}

Expression ParserImpl::NotExpression() {
  if (!cursor_.Is(kNot)) return Predicated();
  const Nesting nesting(*this);
  const size_t begin = Mark();
  cursor_.Advance();
  return MakeExpression(Not{NotExpression()}, begin);
}

Expression ParserImpl::Predicated() {
  const size_t begin = Mark();
  return PredicateOf(ValueExpression(), begin);
}

// A value may be followed by one predicate, as in Trino: a = b = c needs parentheses.
Expression ParserImpl::PredicateOf(Expression value, size_t begin) {
  const size_t at = Mark();
  Expression predicate = PredicateAfter(std::move(value), begin);
  if (Mark() != at) predicate.location = SinceAt(begin, at);
  return predicate;
}

Expression ParserImpl::PredicateAfter(Expression value, size_t begin) {
  for (const ComparisonRule& rule : kComparisonRules) {
    if (!cursor_.Is(rule.symbol)) continue;
    cursor_.Advance();
    return ComparisonOf(rule.op, std::move(value), begin);
  }
  const bool negated =
      cursor_.Is(kNot) && (cursor_.Is(kBetween, 1) || cursor_.Is(kIn, 1) || cursor_.Is(kLike, 1));
  if (negated) cursor_.Advance();
  if (cursor_.Is(kBetween)) {
    cursor_.Advance();
    Expression low = ValueExpression();
    cursor_.Expect(kAnd);
    Expression high = ValueExpression();
    GrowHeight();
    return MakeExpression(Between{std::move(value), std::move(low), std::move(high), negated},
                          begin);
  }
  if (cursor_.Is(kIn)) return InOf(std::move(value), negated, begin);
  if (cursor_.Is(kLike)) {
    cursor_.Advance();
    Expression pattern = ValueExpression();
    OptionalExpression escape;
    if (cursor_.Accept(kEscape)) escape = ValueExpression();
    GrowHeight();
    return MakeExpression(Like{std::move(value), std::move(pattern), std::move(escape), negated},
                          begin);
  }
  if (cursor_.Is(kIs)) {
    cursor_.Advance();
    const bool is_not = cursor_.Accept(kNot);
    GrowHeight();
    if (cursor_.Accept(kDistinct)) {
      cursor_.Expect(kFrom);
      return MakeExpression(IsDistinctFrom{std::move(value), ValueExpression(), is_not}, begin);
    }
    cursor_.Expect(kNull);
    return MakeExpression(IsNull{std::move(value), is_not}, begin);
  }
  cursor_.Expecting("<predicate>");
  return value;
}

Expression ParserImpl::ComparisonOf(ComparisonOperator op, Expression left, size_t begin) {
  const bool quantified = (cursor_.Is(kAll) || cursor_.Is(kSome) || cursor_.Is(kAny)) &&
                          cursor_.Is("(", 1) && AtQueryStart(2);
  GrowHeight();
  if (quantified) {
    const Quantifier quantifier = cursor_.Is(kAll) ? Quantifier::kAll : Quantifier::kAny;
    cursor_.Advance();
    cursor_.Expect("(");
    Query query = QueryRule();
    cursor_.Expect(")");
    return MakeExpression(QuantifiedComparison{op, quantifier, std::move(left), std::move(query)},
                          begin);
  }
  return MakeExpression(Comparison{op, std::move(left), ValueExpression()}, begin);
}

Expression ParserImpl::InOf(Expression value, bool negated, size_t begin) {
  cursor_.Advance();
  cursor_.Expect("(");
  cursor_.Expecting("<query>");
  GrowHeight();
  if (AtQueryStart(0)) {
    if (!cursor_.Is("(")) {
      Query query = QueryRule();
      cursor_.Expect(")");
      return MakeExpression(InSubquery{std::move(value), std::move(query), negated}, begin);
    }
    // ((SELECT …) …: an operand of a set operation, or a scalar subquery in a list.
    const size_t first = Mark();
    Expression head = ExpressionRule();
    auto* subquery = head.As<ScalarSubquery>();
    if (subquery != nullptr && primary_begin_ == first && primary_end_ == Mark() &&
        AtQueryContinuation()) {
      Query query = QueryNoWithAfter(
          QueryBody(ParenthesizedQuery{std::move(subquery->query)}, Since(first)), first);
      cursor_.Expect(")");
      return MakeExpression(InSubquery{std::move(value), std::move(query), negated}, begin);
    }
    std::vector<Expression> list;
    list.push_back(std::move(head));
    while (cursor_.Accept(",")) list.push_back(ExpressionRule());
    cursor_.Expect(")");
    return MakeExpression(InList{std::move(value), std::move(list), negated}, begin);
  }
  std::vector<Expression> list = ExpressionList();
  cursor_.Expect(")");
  return MakeExpression(InList{std::move(value), std::move(list), negated}, begin);
}

std::vector<Expression> ParserImpl::ExpressionList() {
  std::vector<Expression> list;
  do {
    list.push_back(ExpressionRule());
  } while (cursor_.Accept(","));
  return list;
}

// Operator precedence climbing over || + - * / %.
Expression ParserImpl::ValueExpression(int min_precedence) {
  cursor_.Expecting("<expression>");
  cursor_.Suppress();
  const size_t begin = Mark();
  Expression left = UnaryExpression();
  while (true) {
    const BinaryRule* found = nullptr;
    for (const BinaryRule& rule : kBinaryRules) {
      if (cursor_.Is(rule.symbol)) {
        found = &rule;
      } else {
        cursor_.Expecting(rule.symbol);
      }
    }
    if (found == nullptr || found->precedence <= min_precedence) return left;
    const size_t at = Mark();
    cursor_.Advance();
    Expression right = ValueExpression(found->precedence);
    GrowHeight();
    left = Expression(Binary{found->op, std::move(left), std::move(right)}, SinceAt(begin, at));
  }
}

// A sign, then AT TIME ZONE, which binds tighter.
Expression ParserImpl::UnaryExpression() {
  const size_t begin = Mark();
  const bool minus = cursor_.Is("-");
  const bool literal =
      minus && (cursor_.Is(TokenKind::kInteger, 1) || cursor_.Is(TokenKind::kDecimal, 1) ||
                cursor_.Is(TokenKind::kDouble, 1));
  if ((minus || cursor_.Is("+")) && !literal) {
    const Nesting nesting(*this);
    cursor_.Advance();
    cursor_.Expecting("<expression>");
    cursor_.Suppress();
    return MakeExpression(Unary{minus, UnaryExpression()}, begin);
  }
  Expression value = PrimaryExpression();
  while (cursor_.Is(kAt) && cursor_.Is(kTime, 1) && cursor_.Is(kZone, 2)) {
    for (int i = 0; i < 3; ++i) cursor_.Advance();
    const size_t zone_begin = Mark();
    Expression zone = cursor_.Is(kInterval) ? MakeExpression(Interval(), zone_begin)
                                            : MakeExpression(StringLiteral{String()}, zone_begin);
    GrowHeight();
    value = MakeExpression(AtTimeZone{std::move(value), std::move(zone)}, begin);
  }
  return value;
}

}  // namespace tarn::sql

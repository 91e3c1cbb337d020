#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "sql/parse/parser_impl.h"
#include "sql/parse/strings.h"
#include "sql/vocabulary.h"

namespace tarn::sql {

using enum Keyword;

namespace {

std::string WithoutUnderscores(std::string_view text) {
  std::string digits(text);
  digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  return digits;
}

}  // namespace

// A base, then any number of .field and [index].
Expression ParserImpl::PrimaryExpression() {
  const size_t begin = Mark();
  Expression value = PrimaryBase();
  while (true) {
    if (cursor_.Is("[")) {
      cursor_.Advance();
      Expression index = [this] {
        const Nesting nesting(*this);
        return ValueExpression();
      }();
      cursor_.Expect("]");
      GrowHeight();
      value = MakeExpression(Subscript{std::move(value), std::move(index)}, begin);
    } else if (cursor_.Is(".") && !cursor_.Is("*", 1)) {
      cursor_.Advance();
      Identifier field = Name();
      GrowHeight();
      value = MakeExpression(Dereference{std::move(value), std::move(field)}, begin);
    } else {
      break;
    }
  }
  cursor_.Expecting(".");
  cursor_.Expecting("[");
  primary_begin_ = begin;
  primary_end_ = Mark();
  return value;
}

Expression ParserImpl::PrimaryBase() {
  const size_t begin = Mark();
  const Token& token = cursor_.Peek();
  switch (token.kind) {
    case TokenKind::kString:
    case TokenKind::kUnicodeString: return MakeExpression(StringLiteral{String()}, begin);
    case TokenKind::kBinaryString: return BinaryStringLiteral();
    case TokenKind::kInteger:
    case TokenKind::kDecimal:
    case TokenKind::kDouble: return NumberLiteral(false);
    case TokenKind::kSymbol:
      if (token.text == "(") return Parenthesized();
      if (token.text == "-") return NumberLiteral(true);
      if (token.text == "[") return ArrayRule();
      if (token.text == "?") {
        cursor_.Advance();
        return MakeExpression(Parameter{parameters_++}, begin);
      }
      break;
    default:
      if (cursor_.IsName()) return NamePrimary();
      if (token.kind == TokenKind::kKeyword) return KeywordPrimary();
  }
  cursor_.FailExpecting();
}

// Expressions that a reserved word begins.
Expression ParserImpl::KeywordPrimary() {
  const Nesting nesting(*this);
  const size_t begin = Mark();
  switch (cursor_.Peek().keyword) {
    case kNull: cursor_.Advance(); return MakeExpression(NullLiteral{}, begin);
    case kTrue: cursor_.Advance(); return MakeExpression(BooleanLiteral{true}, begin);
    case kFalse: cursor_.Advance(); return MakeExpression(BooleanLiteral{false}, begin);
    case kCase: return CaseRule();
    case kCast: return CastRule(false);
    case kExtract: return ExtractRule();
    case kTrim: return TrimRule();
    case kNormalize: return NormalizeRule();
    case kListagg: return ListaggRule();
    case kGrouping: return GroupingRule();
    case kCurrentDate: return CurrentValueRule(CurrentValueKind::kDate, false);
    case kCurrentTime: return CurrentValueRule(CurrentValueKind::kTime, true);
    case kCurrentTimestamp: return CurrentValueRule(CurrentValueKind::kTimestamp, true);
    case kLocaltime: return CurrentValueRule(CurrentValueKind::kLocalTime, true);
    case kLocaltimestamp: return CurrentValueRule(CurrentValueKind::kLocalTimestamp, true);
    case kCurrentUser: return CurrentValueRule(CurrentValueKind::kUser, false);
    case kCurrentCatalog: return CurrentValueRule(CurrentValueKind::kCatalog, false);
    case kCurrentSchema: return CurrentValueRule(CurrentValueKind::kSchema, false);
    case kCurrentPath: return CurrentValueRule(CurrentValueKind::kPath, false);
    case kJsonExists: return JsonExistsRule();
    case kJsonValue: return JsonValueRule();
    case kJsonQuery: return JsonQueryRule();
    case kJsonObject: return JsonObjectRule();
    case kJsonArray: return JsonArrayRule();
    case kExists: {
      cursor_.Advance();
      cursor_.Expect("(");
      Query query = QueryRule();
      cursor_.Expect(")");
      return MakeExpression(Exists{std::move(query)}, begin);
    }
    default: cursor_.FailExpecting();
  }
}

// Special forms whose first word is not reserved; empty when a plain name begins here.
std::optional<Expression> ParserImpl::SpecialNamePrimary() {
  const size_t begin = Mark();
  switch (cursor_.Peek().keyword) {
    case kInterval: {
      const size_t sign = cursor_.Is("+", 1) || cursor_.Is("-", 1) ? 1 : 0;
      // Without a field it is a type's name before a string, or a column before a sign.
      if (!cursor_.IsString(1 + sign)) return std::nullopt;
      const size_t after = cursor_.Is(kUescape, 2 + sign) ? 4 + sign : 2 + sign;
      if (!AtIntervalField(after)) return std::nullopt;
      return MakeExpression(Interval(), begin);
    }
    case kDouble: {
      if (!cursor_.Is(kPrecision, 1) || !cursor_.IsString(2)) return std::nullopt;
      GenericLiteral literal;
      literal.type = NameOf(cursor_.Advance());
      cursor_.Advance();
      literal.value = String();
      return MakeExpression(std::move(literal), begin);
    }
    case kRow: {
      if (!cursor_.Is("(", 1) || cursor_.Is(")", 2)) return std::nullopt;
      cursor_.Advance();
      cursor_.Advance();
      std::vector<Expression> fields = ExpressionList();
      cursor_.Expect(")");
      return MakeExpression(RowConstructor{std::move(fields)}, begin);
    }
    case kArray:
      if (!cursor_.Is("[", 1)) return std::nullopt;
      return ArrayRule();
    case kTryCast:
      if (!cursor_.Is("(", 1) || !AtCastTarget(2)) return std::nullopt;
      return CastRule(true);
    case kPosition:
    case kSubstring:
      if (!cursor_.Is("(", 1)) return std::nullopt;
      return SubstringOrPosition();
    case kRunning:
    case kFinal:
      if (!AtProcessingMode()) return std::nullopt;
      return FunctionCallRule(begin);
    default: return std::nullopt;
  }
}

// Whether the parentheses that are open before `ahead` hold `… AS type`. Also when they are never
// closed: what is wrong is told at its place then.
bool ParserImpl::AtCastTarget(size_t ahead) const {
  int depth = 1;
  for (; !cursor_.Is(TokenKind::kEnd, ahead); ++ahead) {
    if (cursor_.Is("(", ahead)) ++depth;
    if (cursor_.Is(")", ahead) && --depth == 0) return false;
    if (depth == 1 && cursor_.Is(kAs, ahead)) return true;
  }
  return true;
}

// Trino's grammar leaves the word ARRAY to the writer.
Expression ParserImpl::ArrayRule() {
  const Nesting nesting(*this);
  const size_t begin = Mark();
  cursor_.Accept(kArray);
  cursor_.Expect("[");
  ArrayConstructor array;
  if (!cursor_.Is("]")) array.elements = ExpressionList();
  cursor_.Expect("]");
  return MakeExpression(std::move(array), begin);
}

Expression ParserImpl::NamePrimary() {
  const size_t begin = Mark();
  if (cursor_.Is(TokenKind::kKeyword)) {
    if (std::optional<Expression> special = SpecialNamePrimary()) return std::move(*special);
  }
  if (cursor_.IsString(1)) {
    GenericLiteral literal;
    literal.type = Name();
    if (!literal.type.quoted && (literal.type.value == "x" || literal.type.value == "X")) {
      cursor_.FailAt(literal.type.location,
                     "Spaces are not allowed between 'X' and the starting quote of a binary "
                     "literal");
    }
    literal.value = String();
    return MakeExpression(std::move(literal), begin);
  }
  if (cursor_.Is("->", 1)) return LambdaRule();
  size_t after = 1;
  while (cursor_.Is(".", after) && cursor_.IsName(after + 1)) after += 2;
  if (cursor_.Is("(", after)) return FunctionCallRule(begin);
  if (AtOver(1)) {
    Identifier name = Name();
    return MakeExpression(WindowMeasure{std::move(name), Over()}, begin);
  }
  Identifier name = Name();
  // What could have followed to make it something else.
  cursor_.Expecting("(");
  cursor_.Expecting("->");
  return MakeExpression(ColumnReference{std::move(name)}, begin);
}

Expression ParserImpl::NumberLiteral(bool negative) {
  const size_t begin = Mark();
  if (negative) cursor_.Advance();
  const Token token = cursor_.Advance();
  const std::string sign = negative ? "-" : "";
  if (token.kind == TokenKind::kInteger) {
    return MakeExpression(LongLiteral{DecodeInteger(cursor_, token, negative)}, begin);
  }
  if (token.kind == TokenKind::kDecimal) {
    return MakeExpression(DecimalLiteral{sign + WithoutUnderscores(token.text)}, begin);
  }
  return MakeExpression(
      DoubleLiteral{std::strtod((sign + std::string(token.text)).c_str(), nullptr)}, begin);
}

Expression ParserImpl::BinaryStringLiteral() {
  const size_t begin = Mark();
  const Token token = cursor_.Advance();
  return MakeExpression(BinaryLiteral{DecodeBinaryString(cursor_, token)}, begin);
}

IntervalLiteral ParserImpl::Interval() {
  IntervalLiteral interval;
  cursor_.Expect(kInterval);
  if (cursor_.Accept("-")) {
    interval.negative = true;
  } else {
    cursor_.Accept("+");
  }
  interval.value = String();
  interval.from = IntervalFieldRule();
  // TO before anything else is an alias.
  if (cursor_.Is(kTo) && AtIntervalField(1)) {
    cursor_.Advance();
    interval.to = IntervalFieldRule();
  }
  return interval;
}

// A subquery, a row, a lambda, or just parentheses, which leave no trace in the tree.
Expression ParserImpl::Parenthesized() {
  if (AtParenthesizedLambda()) return LambdaRule();
  const size_t begin = Mark();
  cursor_.Advance();
  if (AtQueryStart(0) && !cursor_.Is("(")) {
    Query query = QueryRule();
    cursor_.Expect(")");
    return MakeExpression(ScalarSubquery{std::move(query)}, begin);
  }
  cursor_.Expecting("<query>");
  const size_t inner = Mark();
  Expression first = ExpressionRule();
  auto* subquery = first.As<ScalarSubquery>();
  if (subquery != nullptr && primary_begin_ == inner && primary_end_ == Mark() &&
      AtQueryContinuation()) {
    // ((SELECT …) UNION …): the subquery was the first operand of a query.
    Query query = QueryNoWithAfter(
        QueryBody(ParenthesizedQuery{std::move(subquery->query)}, Since(inner)), inner);
    cursor_.Expect(")");
    return MakeExpression(ScalarSubquery{std::move(query)}, begin);
  }
  if (cursor_.Accept(",")) {
    RowConstructor row;
    row.fields.push_back(std::move(first));
    do {
      row.fields.push_back(ExpressionRule());
    } while (cursor_.Accept(","));
    cursor_.Expect(")");
    return MakeExpression(std::move(row), begin);
  }
  cursor_.Expect(")");
  return first;
}

bool ParserImpl::AtParenthesizedLambda() const {
  size_t ahead = 1;
  if (!cursor_.Is(")", ahead)) {
    while (true) {
      if (!cursor_.IsName(ahead)) return false;
      ++ahead;
      if (cursor_.Is(")", ahead)) break;
      if (!cursor_.Is(",", ahead)) return false;
      ++ahead;
    }
  }
  return cursor_.Is("->", ahead + 1);
}

Expression ParserImpl::LambdaRule() {
  const size_t begin = Mark();
  std::vector<Identifier> parameters;
  if (cursor_.Accept("(")) {
    if (!cursor_.Is(")")) {
      do {
        parameters.push_back(Name());
      } while (cursor_.Accept(","));
    }
    cursor_.Expect(")");
  } else {
    parameters.push_back(Name());
  }
  cursor_.Expect("->");
  return MakeExpression(Lambda{std::move(parameters), ExpressionRule()}, begin);
}

Expression ParserImpl::CaseRule() {
  const size_t begin = Mark();
  cursor_.Advance();
  Case result;
  if (!cursor_.Is(kWhen)) result.operand = ExpressionRule();
  while (cursor_.Accept(kWhen)) {
    Expression condition = ExpressionRule();
    cursor_.Expect(kThen);
    result.whens.push_back(WhenClause{std::move(condition), ExpressionRule()});
  }
  if (result.whens.empty()) cursor_.FailExpecting();
  if (cursor_.Accept(kElse)) result.otherwise = ExpressionRule();
  cursor_.Expect(kEnd);
  return MakeExpression(std::move(result), begin);
}

Expression ParserImpl::CastRule(bool safe) {
  const size_t begin = Mark();
  cursor_.Advance();
  cursor_.Expect("(");
  Expression operand = ExpressionRule();
  cursor_.Expect(kAs);
  DataType type = Type();
  cursor_.Expect(")");
  return MakeExpression(Cast{std::move(operand), std::move(type), safe}, begin);
}

Expression ParserImpl::CurrentValueRule(CurrentValueKind kind, bool with_precision) {
  const size_t begin = Mark();
  cursor_.Advance();
  CurrentValue value{kind, std::nullopt};
  if (with_precision && cursor_.Accept("(")) {
    value.precision = Integer();
    cursor_.Expect(")");
  }
  return MakeExpression(value, begin);
}

Expression ParserImpl::ExtractRule() {
  const size_t begin = Mark();
  const Location where = cursor_.Advance().location;
  cursor_.Expect("(");
  const Identifier name = Name();
  const std::optional<ExtractField> field = FindExtractField(name.value);
  if (!field || name.quoted) {
    cursor_.FailAt(where, fmt::format("Invalid EXTRACT field {}, valid fields are: {}", name.value,
                                      ExtractFieldNames()));
  }
  cursor_.Expect(kFrom);
  Expression source = ValueExpression();
  cursor_.Expect(")");
  return MakeExpression(Extract{*field, std::move(source)}, begin);
}

// LEADING and the others are no reserved words: they are a side when a FROM follows in the call.
bool ParserImpl::AtTrimSide() const {
  if (!cursor_.Is(kLeading) && !cursor_.Is(kTrailing) && !cursor_.Is(kBoth)) return false;
  if (!cursor_.Is(kFrom, 1) && !AtExpressionStart(1)) return false;
  int open = 1;
  for (size_t ahead = 1; open > 0 && !cursor_.Is(TokenKind::kEnd, ahead); ++ahead) {
    if (cursor_.Is("(", ahead)) ++open;
    if (cursor_.Is(")", ahead)) --open;
    if (open == 1 && cursor_.Is(kFrom, ahead)) return true;
  }
  return false;
}

Expression ParserImpl::TrimRule() {
  const size_t begin = Mark();
  const Location where = cursor_.Advance().location;
  cursor_.Expect("(");
  TrimSide side = TrimSide::kBoth;
  const bool sided = AtTrimSide();
  if (sided) {
    if (cursor_.Is(kLeading)) side = TrimSide::kLeading;
    if (cursor_.Is(kTrailing)) side = TrimSide::kTrailing;
    cursor_.Advance();
  }
  OptionalExpression characters;
  OptionalExpression source;
  if (!cursor_.Is(kFrom)) source = ValueExpression();
  if (cursor_.Accept(kFrom)) {
    characters = std::move(source);
    if (!sided && !characters) {
      cursor_.FailAt(where,
                     "The 'trim' function must have specification, char or both arguments when it "
                     "takes FROM");
    }
    source = ValueExpression();
  } else if (sided) {
    cursor_.FailExpecting();
  } else if (cursor_.Accept(",")) {
    characters = ValueExpression();
  }
  cursor_.Expect(")");
  return MakeExpression(Trim{side, std::move(*source), std::move(characters)}, begin);
}

Expression ParserImpl::NormalizeRule() {
  const size_t begin = Mark();
  FunctionCall call;
  call.name.parts.push_back(Identifier{"normalize", false, cursor_.Advance().location});
  call.name.location = call.name.parts.front().location;
  cursor_.Expect("(");
  call.arguments.push_back(ValueExpression());
  std::string form = "NFC";
  const size_t form_begin = Mark();
  if (cursor_.Accept(",")) {
    if (!cursor_.Accept(kNfd) && !cursor_.Accept(kNfc) && !cursor_.Accept(kNfkd) &&
        !cursor_.Accept(kNfkc)) {
      cursor_.FailExpecting();
    }
    form = KeywordText(cursor_.Previous().keyword);
  }
  call.arguments.push_back(MakeExpression(StringLiteral{form}, form_begin));
  cursor_.Expect(")");
  return MakeExpression(std::move(call), begin);
}

// SUBSTRING(s FROM a FOR b) and POSITION(a IN s), or plain calls of functions of these names.
Expression ParserImpl::SubstringOrPosition() {
  const Nesting nesting(*this);
  const size_t begin = Mark();
  const bool position = cursor_.Is(kPosition);
  FunctionCall call;
  const QualifiedName name = QualifiedNameRule();
  call.name = name;
  cursor_.Expect("(");
  const size_t first_begin = Mark();
  const bool labeled_star = cursor_.IsName() && cursor_.Is(".", 1) && cursor_.Is("*", 2);
  if (!AtExpressionStart(0) || cursor_.Is(kNot) || AtSetQuantifierAll() || labeled_star) {
    FunctionArguments(call);
    FunctionSuffixes(call);
    return MakeExpression(std::move(call), begin);
  }
  Expression first = ValueExpression();
  if (position && cursor_.Accept(kIn)) {
    call.name.parts.front().value = "strpos";
    call.arguments.push_back(ValueExpression());
    call.arguments.push_back(std::move(first));
    cursor_.Expect(")");
    return MakeExpression(std::move(call), begin);
  }
  if (!position && cursor_.Accept(kFrom)) {
    call.name.parts.front().value = "substr";
    call.arguments.push_back(std::move(first));
    call.arguments.push_back(ValueExpression());
    if (cursor_.Accept(kFor)) call.arguments.push_back(ValueExpression());
    cursor_.Expect(")");
    return MakeExpression(std::move(call), begin);
  }
  call.arguments.push_back(ExpressionAfter(std::move(first), first_begin));
  while (cursor_.Accept(",")) call.arguments.push_back(ExpressionRule());
  call.order_by = OptionalOrderBy();
  cursor_.Expect(")");
  FunctionSuffixes(call);
  return MakeExpression(std::move(call), begin);
}

Expression ParserImpl::GroupingRule() {
  const size_t begin = Mark();
  cursor_.Advance();
  Grouping grouping;
  cursor_.Expect("(");
  do {
    grouping.columns.push_back(QualifiedNameRule());
  } while (cursor_.Accept(","));
  cursor_.Expect(")");
  return MakeExpression(std::move(grouping), begin);
}

}  // namespace tarn::sql
